//! A child's cards for a day, and the days of a week. The order of the cards is fair, and stays the
//! same while the child ticks.

use super::{Area, Cadence, Calendar, Daily, Felt, Goal, GoalState, Plan, Text, Tick, TickState};
use crate::{
    ids::{DailyId, GoalId},
    limits,
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
    /// The daily goal that the card shows.
    pub daily: Daily,
    /// False: of another weekday, there in case the child wants more.
    pub planned: bool,
    pub state: TickState,
    /// How it went; `None` where the child did not say.
    pub felt: Option<Felt>,
    /// Of the state that stands; the next tick has one more.
    pub rev: u32,
}

/// How much of today's is done.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DayProgress {
    /// The day that is counted.
    pub on: NaiveDate,
    /// How many of the day's goals are done.
    pub done: u32,
    /// Without "not today".
    pub of: u32,
    /// In the order of the child's cards, without "not today".
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub goals: Vec<DayGoal>,
}

/// How a child's day stands, of all that is for today.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TodayStands {
    /// Something is still to do, or there is nothing for today.
    Open,
    /// All of it is done: what is praised.
    AllDone,
    /// Nothing is left, and something was put off.
    Over,
}

impl TodayStands {
    /// How the day stands, by the states of its cards.
    pub fn of(cards: impl IntoIterator<Item = TickState>) -> Self {
        let (mut any, mut put_off) = (false, false);
        for state in cards {
            match state {
                TickState::Open | TickState::Now => return Self::Open,
                TickState::NotToday => put_off = true,
                TickState::Done => {}
            }
            any = true;
        }
        match (any, put_off) {
            (false, _) => Self::Open,
            (true, false) => Self::AllDone,
            (true, true) => Self::Over,
        }
    }
}

/// A daily goal of a day, as a tile of the board shows it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DayGoal {
    pub picture: String,
    pub title: Text,
    pub state: TickState,
}

impl DayProgress {
    /// The goal the child is at just now; `None`: at nothing.
    pub fn now(&self) -> Option<&DayGoal> {
        self.goals.iter().find(|it| it.state == TickState::Now)
    }

    /// All of the day's goals are done, and there are some.
    pub const fn is_all_done(&self) -> bool {
        self.of > 0 && self.done >= self.of
    }
}

/// A day of the week at a glance.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DayCard {
    pub on: NaiveDate,
    /// Of the term, and no day off.
    pub open: bool,
    /// The child is away.
    pub away: bool,
    /// Without "not today".
    pub planned: u32,
    /// How many daily goals were done.
    pub done: u32,
    /// How many daily goals the child put off.
    pub not_today: u32,
}

type TicksByDay<'a> = HashMap<(DailyId, NaiveDate), &'a Tick>;

fn ticks_by_day(ticks: &[Tick]) -> TicksByDay<'_> {
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
    let ticks_by_day = ticks_by_day(ticks);
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
            let tick = ticks_by_day.get(&(daily.id, date));
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
    cards.truncate(limits::plan::MOST_TODAY);
    cards
}

/// How many of the day's cards are done; one that was not planned counts once it is done.
pub fn ticked(cards: &[TodayCard], on: NaiveDate) -> DayProgress {
    let count = |wanted: &dyn Fn(&TodayCard) -> bool| {
        u32::try_from(cards.iter().filter(|it| wanted(it)).count()).unwrap_or(u32::MAX)
    };
    let done = |it: &TodayCard| it.state == TickState::Done;
    let counts = |it: &TodayCard| done(it) || (it.planned && it.state != TickState::NotToday);
    let shown = cards
        .iter()
        .filter(|it| counts(it) || it.state == TickState::Now);
    let goals = shown.map(|it| DayGoal {
        picture: it.daily.picture.clone(),
        title: it.daily.title.clone(),
        state: it.state,
    });
    DayProgress {
        on,
        done: count(&done),
        of: count(&counts),
        goals: goals.collect(),
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
    let ticks_by_day = ticks_by_day(ticks);
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
                let state = ticks_by_day.get(&(daily.id, on)).map(|it| it.state);
                let asked = match daily.cadence {
                    Cadence::EachDay => calendar.plans(daily, on),
                    Cadence::Weekly => once(daily, &ticks_by_day, on, calendar),
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
fn once(daily: &Daily, ticks_by_day: &TicksByDay<'_>, on: NaiveDate, calendar: &Calendar) -> bool {
    let mut week = monday(on).iter_days().take(7);
    let done = week.find(|it| {
        let tick = ticks_by_day.get(&(daily.id, *it));
        tick.is_some_and(|it| it.state == TickState::Done)
    });
    done.or_else(|| calendar.last_of_week(daily, on)) == Some(on)
}
