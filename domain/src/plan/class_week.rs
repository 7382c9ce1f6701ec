//! A class over a week: what each child did on which day, and how it felt. Away days and days off
//! ask for nothing.

use super::{Calendar, DayCard, Felt, Goal, TermCard, Tick, TickState, calendar::monday, today};
use crate::school::ChildName;
use chrono::{Datelike as _, NaiveDate, TimeDelta, Weekday};
use serde::{Deserialize, Serialize};

/// A week by its Monday; in an address by its ISO number, such as "2026-W43".
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct WeekOf(pub NaiveDate);

impl WeekOf {
    pub fn of(day: NaiveDate) -> Self {
        Self(monday(day))
    }

    /// `None` for what is no week of a year with four digits.
    pub fn parse(name: &str) -> Option<Self> {
        let (year, week) = name.split_once("-W")?;
        let digits =
            |text: &str, many| text.len() == many && text.bytes().all(|it| it.is_ascii_digit());
        if !digits(year, 4) || !digits(week, 2) {
            return None;
        }
        let (year, week) = (year.parse().ok()?, week.parse().ok()?);
        NaiveDate::from_isoywd_opt(year, week, Weekday::Mon).map(Self)
    }

    pub fn name(self) -> String {
        let week = self.0.iso_week();
        format!("{:04}-W{:02}", week.year(), week.week())
    }

    /// So many weeks later.
    #[must_use]
    pub fn later(self, weeks: i64) -> Self {
        Self(self.0 + TimeDelta::weeks(weeks))
    }
}

/// How often what was done felt so.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Feelings {
    pub good: u32,
    pub ok: u32,
    pub hard: u32,
}

impl Feelings {
    fn on(day: NaiveDate, goals: &[Goal], ticks: &[Tick]) -> Self {
        let own = |it: &&Tick| goals.iter().any(|goal| goal.has_daily(it.daily));
        let done = ticks
            .iter()
            .filter(|it| it.on == day && it.state == TickState::Done);
        let mut all = Self::default();
        for tick in done.filter(own) {
            match tick.felt {
                Some(Felt::Good) => all.good += 1,
                Some(Felt::Ok) => all.ok += 1,
                Some(Felt::Hard) => all.hard += 1,
                None => {}
            }
        }
        all
    }
}

/// A child's day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct WeekCell {
    pub day: DayCard,
    pub felt: Feelings,
}

/// A child's week, from Monday on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct WeekRow {
    pub child: ChildName,
    pub days: Vec<WeekCell>,
}

impl WeekRow {
    pub fn of(
        child: ChildName,
        goals: &[Goal],
        ticks: &[Tick],
        week: WeekOf,
        calendar: &Calendar,
    ) -> Self {
        let days = today::week_of(goals, ticks, week.0, calendar).into_iter();
        let days = days.map(|day| WeekCell {
            felt: Feelings::on(day.on, goals, ticks),
            day,
        });
        Self {
            child,
            days: days.collect(),
        }
    }

    /// On how many days something was done.
    pub fn days_with_tick(&self) -> usize {
        self.days.iter().filter(|it| it.day.done > 0).count()
    }
}

/// The children of a class over a week, in the order of their names.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ClassWeek {
    pub title: String,
    pub today: NaiveDate,
    pub week: WeekOf,
    /// None: the school has no term, and so no plans.
    pub term: Option<TermCard>,
    pub rows: Vec<WeekRow>,
}

impl ClassWeek {
    /// The days to show: Monday to Friday, and of the weekend those on which somebody did something.
    pub fn days(&self) -> Vec<NaiveDate> {
        let done = |day: NaiveDate| {
            let cells = self.rows.iter().flat_map(|it| &it.days);
            cells
                .filter(|it| it.day.on == day)
                .any(|it| it.day.done > 0)
        };
        let weekend = |day: NaiveDate| matches!(day.weekday(), Weekday::Sat | Weekday::Sun);
        let all = self.week.0.iter_days().take(7);
        all.filter(|day| !weekend(*day) || done(*day)).collect()
    }

    /// Whether there is school on a day of the week.
    pub fn is_open(&self, day: NaiveDate) -> bool {
        let cells = self.rows.iter().flat_map(|it| &it.days);
        cells.filter(|it| it.day.on == day).any(|it| it.day.open)
    }
}
