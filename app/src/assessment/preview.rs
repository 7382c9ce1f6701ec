//! What an import would do, row by row.

use crate::{
    i18n::*,
    ui::{Icon, lang_of, on_day},
};
use domain::assessment::{Counts, Preview, PreviewLine, Refused, What};
use leptos::prelude::*;

/// How the file stands before anything is kept.
#[component]
pub(super) fn Counted(counts: Counts) -> impl IntoView {
    let i18n = use_i18n();
    let Counts {
        rows,
        children,
        new,
        changed,
        same,
        refused,
        ..
    } = counts;
    view! {
        <ul class="scores-counts">
            <li class="ui-tag" data-count="rows">
                {move || t_string!(i18n, assessment.count_rows, n = rows).to_string()}
            </li>
            <li class="ui-tag" data-count="children">
                {move || t_string!(i18n, assessment.count_children, n = children).to_string()}
            </li>
            <li class="ui-tag" data-count="new" data-kind="survey">
                {move || t_string!(i18n, assessment.count_new, n = new).to_string()}
            </li>
            <li class="ui-tag" data-count="changed" data-kind="child">
                {move || t_string!(i18n, assessment.count_changed, n = changed).to_string()}
            </li>
            <li class="ui-tag" data-count="same">
                {move || t_string!(i18n, assessment.count_same, n = same).to_string()}
            </li>
            <li class="ui-tag" data-count="refused">
                {move || t_string!(i18n, assessment.count_refused, n = refused).to_string()}
            </li>
        </ul>
    }
    .into_any()
}

#[component]
pub(super) fn Rows(seen: Preview) -> impl IntoView {
    let taken = seen.counts.new + seen.counts.changed + seen.counts.same;
    view! {
        <NotTaken refused=seen.refused total=seen.counts.refused />
        <Matched lines=seen.lines total=taken />
    }
    .into_any()
}

/// Stands first, since it is what somebody has to look at.
#[component]
fn NotTaken(refused: Vec<Refused>, total: usize) -> impl IntoView {
    let i18n = use_i18n();
    let lang = move || lang_of(i18n.get_locale());
    let shown: usize = refused.iter().map(|it| it.scores).sum();
    let row = move |it: Refused| {
        let why = it.why;
        let name = why.name();
        let to_do = why.clone();
        view! {
            <tr class="ui-table-row" data-why=name>
                <th class="ui-table-cell" scope="row">
                    {it.line}
                </th>
                <td class="ui-table-cell">{it.column}</td>
                <td class="ui-table-cell">{it.value}</td>
                <td class="ui-table-cell scores-why">
                    {move || why.what(lang())}
                    <span class="desk-quiet scores-to-do">{move || to_do.what_to_do(lang())}</span>
                </td>
            </tr>
        }
    };
    (total > 0).then(|| {
        view! {
            <details class="desk-history" data-rows="refused" open=true>
                <summary>
                    {move || t_string!(i18n, assessment.refused, n = total).to_string()}
                </summary>
                <div
                    class="ui-table-wrap"
                    tabindex="0"
                    role="group"
                    aria-label=move || t_string!(i18n, assessment.refused, n = total).to_string()
                >
                    <table class="ui-table">
                        <thead>
                            <tr>
                                <th class="ui-table-head" scope="col">{move || t_string!(i18n, assessment.line)}</th>
                                <th class="ui-table-head" scope="col">{move || t_string!(i18n, assessment.column)}</th>
                                <th class="ui-table-head" scope="col">{move || t_string!(i18n, assessment.stands_there)}</th>
                                <th class="ui-table-head" scope="col">{move || t_string!(i18n, assessment.why)}</th>
                            </tr>
                        </thead>
                        <tbody>{refused.into_iter().map(row).collect_view()}</tbody>
                    </table>
                </div>
                <More hidden=total.saturating_sub(shown) />
            </details>
        }
    })
}

