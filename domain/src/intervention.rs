//! Interventions: what is tried with a child or a group, by whom and until when. On its day an
//! intervention comes back to the teacher, and it ends only when an adult says whether it helped.

use crate::{
    feature_error::feature_error,
    group::Helpfulness,
    ids::{ClassId, GroupId, InterventionId, PersonId},
    limits,
    school::ChildName,
};
use chrono::{NaiveDate, TimeDelta};
use serde::{Deserialize, Serialize};

feature_error! {
    /// Why something can't be tried, or looked at, so.
    pub enum InterventionError {
        WhatIsEmpty,
        WhatIsTooLong,
        ByIsEmpty,
        ByIsTooLong,
        FollowUpBeforeItBegins,
        NoteIsTooLong,
        /// The next look must be after today.
        FollowUpIsNotLater,
        /// Somebody else was first, and it is over.
        IsLookedAtAlready,
    }
}

/// Whom it is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "of", content = "id", rename_all = "kebab-case")]
pub enum InterventionTarget {
    /// One child.
    Child(PersonId),
    /// The children of a group.
    Group(GroupId),
}

/// What is going to be tried.
///
/// # Examples
///
/// ```
/// # use domain::intervention::InterventionDraft;
/// # use serde_json::json;
/// let json = json!({
///     "of": { "of": "child", "id": "0199a2f0-0000-7000-8000-000000000001" },
///     "what": "Ten minutes of reading", "by": "Rosa Vega", "begins": "2026-10-19",
///     "follow_up": "2026-11-09"
/// });
/// let draft: InterventionDraft = serde_json::from_value(json.clone())?;
/// assert_eq!(serde_json::to_value(&draft)?, json);
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct InterventionDraft {
    /// Whom it is for.
    pub of: InterventionTarget,
    /// What is tried, in a sentence.
    pub what: String,
    /// Who does it: a name, or a role.
    pub by: String,
    /// The first day.
    pub begins: NaiveDate,
    /// The day on which somebody looks whether it helped.
    pub follow_up: NaiveDate,
}

impl InterventionDraft {
    /// Whether it can be begun.
    ///
    /// # Errors
    ///
    /// The first field that can't be so: what, by whom, or the day to look.
    pub fn check(&self) -> Result<(), InterventionError> {
        match self.what.trim().chars().count() {
            0 => return Err(InterventionError::WhatIsEmpty),
            length if length > limits::intervention::SENTENCE_CHARS => {
                return Err(InterventionError::WhatIsTooLong);
            }
            _ => {}
        }
        match self.by.trim().chars().count() {
            0 => return Err(InterventionError::ByIsEmpty),
            length if length > limits::intervention::BY_CHARS => {
                return Err(InterventionError::ByIsTooLong);
            }
            _ => {}
        }
        if self.follow_up < self.begins {
            return Err(InterventionError::FollowUpBeforeItBegins);
        }
        Ok(())
    }
}

/// What somebody found who looked whether it helped.
///
/// # Examples
///
/// ```
/// # use domain::intervention::InterventionReview;
/// # use serde_json::json;
/// let json = json!({ "helped": "somewhat", "note": "Reads more", "again": "2026-11-30" });
/// let look: InterventionReview = serde_json::from_value(json.clone())?;
/// assert_eq!(serde_json::to_value(&look)?, json);
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct InterventionReview {
    pub helped: Helpfulness,
    /// May be empty.
    pub note: String,
    /// It goes on, and comes back on this day; none: it is over.
    pub again: Option<NaiveDate>,
}

impl InterventionReview {
    /// Whether it can be said on this day.
    ///
    /// # Errors
    ///
    /// The first field that can't be so: the note, or the day to look again.
    pub fn check(&self, today: NaiveDate) -> Result<(), InterventionError> {
        if self.note.chars().count() > limits::intervention::SENTENCE_CHARS {
            return Err(InterventionError::NoteIsTooLong);
        }
        if self.again.is_some_and(|it| it <= today) {
            return Err(InterventionError::FollowUpIsNotLater);
        }
        Ok(())
    }
}

/// A look, as it is kept.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReviewRow {
    pub look: InterventionReview,
    /// The day of the look.
    pub on: NaiveDate,
    /// By whom.
    pub who: String,
}

