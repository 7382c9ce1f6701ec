//! How many children were ahead, on pace and behind, week by week of the term: bars of three parts,
//! told apart by their edge, their place and their number, with the numbers behind them.

use super::desk_words::standing_words;
use crate::{i18n::*, ui::on_day};
use chrono::{Datelike as _, NaiveDate};
use domain::plan::{Standing, Standings};
use leptos::prelude::*;

const WIDTH: u32 = 360;
const HEIGHT: u32 = 132;
const EDGE: u32 = 4;
/// Room for the weeks under the bars.
const FOOT: u32 = 18;
/// A part that is lower has no room for its number.
const LEGIBLE: u32 = 12;

/// From the ground up.
const PARTS: [(&str, Standing, fn(&Standings) -> u32); 3] = [
    ("ahead", Standing::Ahead, |it| it.ahead),
    ("on-pace", Standing::OnPace, |it| it.on_pace),
    ("behind", Standing::Behind, |it| it.behind),
];

#[component]
pub(super) fn PaceChart(weeks: Vec<(NaiveDate, Standings)>) -> impl IntoView {
    let i18n = use_i18n();
    let Some((_, last)) = weeks.last().copied() else {
        let none = move || t_string!(i18n, plans.no_weeks);
        return view! { <p class="desk-quiet">{none}</p> }.into_any();
    };
    let summary = move || {
        let (ahead, on_pace, behind) = (last.ahead, last.on_pace, last.behind);
        t_string!(i18n, view.pace_now, ahead, on_pace, behind).to_string()
    };
    let children = last.children().max(1);
    let step = WIDTH / u32::try_from(weeks.len()).unwrap_or(1).max(1);
    let bars = weeks.iter().zip(0..).map(|((week, all), n)| {
        view! { <Bar week=*week all=*all x=n * step step children /> }
    });
    let bars = bars.collect_view();
    let key = PARTS.map(|(name, standing, _)| {
        view! {
            <svg class="plan-paces-sign" width="14" height="14" aria-hidden="true">
                <rect class="plan-paces-part" data-standing=name x="1" y="1" width="12" height="12"></rect>
            </svg>
            {move || standing_words(i18n, standing)}
        }
    });
    view! {
        <figure class="plan-pace" data-chart="paces">
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
                <p class="plan-pace-key">{key}</p>
                <Numbers weeks />
            </figcaption>
        </figure>
    }
    .into_any()
}

#[component]
fn Bar(week: NaiveDate, all: Standings, x: u32, step: u32, children: u32) -> impl IntoView {
    let high = |n: u32| n * (HEIGHT - FOOT - EDGE) / children;
    let (wide, middle) = (step * 7 / 10, x + step / 2);
    let mut ground = HEIGHT - FOOT;
    let parts = PARTS.map(|(name, _, count)| {
        let n = count(&all);
        let tall = high(n);
        ground -= tall;
        (n > 0).then(|| {
            view! {
                <rect
                    class="plan-paces-part"
                    data-standing=name
                    x=middle - wide / 2
                    y=ground
                    width=wide
                    height=tall
                ></rect>
                {(tall >= LEGIBLE).then(|| view! {
                    <text
                        class="plan-chart-words plan-paces-number"
                        data-standing=name
                        data-at="middle"
                        x=middle
                        y=ground + tall / 2 + 4
                    >
                        {n}
                    </text>
                })}
            }
        })
    });
    view! {
        {parts}
        <text class="plan-chart-words" data-at="middle" x=middle y=HEIGHT - 4>
            {format!("{}/{}", week.month(), week.day())}
        </text>
    }
    .into_any()
}

#[component]
fn Numbers(weeks: Vec<(NaiveDate, Standings)>) -> impl IntoView {
    let i18n = use_i18n();
    let row = move |(week, all): (NaiveDate, Standings)| {
        let counts =
            PARTS.map(|(_, _, count)| view! { <td class="ui-table-cell">{count(&all)}</td> });
        view! {
            <tr class="ui-table-row">
                <th class="ui-table-cell" scope="row">{move || on_day(i18n, week)}</th>
                {counts}
                <td class="ui-table-cell">{all.no_goal}</td>
            </tr>
        }
    };
    let heads = PARTS.map(|(_, standing, _)| {
        view! { <th class="ui-table-head" scope="col">{move || standing_words(i18n, standing)}</th> }
    });
    view! {
        <details class="desk-history">
            <summary>{move || t_string!(i18n, desk.pace_numbers)}</summary>
            <div class="ui-table-wrap" tabindex="0" role="group" aria-label=move || t_string!(i18n, desk.pace_numbers)>
                <table class="ui-table">
                    <thead>
                        <tr>
                            <th class="ui-table-head" scope="col">{move || t_string!(i18n, desk.week_of)}</th>
                            {heads}
                            <th class="ui-table-head" scope="col">{move || t_string!(i18n, plans.no_goal)}</th>
                        </tr>
                    </thead>
                    <tbody>{weeks.into_iter().map(row).collect_view()}</tbody>
                </table>
            </div>
        </details>
    }
    .into_any()
}
