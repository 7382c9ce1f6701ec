//! Observations: a dated sentence about what an adult saw children do, under a facet of the profile
//! or a competency. Only adults of the class read them, and nothing is counted from them.

use crate::{
    competency::Level,
    feature_error::feature_error,
    ids::{CompetencyId, ObservationId, PersonId},
    limits,
    profile::Facet,
};
use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

feature_error! {
    /// Why what was seen can't be kept, or undone.
    pub enum ObservationError {
        NoChild,
        TooManyChildren,
        ChildIsNamedTwice,
        /// Neither a sentence nor a level.
        NothingSeen,
        IsTooLong,
        /// After [`limits::observation::UNDO_FOR`].
        TooLateToUndo,
    }
}

/// What it is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ObservationSubject {
    /// A side of the learner.
    Facet(Facet),
    /// A competency of the school.
    Competency {
        competency: CompetencyId,
        /// How far each of the children is, as far as this showed it.
        level: Option<Level>,
    },
}

/// What an adult writes, of one child or several.
///
/// # Examples
///
/// ```
/// # use domain::observation::Draft;
/// # use serde_json::json;
/// for json in [
///     json!({
///         "id": "0199a2f0-0000-7000-8000-000000000090",
///         "children": ["0199a2f0-0000-7000-8000-000000000001"],
///         "under": { "facet": "learn-best" }, "said": "Explained it to Leo"
///     }),
///     json!({
///         "id": "0199a2f0-0000-7000-8000-000000000091",
///         "children": ["0199a2f0-0000-7000-8000-000000000001"],
///         "under": {
///             "competency": {
///                 "competency": "0199a2f0-0000-7000-8000-000000000040", "level": "learning"
///             }
///         },
///         "said": ""
///     }),
/// ] {
///     let draft: Draft = serde_json::from_value(json.clone())?;
///     assert_eq!(serde_json::to_value(&draft)?, json);
/// }
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Draft {
    /// Made in the browser, so that what is sent twice is kept once.
    pub id: ObservationId,
    /// Whom it is about; at least one.
    pub children: Vec<PersonId>,
    /// The facet or competency it belongs to.
    pub under: ObservationSubject,
    /// What was seen; may be empty where a level says it.
    pub said: String,
}

impl Draft {
    /// Whether it can be kept.
    ///
    /// # Errors
    ///
    /// The first field that can't be so: the children or the sentence.
    pub fn check(&self) -> Result<(), ObservationError> {
        if self.children.is_empty() {
            return Err(ObservationError::NoChild);
        }
        if self.children.len() > limits::observation::MOST_CHILDREN {
            return Err(ObservationError::TooManyChildren);
        }
        let mut children = self.children.clone();
        children.sort_unstable();
        children.dedup();
        if children.len() < self.children.len() {
            return Err(ObservationError::ChildIsNamedTwice);
        }
        let said = self.said.trim().chars().count();
        if said == 0 && self.level().is_none() {
            return Err(ObservationError::NothingSeen);
        }
        if said > limits::observation::SENTENCE_CHARS {
            return Err(ObservationError::IsTooLong);
        }
        Ok(())
    }

    /// The level it says, of a competency.
    pub const fn level(&self) -> Option<Level> {
        match self.under {
            ObservationSubject::Facet(_) => None,
            ObservationSubject::Competency { level, .. } => level,
        }
    }
}

impl Draft {
    /// The same once more, after an answer that was lost, is one observation: it keeps the id of
    /// what was sent, if nothing else is another.
    #[must_use]
    pub fn resent(self, sent: Option<&Self>) -> Self {
        let Some(sent) = sent else { return self };
        let again = Self {
            id: sent.id,
            ..self.clone()
        };
        if again == *sent { again } else { self }
    }
}

impl ObservationSubject {
    /// The same subject, with no level said yet.
    #[must_use]
    pub const fn without_level(self) -> Self {
        match self {
            Self::Facet(_) => self,
            Self::Competency { competency, .. } => Self::Competency {
                competency,
                level: None,
            },
        }
    }

    /// The same subject at a level; a facet has none.
    #[must_use]
    pub const fn at_level(self, level: Option<Level>) -> Self {
        match self {
            Self::Facet(_) => self,
            Self::Competency { competency, .. } => Self::Competency { competency, level },
        }
    }

    /// Whether it is this competency.
    pub fn is_competency(self, wanted: CompetencyId) -> bool {
        matches!(self, Self::Competency { competency, .. } if competency == wanted)
    }