/// Something that was tried.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Intervention {
    pub id: InterventionId,
    pub of: InterventionTarget,
    /// The group's name, if it is a group's.
    pub group: Option<String>,
    /// The child, or the children of the group.
    pub children: Vec<ChildName>,
    /// What is tried, in a sentence.
    pub what: String,
    /// Who does it: a name, or a role.
    pub by: String,
    /// The first day.
    pub begins: NaiveDate,
    /// When somebody looks next, or last did.
    pub follow_up: NaiveDate,
    /// The last first.
    pub looks: Vec<ReviewRow>,
}

impl Intervention {
    /// Whether it goes on.
    pub fn is_open(&self) -> bool {
        self.looks.first().is_none_or(|it| it.look.again.is_some())
    }

    /// Whether it comes back on the board.
    pub fn is_due(&self, today: NaiveDate) -> bool {
        self.is_open() && self.follow_up <= today
    }
}

/// Where something that was tried is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum InterventionState {
    Open,
    /// Somebody is to look today.
    Due,
    Over,
}

impl InterventionState {
    /// As a page writes it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Due => "due",
            Self::Over => "over",
        }
    }
}

impl Intervention {
    /// The state on this day: due, open or over.
    pub fn state(&self, today: NaiveDate) -> InterventionState {
        match () {
            () if self.is_due(today) => InterventionState::Due,
            () if self.is_open() => InterventionState::Open,
            () => InterventionState::Over,
        }
    }

    /// With whom: the child, or the group and who is in it.
    pub fn with_whom(&self) -> String {
        let names: Vec<&str> = self.children.iter().map(|it| it.name.as_str()).collect();
        let names = names.join(", ");
        match &self.group {
            Some(group) if names.is_empty() => group.clone(),
            Some(group) => format!("{group} ({names})"),
            None => names,
        }
    }
}

impl InterventionDraft {
    /// The day to look that a form proposes for something that begins on this one.
    pub fn usual_follow_up(begins: NaiveDate) -> NaiveDate {
        begins + TimeDelta::days(limits::intervention::FOLLOW_UP_DAYS)
    }
}

impl InterventionReview {
    /// The first day on which something that is looked at today can come back.
    pub fn first_again(today: NaiveDate) -> NaiveDate {
        today + TimeDelta::days(1)
    }
}

