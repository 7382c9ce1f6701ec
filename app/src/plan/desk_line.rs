//! The pace of a goal as a line of the term, with its numbers behind it.

use crate::{i18n::*, ui::on_day};
use domain::plan::{Pace, Stone};
use leptos::prelude::*;

const WIDTH: u32 = 360;
const HEIGHT: u32 = 120;
const EDGE: u32 = 8;

/// "8,112 40,90 …" through these counts, from nothing before the first week.
fn points(counts: impl Iterator<Item = u32>, weeks: usize, most: u32) -> String {
    let all = std::iter::once(0).chain(counts).enumerate();
    let points = all.map(|(n, count)| {
        let (x, y) = place(n, count, weeks, most);
        format!("{x},{y}")
    });
    points.collect::<Vec<_>>().join(" ")
}

fn place(week: usize, count: u32, weeks: usize, most: u32) -> (u32, u32) {
    let week = u32::try_from(week).unwrap_or(0);
    let weeks = u32::try_from(weeks).unwrap_or(1).max(1);
    let x = EDGE + week * (WIDTH - 2 * EDGE) / weeks;
    let y = HEIGHT - EDGE - count * (HEIGHT - 2 * EDGE) / most.max(1);
    (x, y)
}

/// What is expected, dashed, and what was done, with a dot where the child is now.
#[component]
pub(super) fn PaceLine(pace: Pace) -> impl IntoView {
    let i18n = use_i18n();
    let (done, path) = (pace.done, pace.path);
    let weeks = pace.stones.len();
    let real: Vec<u32> = pace.stones.iter().filter_map(|it| it.real).collect();
    let most = real.iter().copied().max().unwrap_or(0).max(path);
    let by_now = pace.stones.get(pace.now).map_or(0, |it| it.expected);
    let summary = move || t_string!(i18n, desk.pace_summary, done, path, by_now).to_string();
    let (x, y) = place(real.len(), real.last().copied().unwrap_or(0), weeks, most);
    let expected = points(pace.stones.iter().map(|it| it.expected), weeks, most);
    let done_line = points(real.iter().copied(), weeks, most);
    (path > 0).then(|| {
        view! {
            <figure class="plan-pace">
                <svg
                    class="plan-pace-chart"
                    viewBox=format!("0 0 {WIDTH} {HEIGHT}")
                    role="img"
                    aria-label=summary
                >
                    <polyline
                        class="plan-pace-ground"
                        points=format!("{EDGE},{0} {1},{0}", HEIGHT - EDGE, WIDTH - EDGE)
                    ></polyline>
                    <polyline class="plan-pace-expected" points=expected></polyline>
                    <polyline class="plan-pace-done" points=done_line></polyline>
                    <circle class="plan-pace-now" cx=x.to_string() cy=y.to_string() r="6"></circle>
                </svg>
                <figcaption>
                    <p>{summary}</p>
                    <p class="plan-pace-key">
                        <span class="plan-pace-sign" data-line="done"></span>
                        {move || t_string!(i18n, desk.pace_done)}
                        <span class="plan-pace-sign" data-line="expected"></span>
                        {move || t_string!(i18n, desk.pace_expected)}
                    </p>
                    <PaceTable stones=pace.stones />
                </figcaption>
            </figure>
        }
    })
}

#[component]
fn PaceTable(stones: Vec<Stone>) -> impl IntoView {
    let i18n = use_i18n();
    let row = move |it: Stone| {
        let begins = it.begins;
        view! {
            <tr class="ui-table-row">
                <th class="ui-table-cell" scope="row">
                    {move || on_day(i18n, begins)}
                </th>
                <td class="ui-table-cell">{it.expected}</td>
                <td class="ui-table-cell">
                    {it.real.map_or_else(|| "–".to_owned(), |it| it.to_string())}
                </td>
            </tr>
        }
    };
    view! {
        <details class="desk-history">
            <summary>{move || t_string!(i18n, desk.pace_numbers)}</summary>
            <div class="ui-table-wrap">
                <table class="ui-table">
                    <thead>
                        <tr>
                            <th class="ui-table-head" scope="col">{move || t_string!(i18n, desk.week_of)}</th>
                            <th class="ui-table-head" scope="col">{move || t_string!(i18n, desk.pace_expected)}</th>
                            <th class="ui-table-head" scope="col">{move || t_string!(i18n, desk.pace_done)}</th>
                        </tr>
                    </thead>
                    <tbody>{stones.into_iter().map(row).collect_view()}</tbody>
                </table>
            </div>
        </details>
    }
    .into_any()
}
