//! A child's day and week: few cards, in an order that is fair and does not move while they tick.

use super::{
    Area, Cadence, Calendar, Daily, Felt, Goal, GoalState, MOST_TODAY, Plan, Text, Tick, TickState,
};
use crate::{
    ids::{DailyId, GoalId},
    plan::calendar::monday,
};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use std::collections::HashMap;

/// One of today's goals.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TodayCard {
    pub goal: GoalId,
    pub area: Area,
    pub daily: Daily,
    /// False: of another weekday, there in case the child wants more.
    pub planned: bool,
    pub state: TickState,
    pub felt: Option<Felt>,
    /// Of the state that stands; the next tick has one more.
    pub rev: u32,
}

/// How much of today's is done.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ticked {
    pub on: NaiveDate,
    pub done: u32,
    /// Without "not today".
    pub of: u32,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub now: Option<AtIt>,
}

/// The daily goal a child is at just now.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AtIt {
    pub picture: String,
    pub title: Text,
}

/// A day of the week at a glance.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DayCard {
    pub on: NaiveDate,
    /// Of the term, and no day off.
    pub open: bool,
    pub away: bool,
    /// Without "not today".
    pub planned: u32,
    pub done: u32,
    pub not_today: u32,
}

type Held<'a> = HashMap<(DailyId, NaiveDate), &'a Tick>;

fn held(ticks: &[Tick]) -> Held<'_> {
    ticks.iter().map(|it| ((it.daily, it.on), it)).collect()
}

/// The daily goals of living goals on this day, at most four: planned ones first, of these the
/// longest undone, else in the plan's order. A weekly goal is planned until it was done on an earlier
/// day of the week. Only earlier days are looked at, so that a tick moves
/// no card. On a day that does not count there are none.
pub fn today(plan: &Plan, ticks: &[Tick], date: NaiveDate, calendar: &Calendar) -> Vec<TodayCard> {
    if !calendar.counts(date) {
        return Vec::new();
    }
    let held = held(ticks);
    let mut last: HashMap<DailyId, NaiveDate> = HashMap::new();
    for tick in ticks {
        if tick.state == TickState::Done && tick.on < date {
            let entry = last.entry(tick.daily).or_insert(tick.on);
            *entry = tick.on.max(*entry);
        }
    }
    let dailies = plan
        .living()
        .flat_map(|goal| goal.daily.iter().map(move |daily| (goal, daily)));
    let there = dailies.filter(|(_, it)| {
        it.since <= date && it.until.is_none_or(|until| date <= until) && !it.days.is_empty()
    });
    let mut cards: Vec<TodayCard> = there
        .map(|(goal, daily)| {
            let tick = held.get(&(daily.id, date));
            TodayCard {
                goal: goal.id,
                area: goal.area,
                planned: calendar.plans(daily, date)
                    && !(daily.cadence == Cadence::Weekly
                        && last.get(&daily.id).is_some_and(|it| *it >= monday(date))),
                daily: daily.clone(),
                state: tick.map_or(TickState::Open, |it| it.state),
                felt: tick.and_then(|it| it.felt),
                rev: tick.map_or(0, |it| it.rev),
            }
        })
        .collect();
    // Stable: of equals the plan's order stays. Never done comes before all dates.
    cards.sort_by_key(|it| (!it.planned, last.get(&it.daily.id).copied()));
    cards.truncate(MOST_TODAY);
    cards
}

/// How many of the day's cards are done; one that was not planned counts once it is done.
pub fn ticked(cards: &[TodayCard], on: NaiveDate) -> Ticked {
    let count = |wanted: &dyn Fn(&TodayCard) -> bool| {
        u32::try_from(cards.iter().filter(|it| wanted(it)).count()).unwrap_or(u32::MAX)
    };
    let done = |it: &TodayCard| it.state == TickState::Done;
    let now = cards.iter().find(|it| it.state == TickState::Now);
    Ticked {
        on,
        done: count(&done),
        of: count(&|it| done(it) || (it.planned && it.state != TickState::NotToday)),
        now: now.map(|it| AtIt {
            picture: it.daily.picture.clone(),
            title: it.daily.title.clone(),
        }),
    }
}

/// The seven days of the week of `date`, from Monday on. Goals that were reached or ended are in it
/// too, with what was done.
pub fn week(plan: &Plan, ticks: &[Tick], date: NaiveDate, calendar: &Calendar) -> Vec<DayCard> {
    week_of(&plan.goals, ticks, date, calendar)
}

/// The same for who has the goals alone.
pub(super) fn week_of(
    goals: &[Goal],
    ticks: &[Tick],
    date: NaiveDate,
    calendar: &Calendar,
) -> Vec<DayCard> {
    let held = held(ticks);
    let days = monday(date).iter_days().take(7);
    days.map(|on| {
        let mut day = DayCard {
            on,
            open: calendar.term.contains(on) && !calendar.days_off.contains(&on),
            away: calendar.away.contains(&on),
            planned: 0,
            done: 0,
            not_today: 0,
        };
        for goal in goals {
            for daily in &goal.daily {
                let state = held.get(&(daily.id, on)).map(|it| it.state);
                let asked = match daily.cadence {
                    Cadence::EachDay => calendar.plans(daily, on),
                    Cadence::Weekly => once(daily, &held, on, calendar),
                };
                let planned = goal.state == GoalState::Living && asked;
                match state {
                    Some(TickState::Done) => {
                        day.done += 1;
                        day.planned += u32::from(planned);
                    }
                    Some(TickState::NotToday) => day.not_today += u32::from(planned),
                    Some(TickState::Now | TickState::Open) | None => {
                        day.planned += u32::from(planned);
                    }
                }
            }
        }
        day
    })
    .collect()
}

/// Whether a weekly goal's one time in this week is this day: the first on which it was done, else
/// the last on which it can be.
fn once(daily: &Daily, held: &Held<'_>, on: NaiveDate, calendar: &Calendar) -> bool {
    let mut week = monday(on).iter_days().take(7);
    let done = week.find(|it| {
        let tick = held.get(&(daily.id, *it));
        tick.is_some_and(|it| it.state == TickState::Done)
    });
    done.or_else(|| calendar.last_of_week(daily, on)) == Some(on)
}
