//! Why a child's record can't be so, as the office reads it.

use crate::i18n::*;
use domain::people::PersonError;

/// What is wrong with what was typed or asked.
pub fn person_words(it: Locale, error: PersonError) -> &'static str {
    match error {
        PersonError::GivenIsEmpty => td_string!(it, people.given_is_empty),
        PersonError::GivenHasNoLetter | PersonError::FamilyHasNoLetter => {
            td_string!(it, people.has_no_letter)
        }
        PersonError::GivenIsTooLong | PersonError::FamilyIsTooLong | PersonError::IdIsTooLong => {
            td_string!(it, people.too_long)
        }
        PersonError::GradeIsUnknown => td_string!(it, people.grade_is_unknown),
        PersonError::IdIsTaken => td_string!(it, people.id_is_taken),
        PersonError::ClassIsMissing => td_string!(it, people.class_is_missing),
        PersonError::IsInClass => td_string!(it, people.is_in_class),
        PersonError::IsNotInClass => td_string!(it, people.is_not_in_class),
        PersonError::DayIsTooFar => td_string!(it, people.day_is_too_far),
        PersonError::IsArchived => td_string!(it, people.is_archived),
        PersonError::IsNotArchived => td_string!(it, people.is_not_archived),
        PersonError::IsMerged => td_string!(it, people.is_merged),
        PersonError::IsSameRecord => td_string!(it, people.is_same_record),
        PersonError::KeptIsArchived => td_string!(it, people.kept_is_archived),
    }
}
