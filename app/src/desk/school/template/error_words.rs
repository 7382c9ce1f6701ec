//! Why a template of plans can't be so, as adults read it.

use crate::i18n::*;
use domain::plan::template::TemplateError;

/// What is wrong with a template.
pub fn template_words(it: Locale, error: TemplateError) -> &'static str {
    match error {
        TemplateError::TermsFromOneToTwelve => td_string!(it, school.e_how_many),
        TemplateError::SectionIsUnknown => td_string!(it, plan.e_unknown_section),
        TemplateError::SectionIsThereTwice | TemplateError::SectionIsMissing => {
            td_string!(it, school.e_sections)
        }
        TemplateError::SectionTitleIsEmptyOrTooLong => td_string!(it, school.e_section_title),
        TemplateError::NoGoals => td_string!(it, school.e_no_goals),
        TemplateError::ChangedMeanwhile => td_string!(it, school.e_changed),
        TemplateError::IsUnknown => td_string!(it, school.e_unknown_form),
        TemplateError::NoNextTerm => td_string!(it, school.e_no_next_term),
        TemplateError::VersionIsAnother => td_string!(it, error.version_is_another),
    }
}
