//! Why a framework or a level can't be so, as adults read it.

use crate::i18n::*;
use domain::competency::{FrameworkError, LevelError};

/// What is wrong with a framework.
pub fn framework_words(it: Locale, error: FrameworkError) -> &'static str {
    match error {
        FrameworkError::NameIsEmpty => td_string!(it, error.empty),
        FrameworkError::NameIsTooLong => td_string!(it, error.too_long),
    }
}

/// What is wrong with a level that was seen.
pub fn level_error_words(it: Locale, error: LevelError) -> &'static str {
    match error {
        LevelError::NoteIsTooLong => td_string!(it, error.too_long),
        LevelError::IsInTheFuture => td_string!(it, competency.not_come),
        LevelError::CompetencyIsRetired => td_string!(it, competency.is_retired),
    }
}
