//! Where a goal is on its path, in one set of numbers for two readers. The child sees a path of
//! stones, their own place and this week's stone. The teacher sees counts by week, and whether the
//! goal is ahead, on pace or behind.
//!
//! A goal's path is what is planned for it: its daily goals on their weekdays, from their first day
//! to the end of the term, without days off, away days and "not today". Something done on another
//! day (a Sunday, an away day) counts like any other.
//!
//! A weekly goal is planned once in each week that has one of its days, is due at the end of the
//! week, and counts once a week however often it is done.

use super::{Cadence, Calendar, Daily, Goal, Tick, TickState, calendar::monday};
use chrono::{NaiveDate, TimeDelta};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, HashSet};

/// For the teacher; a week's worth more or less is still on pace.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Standing {
    /// More than a week's worth less than planned.
    Behind,
    /// Up to a week's worth more or less than planned.
    OnPace,
    /// More than a week's worth more than planned.
    Ahead,
}

/// A stone of the path: a school week. The counts are from the path's beginning to the week's end.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PaceWeek {
    /// Its Monday.
    pub begins: NaiveDate,
    /// How often it is planned up to then.
    pub expected: u32,
    /// None for weeks to come.
    pub real: Option<u32>,
}

/// Where a goal is on its path.
///
/// # Examples
///
/// ```
/// # use domain::plan::Pace;
/// # use serde_json::json;
/// let json = json!({
///     "stones": [
///         { "begins": "2026-10-19", "expected": 2, "real": 1 },
///         { "begins": "2026-10-26", "expected": 4, "real": null }
///     ],
///     "path": 10, "done": 1, "me": 100, "at": 500, "now": 0, "standing": "on-pace"
/// });
/// let pace: Pace = serde_json::from_value(json.clone())?;
/// assert_eq!(serde_json::to_value(&pace)?, json);
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pace {
    /// One a school week, from the goal's first on.
    pub stones: Vec<PaceWeek>,
    /// How often it is to be done in the whole term.
    pub path: u32,
    /// How often it was done, at most the path.
    pub done: u32,
    /// The same in thousandths of the path.
    pub me: u32,
    /// Where the child stands on the stones, in thousandths of a stone: 2500 is half way between
    /// the end of the second and of the third. Who has done what was expected by the end of a
    /// week stands on that week's stone.
    pub at: u32,
    /// This week's stone, from 0; the last one after the term.
    pub now: usize,
    pub standing: Standing,
}

impl Pace {
    /// How it stood when a school week was over; of this week, how it stands today. None of weeks
    /// before the goal and of those to come.
    pub fn standing_of(&self, monday: NaiveDate) -> Option<Standing> {
        let at = self.stones.iter().position(|it| it.begins == monday)?;
        let real = self.stones[at].real?;
        if at == self.now {
            return Some(self.standing);
        }
        let expected = self.stones[at].expected;
        let before = at.checked_sub(1).map_or(0, |it| self.stones[it].expected);
        let weekly = (expected - before).max(1);
        Some(match () {
            () if real + weekly <= expected => Standing::Behind,
            () if real >= expected + weekly => Standing::Ahead,
            () => Standing::OnPace,
        })
    }
}

/// The pace of a goal; `ticks` may hold those of other goals too.
pub fn pace(goal: &Goal, ticks: &[Tick], calendar: &Calendar, today: NaiveDate) -> Pace {
    let own: Vec<&Tick> = ticks
        .iter()
        .filter(|tick| goal.daily.iter().any(|it| it.id == tick.daily))
        .collect();
    let done = done(goal, &own);
    let planned = planned(goal, &own, calendar);
    let since = goal.daily.iter().map(|it| it.since).min();
    let since = since.unwrap_or(calendar.term.begins);
    let weeks = calendar.weeks(since);
    let path = planned_by(&planned, |_| true);
    let so_far = count(&done, |_| true);
    let this_week = monday(today);
    let now = weeks.iter().filter(|it| **it <= this_week).count();
    let stones: Vec<PaceWeek> = weeks
        .iter()
        .enumerate()
        .map(|(n, begins)| {
            // Weeks without school go with the one before.
            let next = weeks.get(n + 1).copied().unwrap_or(NaiveDate::MAX);
            PaceWeek {
                begins: *begins,
                expected: planned_by(&planned, |it| it.due < next),
                real: (n < now).then(|| count(&done, |it| it < next)),
            }
        })
        .collect();
    // What was taken out just now still makes up the week that may be missing: nobody falls behind
    // by being asked for less.
    let week_ago = today - TimeDelta::days(7);
    let weekly: u32 = goal
        .daily
        .iter()
        .filter(|it| it.until.is_none_or(|until| until >= week_ago))
        .map(|it| match it.cadence {
            Cadence::EachDay => it.days.count(),
            Cadence::Weekly => 1,
        })
        .sum();
    let weekly = weekly.max(1);
    // Today is not over: what is planned for it makes nobody behind.
    let standing = if so_far + weekly <= planned_by(&planned, |it| it.due < today) {
        Standing::Behind
    } else if so_far >= planned_by(&planned, |it| it.from <= today) + weekly {
        Standing::Ahead
    } else {
        Standing::OnPace
    };
    let done = so_far.min(path);
    Pace {
        me: thousandths(done, path),
        at: if path == 0 { 0 } else { at(&stones, so_far) },
        now: now.saturating_sub(1),
        stones,
        path,
        done,
        standing,
    }
}

