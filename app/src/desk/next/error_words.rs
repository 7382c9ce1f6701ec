//! Why the rules of what may come next can't be so, as adults read it.

use crate::i18n::*;
use domain::next::TuningError;

/// What is wrong with a rule's number.
pub fn tuning_words(it: Locale, TuningError::NumberIsOutOfRange: TuningError) -> &'static str {
    td_string!(it, error.no_number)
}
