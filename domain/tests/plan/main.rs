//! Plans: the book of ready-made goals, a child's day, and how a goal goes.

mod book;
mod clash;
mod class_week;
mod day;
mod draft;
mod glance;
mod pace;
mod template;
mod text_difference;
mod tick;
mod today;
mod year;

use chrono::NaiveDate;
use domain::{
    ids::{DailyId, GoalId, PlanId, TermId},
    plan::{
        Area, Cadence, Calendar, Daily, Goal, GoalState, Place, Plan, TermCard, Text, Tick,
        TickState, Weekdays,
    },
};
use uuid::Uuid;

/// The term has ten weeks and begins on a Monday, this day + 0.
pub(crate) fn day(n: i64) -> NaiveDate {
    let first = NaiveDate::from_ymd_opt(2026, 9, 7).expect("a Monday");
    first + chrono::TimeDelta::days(n)
}

pub(crate) const DAYS: i64 = 70;

pub(crate) fn calendar() -> Calendar {
    Calendar {
        term: TermCard {
            id: TermId(Uuid::from_u128(1)),
            title: "Term 1".to_owned(),
            begins: day(0),
            ends: day(DAYS - 1),
        },
        days_off: [].into(),
        away: [].into(),
    }
}

pub(crate) fn daily(n: u128, days: Weekdays) -> Daily {
    Daily {
        id: DailyId(Uuid::from_u128(n)),
        picture: "star".to_owned(),
        title: Text::Own(format!("Daily {n}")),
        days,
        cadence: Cadence::EachDay,
        place: Place::School,
        since: day(0),
        until: None,
    }
}

pub(crate) fn goal(n: u128, daily: Vec<Daily>) -> Goal {
    Goal {
        id: GoalId(Uuid::from_u128(n)),
        area: Area::Reading,
        picture: "star".to_owned(),
        title: Text::Own("Read".to_owned()),
        why: String::new(),
        why_picture: None,
        measure: None,
        steps: Vec::new(),
        daily,
        state: GoalState::Living,
        talk: false,
        signed_child: true,
        signed_teacher: true,
        rev: 1,
        entry: None,
        competency: None,
        carried_from: None,
    }
}

pub(crate) fn plan(goals: Vec<Goal>) -> Plan {
    Plan {
        id: PlanId(Uuid::from_u128(9)),
        term: calendar().term,
        dream: None,
        goals,
    }
}

pub(crate) fn tick(n: u128, on: i64, state: TickState) -> Tick {
    Tick {
        daily: DailyId(Uuid::from_u128(n)),
        on: day(on),
        rev: 1,
        state,
        felt: None,
    }
}
