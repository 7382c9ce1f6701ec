//! The pace of a goal as a line of the term: what is planned and what was done, day by day, with the
//! days that do not count, and the numbers behind it.

use super::pace_table::PaceTable;
use crate::{desk::plan::days::Frame, i18n::*, ui::on_day};
use chrono::{NaiveDate, TimeDelta};
use domain::plan::{Calendar, Pace};
use leptos::prelude::*;
use std::collections::BTreeSet;

const WIDTH: i64 = 360;
const HEIGHT: i64 = 140;
const EDGE: i64 = 8;
/// Under the ground line: the days.
const FOOT: i64 = 20;

/// Where days and counts are on the drawing.
#[derive(Clone, Copy, Debug)]
struct Field {
    first: NaiveDate,
    last: NaiveDate,
    most: u32,
}

impl Field {
    fn x(self, day: NaiveDate) -> i64 {
        let all = (self.last - self.first).num_days().max(1);
        let gone = (day - self.first).num_days().clamp(0, all);
        EDGE + gone * (WIDTH - 2 * EDGE) / all
    }

    fn y(self, count: u32) -> i64 {
        let high = HEIGHT - FOOT - EDGE;
        HEIGHT - FOOT - i64::from(count) * high / i64::from(self.most.max(1))
    }

    /// "8,112 40,90 …" through these counts.
    fn points(self, counts: impl Iterator<Item = (NaiveDate, u32)>) -> String {
        let all = std::iter::once((self.first, 0)).chain(counts);
        let points = all.map(|(day, count)| format!("{},{}", self.x(day), self.y(count)));
        points.collect::<Vec<_>>().join(" ")
    }
}

/// Days that follow each other, weekends between them too: the first, and the day after the last.
fn runs(days: &BTreeSet<NaiveDate>) -> Vec<(NaiveDate, NaiveDate)> {
    let mut all: Vec<(NaiveDate, NaiveDate)> = Vec::new();
    for day in days {
        let next = *day + TimeDelta::days(1);
        match all.last_mut() {
            Some((_, end)) if (*day - *end).num_days() <= 2 => *end = next,
            _ => all.push((*day, next)),
        }
    }
    all
}

/// The line of a goal, drawn anew when its pace or the calendar changes.
#[component]
pub(crate) fn PaceLine(#[prop(into)] pace: Signal<Pace>) -> impl IntoView {
    let frame = use_context::<Frame>();
    move || {
        let (calendar, today) = frame?.0.get()?;
        Some(view! { <Drawn pace=pace.get() calendar today /> })
    }
}

