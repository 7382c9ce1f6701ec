//! The profile then and now, a facet a row; the earlier day stands in the address.

use super::{
    api,
    child_page::{source_kind, source_words},
};
use crate::{
    i18n::*,
    ui::{Chip, Column, Icon, SegmentLink, Table, facet_words, lang_of, on_day, picture},
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
        move |then| api::read_then_now(child, then),
    );
    view! {
        <Transition>
            {move || {
                let found = found.get()?.ok()??;
                Some(view! { <FacetComparison child found /> })
            }}
        </Transition>
    }
    .into_any()
}

#[component]
fn FacetComparison(child: PersonId, found: ThenNow) -> impl IntoView {
    let i18n = use_i18n();
    let ThenNow { then, days, facets } = found;
    let link = move |day: NaiveDate| {
        view! {
            <SegmentLink
                href=format!("/desk/child/{child}?then={day}")
                attr:data-then=day.to_string()
                is_chosen=day == then
            >
                {move || on_day(i18n, day)}
            </SegmentLink>
        }
    };
    let links = days.into_iter().map(link).collect_view();
    let columns = vec![
        Column::new(
            "facet",
            move || t_string!(i18n, profile.facet),
            move |it: &FacetThenNow| {
                let facet = it.facet;
                move || facet_words(i18n, facet)
            },
        )
        .hidden(),
        Column::new(
            "then",
            move || on_day(i18n, then),
            |it: &FacetThenNow| side(it, false),
        ),
        Column::new(
            "now",
            move || t_string!(i18n, profile.now),
            |it: &FacetThenNow| side(it, true),
        ),
    ];
    view! {
        <section class="ui-panel" data-panel="then-now">
            <h2 class="ui-panel-title">{move || t_string!(i18n, profile.then_now)}</h2>
            <nav
                class="plan-filters desk-noprint"
                aria-label=move || t_string!(i18n, profile.then_when)
            >
                {links}
            </nav>
            <Table
                caption=move || t_string!(i18n, profile.then_now)
                columns
                rows=facets
                class="profile-then"
                data=|it: &FacetThenNow| vec![("data-facet", format!("{:?}", it.facet))]
            />
        </section>
    }
    .into_any()
}

/// What was said of a side of the child, then or now.
fn side(facet: &FacetThenNow, now: bool) -> impl IntoView + use<> {
    let all = if now { &facet.now } else { &facet.then };
    let lines = all.iter().map(|it| {
        let changed = !facet.in_both(it);
        view! { <ChangedStatement statement=it.clone() changed now /> }
    });
    view! {
        {all.is_empty().then_some("–")}
        <ul class="profile-then-side">{lines.collect_view()}</ul>
    }
    .into_any()
}

#[component]
fn ChangedStatement(statement: Statement, changed: bool, now: bool) -> impl IntoView {
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
            true => t_string!(i18n, profile.new_now),
            false => t_string!(i18n, profile.only_then),
        };
        view! {
            <Chip attr:data-changed="yes">
                <Icon name=icon />
                {words}
            </Chip>
        }
    });
    view! {
        <li class="profile-then-line">
            <img class="desk-statement-picture" src=picture(&card) alt="" />
            <span>{words}</span>
            <Chip kind=source_kind(source)>{move || source_words(i18n, source)}</Chip>
            {mark}
        </li>
    }
    .into_any()
}
