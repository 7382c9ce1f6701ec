//! What the office types of a child, and what is wrong with it.

use super::SchoolChild;
use crate::{
    Lang,
    feature_error::feature_error,
    ids::{ClassId, PersonId},
    limits,
    name::{cleaned, folded},
};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

feature_error! {
    /// Why a child can't be added, or changed so.
    pub enum PersonError {
        GivenIsEmpty,
        /// Only signs.
        GivenHasNoLetter,
        GivenIsTooLong,
        FamilyHasNoLetter,
        FamilyIsTooLong,
        GradeIsUnknown,
        IdIsTooLong,
        /// Another child of the school has it.
        IdIsTaken,
        /// None was chosen, or it is closed for good.
        ClassIsMissing,
        IsInClass,
        /// Not in the class they are to leave.
        IsNotInClass,
        /// See [`limits::people`].
        DayIsTooFar,
        IsArchived,
        IsNotArchived,
        /// The record went into another.
        IsMerged,
        IsSameRecord,
        /// What is to be kept is archived.
        KeptIsArchived,
    }
}

/// A field of the forms of a child.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PersonField {
    Given,
    Family,
    Grade,
    Id,
    Class,
    Day,
}

impl PersonError {
    /// The field it stands beside; none: it is about the record.
    pub const fn field(self) -> Option<PersonField> {
        match self {
            Self::GivenIsEmpty | Self::GivenHasNoLetter | Self::GivenIsTooLong => {
                Some(PersonField::Given)
            }
            Self::FamilyHasNoLetter | Self::FamilyIsTooLong => Some(PersonField::Family),
            Self::GradeIsUnknown => Some(PersonField::Grade),
            Self::IdIsTooLong | Self::IdIsTaken => Some(PersonField::Id),
            Self::ClassIsMissing | Self::IsInClass | Self::IsNotInClass => Some(PersonField::Class),
            Self::DayIsTooFar => Some(PersonField::Day),
            Self::IsArchived
            | Self::IsNotArchived
            | Self::IsMerged
            | Self::IsSameRecord
            | Self::KeptIsArchived => None,
        }
    }
}

/// What is typed of a child.
///
/// # Examples
///
/// ```
/// # use domain::people::TypedChild;
/// # use serde_json::json;
/// let json = json!({
///     "given": "Junie", "family": "Dahl", "grade": 1, "lang": "en", "identifier": "S-10482"
/// });
/// let child: TypedChild = serde_json::from_value(json.clone())?;
/// assert_eq!(serde_json::to_value(&child)?, json);
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TypedChild {
    pub given: String,
    /// Empty for who has one name.
    pub family: String,
    /// 0 is kindergarten and before.
    pub grade: u8,
    /// The language of the child's pages, and of home.
    pub lang: Lang,
    /// What the school's other systems call the child; may be empty.
    pub identifier: String,
}

impl TypedChild {
    /// As it is stored.
    ///
    /// # Errors
    /// What breaks a rule.
    pub fn checked(&self) -> Result<Self, PersonError> {
        let (given, family) = (cleaned(&self.given), cleaned(&self.family));
        let identifier = cleaned(&self.identifier);
        let has_letter = |it: &str| it.chars().any(char::is_alphabetic);
        let is_long = |it: &str, most| it.chars().count() > most;
        if given.is_empty() {
            return Err(PersonError::GivenIsEmpty);
        }
        if !has_letter(&given) {
            return Err(PersonError::GivenHasNoLetter);
        }
        if is_long(&given, limits::people::NAME_MOST_CHARS) {
            return Err(PersonError::GivenIsTooLong);
        }
        if !family.is_empty() && !has_letter(&family) {
            return Err(PersonError::FamilyHasNoLetter);
        }
        if is_long(&family, limits::people::NAME_MOST_CHARS) {
            return Err(PersonError::FamilyIsTooLong);
        }
        if self.grade > limits::people::LAST_GRADE {
            return Err(PersonError::GradeIsUnknown);
        }
        if is_long(&identifier, limits::people::ID_MOST_CHARS) {
            return Err(PersonError::IdIsTooLong);
        }
        Ok(Self {
            given,
            family,
            grade: self.grade,
            lang: self.lang,
            identifier,
        })
    }

    /// Whether a child who is there could be the same: of the same name, grade and class. One who is
    /// archived has no class, and is of any.
    pub fn looks_like(&self, class: ClassId, other: &SchoolChild) -> bool {
        let same_name = folded(&self.given) == folded(&other.given)
            && folded(&self.family) == folded(&other.family);
        let same_class = other.seats.is_empty() || other.seats.iter().any(|it| it.class == class);
        same_name && self.grade == other.grade && same_class
    }
}

/// What came of a child that was to be added.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum AddedChild {
    Added(PersonId),
    /// These look like the same child: nothing was added, and it is asked.
    Alike(Vec<SchoolChild>),
}

/// A change of classes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SeatDraft {
    /// The class that is left; none: the other classes stay.
    pub from: Option<ClassId>,
    pub to: ClassId,
    pub on: NaiveDate,
}

