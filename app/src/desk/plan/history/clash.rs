//! What two tablets said at once of a goal: what did not stand stays to be seen.

use crate::{
    desk::plan::api,
    i18n::*,
    ui::{When, on_day},
};
use domain::{
    ids::{GoalId, PersonId},
    plan::{ReceivedTick, TickConflict, TickState},
};
use leptos::prelude::*;

/// The ticks of a goal that lost against another tablet's; nothing where there are none.
#[component]
pub(crate) fn Clashes(child: PersonId, goal: GoalId) -> impl IntoView {
    let i18n = use_i18n();
    let all = Resource::new(|| (), move |()| api::list_clashes(child, goal));
    let list = move |all: Vec<TickConflict>| {
        view! {
            <section data-part="clashes">
                <h3>{move || t_string!(i18n, plan.clashes)}</h3>
                <p class="desk-quiet">{move || t_string!(i18n, plan.clashes_why)}</p>
                <ol class="plan-history">
                    {all.into_iter().map(|it| view! { <ClashLine clash=it /> }).collect_view()}
                </ol>
            </section>
        }
    };
    view! {
        <Suspense>
            {move || {
                let found = all.get().and_then(Result::ok).filter(|it| !it.is_empty());
                found.map(list)
            }}
        </Suspense>
    }
    .into_any()
}

#[component]
fn ClashLine(clash: TickConflict) -> impl IntoView {
    let i18n = use_i18n();
    let TickConflict { stands, lost } = clash;
    let (on, event) = (lost.tick.on, lost.event.to_string());
    view! {
        <li class="plan-change" data-event=event>
            <p>
                <strong>{move || on_day(i18n, on)}</strong>
            </p>
            <OneSide said=lost label=Signal::derive(move || t_string!(i18n, plan.clash_lost)) />
            <OneSide said=stands label=Signal::derive(move || t_string!(i18n, plan.clash_stands)) />
        </li>
    }
    .into_any()
}

#[component]
fn OneSide(said: ReceivedTick, label: Signal<&'static str>) -> impl IntoView {
    let i18n = use_i18n();
    let state = said.tick.state;
    let words = move || match state {
        TickState::Done => t_string!(i18n, plan.tick_done),
        TickState::Now => t_string!(i18n, plan.tick_now),
        TickState::NotToday => t_string!(i18n, plan.tick_not_today),
        TickState::Open => t_string!(i18n, plan.tick_open),
    };
    view! {
        <p>
            {label} ": " <strong>{words}</strong> " · " {said.tablet} " · "
            <When at=said.at exact=true />
        </p>
    }
    .into_any()
}
