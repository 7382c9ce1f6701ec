//! Why an observation can't be so, as adults read it.

use crate::i18n::*;
use domain::observation::ObservationError;

/// What is wrong with an observation.
pub fn observation_words(it: Locale, error: ObservationError) -> &'static str {
    match error {
        ObservationError::NoChild => td_string!(it, observation.no_child),
        ObservationError::TooManyChildren => td_string!(it, error.too_many_children),
        ObservationError::ChildIsNamedTwice => td_string!(it, error.used_twice),
        ObservationError::NothingSeen => td_string!(it, observation.nothing_seen),
        ObservationError::IsTooLong => td_string!(it, error.too_long),
        ObservationError::TooLateToUndo => td_string!(it, observation.too_late),
    }
}
