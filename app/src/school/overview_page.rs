//! The school at a glance, for who leads it: its classes in the order of their names, in counts.
//! Nobody is ranked by them, and no child is named.

use super::api;
use crate::{
    ApiError,
    i18n::*,
    ui::{PrintButton, Trouble},
};
use domain::school::{ClassLine, FEWEST_COUNTED, Overview};
use leptos::prelude::*;
use leptos_meta::Title;

#[component]
pub(super) fn OverviewPage(school: String) -> impl IntoView {
    let i18n = use_i18n();
    let overview = Resource::new(|| (), |()| api::read_overview());
    view! {
        <Title text=move || t_string!(i18n, view.classes_get_on) />
        <div class="board-bar">
            <h1 class="board-title">{move || t_string!(i18n, view.classes_get_on)}</h1>
            <PrintButton />
        </div>
        <p class="desk-quiet">{school}</p>
        <Suspense>
            {move || overview.get().map(|it| match it {
                Ok(overview) => view! { <Classes overview /> }.into_any(),
                Err(ApiError(error)) => view! { <Trouble error /> }.into_any(),
            })}
        </Suspense>
    }
    .into_any()
}

#[component]
fn Classes(overview: Overview) -> impl IntoView {
    let i18n = use_i18n();
    let few = overview.classes.iter().any(|it| it.counts.is_none());
    let rows = overview.classes.into_iter();
    let rows = rows.map(|line| view! { <Line line /> }).collect_view();
    view! {
        {overview.term.map(|term| view! { <p><span class="ui-tag">{term}</span></p> })}
        <div class="ui-table-wrap" tabindex="0" role="group" aria-label=move || t_string!(i18n, view.classes_get_on)>
            <table class="ui-table school-overview">
                <thead>
                    <tr>
                        <th class="ui-table-head" scope="col">{move || t_string!(i18n, view.class)}</th>
                        <th class="ui-table-head" scope="col">{move || t_string!(i18n, plans.children)}</th>
                        <th class="ui-table-head" scope="col">{move || t_string!(i18n, view.surveyed)}</th>
                        <th class="ui-table-head" scope="col">{move || t_string!(i18n, view.planned)}</th>
                        <th class="ui-table-head" scope="col">{move || t_string!(i18n, view.ticked)}</th>
                        <th class="ui-table-head" scope="col">{move || t_string!(i18n, view.unmet)}</th>
                        <th class="ui-table-head" scope="col">{move || t_string!(i18n, view.waiting)}</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
        {few.then(|| view! {
            <p class="desk-quiet">
                {move || t_string!(i18n, view.too_few, n = FEWEST_COUNTED).to_string()}
            </p>
        })}
        <p class="desk-quiet">{move || t_string!(i18n, view.looks_noted)}</p>
    }
    .into_any()
}

#[component]
fn Line(line: ClassLine) -> impl IntoView {
    let of = line.children;
    let counts = line.counts.map(|it| {
        view! {
            <Share n=it.surveyed of name="surveyed" />
            <Share n=it.planned of name="planned" />
            <Share n=it.ticked of name="ticked" />
            <td class="ui-table-cell" data-count="unmet">{it.unmet}</td>
            <td class="ui-table-cell" data-count="waiting">{it.waiting}</td>
        }
    });
    let none = line.counts.is_none();
    view! {
        <tr class="ui-table-row" data-class=line.class.to_string()>
            <th class="ui-table-cell" scope="row">
                <a class="plan-child" href=format!("/desk/class/{}", line.class)>{line.title}</a>
            </th>
            <td class="ui-table-cell">{of}</td>
            {counts}
            {none.then(|| (0..5).map(|_| view! { <td class="ui-table-cell">"–"</td> }).collect_view())}
        </tr>
    }
    .into_any()
}

/// So many of the class's children, as words and as a bar.
#[component]
fn Share(n: u32, of: u32, name: &'static str) -> impl IntoView {
    let i18n = use_i18n();
    let width = (n * 100).checked_div(of).unwrap_or(0);
    view! {
        <td class="ui-table-cell" data-count=name>
            {move || t_string!(i18n, view.n_of, n, of).to_string()}
            <svg class="plan-bar" viewBox="0 0 100 14" preserveAspectRatio="none" aria-hidden="true">
                <rect class="plan-bar-ground" width="100" height="14"></rect>
                <rect class="plan-bar-part" width=width.to_string() height="14"></rect>
            </svg>
        </td>
    }
    .into_any()
}
