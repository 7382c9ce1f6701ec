//! What an import would do, row by row.

use crate::{
    i18n::*,
    ui::{Chip, Column, Icon, Table, lang_of, on_day},
};
use domain::assessment::{Preview, PreviewRow, RowProblem, ScoreChangeKind};
use leptos::prelude::*;

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
fn NotTaken(refused: Vec<RowProblem>, total: usize) -> impl IntoView {
    let i18n = use_i18n();
    let lang = move || lang_of(i18n.get_locale());
    let shown: usize = refused.iter().map(|it| it.scores).sum();
    let why = move |it: &RowProblem| {
        let (why, to_do) = (it.why.clone(), it.why.clone());
        view! {
            {move || why.what(lang())}
            <span class="desk-quiet scores-to-do">{move || to_do.what_to_do(lang())}</span>
        }
    };
    (total > 0).then(|| {
        let columns = vec![
            Column::new(
                "line",
                move || t_string!(i18n, assessment.line),
                |it: &RowProblem| it.line,
            )
            .text(|it| it.line.map_or_else(String::new, |it| it.to_string())),
            Column::new(
                "column",
                move || t_string!(i18n, assessment.column),
                |it: &RowProblem| it.column.clone(),
            )
            .text(|it| it.column.clone()),
            Column::new(
                "value",
                move || t_string!(i18n, assessment.stands_there),
                |it: &RowProblem| it.value.clone(),
            )
            .text(|it| it.value.clone()),
            Column::new("why", move || t_string!(i18n, assessment.why), why)
                .class("scores-why")
                .text(move |it| it.why.what(lang())),
        ];
        view! {
            <details class="desk-history" data-rows="refused" open=true>
                <summary>
                    {move || t_string!(i18n, assessment.refused, n = total).to_string()}
                </summary>
                <Table
                    caption=move || t_string!(i18n, assessment.refused, n = total).to_string()
                    columns
                    rows=refused
                    csv="not-taken.csv"
                    data=|it: &RowProblem| vec![("data-why", it.why.name().to_owned())]
                />
                <More hidden=total.saturating_sub(shown) />
            </details>
        }
    })
}

#[component]
fn Matched(lines: Vec<PreviewRow>, total: usize) -> impl IntoView {
    let i18n = use_i18n();
    let shown = lines.len();
    let day = move |it: &PreviewRow| {
        let on = it.on;
        move || on_day(i18n, on)
    };
    (total > 0).then(|| {
        let columns = vec![
            Column::new(
                "line",
                move || t_string!(i18n, assessment.line),
                |it: &PreviewRow| it.line,
            )
            .sort_by(|it| it.line),
            Column::new(
                "child",
                move || t_string!(i18n, assessment.child),
                |it: &PreviewRow| it.child.clone(),
            )
            .sort_by(|it| it.child.clone())
            .text(|it| it.child.clone()),
            Column::new(
                "subject",
                move || t_string!(i18n, assessment.subject),
                |it: &PreviewRow| it.subject.clone(),
            )
            .sort_by(|it| it.subject.clone())
            .text(|it| it.subject.clone()),
            Column::new(
                "test",
                move || t_string!(i18n, assessment.test),
                |it: &PreviewRow| it.test.clone(),
            )
            .sort_by(|it| it.test.clone())
            .text(|it| it.test.clone()),
            Column::new("day", move || t_string!(i18n, assessment.day), day)
                .class("scores-nowrap")
                .sort_by(|it| it.on),
            Column::new(
                "score",
                move || t_string!(i18n, assessment.score),
                |it: &PreviewRow| it.score.clone(),
            ),
            Column::new(
                "would",
                move || t_string!(i18n, assessment.would),
                |it: &PreviewRow| {
                    view! { <Would what=it.what.clone() /> }
                },
            ),
        ];
        view! {
            <details class="desk-history" data-rows="matched" open=true>
                <summary>
                    {move || t_string!(i18n, assessment.matched, n = total).to_string()}
                </summary>
                <Table
                    caption=move || t_string!(i18n, assessment.matched, n = total).to_string()
                    columns
                    rows=lines
                    frame="scores-rows"
                    find=true
                />
                <More hidden=total.saturating_sub(shown) />
            </details>
        }
    })
}

#[component]
fn Would(what: ScoreChangeKind) -> impl IntoView {
    let i18n = use_i18n();
    let (kind, icon) = match what {
        ScoreChangeKind::New => (Some("survey"), "plus"),
        ScoreChangeKind::Changed { .. } => (Some("child"), "swap"),
        ScoreChangeKind::Same => (None, "check"),
    };
    let words = move || match &what {
        ScoreChangeKind::New => t_string!(i18n, assessment.is_new).to_owned(),
        ScoreChangeKind::Changed { was } => {
            t_string!(i18n, assessment.is_changed, was = was.clone()).to_string()
        }
        ScoreChangeKind::Same => t_string!(i18n, assessment.is_same).to_owned(),
    };
    view! {
        <Chip kind=kind>
            <Icon name=icon />
            {words}
        </Chip>
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
