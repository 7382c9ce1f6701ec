//! On a child's page: the days on which adults noted that they checked in or celebrated.

use super::api::{Note, list_noted};
use crate::{
    ApiError,
    i18n::*,
    ui::{Banner, Icon, Trouble, lang_of, on_day, told},
};
use domain::{
    ids::PersonId,
    next::{Noted, NotedLine},
};
use leptos::prelude::*;

#[component]
pub fn NotedPanel(
    child: PersonId,
    /// May note; the others only look.
    acts: bool,
) -> impl IntoView {
    let i18n = use_i18n();
    let note = ServerAction::<Note>::new();
    let all = Resource::new(move || note.version().get(), move |_| list_noted(child));
    let noted = RwSignal::new(false);
    let say = move |undo: bool| {
        noted.set(!undo);
        note.dispatch(Note {
            child,
            noted: Noted::CheckIn,
            undo,
        });
    };
    let refused = move || match note.value().get() {
        Some(Err(ApiError(error))) => Some(view! {
            <Banner kind="wrong" icon="alert">{told(i18n, &error)}</Banner>
        }),
        _ => None,
    };
    let button = move || {
        match noted.get() {
        true => view! {
            <button type="button" class="ui-button" data-act="undo-checked-in" disabled=note.pending() on:click=move |_| say(true)>
                <Icon name="undo" />
                {move || t_string!(i18n, next.undo)}
            </button>
        }
        .into_any(),
        false => view! {
            <button type="button" class="ui-button" data-act="checked-in" disabled=note.pending() on:click=move |_| say(false)>
                <Icon name="check" />
                {move || t_string!(i18n, next.checked_in)}
            </button>
        }
        .into_any(),
    }
    };
    view! {
        <section class="ui-panel" data-panel="noted">
            <div class="ui-panel-head">
                <h2 class="ui-panel-title">{move || t_string!(i18n, next.noted)}</h2>
                {acts.then(|| view! { <span class="desk-noprint">{button}</span> })}
            </div>
            {refused}
            <Transition>
                {move || all.get().map(|it| match it {
                    Ok(lines) if lines.is_empty() => view! {
                        <p class="desk-quiet">{move || t_string!(i18n, next.noted_none)}</p>
                    }
                    .into_any(),
                    Ok(lines) => {
                        let lines = lines.into_iter().map(|line| view! { <Line line /> });
                        view! { <ul class="next-noted">{lines.collect_view()}</ul> }.into_any()
                    }
                    Err(ApiError(error)) => view! { <Trouble error /> }.into_any(),
                })}
            </Transition>
        </section>
    }
    .into_any()
}

#[component]
fn Line(line: NotedLine) -> impl IntoView {
    let i18n = use_i18n();
    let NotedLine { on, who, goal } = line;
    let what = move || match &goal {
        Some(title) => {
            let title = title.get(lang_of(i18n.get_locale())).to_owned();
            t_string!(i18n, next.line_celebrated, title, who = who.clone()).to_string()
        }
        None => t_string!(i18n, next.line_checked_in, who = who.clone()).to_string(),
    };
    view! {
        <li>
            <time datetime=on.to_string()>{move || on_day(i18n, on)}</time>
            " · "
            {what}
        </li>
    }
    .into_any()
}