/// Something that is planned: from its first day on it may be done, after its last it is missing.
struct Planned {
    from: NaiveDate,
    due: NaiveDate,
}

/// The days on which something was done; of a weekly goal the first of each week.
fn done(goal: &Goal, own: &[&Tick]) -> Vec<NaiveDate> {
    let mut weekly = BTreeMap::new();
    let mut each = Vec::new();
    for tick in own.iter().filter(|it| it.state == TickState::Done) {
        let is_weekly = |it: &Daily| it.id == tick.daily && it.cadence == Cadence::Weekly;
        if goal.daily.iter().any(is_weekly) {
            let first = weekly
                .entry((tick.daily, monday(tick.on)))
                .or_insert(tick.on);
            *first = tick.on.min(*first);
        } else {
            each.push(tick.on);
        }
    }
    each.extend(weekly.into_values());
    each
}

/// All that is planned, one entry each.
fn planned(goal: &Goal, own: &[&Tick], calendar: &Calendar) -> Vec<Planned> {
    let neutral: HashSet<_> = own
        .iter()
        .filter(|it| it.state == TickState::NotToday)
        .map(|it| (it.daily, it.on))
        .collect();
    let done: HashSet<_> = own
        .iter()
        .filter(|it| it.state == TickState::Done)
        .map(|it| (it.daily, monday(it.on)))
        .collect();
    // "Not today" says nothing against a week in which it was done.
    let stands = |daily: &Daily, day: NaiveDate| {
        let once = daily.cadence == Cadence::Weekly && done.contains(&(daily.id, monday(day)));
        once || !neutral.contains(&(daily.id, day))
    };
    let term = &calendar.term;
    let days = |daily: &Daily| {
        let first = term.begins.max(daily.since);
        first.iter_days().take_while(|it| *it <= term.ends)
    };
    let all = goal
        .daily
        .iter()
        .flat_map(|daily| days(daily).map(move |day| (daily, day)))
        .filter(|(daily, day)| calendar.plans(daily, *day) && stands(daily, *day));
    let mut weeks = HashSet::new();
    all.filter_map(|(daily, day)| match daily.cadence {
        Cadence::EachDay => Some(Planned {
            from: day,
            due: day,
        }),
        // The whole week, whichever of its days are left: a day off makes nothing due earlier.
        Cadence::Weekly => weeks.insert((daily.id, monday(day))).then(|| Planned {
            from: monday(day),
            due: monday(day) + TimeDelta::days(6),
        }),
    })
    .collect()
}

fn planned_by(all: &[Planned], wanted: impl Fn(&Planned) -> bool) -> u32 {
    let found = all.iter().filter(|it| wanted(it)).count();
    u32::try_from(found).unwrap_or(u32::MAX)
}

fn count(days: &[NaiveDate], wanted: impl Fn(NaiveDate) -> bool) -> u32 {
    let found = days.iter().filter(|it| wanted(**it)).count();
    u32::try_from(found).unwrap_or(u32::MAX)
}

fn at(stones: &[PaceWeek], done: u32) -> u32 {
    let mut before = 0;
    let mut at = 0;
    for stone in stones {
        if stone.expected > done {
            return at + thousandths(done - before, stone.expected - before);
        }
        before = stone.expected;
        at += 1_000;
    }
    at
}

fn thousandths(part: u32, whole: u32) -> u32 {
    (part * 1_000).checked_div(whole).unwrap_or(0)
}
