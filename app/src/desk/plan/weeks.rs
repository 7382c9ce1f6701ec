//! What was planned and done week by week: bars, with the numbers behind them.

use crate::{
    i18n::*,
    ui::{Column, Table, on_day},
};
use chrono::{Datelike, NaiveDate};
use domain::plan::Week;
use leptos::prelude::*;

const WIDTH: u32 = 360;
const HEIGHT: u32 = 132;
/// Room for the numbers over the bars, and for the weeks under them.
const TOP: u32 = 16;
const FOOT: u32 = 18;

#[component]
pub(crate) fn WeekChart(weeks: Vec<Week>, today: Option<NaiveDate>) -> impl IntoView {
    let i18n = use_i18n();
    if weeks.is_empty() {
        let none = move || t_string!(i18n, plan.no_weeks);
        return view! { <p class="desk-quiet">{none}</p> }.into_any();
    }
    let done: u32 = weeks.iter().filter_map(|it| it.done).sum();
    let so_far = weeks.iter().filter(|it| it.done.is_some());
    let planned: u32 = so_far.map(|it| it.planned).sum();
    let summary = move || t_string!(i18n, plan.weeks_summary, done, planned).to_string();
    let most = weeks
        .iter()
        .map(|it| it.planned.max(it.done.unwrap_or(0)))
        .max();
    let (most, count) = (
        most.unwrap_or(0).max(1),
        u32::try_from(weeks.len()).unwrap_or(1),
    );
    let step = WIDTH / count;
    let high = |n: u32| n * (HEIGHT - TOP - FOOT) / most;
    let bar = |(n, it): (usize, &Week)| {
        let x = u32::try_from(n).unwrap_or(0) * step;
        let middle = x + step / 2;
        let (ground, wide) = (HEIGHT - FOOT, step * 3 / 5);
        let left = middle - wide / 2;
        let planned = high(it.planned);
        let real = it.done.map(|done| {
            let tall = high(done);
            view! {
                <rect class="plan-week-done" x=left y=ground - tall width=wide height=tall></rect>
                <text
                    class="plan-chart-words"
                    data-at="middle"
                    x=middle
                    y=ground - tall.max(planned) - 4
                >
                    {done}
                </text>
            }
        });
        let now = today.is_some_and(|today| {
            let week = it.begins.iter_days().take(7).any(|day| day == today);
            week && it.done.is_some()
        });
        view! {
            <rect
                class="plan-week-planned"
                x=left
                y=ground - planned
                width=wide
                height=planned
            ></rect>
            {real}
            <text
                class="plan-chart-words"
                data-at="middle"
                data-now=now.then_some("yes")
                x=middle
                y=HEIGHT - 4
            >
                {format!("{}/{}", it.begins.month(), it.begins.day())}
            </text>
        }
    };
    let bars = weeks.iter().enumerate().map(bar).collect_view();
    view! {
        <figure class="plan-pace" data-chart="weeks">
            <svg
                class="plan-pace-chart"
                viewBox=format!("0 0 {WIDTH} {HEIGHT}")
                role="img"
                aria-label=summary
            >
                {bars}
                <polyline
                    class="plan-pace-ground"
                    points=format!("0,{0} {WIDTH},{0}", HEIGHT - FOOT)
                ></polyline>
            </svg>
            <figcaption>
                <p>{summary}</p>
                <p class="plan-pace-key">
                    <span class="plan-week-sign" data-bar="done"></span>
                    {move || t_string!(i18n, plan.pace_done)}
                    <span class="plan-week-sign" data-bar="planned"></span>
                    {move || t_string!(i18n, plan.pace_expected)}
                </p>
                <WeekNumbers weeks />
            </figcaption>
        </figure>
    }
    .into_any()
}

#[component]
fn WeekNumbers(weeks: Vec<Week>) -> impl IntoView {
    let i18n = use_i18n();
    let columns = vec![
        Column::new(
            "week",
            move || t_string!(i18n, plan.week_of),
            move |it: &Week| {
                let begins = it.begins;
                move || on_day(i18n, begins)
            },
        ),
        Column::new(
            "planned",
            move || t_string!(i18n, plan.pace_expected),
            |it: &Week| it.planned,
        )
        .number(),
        Column::new(
            "done",
            move || t_string!(i18n, plan.pace_done),
            |it: &Week| it.done.map_or_else(|| "–".to_owned(), |it| it.to_string()),
        )
        .number(),
    ];
    view! {
        <details class="desk-history">
            <summary>{move || t_string!(i18n, plan.pace_numbers)}</summary>
            <Table caption=move || t_string!(i18n, plan.pace_numbers) columns rows=weeks />
        </details>
    }
    .into_any()
}
