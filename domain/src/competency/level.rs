//! How far a child is with a competency, as adults said it: dated, with where it was seen, kept for
//! ever. The newest thing seen stands, unless it was taken back.

use crate::{
    AppError,
    ids::{CompetencyId, LevelId},
};
use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

/// Longest sentence that says what was seen, in characters.
const NOTE: usize = 300;

/// How far. No number, no mark, nothing to be added up.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Level {
    NotYet,
    Learning,
    GotIt,
}

impl Level {
    pub const ALL: [Self; 3] = [Self::NotYet, Self::Learning, Self::GotIt];
}

/// Where it was seen.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Seen {
    #[default]
    Observation,
    /// Something the child made.
    Work,
    Assessment,
    Conference,
}

impl Seen {
    pub const ALL: [Self; 4] = [
        Self::Observation,
        Self::Work,
        Self::Assessment,
        Self::Conference,
    ];
}

/// What an adult says of a child.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LevelDraft {
    pub competency: CompetencyId,
    pub level: Level,
    pub seen: Seen,
    /// What was seen, in a sentence; may be empty.
    pub note: String,
    pub on: NaiveDate,
}

impl LevelDraft {
    /// Whether it can be said on this school date.
    pub fn check(&self, today: NaiveDate) -> Result<(), AppError> {
        if self.note.chars().count() > NOTE {
            return Err(AppError::invalid("note", "too-long"));
        }
        if self.on > today {
            return Err(AppError::invalid("on", "not-yet-come"));
        }
        Ok(())
    }
}

/// One thing that was said; never changed, never deleted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LevelEntry {
    pub id: LevelId,
    /// None: it takes another back.
    pub level: Option<Level>,
    pub seen: Seen,
    pub note: String,
    /// The day it was seen.
    pub on: NaiveDate,
    /// When it was said.
    #[serde(with = "chrono::serde::ts_milliseconds")]
    pub at: DateTime<Utc>,
    /// By whom.
    pub who: String,
    /// What it takes back.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub undoes: Option<LevelId>,
}

/// What stands of a competency, in short.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mark {
    pub entry: LevelId,
    pub level: Level,
    pub on: NaiveDate,
}

impl LevelEntry {
    /// In short; `None` of what takes another back.
    pub fn mark(&self) -> Option<Mark> {
        Some(Mark {
            entry: self.id,
            level: self.level?,
            on: self.on,
        })
    }
}

/// What stands of all that was said of one competency: what was seen last, of the same day what was
/// said last; never what was taken back.
pub fn standing(entries: &[LevelEntry]) -> Option<&LevelEntry> {
    let undone = |it: &LevelEntry| entries.iter().any(|other| other.undoes == Some(it.id));
    entries
        .iter()
        .filter(|it| it.level.is_some() && !undone(it))
        .max_by_key(|it| (it.on, it.at, it.id))
}

/// How old something seen is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Age {
    Today,
    Days(i64),
    Weeks(i64),
    Months(i64),
}

impl Age {
    pub fn of(on: NaiveDate, today: NaiveDate) -> Self {
        match (today - on).num_days() {
            days if days <= 0 => Self::Today,
            days if days < 14 => Self::Days(days),
            days if days < 60 => Self::Weeks(days / 7),
            days => Self::Months(days / 30),
        }
    }

