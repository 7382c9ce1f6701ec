//! The days on which nothing is asked of a child.

use crate::{
    desk::plan::{api::SetAway, editor::actions::GoalActions},
    i18n::*,
    ui::{Button, Chip, Icon, on_day},
};
use chrono::NaiveDate;
use domain::{ids::PersonId, plan::ChildPlan};
use leptos::prelude::*;

/// The days on which nothing is asked of the child.
#[component]
pub(crate) fn AwayDays(
    now: Memo<Option<ChildPlan>>,
    actions: Option<GoalActions>,
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
    let may = actions.is_some();
    let one = move |on: NaiveDate| {
        let words = move || on_day(i18n, on);
        match may {
            false => view! {
                <li>
                    <Chip>{words}</Chip>
                </li>
            }
            .into_any(),
            true => view! {
                <li>
                    <Button act="not-away" on_click=move |()| set(on, false)>
                        {words}
                        <Icon name="close" />
                        <span class="visually-hidden">
                            {move || t_string!(i18n, plan.not_away)}
                        </span>
                    </Button>
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
            <h2 class="ui-panel-title">{move || t_string!(i18n, plan.away_days)}</h2>
            <p class="desk-quiet">{move || t_string!(i18n, plan.away_words)}</p>
            <ul class="plan-away-days">
                <For each=move || days.get() key=|it| *it let:on>
                    {one(on)}
                </For>
            </ul>
            {may
                .then(|| {
                    view! {
                        <form class="plan-line-head desk-noprint" on:submit=add>
                            <input
                                class="ui-field-input plan-place"
                                type="date"
                                aria-label=move || t_string!(i18n, plan.away_on)
                                prop:value=typed
                                on:input=move |event| typed.set(event_target_value(&event))
                            />
                            <Button act="add-away" disabled=away.pending() submit=true>
                                <Icon name="plus" />
                                {move || t_string!(i18n, plan.add_away)}
                            </Button>
                        </form>
                    }
                })}
        </section>
    }
    .into_any()
}
