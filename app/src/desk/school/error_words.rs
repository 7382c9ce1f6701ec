//! Why a school's year can't be so, as adults read it.

use crate::i18n::*;
use domain::{
    Nth,
    plan::{DayOffError, TermError, YearError},
    school::SchoolError,
};

/// What is wrong with a year.
pub fn year_words(it: Locale, error: YearError) -> &'static str {
    match error {
        YearError::IsTooLong => td_string!(it, school.e_year_long),
        YearError::IsTooShort => td_string!(it, school.e_year_short),
        YearError::TermHasPlans => td_string!(it, school.e_has_plans),
        YearError::ListIsEmpty => td_string!(it, school.e_no_line),
    }
}

/// What is wrong with one of its terms.
pub fn term_words(it: Locale, Nth { number, why }: Nth<TermError>) -> String {
    let why = match why {
        TermError::TitleIsEmptyOrTooLong => td_string!(it, school.e_length),
        TermError::EndsBeforeItBegins => td_string!(it, school.e_backwards),
        TermError::Overlaps => td_string!(it, school.e_overlaps),
        TermError::IsThereTwice => td_string!(it, school.e_term_twice),
        TermError::TooMany => return td_string!(it, school.e_many_terms).to_owned(),
    };
    td_string!(it, school.e_term, n = number, why).to_string()
}

/// Why days off can't be so.
pub fn day_off_words(it: Locale, error: DayOffError) -> &'static str {
    match error {
        DayOffError::TitleIsEmpty => td_string!(it, school.e_no_title),
        DayOffError::TitleIsTooLong => td_string!(it, school.e_title_long),
        DayOffError::EndsBeforeItBegins => td_string!(it, school.e_backwards),
        DayOffError::TooManyDays => td_string!(it, school.e_many_days),
        DayOffError::DateIsUnreadable => td_string!(it, school.e_no_date),
        DayOffError::DayIsThereTwice => td_string!(it, school.e_twice),
        DayOffError::TooManyLines => td_string!(it, school.e_many_lines),
    }
}

/// What is wrong with one of several lines of days off.
pub fn day_off_line_words(it: Locale, Nth { number, why }: Nth<DayOffError>) -> String {
    let why = day_off_words(it, why);
    td_string!(it, school.e_line, n = number, why).to_string()
}

/// Why there is no school.
pub fn school_words(it: Locale, SchoolError::IsUnknown: SchoolError) -> &'static str {
    td_string!(it, error.no_school)
}
