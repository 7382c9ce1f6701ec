//! Why what is tried can't be so, as adults read it.

use crate::i18n::*;
use domain::intervention::InterventionError;

/// What is wrong with an intervention, or its follow-up.
pub fn intervention_words(it: Locale, error: InterventionError) -> &'static str {
    match error {
        InterventionError::WhatIsEmpty | InterventionError::ByIsEmpty => {
            td_string!(it, error.empty)
        }
        InterventionError::WhatIsTooLong
        | InterventionError::ByIsTooLong
        | InterventionError::NoteIsTooLong => td_string!(it, error.too_long),
        InterventionError::FollowUpBeforeItBegins => td_string!(it, group.e_backwards),
        InterventionError::FollowUpIsNotLater => td_string!(it, intervention.e_not_later),
        InterventionError::IsLookedAtAlready => td_string!(it, intervention.e_looked),
    }
}
