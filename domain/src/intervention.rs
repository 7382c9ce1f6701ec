//! What was tried with a child or a group, by whom, until when, and whether it helped. It comes back
//! on its day, and ends only with a word.

use crate::{
    AppError,
    group::Helped,
    ids::{ClassId, GroupId, InterventionId, PersonId},
    school::ChildName,
};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// Longest sentence, in characters.
pub const SENTENCE: usize = 300;
/// Longest name of who does it.
pub const BY: usize = 80;

/// Whom it is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "of", content = "id", rename_all = "kebab-case")]
pub enum Of {
    Child(PersonId),
    Group(GroupId),
}

/// What is going to be tried.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct InterventionDraft {
    pub of: Of,
    pub what: String,
    pub by: String,
    pub begins: NaiveDate,
    pub follow_up: NaiveDate,
}

impl InterventionDraft {
    /// Whether it can be begun.
    pub fn check(&self) -> Result<(), AppError> {
        sentence("what", &self.what, SENTENCE)?;
        sentence("by", &self.by, BY)?;
        if self.follow_up < self.begins {
            return Err(AppError::invalid("follow-up", "backwards"));
        }
        Ok(())
    }
}

/// What somebody found who looked whether it helped.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Look {
    pub helped: Helped,
    /// May be empty.
    pub note: String,
    /// It goes on, and comes back on this day; none: it is over.
    pub again: Option<NaiveDate>,
}

impl Look {
    /// Whether it can be said on this day.
    pub fn check(&self, today: NaiveDate) -> Result<(), AppError> {
        if self.note.chars().count() > SENTENCE {
            return Err(AppError::invalid("note", "too-long"));
        }
        if self.again.is_some_and(|it| it <= today) {
            return Err(AppError::invalid("follow-up", "not-later"));
        }
        Ok(())
    }
}

fn sentence(field: &str, text: &str, most: usize) -> Result<(), AppError> {
    match text.trim().chars().count() {
        0 => Err(AppError::invalid(field, "empty")),
        length if length > most => Err(AppError::invalid(field, "too-long")),
        _ => Ok(()),
    }
}

/// A look, as it is kept.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Looked {
    pub look: Look,
    pub on: NaiveDate,
    /// By whom.
    pub who: String,
}

/// Something that was tried.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Intervention {
    pub id: InterventionId,
    pub of: Of,
    /// The group's name, if it is a group's.
    pub group: Option<String>,
    /// The child, or the children of the group.
    pub children: Vec<ChildName>,
    pub what: String,
    pub by: String,
    pub begins: NaiveDate,
    /// When somebody looks next, or last did.
    pub follow_up: NaiveDate,
    /// The last first.
    pub looks: Vec<Looked>,
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

/// What was tried, as a page of the class shows it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tried {
    pub class: ClassId,
    pub today: NaiveDate,
    /// Who looks at it.
    pub me: String,
    /// The newest first.
    pub all: Vec<Intervention>,
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::TimeDelta;
    use uuid::Uuid;

    fn day(n: i64) -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 9, 1).unwrap() + TimeDelta::days(n)
    }

    fn tried(looks: &[Option<i64>], follow_up: i64) -> Intervention {
        let looked = |again: &Option<i64>| Looked {
            look: Look {
                helped: Helped::Somewhat,
                note: String::new(),
                again: again.map(day),
            },
            on: day(1),
            who: "Kim Reed".to_owned(),
        };
        Intervention {
            id: InterventionId(Uuid::nil()),
            of: Of::Child(PersonId(Uuid::nil())),
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

    #[test]
    fn what_is_tried_has_words_and_ends_after_it_begins() {
        let draft = InterventionDraft {
            of: Of::Child(PersonId(Uuid::nil())),
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
        let again = |on| Look {
            helped: Helped::NotYet,
            note: String::new(),
            again: Some(day(on)),
        };
        assert!(again(1).check(day(0)).is_ok());
        assert!(again(0).check(day(0)).is_err());
    }
}
