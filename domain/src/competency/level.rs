//! A child's level in a competency as adults saw it. Entries have a date and a source and are never
//! changed; the newest day seen counts, unless a later entry takes it back.

use crate::{
    feature_error::feature_error,
    ids::{CompetencyId, LevelId},
    limits,
};
use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

feature_error! {
    /// Why a level can't be said.
    pub enum LevelError {
        NoteIsTooLong,
        IsInTheFuture,
        /// The school no longer has the competency.
        CompetencyIsRetired,
    }
}

/// How far. No number, no mark, nothing to be added up.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Level {
    /// The child can't do it yet.
    NotYet,
    /// The child can do parts of it, or with help.
    Learning,
    /// The child can do it alone.
    GotIt,
}

impl Level {
    /// All levels, from the first to the last.
    pub const ALL: [Self; 3] = [Self::NotYet, Self::Learning, Self::GotIt];
}

/// Where it was seen.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum LevelSource {
    /// An adult watched the child.
    #[default]
    Observation,
    /// Something the child made.
    Work,
    /// A test.
    Assessment,
    /// A talk with the child or the family.
    Conference,
}

impl LevelSource {
    /// All sources, in the order in which the form offers them.
    pub const ALL: [Self; 4] = [
        Self::Observation,
        Self::Work,
        Self::Assessment,
        Self::Conference,
    ];
}

/// What an adult says of a child.
///
/// # Examples
///
/// ```
/// # use domain::competency::LevelDraft;
/// # use serde_json::json;
/// let json = json!({
///     "competency": "0199a2f0-0000-7000-8000-000000000040", "level": "learning",
///     "seen": "work", "note": "Used her fingers", "on": "2026-10-19"
/// });
/// let draft: LevelDraft = serde_json::from_value(json.clone())?;
/// assert_eq!(serde_json::to_value(&draft)?, json);
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LevelDraft {
    pub competency: CompetencyId,
    pub level: Level,
    pub seen: LevelSource,
    /// What was seen, in a sentence; may be empty.
    pub note: String,
    /// The day it was seen; not in the future.
    pub on: NaiveDate,
}

impl LevelDraft {
    /// Whether it can be said on this school date.
    ///
    /// # Errors
    ///
    /// The first field that can't be so: a note that is too long, a day to come.
    pub fn check(&self, today: NaiveDate) -> Result<(), LevelError> {
        if self.note.chars().count() > limits::competency::NOTE_CHARS {
            return Err(LevelError::NoteIsTooLong);
        }
        if self.on > today {
            return Err(LevelError::IsInTheFuture);
        }
        Ok(())
    }
}

/// One thing that was said; never changed, never deleted.
///
/// # Examples
///
/// ```
/// # use domain::competency::LevelEntry;
/// # use serde_json::json;
/// for json in [
///     json!({
///         "id": "0199a2f0-0000-7000-8000-000000000041", "level": "learning", "seen": "work",
///         "note": "", "on": "2026-10-19", "at": 1_792_420_200_000_i64, "who": "Rosa Vega"
///     }),
///     json!({
///         "id": "0199a2f0-0000-7000-8000-000000000042", "level": null, "seen": "work",
///         "note": "", "on": "2026-10-19", "at": 1_792_420_200_000_i64, "who": "Rosa Vega",
///         "undoes": "0199a2f0-0000-7000-8000-000000000041"
///     }),
/// ] {
///     let entry: LevelEntry = serde_json::from_value(json.clone())?;
///     assert_eq!(serde_json::to_value(&entry)?, json);
/// }
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LevelEntry {
    pub id: LevelId,
    /// None: it takes another back.
    pub level: Option<Level>,
    pub seen: LevelSource,
    /// What was seen, in a sentence; may be empty.
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
///
/// # Examples
///
/// ```
/// # use domain::competency::LevelMark;
/// # use serde_json::json;
/// let json = json!({
///     "entry": "0199a2f0-0000-7000-8000-000000000041", "level": "got-it", "on": "2026-10-19"
/// });
/// let mark: LevelMark = serde_json::from_value(json.clone())?;
/// assert_eq!(serde_json::to_value(&mark)?, json);
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LevelMark {
    /// The entry it comes from, for an undo.
    pub entry: LevelId,
    pub level: Level,
    /// The day it was seen.
    pub on: NaiveDate,
}

impl LevelEntry {
    /// In short; `None` of what takes another back.
    pub fn mark(&self) -> Option<LevelMark> {
        Some(LevelMark {
            entry: self.id,
            level: self.level?,
            on: self.on,
        })
    }
}

/// What stands of all that was said of one competency: what was seen last, of the same day what was
/// said last; never what was taken back.
pub fn current_level(entries: &[LevelEntry]) -> Option<&LevelEntry> {
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
    /// 1 to 13 days.
    Days(i64),
    Weeks(i64),
    Months(i64),
}

impl Age {
    /// The age on `today` of something seen on the day `on`.
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
            seen: LevelSource::Work,
            note: String::new(),
            on: day(on),
            at: DateTime::from_timestamp_millis(i64::try_from(n).unwrap()).unwrap(),
            who: "Kim Reed".to_owned(),
            undoes: undoes.map(|it| LevelId(Uuid::from_u128(it))),
        }
    }

    fn level(entries: &[LevelEntry]) -> Option<Level> {
        current_level(entries).and_then(|it| it.level)
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
        assert_eq!(current_level(&all).unwrap().on, day(1));
        all.push(entry(4, None, 1, Some(1)));
        assert_eq!(level(&all), None);
    }

    #[test]
    fn a_draft_is_short_and_not_of_tomorrow() {
        let draft = LevelDraft {
            competency: CompetencyId(Uuid::nil()),
            level: Level::Learning,
            seen: LevelSource::Observation,
            note: "x".repeat(300),
            on: day(0),
        };
        assert_eq!(draft.check(day(0)), Ok(()));
        let early = LevelError::IsInTheFuture;
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
            prop_assert_eq!(current_level(&all), current_level(&back));
        }

        #[test]
        fn what_stands_was_said_and_not_taken_back(all in entries()) {
            if let Some(mark) = current_level(&all) {
                prop_assert!(all.iter().any(|it| it == mark));
                prop_assert!(all.iter().all(|it| it.undoes != Some(mark.id)));
            }
        }

        #[test]
        fn taking_back_what_stands_never_leaves_it_standing(all in entries()) {
            if let Some(mark) = current_level(&all) {
                let mut more = all.clone();
                let mut undo = entry(99, None, 0, None);
                undo.undoes = Some(mark.id);
                more.push(undo);
                prop_assert_ne!(current_level(&more).map(|it| it.id), Some(mark.id));
            }
        }
    }
}