#[component]
fn Drawn(pace: Pace, calendar: Calendar, today: NaiveDate) -> impl IntoView {
    let i18n = use_i18n();
    let (done, path) = (pace.done, pace.path);
    let begins = pace.stones.first().map(|it| it.begins);
    let (Some(first), true) = (begins, path > 0) else {
        return ().into_any();
    };
    let last = calendar.term.ends;
    let real: Vec<(NaiveDate, u32)> = pace
        .stones
        .iter()
        .filter_map(|it| Some((it.begins, it.real?)))
        .collect();
    let most = real.iter().map(|(_, it)| *it).max().unwrap_or(0).max(path);
    let field = Field { first, last, most };
    // A week's count stands at its Friday; this week's at today.
    let friday = |monday: NaiveDate| (monday + TimeDelta::days(4)).min(last);
    let by_now = pace.stones.get(pace.now).map_or(0, |it| it.expected);
    let summary = move || t_string!(i18n, plan.pace_summary, done, path, by_now).to_string();
    let expected = pace
        .stones
        .iter()
        .map(|it| (friday(it.begins), it.expected));
    let expected = field.points(expected);
    let at = |monday: NaiveDate| friday(monday).min(today);
    let done_line = field.points(real.iter().map(|(week, count)| (at(*week), *count)));
    let here = real.last().copied().unwrap_or((first, 0));
    let here = (field.x(today.min(last)), field.y(here.1));
    let band = move |kind: &'static str, days: &BTreeSet<NaiveDate>| {
        let within = days
            .iter()
            .copied()
            .filter(|it| (first..=last).contains(it));
        let bands = runs(&within.collect()).into_iter().map(|(from, to)| {
            let (x, end) = (field.x(from), field.x(to));
            view! {
                <rect
                    class="plan-pace-band"
                    data-band=kind
                    x=x
                    y=EDGE
                    width=(end - x).max(3)
                    height=HEIGHT - FOOT - EDGE
                ></rect>
            }
        });
        bands.collect_view()
    };
    let (off, away) = (
        band("off", &calendar.days_off),
        band("away", &calendar.away),
    );
    let has = |days: &BTreeSet<NaiveDate>| days.iter().any(|it| (first..=last).contains(it));
    let key = |kind: &'static str, words: Signal<&'static str>| {
        view! {
            <span class="plan-band-sign" data-band=kind></span>
            {words}
        }
    };
    let off_key = has(&calendar.days_off)
        .then(|| key("off", Signal::derive(move || t_string!(i18n, plan.day_off))));
    let away_key = has(&calendar.away)
        .then(|| key("away", Signal::derive(move || t_string!(i18n, plan.away))));
    let in_term = first <= today && today <= last;
    let now = in_term.then(|| {
        let x = field.x(today);
        view! { <line class="plan-pace-today" x1=x y1=EDGE x2=x y2=HEIGHT - FOOT></line> }
    });
    view! {
        <figure class="plan-pace" data-chart="pace">
            <svg
                class="plan-pace-chart"
                viewBox=format!("0 0 {WIDTH} {HEIGHT}")
                role="img"
                aria-label=summary
            >
                {off}
                {away}
                {now}
                <polyline
                    class="plan-pace-ground"
                    points=format!("{EDGE},{0} {1},{0}", HEIGHT - FOOT, WIDTH - EDGE)
                ></polyline>
                <polyline class="plan-pace-expected" points=expected></polyline>
                <polyline class="plan-pace-done" points=done_line></polyline>
                <circle class="plan-pace-now" cx=here.0 cy=here.1 r="6"></circle>
                <text class="plan-chart-words" x=EDGE y=HEIGHT - 4>
                    {move || on_day(i18n, first)}
                </text>
                <text class="plan-chart-words" data-at="end" x=WIDTH - EDGE y=HEIGHT - 4>
                    {move || on_day(i18n, last)}
                </text>
            </svg>
            <figcaption>
                <p>{summary}</p>
                <p class="plan-pace-key">
                    <span class="plan-pace-sign" data-line="done"></span>
                    {move || t_string!(i18n, plan.pace_done)}
                    <span class="plan-pace-sign" data-line="expected"></span>
                    {move || t_string!(i18n, plan.pace_expected)}
                    {off_key}
                    {away_key}
                </p>
                <PaceTable stones=pace.stones calendar />
            </figcaption>
        </figure>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_in_a_row_are_one_band_over_the_weekend_too() {
        let day = |n: u32| NaiveDate::from_ymd_opt(2026, 11, n).expect("a day");
        // Thursday, Friday, and Monday after the weekend; then a Wednesday apart.
        let days = [day(12), day(13), day(16), day(25)].into();
        assert_eq!(runs(&days), [(day(12), day(17)), (day(25), day(26))]);
        assert!(runs(&BTreeSet::new()).is_empty());
    }

    #[test]
    fn a_drawing_begins_left_below_and_ends_right_above() {
        let day = |n: u32| NaiveDate::from_ymd_opt(2026, 11, n).expect("a day");
        let field = Field {
            first: day(2),
            last: day(20),
            most: 10,
        };
        assert_eq!((field.x(day(2)), field.y(0)), (EDGE, HEIGHT - FOOT));
        assert_eq!((field.x(day(20)), field.y(10)), (WIDTH - EDGE, EDGE));
        assert_eq!(field.x(day(30)), WIDTH - EDGE);
    }
}