/// What was tried, as a page of the class shows it.
///
/// # Examples
///
/// ```
/// # use domain::intervention::InterventionList;
/// # use serde_json::json;
/// let json = json!({
///     "class": "0199a2f0-0000-7000-8000-000000000004", "today": "2026-10-19",
///     "me": "Rosa Vega",
///     "all": [
///         {
///             "id": "0199a2f0-0000-7000-8000-000000000092",
///             "of": { "of": "group", "id": "0199a2f0-0000-7000-8000-000000000006" },
///             "group": "Readers",
///             "children": [
///                 {
///                     "child": "0199a2f0-0000-7000-8000-000000000001", "name": "Mia",
///                     "picture": "rabbit"
///                 }
///             ],
///             "what": "Ten minutes of reading", "by": "Rosa Vega", "begins": "2026-09-28",
///             "follow_up": "2026-10-19",
///             "looks": [
///                 {
///                     "look": { "helped": "helped", "note": "", "again": null },
///                     "on": "2026-10-19", "who": "Rosa Vega"
///                 }
///             ]
///         }
///     ]
/// });
/// let tried: InterventionList = serde_json::from_value(json.clone())?;
/// assert_eq!(serde_json::to_value(&tried)?, json);
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct InterventionList {
    /// The class by which the reader sees them.
    pub class: ClassId,
    /// The school's date.
    pub today: NaiveDate,
    /// Who looks at it.
    pub me: String,
    /// The newest first.
    pub all: Vec<Intervention>,
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    fn day(n: i64) -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 9, 1).unwrap() + TimeDelta::days(n)
    }

    fn tried(looks: &[Option<i64>], follow_up: i64) -> Intervention {
        let looked = |again: &Option<i64>| ReviewRow {
            look: InterventionReview {
                helped: Helpfulness::Somewhat,
                note: String::new(),
                again: again.map(day),
            },
            on: day(1),
            who: "Kim Reed".to_owned(),
        };
        Intervention {
            id: InterventionId(Uuid::nil()),
            of: InterventionTarget::Child(PersonId(Uuid::nil())),
            group: None,
            children: Vec::new(),
            what: "Counts with cubes".to_owned(),
            by: "Ms Reed".to_owned(),
            begins: day(0),
            follow_up: day(follow_up),
            looks: looks.iter().map(looked).collect(),
        }
    }

    #[test]
    fn it_comes_back_from_its_day_on_until_somebody_looks() {
        let it = tried(&[], 7);
        assert!(!it.is_due(day(6)) && it.is_due(day(7)) && it.is_due(day(20)));
        let again = tried(&[Some(14)], 14);
        assert!(!again.is_due(day(13)) && again.is_due(day(14)));
        let over = tried(&[None, Some(14)], 14);
        assert!(!over.is_open() && !over.is_due(day(30)));
    }

    fn named(names: &[&str], group: Option<&str>) -> String {
        let child = |name: &&str| ChildName {
            child: PersonId(Uuid::nil()),
            name: (*name).to_owned(),
            picture: "fox".to_owned(),
        };
        let it = Intervention {
            group: group.map(str::to_owned),
            children: names.iter().map(child).collect(),
            ..tried(&[], 7)
        };
        it.with_whom()
    }

    #[test]
    fn it_is_open_then_due_then_over() {
        let it = tried(&[], 7);
        assert_eq!(it.state(day(6)), InterventionState::Open);
        assert_eq!(it.state(day(7)), InterventionState::Due);
        assert_eq!(tried(&[None], 7).state(day(7)), InterventionState::Over);
    }

    #[test]
    fn a_look_that_names_another_day_opens_it_again() {
        let it = tried(&[Some(14)], 14);
        assert_eq!(it.state(day(8)), InterventionState::Open);
        assert_eq!(it.state(day(14)), InterventionState::Due);
    }

    #[test]
    fn a_child_is_named_and_a_group_with_who_is_in_it() {
        assert_eq!(named(&["Mia"], None), "Mia");
        assert_eq!(named(&["Mia", "Leo"], Some("Rug")), "Rug (Mia, Leo)");
        assert_eq!(named(&[], Some("Rug")), "Rug");
    }

    #[test]
    fn the_days_a_form_proposes_are_days_it_takes() {
        let draft = InterventionDraft {
            of: InterventionTarget::Child(PersonId(Uuid::nil())),
            what: "Counts".to_owned(),
            by: "Ms Reed".to_owned(),
            begins: day(0),
            follow_up: InterventionDraft::usual_follow_up(day(0)),
        };
        assert_eq!(draft.check(), Ok(()));
        assert!(draft.follow_up > draft.begins);
        let look = |again| InterventionReview {
            helped: Helpfulness::Somewhat,
            note: String::new(),
            again: Some(again),
        };
        let first = InterventionReview::first_again(day(0));
        assert_eq!(look(first).check(day(0)), Ok(()));
        assert!(look(first.pred_opt().unwrap()).check(day(0)).is_err());
    }

    #[test]
    fn what_is_tried_has_words_and_ends_after_it_begins() {
        let draft = InterventionDraft {
            of: InterventionTarget::Child(PersonId(Uuid::nil())),
            what: " Counts with cubes ".to_owned(),
            by: "Ms Reed".to_owned(),
            begins: day(0),
            follow_up: day(0),
        };
        assert_eq!(draft.check(), Ok(()));
        let refused = |change: &dyn Fn(&mut InterventionDraft)| {
            let mut it = draft.clone();
            change(&mut it);
            it.check().is_err()
        };
        assert!(refused(&|it| it.what = "  ".to_owned()));
        assert!(refused(&|it| it.by = "x".repeat(81)));
        assert!(refused(&|it| it.follow_up = day(-1)));
        let again = |on| InterventionReview {
            helped: Helpfulness::NotYet,
            note: String::new(),
            again: Some(day(on)),
        };
        assert!(again(1).check(day(0)).is_ok());
        assert!(again(0).check(day(0)).is_err());
    }
}
