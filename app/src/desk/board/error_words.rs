//! Why a survey or a seat can't be so, as adults read it.

use crate::i18n::*;
use domain::{board::seat::SeatError, survey::SurveyError};

/// Why a survey can't be started.
pub fn survey_words(it: Locale, error: SurveyError) -> &'static str {
    match error {
        SurveyError::CardIsUnknown => td_string!(it, error.not_understood),
        SurveyError::VersionIsAnother => td_string!(it, error.version_is_another),
    }
}

/// What is wrong with the seats of a class.
pub fn seat_words(it: Locale, SeatError::UsedTwice: SeatError) -> &'static str {
    td_string!(it, error.used_twice)
}