    /// Out of a choice's value: the place of a facet, or the id of a competency.
    pub fn of_choice(value: &str) -> Option<Self> {
        let facet = value.parse().ok().and_then(|n: usize| Facet::ALL.get(n));
        facet.map(|it| Self::Facet(*it)).or_else(|| {
            let competency = value.parse().ok()?;
            let level = None;
            Some(Self::Competency { competency, level })
        })
    }
}

/// The children an observation is going to be of.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ChildChoice {
    /// Whose tile it began at; none: at the bar.
    pub began: Option<PersonId>,
    /// Whether the whole class can be chosen.
    pub offers_all: bool,
    pub chosen: Vec<PersonId>,
}

impl ChildChoice {
    /// At a child's tile the child is chosen; at the bar nobody, and everybody is offered.
    pub fn begin(child: Option<PersonId>) -> Self {
        Self {
            began: child,
            offers_all: child.is_none(),
            chosen: child.into_iter().collect(),
        }
    }

    /// Whether the child is chosen.
    pub fn has(&self, child: PersonId) -> bool {
        self.chosen.contains(&child)
    }

    /// Whether a child is there to be chosen, or no longer.
    pub fn offers(&self, child: PersonId) -> bool {
        self.offers_all || self.began == Some(child) || self.has(child)
    }

    /// Chooses a child, or no longer.
    pub fn toggle(&mut self, child: PersonId) {
        match self.chosen.iter().position(|it| *it == child) {
            Some(at) => drop(self.chosen.remove(at)),
            None => self.chosen.push(child),
        }
    }

    /// The child, where it is one alone.
    pub fn only(&self) -> Option<PersonId> {
        match self.chosen.as_slice() {
            [child] => Some(*child),
            _ => None,
        }
    }
}

/// What one of a child was about, as it is shown.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ObservedSubject {
    /// A side of the learner.
    Facet(Facet),
    /// A competency of the school.
    Competency {
        /// The framework's code: "M.2".
        code: String,
        /// In adults' words.
        statement: String,
        /// None also where it was taken back since.
        level: Option<Level>,
    },
}

/// One of a child, as the child's adults see it.
///
/// # Examples
///
/// ```
/// # use domain::observation::Observation;
/// # use serde_json::json;
/// let json = json!({
///     "id": "0199a2f0-0000-7000-8000-000000000090",
///     "about": {
///         "competency": { "code": "M.2", "statement": "Adds within 20", "level": "learning" }
///     },
///     "said": "Used her fingers", "on": "2026-10-19", "by": "Rosa Vega", "mine": true
/// });
/// let observation: Observation = serde_json::from_value(json.clone())?;
/// assert_eq!(serde_json::to_value(&observation)?, json);
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Observation {
    pub id: ObservationId,
    pub about: ObservedSubject,
    /// What was seen; may be empty where a level says it.
    pub said: String,
    /// At school.
    pub on: NaiveDate,
    /// The name of the adult who wrote it.
    pub by: String,
    /// Whether who reads it wrote it, and may delete it.
    pub mine: bool,
}