impl SeatDraft {
    /// Whether it is for a day to come.
    ///
    /// # Errors
    /// `DayIsTooFar` for a day long ago or far ahead, `IsInClass` for the same class.
    pub fn waits(&self, today: NaiveDate) -> Result<bool, PersonError> {
        if self.from == Some(self.to) {
            return Err(PersonError::IsInClass);
        }
        let ahead = self.on.signed_duration_since(today);
        if -ahead > limits::people::MOVED_AT_MOST_AGO || ahead > limits::people::MOVES_AT_MOST_AHEAD
        {
            return Err(PersonError::DayIsTooFar);
        }
        Ok(self.on > today)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::people::ClassName;
    use chrono::TimeDelta;
    use proptest::prelude::*;
    use uuid::Uuid;

    fn typed(given: &str, family: &str) -> TypedChild {
        TypedChild {
            given: given.to_owned(),
            family: family.to_owned(),
            grade: 1,
            lang: Lang::En,
            identifier: String::new(),
        }
    }

    fn class(n: u128) -> ClassId {
        ClassId(Uuid::from_u128(n))
    }

    fn stands(given: &str, family: &str, seats: &[u128]) -> SchoolChild {
        SchoolChild {
            child: PersonId(Uuid::from_u128(9)),
            given: given.to_owned(),
            family: family.to_owned(),
            picture: "owl".to_owned(),
            grade: 1,
            lang: Lang::En,
            identifier: None,
            seats: seats
                .iter()
                .map(|n| ClassName {
                    class: class(*n),
                    title: format!("Room {n}"),
                })
                .collect(),
            begins: None,
            is_archived: seats.is_empty(),
            merged_into: None,
            is_own: false,
        }
    }

    #[test]
    fn a_name_is_kept_composed_and_without_what_nobody_sees() {
        let kept = typed(" Jose\u{301} ", "\u{202e}Ruiz\u{200f}")
            .checked()
            .unwrap();
        assert_eq!((&*kept.given, &*kept.family), ("José", "Ruiz"));
        assert!(typed("Wambui", "").checked().is_ok(), "one name is a name");
    }

    #[test]
    fn what_breaks_a_rule_is_said_beside_its_field() {
        let long = "a".repeat(limits::people::NAME_MOST_CHARS + 1);
        for (given, family, why, field) in [
            ("", "Dahl", PersonError::GivenIsEmpty, PersonField::Given),
            (
                " \u{200f}\t",
                "Dahl",
                PersonError::GivenIsEmpty,
                PersonField::Given,
            ),
            (
                "-.'",
                "Dahl",
                PersonError::GivenHasNoLetter,
                PersonField::Given,
            ),
            (
                &long,
                "Dahl",
                PersonError::GivenIsTooLong,
                PersonField::Given,
            ),
            (
                "Junie",
                "?!",
                PersonError::FamilyHasNoLetter,
                PersonField::Family,
            ),
            (
                "Junie",
                &long,
                PersonError::FamilyIsTooLong,
                PersonField::Family,
            ),
        ] {
            assert_eq!(
                typed(given, family).checked(),
                Err(why),
                "{given:?} {family:?}"
            );
            assert_eq!(why.field(), Some(field));
        }
        let graded = TypedChild {
            grade: 13,
            ..typed("Junie", "Dahl")
        };
        assert_eq!(graded.checked(), Err(PersonError::GradeIsUnknown));
        let identified = TypedChild {
            identifier: "1".repeat(41),
            ..typed("Junie", "Dahl")
        };
        assert_eq!(identified.checked(), Err(PersonError::IdIsTooLong));
    }

    #[test]
    fn a_child_of_the_same_name_grade_and_class_may_be_the_same() {
        let new = typed("JUNIE", "d’Ahl");
        assert!(new.looks_like(class(1), &stands("Junie", "D'Ahl", &[1, 2])));
        assert!(
            new.looks_like(class(1), &stands("Junie", "D'Ahl", &[])),
            "who left came back"
        );
        assert!(!new.looks_like(class(1), &stands("Junie", "D'Ahl", &[2])));
        assert!(!new.looks_like(class(1), &stands("June", "D'Ahl", &[1])));
        let older = TypedChild { grade: 2, ..new };
        assert!(!older.looks_like(class(1), &stands("Junie", "D'Ahl", &[1])));
    }

    #[test]
    fn a_move_is_of_today_of_some_weeks_ago_or_waits_for_its_day() {
        let today: NaiveDate = "2026-09-21".parse().unwrap();
        let on = |days| SeatDraft {
            from: Some(class(1)),
            to: class(2),
            on: today + TimeDelta::days(days),
        };
        assert_eq!(on(0).waits(today), Ok(false));
        assert_eq!(on(-31).waits(today), Ok(false));
        assert_eq!(on(1).waits(today), Ok(true));
        assert_eq!(on(-32).waits(today), Err(PersonError::DayIsTooFar));
        assert_eq!(on(121).waits(today), Err(PersonError::DayIsTooFar));
        let nowhere = SeatDraft {
            to: class(1),
            ..on(0)
        };
        assert_eq!(nowhere.waits(today), Err(PersonError::IsInClass));
    }

    proptest! {
        #[test]
        fn what_is_taken_once_is_taken_again_as_it_is(
            given in ".{0,60}", family in ".{0,60}", identifier in ".{0,30}", grade in 0..20_u8,
        ) {
            let typed = TypedChild { given, family, grade, lang: Lang::Es, identifier };
            if let Ok(kept) = typed.checked() {
                prop_assert_eq!(kept.checked(), Ok(kept.clone()));
                prop_assert!(!crate::text::has_hidden(&kept.given));
                prop_assert!(kept.given.chars().any(char::is_alphabetic));
            }
        }
    }
}