#[component]
fn Matched(lines: Vec<PreviewLine>, total: usize) -> impl IntoView {
    let i18n = use_i18n();
    let shown = lines.len();
    let row = move |it: PreviewLine| {
        let on = it.on;
        view! {
            <tr class="ui-table-row">
                <th class="ui-table-cell" scope="row">
                    {it.line}
                </th>
                <td class="ui-table-cell">{it.child}</td>
                <td class="ui-table-cell">{it.subject}</td>
                <td class="ui-table-cell">{it.test}</td>
                <td class="ui-table-cell scores-nowrap">{move || on_day(i18n, on)}</td>
                <td class="ui-table-cell">{it.score}</td>
                <td class="ui-table-cell">
                    <Would what=it.what />
                </td>
            </tr>
        }
    };
    (total > 0).then(|| {
        view! {
            <details class="desk-history" data-rows="matched" open=true>
                <summary>
                    {move || t_string!(i18n, assessment.matched, n = total).to_string()}
                </summary>
                <div
                    class="ui-table-wrap scores-rows"
                    tabindex="0"
                    role="group"
                    aria-label=move || t_string!(i18n, assessment.matched, n = total).to_string()
                >
                    <table class="ui-table">
                        <thead>
                            <tr>
                                <th class="ui-table-head" scope="col">{move || t_string!(i18n, assessment.line)}</th>
                                <th class="ui-table-head" scope="col">{move || t_string!(i18n, assessment.child)}</th>
                                <th class="ui-table-head" scope="col">{move || t_string!(i18n, assessment.subject)}</th>
                                <th class="ui-table-head" scope="col">{move || t_string!(i18n, assessment.test)}</th>
                                <th class="ui-table-head" scope="col">{move || t_string!(i18n, assessment.day)}</th>
                                <th class="ui-table-head" scope="col">{move || t_string!(i18n, assessment.score)}</th>
                                <th class="ui-table-head" scope="col">{move || t_string!(i18n, assessment.would)}</th>
                            </tr>
                        </thead>
                        <tbody>{lines.into_iter().map(row).collect_view()}</tbody>
                    </table>
                </div>
                <More hidden=total.saturating_sub(shown) />
            </details>
        }
    })
}

#[component]
fn Would(what: What) -> impl IntoView {
    let i18n = use_i18n();
    let (kind, icon) = match what {
        What::New => (Some("survey"), "plus"),
        What::Changed { .. } => (Some("child"), "swap"),
        What::Same => (None, "check"),
    };
    let words = move || match &what {
        What::New => t_string!(i18n, assessment.is_new).to_owned(),
        What::Changed { was } => {
            t_string!(i18n, assessment.is_changed, was = was.clone()).to_string()
        }
        What::Same => t_string!(i18n, assessment.is_same).to_owned(),
    };
    view! {
        <span class="ui-tag" data-kind=kind>
            <Icon name=icon />
            {words}
        </span>
    }
    .into_any()
}

/// The rows that are only counted.
#[component]
fn More(hidden: usize) -> impl IntoView {
    let i18n = use_i18n();
    (hidden > 0).then(|| {
        view! {
            <p class="desk-quiet">
                {move || t_string!(i18n, assessment.more_rows, n = hidden).to_string()}
            </p>
        }
    })
}

/// The file's own first rows, to choose columns by.
#[component]
pub(super) fn Sample(header: Vec<String>, rows: Vec<Vec<String>>) -> impl IntoView {
    let i18n = use_i18n();
    let head = |it: String| view! { <th class="ui-table-head" scope="col">{it}</th> };
    let cell = |it: String| view! { <td class="ui-table-cell scores-nowrap">{it}</td> };
    let row = |it: Vec<String>| {
        view! { <tr class="ui-table-row">{it.into_iter().map(cell).collect_view()}</tr> }
    };
    view! {
        <details class="desk-history">
            <summary>{move || t_string!(i18n, assessment.first_rows)}</summary>
            <div
                class="ui-table-wrap"
                tabindex="0"
                role="group"
                aria-label=move || t_string!(i18n, assessment.first_rows)
            >
                <table class="ui-table">
                    <thead>
                        <tr>{header.into_iter().map(head).collect_view()}</tr>
                    </thead>
                    <tbody>{rows.into_iter().map(row).collect_view()}</tbody>
                </table>
            </div>
        </details>
    }
    .into_any()
}