    /// Whether somebody should look again before building on it.
    pub const fn is_old(self) -> bool {
        matches!(self, Self::Months(months) if months >= 3)
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use chrono::TimeDelta;
    use proptest::prelude::*;
    use uuid::Uuid;

    pub(crate) fn day(n: i64) -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 9, 1).unwrap() + TimeDelta::days(n)
    }

    pub(crate) fn entry(
        n: u128,
        level: Option<Level>,
        on: i64,
        undoes: Option<u128>,
    ) -> LevelEntry {
        LevelEntry {
            id: LevelId(Uuid::from_u128(n)),
            level,
            seen: Seen::Work,
            note: String::new(),
            on: day(on),
            at: DateTime::from_timestamp_millis(i64::try_from(n).unwrap()).unwrap(),
            who: "Kim Reed".to_owned(),
            undoes: undoes.map(|it| LevelId(Uuid::from_u128(it))),
        }
    }

    fn level(entries: &[LevelEntry]) -> Option<Level> {
        standing(entries).and_then(|it| it.level)
    }

    #[test]
    fn what_was_seen_last_stands_even_if_something_older_is_written_down_later() {
        let seen = [
            entry(1, Some(Level::GotIt), 20, None),
            entry(2, Some(Level::NotYet), 3, None),
        ];
        assert_eq!(level(&seen), Some(Level::GotIt));
        let same_day = [
            entry(1, Some(Level::GotIt), 20, None),
            entry(2, Some(Level::Learning), 20, None),
        ];
        assert_eq!(level(&same_day), Some(Level::Learning));
    }

    #[test]
    fn what_was_taken_back_gives_way_to_what_stood_before() {
        let mut all = vec![
            entry(1, Some(Level::Learning), 1, None),
            entry(2, Some(Level::GotIt), 5, None),
            entry(3, None, 5, Some(2)),
        ];
        assert_eq!(level(&all), Some(Level::Learning));
        assert_eq!(standing(&all).unwrap().on, day(1));
        all.push(entry(4, None, 1, Some(1)));
        assert_eq!(level(&all), None);
    }

    #[test]
    fn a_draft_is_short_and_not_of_tomorrow() {
        let draft = LevelDraft {
            competency: CompetencyId(Uuid::nil()),
            level: Level::Learning,
            seen: Seen::Observation,
            note: "x".repeat(300),
            on: day(0),
        };
        assert_eq!(draft.check(day(0)), Ok(()));
        let early = AppError::invalid("on", "not-yet-come");
        assert_eq!(draft.check(day(-1)), Err(early));
        let long = LevelDraft {
            note: "x".repeat(301),
            ..draft
        };
        assert!(long.check(day(0)).is_err());
    }

    #[test]
    fn the_age_of_something_seen_is_told_in_the_size_that_fits() {
        let age = |days| Age::of(day(0), day(days));
        assert_eq!(age(0), Age::Today);
        assert_eq!(age(13), Age::Days(13));
        assert_eq!(age(14), Age::Weeks(2));
        assert_eq!(age(61), Age::Months(2));
        assert!(!age(80).is_old() && age(91).is_old());
    }

    fn entries() -> impl Strategy<Value = Vec<LevelEntry>> {
        let level = proptest::option::of(proptest::sample::select(Level::ALL.to_vec()));
        proptest::collection::vec((level, 0_i64..9, 0_u128..8), 0..12).prop_map(|all| {
            let number = |n: usize| u128::try_from(n).unwrap();
            let one = |(n, (level, on, other)): (usize, (Option<Level>, i64, u128))| {
                let undoes = level.is_none().then_some(other);
                entry(number(n), level, on, undoes)
            };
            all.into_iter().enumerate().map(one).collect()
        })
    }

    proptest! {
        #[test]
        fn the_order_in_which_entries_come_changes_nothing(all in entries()) {
            let mut back = all.clone();
            back.reverse();
            prop_assert_eq!(standing(&all), standing(&back));
        }

        #[test]
        fn what_stands_was_said_and_not_taken_back(all in entries()) {
            if let Some(mark) = standing(&all) {
                prop_assert!(all.iter().any(|it| it == mark));
                prop_assert!(all.iter().all(|it| it.undoes != Some(mark.id)));
            }
        }

        #[test]
        fn taking_back_what_stands_never_leaves_it_standing(all in entries()) {
            if let Some(mark) = standing(&all) {
                let mut more = all.clone();
                let mut undo = entry(99, None, 0, None);
                undo.undoes = Some(mark.id);
                more.push(undo);
                prop_assert_ne!(standing(&more).map(|it| it.id), Some(mark.id));
            }
        }
    }
}
