//! Why a group can't be so, as adults read it.

use crate::i18n::*;
use domain::group::GroupError;

/// What is wrong with a group.
pub fn group_words(it: Locale, error: GroupError) -> &'static str {
    match error {
        GroupError::NameIsEmptyOrTooLong => td_string!(it, error.length),
        GroupError::NoteIsTooLong => td_string!(it, error.too_long),
        GroupError::EndsBeforeItBegins => td_string!(it, group.e_backwards),
        GroupError::LongerThanThreeWeeks => td_string!(it, group.e_three_weeks),
        GroupError::LongerThanTheTerm => td_string!(it, group.e_term),
        GroupError::IsOver => td_string!(it, group.e_ended),
        GroupError::TooLateToDelete => td_string!(it, group.e_too_late),
    }
}
