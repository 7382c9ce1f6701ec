//! The numbers behind the line of a goal's pace, week by week.

use crate::{i18n::*, ui::on_day};
use chrono::NaiveDate;
use domain::plan::{Calendar, Stone};
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
pub(super) fn PaceTable(stones: Vec<Stone>, calendar: Calendar) -> impl IntoView {
    let i18n = use_i18n();
    let days = |n: usize| {
        if n == 0 {
            "–".to_owned()
        } else {
            n.to_string()
        }
    };
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
                <td class="ui-table-cell">{days(in_week(&calendar.days_off, begins))}</td>
                <td class="ui-table-cell">{days(in_week(&calendar.away, begins))}</td>
            </tr>
        }
    };
    view! {
        <details class="desk-history">
            <summary>{move || t_string!(i18n, desk.pace_numbers)}</summary>
            <div class="ui-table-wrap" tabindex="0" role="group" aria-label=move || t_string!(i18n, desk.pace_numbers)>
                <table class="ui-table">
                    <thead>
                        <tr>
                            <th class="ui-table-head" scope="col">{move || t_string!(i18n, desk.week_of)}</th>
                            <th class="ui-table-head" scope="col">{move || t_string!(i18n, desk.pace_expected)}</th>
                            <th class="ui-table-head" scope="col">{move || t_string!(i18n, desk.pace_done)}</th>
                            <th class="ui-table-head" scope="col">{move || t_string!(i18n, plans.days_off)}</th>
                            <th class="ui-table-head" scope="col">{move || t_string!(i18n, plans.days_away)}</th>
                        </tr>
                    </thead>
                    <tbody>{stones.into_iter().map(row).collect_view()}</tbody>
                </table>
            </div>
        </details>
    }
    .into_any()
}
