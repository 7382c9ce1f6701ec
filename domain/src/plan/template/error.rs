//! The errors of templates and of written sections that a person sees.

use crate::feature_error::feature_error;

feature_error! {
    /// Why a form can't be a school's.
    pub enum TemplateError {
        TermsFromOneToTwelve,
        SectionIsUnknown,
        SectionIsThereTwice,
        SectionIsMissing,
        SectionTitleIsEmptyOrTooLong,
        /// A plan without goals is none.
        NoGoals,
        /// Somebody else was first.
        ChangedMeanwhile,
        IsUnknown,
        /// It was to wait for a term that is not there.
        NoNextTerm,
        /// A version, once it is there, can't be another.
        VersionIsAnother,
    }
}

feature_error! {
    /// Why what is written in a section of a plan can't be so.
    pub enum SectionError {
        TextIsTooLong,
        /// A choice that the section does not have, one twice, or too many.
        NoChoice,
        TooManyPeople,
        NameIsEmptyOrTooLong,
        /// The section shows something, or takes something of another kind.
        IsNotWritten,
        /// The form of the plan's term does not show it.
        IsUnknown,
        /// Of a plan that is over, with a newer one.
        IsOfAnEarlierPlan,
    }
}
