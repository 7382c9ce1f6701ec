//! What two tablets said at once of a goal: what did not stand stays to be seen.

use super::desk_api;
use crate::{
    i18n::*,
    ui::{When, on_day},
};
use domain::{
    ids::{GoalId, PersonId},
    plan::{Clash, Said, TickState},
};
use leptos::prelude::*;

/// The ticks of a goal that lost against another tablet's; nothing where there are none.
#[component]
pub(super) fn Clashes(child: PersonId, goal: GoalId) -> impl IntoView {
    let i18n = use_i18n();
    let all = Resource::new(|| (), move |()| desk_api::list_clashes(child, goal));
    let list = move |all: Vec<Clash>| {
        view! {
            <section data-part="clashes">
                <h3>{move || t_string!(i18n, desk.clashes)}</h3>
                <p class="desk-quiet">{move || t_string!(i18n, desk.clashes_why)}</p>
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
fn ClashLine(clash: Clash) -> impl IntoView {
    let i18n = use_i18n();
    let Clash { stands, lost } = clash;
    let (on, event) = (lost.tick.on, lost.event.to_string());
    view! {
        <li class="plan-change" data-event=event>
            <p>
                <strong>{move || on_day(i18n, on)}</strong>
            </p>
            <OneSide said=lost label=Signal::derive(move || t_string!(i18n, desk.clash_lost)) />
            <OneSide said=stands label=Signal::derive(move || t_string!(i18n, desk.clash_stands)) />
        </li>
    }
    .into_any()
}

#[component]
fn OneSide(said: Said, label: Signal<&'static str>) -> impl IntoView {
    let i18n = use_i18n();
    let state = said.tick.state;
    let words = move || match state {
        TickState::Done => t_string!(i18n, desk.tick_done),
        TickState::Now => t_string!(i18n, desk.tick_now),
        TickState::NotToday => t_string!(i18n, desk.tick_not_today),
        TickState::Open => t_string!(i18n, desk.tick_open),
    };
    view! {
        <p>
            {label}
            ": "
            <strong>{words}</strong>
            " · "
            {said.tablet}
            " · "
            <When at=said.at exact=true />
        </p>
    }
    .into_any()
}
