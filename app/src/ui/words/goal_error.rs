//! Why a goal can't be so: a teacher writes goals at the desk and beside a child.

use crate::i18n::*;
use domain::plan::{BookError, GoalError};

/// What is wrong with a goal.
pub fn goal_error_words(it: Locale, error: GoalError) -> &'static str {
    match error {
        GoalError::TitleIsEmpty => td_string!(it, error.no_title),
        GoalError::UnitIsEmpty | GoalError::StepIsEmpty | GoalError::DailyGoalIsEmpty => {
            td_string!(it, error.empty)
        }
        GoalError::TitleIsTooLong
        | GoalError::WhyIsTooLong
        | GoalError::UnitIsTooLong
        | GoalError::StepIsTooLong
        | GoalError::DailyGoalIsTooLong
        | GoalError::DreamIsTooLong => td_string!(it, error.too_long),
        GoalError::PictureIsMissing
        | GoalError::StepPictureIsMissing
        | GoalError::DailyGoalPictureIsMissing => td_string!(it, error.no_picture),
        GoalError::NumberIsMissing => td_string!(it, error.no_number),
        GoalError::StartIsTarget => td_string!(it, error.start_is_target),
        GoalError::TooManySteps => td_string!(it, error.too_many_steps),
        GoalError::TooManyDailyGoals => td_string!(it, error.too_many_daily),
        GoalError::NoWeekday => td_string!(it, error.no_day),
        GoalError::LineIsThereTwice => td_string!(it, error.used_twice),
        GoalError::LineIsNotNew => td_string!(it, error.not_new),
        GoalError::StepIsUnknown
        | GoalError::DailyGoalIsUnknown
        | GoalError::CompetencyIsUnknown => td_string!(it, error.unknown_line),
        GoalError::NotOfTheBook => td_string!(it, error.not_of_the_book),
        GoalError::ThreeLiveAlready => td_string!(it, error.three_already),
        GoalError::IsOver => td_string!(it, error.goal_over),
        GoalError::IsStillProposed => td_string!(it, error.still_proposed),
        GoalError::IsAnsweredAlready => td_string!(it, error.answered_already),
        GoalError::IsNotLiving => td_string!(it, error.not_living),
        GoalError::NoTerm => td_string!(it, error.no_term),
        GoalError::IsInThisPlan => td_string!(it, error.same_term),
        GoalError::TooManyChildren => td_string!(it, error.too_many_children),
        GoalError::TooManyGoals => td_string!(it, desk.e_many_goals),
    }
}

/// What is wrong with the ready-made goals.
pub fn book_error_words(it: Locale, BookError::VersionIsAnother: BookError) -> &'static str {
    td_string!(it, error.version_is_another)
}
