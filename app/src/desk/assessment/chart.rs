//! A line of a child's scores, with its numbers behind it. Its frame is the child's own scores: no
//! norm, no band, no colour of good or bad.

use crate::{
    i18n::*,
    ui::{Column, Table, on_day},
};
use domain::assessment::{Plot, ScoreMark, ScorePart, Series, plot};
use leptos::prelude::*;

const SIZE: (u32, u32) = (360, 150);
const EDGE: u32 = 24;
/// As many scores can be written beside their dots.
const FEW: usize = 8;

#[component]
pub(super) fn ScoreLine(line: Series) -> impl IntoView {
    let i18n = use_i18n();
    let Series {
        subject,
        measure,
        marks,
        ..
    } = line;
    let (Some(first), Some(last)) = (marks.first().cloned(), marks.last().cloned()) else {
        return None;
    };
    let plot = plot(&marks, SIZE, EDGE)?;
    let (n, title) = (marks.len(), format!("{subject} · {measure}"));
    let (begins, ends) = (first.on, last.on);
    let summary = move || {
        let (subject, measure) = (subject.clone(), measure.clone());
        let (begins, ends) = (on_day(i18n, first.on), on_day(i18n, last.on));
        let (first, last) = (first.value.text.clone(), last.value.text.clone());
        match n {
            1 => t_string!(
                i18n,
                assessment.line_summary_1,
                subject,
                measure,
                score = last,
                day = ends
            )
            .to_string(),
            n => t_string!(
                i18n,
                assessment.line_summary,
                subject,
                measure,
                first,
                begins,
                last,
                ends,
                n
            )
            .to_string(),
        }
    };
    Some(view! {
        <figure class="scores-line">
            <h4 class="scores-line-title">{title}</h4>
            <Picture plot=plot marks=marks.clone() summary=Signal::derive(summary.clone()) />
            <p class="scores-days">
                <span>{move || on_day(i18n, begins)}</span>
                {(begins != ends).then(|| view! { <span>{move || on_day(i18n, ends)}</span> })}
            </p>
            <figcaption>
                <p class="visually-hidden">{summary}</p>
                <ChartNumbers marks />
            </figcaption>
        </figure>
    })
}

#[component]
fn Picture(plot: Plot, marks: Vec<ScoreMark>, summary: Signal<String>) -> impl IntoView {
    let (width, height) = SIZE;
    let all: Vec<String> = plot
        .points
        .iter()
        .map(|(x, y)| format!("{x},{y}"))
        .collect();
    let few = plot.points.len() <= FEW;
    let ends = plot.points.len().saturating_sub(1);
    let dots = plot.points.iter().zip(marks).enumerate();
    let dots = dots.map(|(n, ((x, y), mark))| {
        let (x, y) = (*x, *y);
        // Not beyond the edge, and above its dot.
        let at = match n {
            0 if ends > 0 => "start",
            n if n == ends && ends > 0 => "end",
            _ => "middle",
        };
        let shown = few || n == 0 || n == ends;
        let words = shown.then(|| {
            view! {
                <text
                    class="scores-line-words"
                    x=x.to_string()
                    y=y.saturating_sub(12).to_string()
                    text-anchor=at
                >
                    {mark.value.text}
                </text>
            }
        });
        view! {
            <circle class="scores-line-dot" cx=x.to_string() cy=y.to_string() r="5"></circle>
            {words}
        }
    });
    let ground = format!("{EDGE},{0} {1},{0}", height - 6, width - EDGE);
    view! {
        <svg
            class="scores-line-picture"
            viewBox=format!("0 0 {width} {height}")
            role="img"
            aria-label=summary
        >
            <polyline class="scores-line-ground" points=ground></polyline>
            <polyline class="scores-line-way" points=all.join(" ")></polyline>
            {dots.collect_view()}
        </svg>
    }
    .into_any()
}

#[component]
fn ChartNumbers(marks: Vec<ScoreMark>) -> impl IntoView {
    let i18n = use_i18n();
    let day = move |it: &ScoreMark| {
        let on = it.on;
        move || on_day(i18n, on)
    };
    let test = |it: &ScoreMark| {
        let part = |it: &ScorePart| format!("{}: {}", it.name, it.value.text);
        let parts: Vec<String> = it.parts.iter().map(part).collect();
        view! {
            {it.test.clone()}
            {(!parts.is_empty())
                .then(|| {
                    view! { <span class="desk-quiet scores-to-do">{parts.join(" · ")}</span> }
                })}
        }
    };
    let columns = vec![
        Column::new("day", move || t_string!(i18n, assessment.day), day).class("scores-nowrap"),
        Column::new(
            "score",
            move || t_string!(i18n, assessment.score),
            |it: &ScoreMark| it.value.text.clone(),
        ),
        Column::new("test", move || t_string!(i18n, assessment.test), test),
    ];
    view! {
        <details class="desk-history">
            <summary>{move || t_string!(i18n, assessment.numbers)}</summary>
            <Table caption=move || t_string!(i18n, assessment.numbers) columns rows=marks />
        </details>
    }
    .into_any()
}
