//! Children by the days of a week: what was done of what was asked, by number and by dots. A large
//! class is some tables side by side, so that all of it is on one screen.

use crate::{
    desk::plan::words::weekday_words,
    i18n::*,
    ui::{Icon, TableFrame, picture},
};
use chrono::{Datelike as _, NaiveDate};
use domain::{
    limits,
    plan::{CellLook, ClassWeek, DayCard, Feelings, WeekCell, WeekRow},
};
use leptos::prelude::*;

/// Most dots of a day; beyond that the number says it.
const MOST_DOTS: u32 = 8;

#[component]
pub(crate) fn WeekTables(week: ClassWeek) -> impl IntoView {
    let i18n = use_i18n();
    let days = StoredValue::new(week.days());
    let open: Vec<bool> = days.with_value(|all| all.iter().map(|it| week.is_open(*it)).collect());
    let (open, today) = (StoredValue::new(open), week.today);
    let none = week.rows.is_empty();
    let tables = week.tables(limits::plan::WEEK_TABLE_CHILDREN).map(|rows| {
        let rows = rows.to_vec();
        view! { <WeekTable days open rows today /> }
    });
    let tables = tables.collect_view();
    view! {
        {none
            .then(|| {
                view! { <p class="desk-quiet">{move || t_string!(i18n, plan.nobody_here)}</p> }
            })}
        <div class="plan-week-tables">{tables}</div>
        <p class="plan-week-key desk-quiet">
            <span>"1/2 " {move || t_string!(i18n, plan.view_done_of)}</span>
            <span>
                <Icon name="leaf" />
                {move || t_string!(i18n, plan.days_with_tick)}
            </span>
            <span>
                <Icon name="away" />
                {move || t_string!(i18n, plan.away)}
            </span>
            <span>"– " {move || t_string!(i18n, plan.nothing_asked)}</span>
            {FACES
                .map(|(file, _)| {
                    view! {
                        <span>
                            <img class="plan-felt" src=picture(file) alt="" />
                            {move || felt_words(i18n, file)}
                        </span>
                    }
                })}
        </p>
    }
    .into_any()
}

/// The pictures the children choose by.
const FACES: [(&str, fn(Feelings) -> u32); 3] = [
    ("face-good", |it| it.good),
    ("face-ok", |it| it.ok),
    ("mountain-flag", |it| it.hard),
];

fn felt_words(i18n: leptos_i18n::I18nContext<Locale>, file: &str) -> &'static str {
    match file {
        "face-good" => t_string!(i18n, plan.felt_good),
        "face-ok" => t_string!(i18n, plan.felt_ok),
        _ => t_string!(i18n, plan.felt_hard),
    }
}

#[component]
fn WeekTable(
    days: StoredValue<Vec<NaiveDate>>,
    open: StoredValue<Vec<bool>>,
    rows: Vec<WeekRow>,
    today: NaiveDate,
) -> impl IntoView {
    let i18n = use_i18n();
    let head = move |(on, open): (NaiveDate, bool)| {
        view! {
            <th
                class="ui-table-head plan-week-head"
                scope="col"
                data-today=(on == today).then_some("yes")
            >
                {move || weekday_words(i18n, on.weekday())}
                " "
                {on.day()}
                {(!open)
                    .then(|| {
                        view! {
                            <span class="plan-week-closed">
                                {move || t_string!(i18n, plan.day_off)}
                            </span>
                        }
                    })}
            </th>
        }
    };
    let all: Vec<_> = days.get_value().into_iter().zip(open.get_value()).collect();
    let row = move |row: WeekRow| {
        let (id, with_tick) = (row.child.child, row.days_with_tick());
        let shown = days.get_value();
        let cells = row.days.into_iter().filter(|it| shown.contains(&it.day.on));
        view! {
            <tr class="ui-table-row" data-child=id.to_string()>
                <th class="ui-table-cell plan-week-child" scope="row">
                    <a class="plan-child" href=format!("/desk/child/{id}/plan")>
                        <img class="desk-face" src=picture(&row.child.picture) alt="" />
                        <span class="plan-week-name">{row.child.name}</span>
                    </a>
                </th>
                {cells.map(|cell| view! { <Cell cell today /> }).collect_view()}
                <td class="ui-table-cell plan-week-total">{with_tick}</td>
            </tr>
        }
    };
    view! {
        <TableFrame caption=move || t_string!(i18n, plan.week)>
            <table class="ui-table plan-week">
                <thead>
                    <tr>
                        <th class="ui-table-head" scope="col">
                            {move || t_string!(i18n, desk.child)}
                        </th>
                        {all.into_iter().map(head).collect_view()}
                        <th
                            class="ui-table-head"
                            scope="col"
                            title=move || t_string!(i18n, plan.days_with_tick)
                        >
                            <Icon name="leaf" />
                            <span class="visually-hidden">
                                {move || t_string!(i18n, plan.days_with_tick)}
                            </span>
                        </th>
                    </tr>
                </thead>
                <tbody>{rows.into_iter().map(row).collect_view()}</tbody>
            </table>
        </TableFrame>
    }
    .into_any()
}

#[component]
fn Cell(cell: WeekCell, today: NaiveDate) -> impl IntoView {
    let i18n = use_i18n();
    let (look, of) = (cell.look(today), cell.of());
    let WeekCell { day, felt } = cell;
    let done = day.done;
    let inside = match look {
        CellLook::Away => view! {
            <Icon name="away" />
            <span class="visually-hidden">{move || t_string!(i18n, plan.away)}</span>
        }
        .into_any(),
        CellLook::Done | CellLook::Open => view! {
            <span class="plan-week-count">{format!("{done}/{of}")}</span>
            <Dots day />
        }
        .into_any(),
        CellLook::None | CellLook::ToCome => "–".into_any(),
    };
    let faces = FACES.map(|(file, count)| {
        let n = count(felt);
        (n > 0).then(|| {
            let words = move || format!("{}: {n}", felt_words(i18n, file));
            view! {
                <span class="plan-week-felt">
                    <img class="plan-felt" src=picture(file) alt=words title=words />
                    {(n > 1).then_some(n)}
                </span>
            }
        })
    });
    view! {
        <td class="ui-table-cell plan-week-cell" data-state=look.name()>
            <span class="plan-week-in">{inside} {faces}</span>
        </td>
    }
    .into_any()
}

/// A dot for each that was asked, filled for each that was done.
#[component]
fn Dots(day: DayCard) -> impl IntoView {
    let all = day.planned.max(day.done).min(MOST_DOTS);
    let dot = |n: u32| {
        let state = if n < day.done { "done" } else { "open" };
        view! { <circle class="plan-week-dot" data-state=state cx=n * 10 + 5 cy="5" r="3.5"></circle> }
    };
    view! {
        <svg
            class="plan-week-dots"
            width=all * 10
            height="10"
            viewBox=format!("0 0 {} 10", all * 10)
            aria-hidden="true"
        >
            {(0..all).map(dot).collect_view()}
        </svg>
    }
    .into_any()
}
