//! Why a section of a plan can't be so, as adults read it.

use crate::i18n::*;
use domain::plan::template::SectionError;

/// What is wrong with what was written in a section.
pub fn section_words(it: Locale, error: SectionError) -> &'static str {
    match error {
        SectionError::TextIsTooLong => td_string!(it, error.too_long),
        SectionError::NoChoice => td_string!(it, plan.e_no_choice),
        SectionError::TooManyPeople => td_string!(it, plan.e_many_people),
        SectionError::NameIsEmptyOrTooLong => td_string!(it, plan.e_no_name),
        SectionError::IsNotWritten => td_string!(it, plan.e_not_written),
        SectionError::IsUnknown => td_string!(it, plan.e_unknown_section),
        SectionError::IsOfAnEarlierPlan => td_string!(it, plan.e_earlier_plan),
    }
}
