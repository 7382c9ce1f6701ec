//! How many children were ahead, on pace and behind, week by week of the term: bars of three parts,
//! told apart by their edge, their place and their number, with the numbers behind them.

use crate::{
    desk::plan::words::standing_words,
    i18n::*,
    ui::{Column, Table, on_day},
};
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
pub(crate) fn PaceChart(weeks: Vec<(NaiveDate, Standings)>) -> impl IntoView {
    let i18n = use_i18n();
    let Some((_, last)) = weeks.last().copied() else {
        let none = move || t_string!(i18n, plan.no_weeks);
        return view! { <p class="desk-quiet">{none}</p> }.into_any();
    };
    let summary = move || {
        let (ahead, on_pace, behind) = (last.ahead, last.on_pace, last.behind);
        t_string!(i18n, plan.pace_now, ahead, on_pace, behind).to_string()
    };
    let children = last.children().max(1);
    let step = WIDTH / u32::try_from(weeks.len()).unwrap_or(1).max(1);
    let bars = weeks.iter().zip(0..).map(|((week, all), n)| {
        view! { <PaceBar week=*week all=*all x=n * step step children /> }
    });
    let bars = bars.collect_view();
    let key = PARTS.map(|(name, standing, _)| {
        view! {
            <svg class="plan-paces-sign" width="14" height="14" aria-hidden="true">
                <rect
                    class="plan-paces-part"
                    data-standing=name
                    x="1"
                    y="1"
                    width="12"
                    height="12"
                ></rect>
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
                <PaceNumbers weeks />
            </figcaption>
        </figure>
    }
    .into_any()
}

#[component]
fn PaceBar(week: NaiveDate, all: Standings, x: u32, step: u32, children: u32) -> impl IntoView {
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
                {(tall >= LEGIBLE)
                    .then(|| {
                        view! {
                            <text
                                class="plan-chart-words plan-paces-number"
                                data-standing=name
                                data-at="middle"
                                x=middle
                                y=ground + tall / 2 + 4
                            >
                                {n}
                            </text>
                        }
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

type Week = (NaiveDate, Standings);

#[component]
fn PaceNumbers(weeks: Vec<(NaiveDate, Standings)>) -> impl IntoView {
    let i18n = use_i18n();
    let mut columns = vec![Column::new(
        "week",
        move || t_string!(i18n, plan.week_of),
        move |(week, _): &Week| {
            let week = *week;
            move || on_day(i18n, week)
        },
    )];
    columns.extend(PARTS.map(|(key, standing, count)| {
        let heading = move || standing_words(i18n, standing);
        Column::new(key, heading, move |(_, all): &Week| count(all)).number()
    }));
    let no_goal = Column::new(
        "no-goal",
        move || t_string!(i18n, plan.no_goal),
        |(_, all): &Week| all.no_goal,
    );
    columns.push(no_goal.number());
    view! {
        <details class="desk-history">
            <summary>{move || t_string!(i18n, plan.pace_numbers)}</summary>
            <Table caption=move || t_string!(i18n, plan.pace_numbers) columns rows=weeks />
        </details>
    }
    .into_any()
}
