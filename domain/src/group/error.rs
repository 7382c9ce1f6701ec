//! The errors of groups that a person sees.

use crate::feature_error::feature_error;

feature_error! {
    /// Why a group can't be so.
    pub enum GroupError {
        NameIsEmptyOrTooLong,
        NoteIsTooLong,
        EndsBeforeItBegins,
        LongerThanThreeWeeks,
        LongerThanTheTerm,
        /// It is over, and stays as it was.
        IsOver,
        /// Only on the day it began.
        TooLateToDelete,
    }
}
