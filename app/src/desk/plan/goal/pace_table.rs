//! The numbers behind the line of a goal's pace, week by week.

use crate::{
    i18n::*,
    ui::{Column, Table, on_day},
};
use chrono::NaiveDate;
use domain::plan::{Calendar, PaceWeek};
use leptos::prelude::*;
use std::collections::BTreeSet;

/// How many of these days are in the week.
fn in_week(days: &BTreeSet<NaiveDate>, monday: NaiveDate) -> usize {
    monday
        .iter_days()
        .take(7)
        .filter(|it| days.contains(it))
        .count()
}

#[component]
pub(crate) fn PaceTable(stones: Vec<PaceWeek>, calendar: Calendar) -> impl IntoView {
    let i18n = use_i18n();
    let Calendar { days_off, away, .. } = calendar;
    let days = |days: BTreeSet<NaiveDate>| {
        move |it: &PaceWeek| match in_week(&days, it.begins) {
            0 => "–".to_owned(),
            n => n.to_string(),
        }
    };
    let columns = vec![
        Column::new(
            "week",
            move || t_string!(i18n, plan.week_of),
            move |it: &PaceWeek| {
                let begins = it.begins;
                move || on_day(i18n, begins)
            },
        ),
        Column::new(
            "planned",
            move || t_string!(i18n, plan.pace_expected),
            |it: &PaceWeek| it.expected,
        )
        .number(),
        Column::new(
            "done",
            move || t_string!(i18n, plan.pace_done),
            |it: &PaceWeek| it.real.map_or_else(|| "–".to_owned(), |it| it.to_string()),
        )
        .number(),
        Column::new(
            "days-off",
            move || t_string!(i18n, plan.days_off),
            days(days_off),
        )
        .number(),
        Column::new("away", move || t_string!(i18n, plan.days_away), days(away)).number(),
    ];
    view! {
        <details class="desk-history">
            <summary>{move || t_string!(i18n, plan.pace_numbers)}</summary>
            <Table caption=move || t_string!(i18n, plan.pace_numbers) columns rows=stones />
        </details>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_counted_from_monday_to_sunday() {
        let day = |n: u32| NaiveDate::from_ymd_opt(2026, 11, n).expect("a day");
        let days = [day(8), day(9), day(15), day(16)].into();
        assert_eq!(in_week(&days, day(9)), 2);
        assert_eq!(in_week(&BTreeSet::new(), day(9)), 0);
    }
}
