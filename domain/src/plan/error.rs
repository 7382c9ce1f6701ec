//! The errors of goals and of the book of ready-made goals that a person sees.

use crate::feature_error::feature_error;

feature_error! {
    /// Why a goal, or what is done with it, can't be so.
    pub enum GoalError {
        TitleIsEmpty,
        TitleIsTooLong,
        PictureIsMissing,
        WhyIsTooLong,
        UnitIsEmpty,
        UnitIsTooLong,
        NumberIsMissing,
        StartIsTarget,
        TooManySteps,
        StepIsEmpty,
        StepIsTooLong,
        StepPictureIsMissing,
        TooManyDailyGoals,
        DailyGoalIsEmpty,
        DailyGoalIsTooLong,
        DailyGoalPictureIsMissing,
        /// A daily goal on no day.
        NoWeekday,
        /// Two lines of the form are the same step or daily goal.
        LineIsThereTwice,
        /// A line of a new goal is one of another goal.
        LineIsNotNew,
        /// A step that the goal does not have, or no longer.
        StepIsUnknown,
        /// A daily goal that the goal does not have, or no longer.
        DailyGoalIsUnknown,
        CompetencyIsUnknown,
        /// Words that are said to be the book's, and are not.
        NotOfTheBook,
        /// As many live as may ([`crate::limits::plan::MOST_GOALS`]).
        ThreeLiveAlready,
        /// Reached or ended.
        IsOver,
        IsStillProposed,
        IsAnsweredAlready,
        IsNotLiving,
        /// The school has no term today.
        NoTerm,
        /// It is in the plan it was to be carried over into.
        IsInThisPlan,
        DreamIsTooLong,
        /// One goal for more children than a class has.
        TooManyChildren,
        /// More goals at once than are carried over.
        TooManyGoals,
    }
}

impl GoalError {
    /// The field of a goal's form it stands beside; `None`: the whole form.
    pub const fn field(self) -> Option<GoalField> {
        Some(match self {
            Self::TitleIsEmpty | Self::TitleIsTooLong | Self::NotOfTheBook => GoalField::Title,
            Self::PictureIsMissing => GoalField::Picture,
            Self::WhyIsTooLong => GoalField::Why,
            Self::CompetencyIsUnknown => GoalField::Competency,
            Self::UnitIsEmpty
            | Self::UnitIsTooLong
            | Self::NumberIsMissing
            | Self::StartIsTarget => GoalField::Measure,
            Self::TooManySteps
            | Self::StepIsEmpty
            | Self::StepIsTooLong
            | Self::StepPictureIsMissing
            | Self::StepIsUnknown => GoalField::Steps,
            Self::TooManyDailyGoals
            | Self::DailyGoalIsEmpty
            | Self::DailyGoalIsTooLong
            | Self::DailyGoalPictureIsMissing
            | Self::DailyGoalIsUnknown => GoalField::Daily,
            Self::NoWeekday => GoalField::Days,
            Self::LineIsThereTwice
            | Self::LineIsNotNew
            | Self::ThreeLiveAlready
            | Self::IsOver
            | Self::IsStillProposed
            | Self::IsAnsweredAlready
            | Self::IsNotLiving
            | Self::NoTerm
            | Self::IsInThisPlan
            | Self::DreamIsTooLong
            | Self::TooManyChildren
            | Self::TooManyGoals => return None,
        })
    }
}

/// The fields of a goal's form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum GoalField {
    Title,
    Picture,
    Why,
    Competency,
    Measure,
    Steps,
    Daily,
    Days,
}

feature_error! {
    /// Why a book can't come in.
    pub enum BookError {
        /// A version, once the school has it, can't be another.
        VersionIsAnother,
    }
}
