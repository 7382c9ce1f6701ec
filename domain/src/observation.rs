//! What an adult saw children do: a dated sentence under a facet of the profile or a competency.
//! For the adults of the class; no child sees it, and nothing is counted over it.

use crate::{
    AppError,
    competency::Level,
    ids::{CompetencyId, ObservationId, PersonId},
    profile::Facet,
};
use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use serde::{Deserialize, Serialize};

/// Longest sentence, in characters.
pub const LONGEST: usize = 280;
/// Most children of one observation: more than a class has.
pub const MOST_CHILDREN: usize = 60;
/// So long its writer may undo it for all its children at once.
pub const UNDO_FOR: TimeDelta = TimeDelta::minutes(10);

/// What it is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Under {
    Facet(Facet),
    Competency {
        competency: CompetencyId,
        /// How far each of the children is, as far as this showed it.
        level: Option<Level>,
    },
}

/// What an adult writes, of one child or several.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Draft {
    /// Made in the browser, so that what is sent twice is kept once.
    pub id: ObservationId,
    pub children: Vec<PersonId>,
    pub under: Under,
    /// What was seen; may be empty where a level says it.
    pub said: String,
}

impl Draft {
    /// Whether it can be kept.
    pub fn check(&self) -> Result<(), AppError> {
        if self.children.is_empty() {
            return Err(AppError::invalid("children", "no-child"));
        }
        if self.children.len() > MOST_CHILDREN {
            return Err(AppError::invalid("children", "too-many-children"));
        }
        let mut children = self.children.clone();
        children.sort_unstable();
        children.dedup();
        if children.len() < self.children.len() {
            return Err(AppError::invalid("children", "used-twice"));
        }
        let said = self.said.trim().chars().count();
        if said == 0 && self.level().is_none() {
            return Err(AppError::invalid("said", "nothing-seen"));
        }
        if said > LONGEST {
            return Err(AppError::invalid("said", "too-long"));
        }
        Ok(())
    }

    /// The level it says, of a competency.
    pub const fn level(&self) -> Option<Level> {
        match self.under {
            Under::Facet(_) => None,
            Under::Competency { level, .. } => level,
        }
    }
}

/// What one of a child was about, as it is shown.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum About {
    Facet(Facet),
    Competency {
        code: String,
        statement: String,
        /// None also where it was taken back since.
        level: Option<Level>,
    },
}

/// One of a child, as the child's adults see it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Observation {
    pub id: ObservationId,
    pub about: About,
    pub said: String,
    /// At school.
    pub on: NaiveDate,
    pub by: String,
    /// Whether who reads it wrote it, and may delete it.
    pub mine: bool,
}

/// Whether what was written then may still be undone.
pub fn may_undo(written: DateTime<Utc>, now: DateTime<Utc>) -> bool {
    now - written <= UNDO_FOR
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use uuid::Uuid;

    fn draft(children: &[u128], said: &str) -> Draft {
        Draft {
            id: ObservationId(Uuid::nil()),
            children: children
                .iter()
                .map(|it| PersonId(Uuid::from_u128(*it)))
                .collect(),
            under: Under::Facet(Facet::Strengths),
            said: said.to_owned(),
        }
    }

    fn levelled(level: Option<Level>) -> Under {
        let competency = CompetencyId(Uuid::nil());
        Under::Competency { competency, level }
    }

    fn why(draft: &Draft) -> Option<String> {
        match draft.check() {
            Err(AppError::Invalid { why, .. }) => Some(why),
            _ => None,
        }
    }

    #[test]
    fn it_is_a_short_sentence_of_children_who_are_each_named_once() {
        assert_eq!(draft(&[1, 2], "Helped at the rug").check(), Ok(()));
        assert_eq!(why(&draft(&[], "x")).as_deref(), Some("no-child"));
        assert_eq!(why(&draft(&[1, 2, 1], "x")).as_deref(), Some("used-twice"));
        assert_eq!(why(&draft(&[1], " \n")).as_deref(), Some("nothing-seen"));
        assert_eq!(draft(&[1], &"ñ".repeat(280)).check(), Ok(()));
        let long = draft(&[1], &"ñ".repeat(281));
        assert_eq!(why(&long).as_deref(), Some("too-long"));
        let all: Vec<u128> = (0..61).collect();
        assert_eq!(why(&draft(&all, "x")).as_deref(), Some("too-many-children"));
    }

    #[test]
    fn a_level_needs_no_sentence_and_a_competency_without_one_does() {
        let mut it = draft(&[1], "");
        it.under = levelled(Some(Level::Learning));
        assert_eq!(it.check(), Ok(()));
        it.under = levelled(None);
        assert_eq!(why(&it).as_deref(), Some("nothing-seen"));
    }

    #[test]
    fn it_can_be_undone_for_ten_minutes() {
        let at = DateTime::from_timestamp_millis(0).unwrap();
        assert!(may_undo(at, at + TimeDelta::minutes(10)));
        assert!(!may_undo(at, at + TimeDelta::seconds(601)));
    }

    proptest! {
        #[test]
        fn what_is_kept_is_of_somebody_and_says_something(
            children in prop::collection::vec(0_u128..9, 0..12),
            said in ".{0,300}",
            level in prop::option::of(prop::sample::select(Level::ALL.to_vec())),
        ) {
            let mut it = draft(&children, &said);
            it.under = levelled(level);
            if it.check().is_ok() {
                prop_assert!(!children.is_empty());
                prop_assert!(level.is_some() || !said.trim().is_empty());
                prop_assert!(said.trim().chars().count() <= LONGEST);
            }
        }
    }
}
