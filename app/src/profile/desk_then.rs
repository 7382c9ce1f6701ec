//! The profile then and now, a facet a row; the earlier day stands in the address.

use super::{
    desk_api,
    desk_view::{source_kind, source_words},
};
use crate::{
    i18n::*,
    ui::{Icon, facet_words, lang_of, on_day, picture},
};
use chrono::NaiveDate;
use domain::{
    ids::PersonId,
    profile::{FacetThenNow, Statement, ThenNow},
};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

/// Nothing where a child has not said anything on two days.
#[component]
pub fn ThenNowPanel(child: PersonId) -> impl IntoView {
    let query = use_query_map();
    let asked = Memo::new(move |_| query.read().get("then")?.parse::<NaiveDate>().ok());
    let found = Resource::new(
        move || asked.get(),
        move |then| desk_api::read_then_now(child, then),
    );
    view! {
        <Transition>
            {move || {
                let found = found.get()?.ok()??;
                Some(view! { <Panel child found /> })
            }}
        </Transition>
    }
    .into_any()
}

#[component]
fn Panel(child: PersonId, found: ThenNow) -> impl IntoView {
    let i18n = use_i18n();
    let ThenNow { then, days, facets } = found;
    let link = move |day: NaiveDate| {
        view! {
            <a
                class="ui-switch-part"
                href=format!("/desk/child/{child}?then={day}")
                data-then=day.to_string()
                aria-current=(day == then).then_some("true")
            >
                {move || on_day(i18n, day)}
            </a>
        }
    };
    let links = days.into_iter().map(link).collect_view();
    let rows = facets.into_iter().map(|facet| view! { <Row facet /> });
    view! {
        <section class="ui-panel" data-panel="then-now">
            <h2 class="ui-panel-title">{move || t_string!(i18n, view.then_now)}</h2>
            <nav class="plan-filters desk-noprint" aria-label=move || t_string!(i18n, view.then_when)>
                {links}
            </nav>
            <div class="ui-table-wrap" tabindex="0" role="group" aria-label=move || t_string!(i18n, view.then_now)>
                <table class="ui-table profile-then">
                    <thead>
                        <tr>
                            <th class="ui-table-head" scope="col">
                                <span class="visually-hidden">{move || t_string!(i18n, view.facet)}</span>
                            </th>
                            <th class="ui-table-head" scope="col">{move || on_day(i18n, then)}</th>
                            <th class="ui-table-head" scope="col">{move || t_string!(i18n, view.now)}</th>
                        </tr>
                    </thead>
                    <tbody>{rows.collect_view()}</tbody>
                </table>
            </div>
        </section>
    }
    .into_any()
}

#[component]
fn Row(facet: FacetThenNow) -> impl IntoView {
    let i18n = use_i18n();
    let which = facet.facet;
    let side = |all: &[Statement], now: bool| {
        let lines = all.iter().map(|it| {
            let changed = !facet.in_both(it);
            view! { <Line statement=it.clone() changed now /> }
        });
        view! {
            <td class="ui-table-cell">
                {all.is_empty().then_some("–")}
                <ul class="profile-then-side">{lines.collect_view()}</ul>
            </td>
        }
    };
    view! {
        <tr class="ui-table-row" data-facet=format!("{which:?}")>
            <th class="ui-table-cell" scope="row">{move || facet_words(i18n, which)}</th>
            {side(&facet.then, false)}
            {side(&facet.now, true)}
        </tr>
    }
    .into_any()
}

#[component]
fn Line(statement: Statement, changed: bool, now: bool) -> impl IntoView {
    let i18n = use_i18n();
    let Statement {
        stem,
        word,
        source,
        picture: card,
        ..
    } = statement;
    let words = move || {
        let lang = lang_of(i18n.get_locale());
        format!("{} {}", stem.get(lang), word.get(lang))
    };
    let mark = changed.then(|| {
        let icon = if now { "plus" } else { "clock" };
        let words = move || match now {
            true => t_string!(i18n, view.new_now),
            false => t_string!(i18n, view.only_then),
        };
        view! { <span class="ui-tag" data-changed="yes"><Icon name=icon /> {words}</span> }
    });
    view! {
        <li class="profile-then-line">
            <img class="desk-statement-picture" src=picture(&card) alt="" />
            <span>{words}</span>
            <span class="ui-tag" data-kind=source_kind(source)>
                {move || source_words(i18n, source)}
            </span>
            {mark}
        </li>
    }
    .into_any()
}
