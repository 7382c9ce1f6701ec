//! Counts of children by standing, and of goals by week, for the charts of the desk.

use super::{GoalLine, GoalState, Pace, PlanRow, Standing};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

impl PlanRow {
    /// The goals that live.
    pub fn living(&self) -> impl Iterator<Item = &GoalLine> {
        self.goals.iter().filter(|it| it.state == GoalState::Living)
    }

    /// That of the goal which most needs a look; none without a living goal.
    pub fn standing(&self) -> Option<Standing> {
        self.living().map(|it| it.pace.standing).min()
    }

    /// Whether nothing was done for more than so many days.
    pub fn is_quiet(&self, days: u32, today: NaiveDate) -> bool {
        self.last_tick
            .is_none_or(|last| (today - last).num_days() > i64::from(days))
    }
}

/// How many children stand where; each counts once, by the goal that most needs a look.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Standings {
    pub behind: u32,
    pub on_pace: u32,
    pub ahead: u32,
    /// Children without a living goal.
    pub no_goal: u32,
}

impl Standings {
    /// Counts the children of a class.
    pub fn of(rows: &[PlanRow]) -> Self {
        Self::count(rows.iter().map(PlanRow::standing))
    }

    /// The same at the end of each school week so far, by its Monday; this week's as it is today.
    /// Of goals that live no longer nothing is said.
    pub fn by_week(rows: &[PlanRow]) -> Vec<(NaiveDate, Self)> {
        let paces = || rows.iter().flat_map(PlanRow::living).map(|it| &it.pace);
        let stones = paces().flat_map(|it| &it.stones);
        let weeks: BTreeSet<NaiveDate> = stones
            .filter(|it| it.real.is_some())
            .map(|it| it.begins)
            .collect();
        let then = |row: &PlanRow, week| {
            let all = row.living().filter_map(|it| it.pace.standing_of(week));
            all.min()
        };
        weeks
            .into_iter()
            .map(|week| (week, Self::count(rows.iter().map(|row| then(row, week)))))
            .collect()
    }

    fn count(standings: impl Iterator<Item = Option<Standing>>) -> Self {
        let mut all = Self::default();
        for standing in standings {
            match standing {
                Some(Standing::Behind) => all.behind += 1,
                Some(Standing::OnPace) => all.on_pace += 1,
                Some(Standing::Ahead) => all.ahead += 1,
                None => all.no_goal += 1,
            }
        }
        all
    }

    /// How many children the counts contain.
    pub const fn children(self) -> u32 {
        self.behind + self.on_pace + self.ahead + self.no_goal
    }
}

/// What was planned and done in one school week.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Week {
    /// Its Monday.
    pub begins: NaiveDate,
    /// How often the daily goals are planned in it.
    pub planned: u32,
    /// None for weeks to come.
    pub done: Option<u32>,
}

/// The weeks of several goals together, from the first of any on.
pub fn weeks<'a>(paces: impl IntoIterator<Item = &'a Pace>) -> Vec<Week> {
    let mut all: BTreeMap<NaiveDate, Week> = BTreeMap::new();
    for pace in paces {
        let (mut planned, mut done) = (0, 0);
        for stone in &pace.stones {
            let week = all.entry(stone.begins).or_insert(Week {
                begins: stone.begins,
                planned: 0,
                done: None,
            });
            week.planned += stone.expected - planned;
            planned = stone.expected;
            if let Some(real) = stone.real {
                week.done = Some(week.done.unwrap_or(0) + real - done);
                done = real;
            }
        }
    }
    all.into_values().collect()
}
