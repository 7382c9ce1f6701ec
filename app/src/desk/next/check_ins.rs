//! On a child's page: the days on which adults noted that they checked in or celebrated.

use super::api::{Note, list_noted};
use crate::{
    ApiError,
    i18n::*,
    ui::{Banner, Button, Icon, Loaded, error_message, lang_of, on_day},
};
use domain::{
    ids::PersonId,
    next::{AdultNote, AdultNoteRow},
};
use leptos::prelude::*;

#[component]
pub fn CheckInsPanel(
    child: PersonId,
    /// May note; the others only look.
    can_edit: bool,
) -> impl IntoView {
    let i18n = use_i18n();
    let note = ServerAction::<Note>::new();
    let all = Resource::new(move || note.version().get(), move |_| list_noted(child));
    let noted = RwSignal::new(false);
    let say = move |undo: bool| {
        noted.set(!undo);
        note.dispatch(Note {
            child,
            noted: AdultNote::CheckIn,
            undo,
        });
    };
    let refused = move || match note.value().get() {
        Some(Err(ApiError(error))) => Some(view! {
            <Banner kind="wrong" icon="alert">
                {error_message(i18n, &error)}
            </Banner>
        }),
        _ => None,
    };
    let button = move || match noted.get() {
        true => view! {
            <Button act="undo-checked-in" disabled=note.pending() on_click=move |()| say(true)>
                <Icon name="undo" />
                {move || t_string!(i18n, next.undo)}
            </Button>
        }
        .into_any(),
        false => view! {
            <Button act="checked-in" disabled=note.pending() on_click=move |()| say(false)>
                <Icon name="check" />
                {move || t_string!(i18n, next.checked_in)}
            </Button>
        }
        .into_any(),
    };
    view! {
        <section class="ui-panel" data-panel="noted">
            <div class="ui-panel-head">
                <h2 class="ui-panel-title">{move || t_string!(i18n, next.noted)}</h2>
                {can_edit.then(|| view! { <span class="desk-noprint">{button}</span> })}
            </div>
            {refused}
            <Loaded
                read=all
                is_empty=Vec::is_empty
                empty=move || {
                    view! { <p class="desk-quiet">{move || t_string!(i18n, next.noted_none)}</p> }
                }
                let:lines
            >
                {
                    let lines = lines.into_iter().map(|line| view! { <CheckInRow line /> });
                    view! { <ul class="next-noted">{lines.collect_view()}</ul> }
                }
            </Loaded>
        </section>
    }
    .into_any()
}

#[component]
fn CheckInRow(line: AdultNoteRow) -> impl IntoView {
    let i18n = use_i18n();
    let AdultNoteRow { on, who, goal } = line;
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