/// Whether what was written then may still be undone.
pub fn may_undo(written: DateTime<Utc>, now: DateTime<Utc>) -> bool {
    now - written <= limits::observation::UNDO_FOR
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::TimeDelta;
    use proptest::prelude::*;
    use uuid::Uuid;

    fn draft(children: &[u128], said: &str) -> Draft {
        Draft {
            id: ObservationId(Uuid::nil()),
            children: children
                .iter()
                .map(|it| PersonId(Uuid::from_u128(*it)))
                .collect(),
            under: ObservationSubject::Facet(Facet::Strengths),
            said: said.to_owned(),
        }
    }

    fn levelled(level: Option<Level>) -> ObservationSubject {
        let competency = CompetencyId(Uuid::nil());
        ObservationSubject::Competency { competency, level }
    }

    #[test]
    fn it_is_a_short_sentence_of_children_who_are_each_named_once() {
        assert_eq!(draft(&[1, 2], "Helped at the rug").check(), Ok(()));
        assert_eq!(draft(&[], "x").check(), Err(ObservationError::NoChild));
        assert_eq!(
            draft(&[1, 2, 1], "x").check(),
            Err(ObservationError::ChildIsNamedTwice)
        );
        assert_eq!(
            draft(&[1], " \n").check(),
            Err(ObservationError::NothingSeen)
        );
        assert_eq!(draft(&[1], &"ñ".repeat(280)).check(), Ok(()));
        let long = draft(&[1], &"ñ".repeat(281));
        assert_eq!(long.check(), Err(ObservationError::IsTooLong));
        let all: Vec<u128> = (0..61).collect();
        assert_eq!(
            draft(&all, "x").check(),
            Err(ObservationError::TooManyChildren)
        );
    }

    #[test]
    fn a_level_needs_no_sentence_and_a_competency_without_one_does() {
        let mut it = draft(&[1], "");
        it.under = levelled(Some(Level::Learning));
        assert_eq!(it.check(), Ok(()));
        it.under = levelled(None);
        assert_eq!(it.check(), Err(ObservationError::NothingSeen));
    }

    fn person(n: u128) -> PersonId {
        PersonId(Uuid::from_u128(n))
    }

    fn with_id(n: u128, said: &str) -> Draft {
        Draft {
            id: ObservationId(Uuid::from_u128(n)),
            ..draft(&[1], said)
        }
    }

    #[test]
    fn the_same_sent_again_is_one_observation() {
        let sent = with_id(1, "Helped");
        assert_eq!(with_id(2, "Helped").resent(Some(&sent)), sent);
    }

    #[test]
    fn other_words_or_nothing_sent_before_make_another_observation() {
        let sent = with_id(1, "Helped");
        assert_eq!(with_id(2, "Sang").resent(Some(&sent)), with_id(2, "Sang"));
        assert_eq!(with_id(2, "Helped").resent(None), with_id(2, "Helped"));
    }

    #[test]
    fn who_goes_round_keeps_the_subject_and_says_each_level_anew() {
        let seen = levelled(Some(Level::GotIt));
        assert_eq!(seen.without_level(), levelled(None));
        let facet = ObservationSubject::Facet(Facet::Strengths);
        assert_eq!(facet.without_level(), facet);
    }

    #[test]
    fn only_a_competency_has_a_level() {
        let level = Some(Level::Learning);
        assert_eq!(levelled(None).at_level(level), levelled(level));
        let facet = ObservationSubject::Facet(Facet::Strengths);
        assert_eq!(facet.at_level(level), facet);
    }

    #[test]
    fn a_choice_is_a_facet_by_its_place_or_a_competency_by_its_id() {
        for (n, facet) in Facet::ALL.into_iter().enumerate() {
            assert_eq!(
                ObservationSubject::of_choice(&n.to_string()),
                Some(ObservationSubject::Facet(facet))
            );
        }
        let id = CompetencyId(Uuid::from_u128(7));
        let chosen = ObservationSubject::of_choice(&id.to_string());
        assert!(chosen.is_some_and(|it| it.is_competency(id) && it == it.without_level()));
        assert_eq!(ObservationSubject::of_choice("99"), None);
        assert_eq!(ObservationSubject::of_choice("rug"), None);
    }

    #[test]
    fn at_a_tile_only_its_child_is_offered_and_chosen() {
        let it = ChildChoice::begin(Some(person(1)));
        assert_eq!(it.only(), Some(person(1)));
        assert!(it.offers(person(1)) && !it.offers(person(2)));
    }

    #[test]
    fn at_the_bar_everybody_is_offered_and_nobody_chosen() {
        let it = ChildChoice::begin(None);
        assert!(it.offers(person(1)) && it.offers(person(2)));
        assert_eq!((it.chosen.len(), it.only()), (0, None));
    }

    #[test]
    fn a_child_who_was_taken_out_again_is_still_offered_at_its_own_tile() {
        let mut it = ChildChoice::begin(Some(person(1)));
        it.toggle(person(1));
        assert!(!it.has(person(1)) && it.offers(person(1)));
    }

    #[test]
    fn a_child_chosen_from_the_class_stays_when_the_class_is_folded() {
        let mut it = ChildChoice::begin(Some(person(1)));
        it.offers_all = true;
        it.toggle(person(2));
        it.offers_all = false;
        assert!(it.offers(person(2)) && !it.offers(person(3)));
        assert_eq!(it.only(), None);
    }

    #[test]
    fn it_can_be_undone_for_ten_minutes() {
        let at = DateTime::from_timestamp_millis(0).unwrap();
        assert!(may_undo(at, at + TimeDelta::minutes(10)));
        assert!(!may_undo(at, at + TimeDelta::seconds(601)));
    }

    proptest! {
        #[test]
        fn a_child_is_chosen_by_an_odd_number_of_taps_and_never_twice(
            taps in prop::collection::vec(0_u128..6, 0..30),
        ) {
            let mut it = ChildChoice::begin(None);
            for tap in &taps {
                it.toggle(person(*tap));
            }
            for n in 0..6 {
                let count = taps.iter().filter(|it| **it == n).count();
                let times = it.chosen.iter().filter(|it| **it == person(n)).count();
                prop_assert_eq!(times, count % 2);
            }
        }

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
                prop_assert!(said.trim().chars().count() <= limits::observation::SENTENCE_CHARS);
            }
        }
    }
}
