//! A class over a week: what each child did on each day, and how it felt. Nothing is planned on
//! away days and days off.

use super::{Calendar, DayCard, Felt, Goal, TermCard, Tick, TickState, calendar::monday, today};
use crate::school::ChildName;
use chrono::{Datelike as _, NaiveDate, TimeDelta, Weekday};
use serde::{Deserialize, Serialize};

/// A week by its Monday; in an address by its ISO number, such as "2026-W43".
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct WeekOf(pub NaiveDate);

impl WeekOf {
    /// The week that contains a day.
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

    /// The week's ISO number for an address, such as "2026-W43".
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

/// What a day of a child says at a glance.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CellLook {
    Done,
    Away,
    /// Nothing was asked for.
    None,
    ToCome,
    Open,
}

impl CellLook {
    /// Its name in the page.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Done => "done",
            Self::Away => "away",
            Self::None => "none",
            Self::ToCome => "to-come",
            Self::Open => "open",
        }
    }
}

impl WeekCell {
    /// What was done shows even on a day away or off.
    pub fn look(&self, today: NaiveDate) -> CellLook {
        let day = &self.day;
        match () {
            () if day.done > 0 => CellLook::Done,
            () if day.away => CellLook::Away,
            () if !day.open || day.planned == 0 => CellLook::None,
            () if day.on > today => CellLook::ToCome,
            () => CellLook::Open,
        }
    }

    /// How many were asked for; what was done without being asked for counts too.
    pub fn of(&self) -> u32 {
        self.day.planned.max(self.day.done)
    }
}

/// A child's week, from Monday on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct WeekRow {
    pub child: ChildName,
    /// Seven, from Monday to Sunday.
    pub days: Vec<WeekCell>,
}

impl WeekRow {
    /// The week of a child, out of the child's plan and ticks.
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
///
/// # Examples
///
/// One child and one day of five.
///
/// ```
/// # use domain::plan::ClassWeek;
/// # use serde_json::json;
/// let json = json!({
///     "title": "Room 3", "today": "2026-10-19", "week": "2026-10-19",
///     "term": {
///         "id": "0199a2f0-0000-7000-8000-000000000010", "title": "Fall",
///         "begins": "2026-08-31", "ends": "2026-11-20"
///     },
///     "rows": [
///         {
///             "child": {
///                 "child": "0199a2f0-0000-7000-8000-000000000001", "name": "Mia",
///                 "picture": "rabbit"
///             },
///             "days": [
///                 {
///                     "day": {
///                         "on": "2026-10-19", "open": true, "away": false, "planned": 2,
///                         "done": 1, "not_today": 0
///                     },
///                     "felt": { "good": 1, "ok": 0, "hard": 0 }
///                 }
///             ]
///         }
///     ]
/// });
/// let week: ClassWeek = serde_json::from_value(json.clone())?;
/// assert_eq!(serde_json::to_value(&week)?, json);
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ClassWeek {
    /// The class's name.
    pub title: String,
    /// The school's date.
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

    /// The rows of tables that stand side by side, about equally long; none is longer than `most`.
    pub fn tables(&self, most: usize) -> impl Iterator<Item = &[WeekRow]> {
        let all = self.rows.len();
        let tables = all.div_ceil(most.max(1)).max(1);
        self.rows.chunks(all.div_ceil(tables).max(1))
    }

    /// Whether there is school on a day of the week.
    pub fn is_open(&self, day: NaiveDate) -> bool {
        let cells = self.rows.iter().flat_map(|it| &it.days);
        cells.filter(|it| it.day.on == day).any(|it| it.day.open)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ids::PersonId;
    use proptest::prelude::*;
    use uuid::Uuid;

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a day")
    }

    fn cell(open: bool, away: bool, planned: u32, done: u32) -> WeekCell {
        WeekCell {
            day: DayCard {
                on: day("2026-10-20"),
                open,
                away,
                planned,
                done,
                not_today: 0,
            },
            felt: Feelings::default(),
        }
    }

    fn look(open: bool, away: bool, planned: u32, done: u32) -> &'static str {
        let today = day("2026-10-20");
        cell(open, away, planned, done).look(today).name()
    }

    #[test]
    fn what_was_done_shows_even_on_a_day_away_or_off() {
        assert_eq!(look(true, false, 2, 1), "done");
        assert_eq!(look(true, true, 0, 1), "done");
        assert_eq!(look(false, false, 0, 1), "done");
    }

    #[test]
    fn a_day_away_says_so_and_a_day_off_asks_for_nothing() {
        assert_eq!(look(true, true, 2, 0), "away");
        assert_eq!(look(false, false, 2, 0), "none");
        assert_eq!(look(true, false, 0, 0), "none");
    }

    #[test]
    fn a_day_is_open_from_its_morning_on_and_to_come_before() {
        assert_eq!(look(true, false, 2, 0), "open");
        let look = cell(true, false, 2, 0).look(day("2026-10-19"));
        assert_eq!(look, CellLook::ToCome);
    }

    #[test]
    fn who_does_more_than_was_asked_for_has_done_all() {
        assert_eq!(cell(true, false, 2, 3).of(), 3);
        assert_eq!(cell(true, false, 2, 1).of(), 2);
    }

    fn week(children: usize) -> ClassWeek {
        let row = |n: usize| WeekRow {
            child: ChildName {
                child: PersonId(Uuid::from_u128(n as u128)),
                name: n.to_string(),
                picture: "fox".to_owned(),
            },
            days: Vec::new(),
        };
        ClassWeek {
            title: "Otters".to_owned(),
            today: day("2026-10-20"),
            week: WeekOf::of(day("2026-10-20")),
            term: None,
            rows: (0..children).map(row).collect(),
        }
    }

    fn lengths(children: usize, most: usize) -> Vec<usize> {
        week(children).tables(most).map(<[_]>::len).collect()
    }

    #[test]
    fn a_class_that_fits_is_one_table_and_a_larger_one_is_cut_evenly() {
        assert_eq!(lengths(12, 12), [12]);
        assert_eq!(lengths(13, 12), [7, 6]);
        assert_eq!(lengths(0, 12), [] as [usize; 0]);
    }

    proptest! {
        #[test]
        fn each_child_is_in_one_table_and_no_table_is_too_long(children in 0_usize..60, most in 1_usize..20) {
            let week = week(children);
            let rows: Vec<_> = week.tables(most).flatten().cloned().collect();
            prop_assert_eq!(&rows, &week.rows);
            prop_assert!(week.tables(most).all(|it| !it.is_empty() && it.len() <= most));
        }

        #[test]
        fn a_week_has_the_name_it_is_found_by(days in -3000_i64..3000) {
            let week = WeekOf::of(day("2026-10-20") + TimeDelta::days(days));
            prop_assert_eq!(WeekOf::parse(&week.name()), Some(week));
        }
    }
}
