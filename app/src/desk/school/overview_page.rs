//! The school at a glance, for who leads it: its classes in the order of their names, in counts.
//! Nobody is ranked by them, and no child is named.

use super::api;
use crate::{
    desk::ui::TitleRow,
    i18n::*,
    ui::{Chip, Column, Loaded, PrintButton, Table},
};
use domain::{
    limits,
    school::{ClassCounts, Overview, OverviewRow},
};
use leptos::prelude::*;
use leptos_i18n::I18nContext;
use leptos_meta::Title;

#[component]
pub(super) fn OverviewPage(school: String) -> impl IntoView {
    let i18n = use_i18n();
    let overview = Resource::new(|| (), |()| api::read_overview());
    view! {
        <Title text=move || t_string!(i18n, school.classes_get_on) />
        <TitleRow
            title=move || t_string!(i18n, school.classes_get_on).to_owned()
            line=move || school.clone()
            more=|| view! { <PrintButton /> }
        />
        <Loaded read=overview let:overview>
            <ClassCounts overview />
        </Loaded>
    }
    .into_any()
}

#[component]
fn ClassCounts(overview: Overview) -> impl IntoView {
    let i18n = use_i18n();
    let few = overview.classes.iter().any(|it| it.counts.is_none());
    let counts =
        move |key, heading: fn(I18n) -> &'static str, of: fn(&ClassCounts) -> u32, bar: bool| {
            let cell = move |it: &OverviewRow| match it.counts.as_ref().map(of) {
                None => "–".into_any(),
                Some(n) if bar => view! { <Share n of=it.children name=key /> }.into_any(),
                Some(n) => view! { <span data-count=key>{n}</span> }.into_any(),
            };
            Column::new(key, move || heading(i18n), cell)
        };
    let columns = vec![
        Column::new(
            "class",
            move || t_string!(i18n, school.class),
            |it: &OverviewRow| {
                view! {
                    <a class="plan-child" href=format!("/desk/class/{}", it.class)>{it.title.clone()}</a>
                }
            },
        ),
        Column::new(
            "children",
            move || t_string!(i18n, plan.children),
            |it: &OverviewRow| it.children,
        ),
        counts(
            "surveyed",
            |i18n| t_string!(i18n, school.surveyed),
            |it| it.surveyed,
            true,
        ),
        counts(
            "planned",
            |i18n| t_string!(i18n, school.planned),
            |it| it.planned,
            true,
        ),
        counts(
            "ticked",
            |i18n| t_string!(i18n, school.ticked),
            |it| it.ticked,
            true,
        ),
        counts(
            "unmet",
            |i18n| t_string!(i18n, school.unmet),
            |it| it.unmet,
            false,
        ),
        counts(
            "waiting",
            |i18n| t_string!(i18n, school.waiting),
            |it| it.waiting,
            false,
        ),
    ];
    view! {
        {overview
            .term
            .map(|term| {
                view! {
                    <p>
                        <Chip>{term}</Chip>
                    </p>
                }
            })}
        <Table
            csv="classes.csv"
            caption=move || t_string!(i18n, school.classes_get_on)
            columns
            rows=overview.classes
            class="school-overview"
            data=|it: &OverviewRow| vec![("data-class", it.class.to_string())]
        />
        {few
            .then(|| {
                view! {
                    <p class="desk-quiet">
                        {move || {
                            t_string!(i18n, school.too_few, n = limits::school::FEWEST_COUNTED)
                                .to_string()
                        }}
                    </p>
                }
            })}
        <p class="desk-quiet">{move || t_string!(i18n, school.looks_noted)}</p>
    }
    .into_any()
}

type I18n = I18nContext<Locale>;

/// So many of the class's children, as words and as a bar.
#[component]
fn Share(n: u32, of: u32, name: &'static str) -> impl IntoView {
    let i18n = use_i18n();
    let width = (n * 100).checked_div(of).unwrap_or(0);
    view! {
        <span data-count=name>{move || t_string!(i18n, school.n_of, n, of).to_string()}</span>
        <svg class="plan-bar" viewBox="0 0 100 14" preserveAspectRatio="none" aria-hidden="true">
            <rect class="plan-bar-ground" width="100" height="14"></rect>
            <rect class="plan-bar-part" width=width.to_string() height="14"></rect>
        </svg>
    }
    .into_any()
}
