//! The days on which nothing is asked of a child.

use super::{desk_api::SetAway, desk_editor::Acts};
use crate::{
    i18n::*,
    ui::{Icon, on_day},
};
use chrono::NaiveDate;
use domain::{ids::PersonId, plan::ChildPlan};
use leptos::prelude::*;

/// The days on which nothing is asked of the child.
#[component]
pub(super) fn AwayDays(
    now: Memo<Option<ChildPlan>>,
    acts: Option<Acts>,
    away: ServerAction<SetAway>,
    child: PersonId,
) -> impl IntoView {
    let i18n = use_i18n();
    let typed = RwSignal::new(String::new());
    let days = Memo::new(move |_| {
        let page = now.with(|it| it.as_ref().and_then(|it| it.page.clone()));
        page.map(|it| it.calendar.away.into_iter().collect::<Vec<_>>())
            .unwrap_or_default()
    });
    let set = move |on: NaiveDate, is: bool| {
        away.dispatch(SetAway {
            child,
            on,
            away: is,
        });
    };
    let may = acts.is_some();
    let one = move |on: NaiveDate| {
        let words = move || on_day(i18n, on);
        match may {
            false => view! { <li><span class="ui-tag">{words}</span></li> }.into_any(),
            true => view! {
                <li>
                    <button
                        type="button"
                        class="ui-button"
                        data-act="not-away"
                        on:click=move |_| set(on, false)
                    >
                        {words}
                        <Icon name="close" />
                        <span class="visually-hidden">
                            {move || t_string!(i18n, desk.not_away)}
                        </span>
                    </button>
                </li>
            }
            .into_any(),
        }
    };
    let add = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        if let Ok(on) = typed.get_untracked().parse() {
            set(on, true);
            typed.set(String::new());
        }
    };
    view! {
        <section class="ui-panel">
            <h2 class="ui-panel-title">{move || t_string!(i18n, desk.away_days)}</h2>
            <p class="desk-quiet">{move || t_string!(i18n, desk.away_words)}</p>
            <ul class="plan-away-days">
                <For each=move || days.get() key=|it| *it let:on>
                    {one(on)}
                </For>
            </ul>
            {may.then(|| view! {
                <form class="plan-line-head desk-noprint" on:submit=add>
                    <input
                        class="ui-field-input plan-place"
                        type="date"
                        aria-label=move || t_string!(i18n, desk.away_on)
                        prop:value=typed
                        on:input=move |event| typed.set(event_target_value(&event))
                    />
                    <button class="ui-button" data-act="add-away" disabled=away.pending()>
                        <Icon name="plus" />
                        {move || t_string!(i18n, desk.add_away)}
                    </button>
                </form>
            })}
        </section>
    }
    .into_any()
}
