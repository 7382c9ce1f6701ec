//! What the parts of a goal's form share.

use super::picture_book::Pictured;
use domain::{
    AppError, Invalid,
    plan::{GoalField, TypedGoal},
};
use leptos::prelude::*;

/// What the fields write into, and what is wrong with it.
#[derive(Clone, Copy)]
pub(crate) struct GoalFields {
    pub(crate) typed: RwSignal<TypedGoal>,
    pub(crate) wrong: Signal<Option<AppError>>,
    pub(crate) pictures: Memo<Vec<Pictured>>,
}

impl GoalFields {
    /// Of a field that was refused.
    pub(crate) fn is_wrong(self, field: GoalField) -> Signal<Option<&'static str>> {
        let wrong = self.wrong;
        let about = move |it: &AppError| match it {
            AppError::Invalid(Invalid::Goal(error)) => error.field() == Some(field),
            _ => false,
        };
        Signal::derive(move || wrong.with(|it| it.as_ref().is_some_and(about).then_some("true")))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::plan::GoalError;

    fn is_wrong(wrong: Option<AppError>, field: GoalField) -> bool {
        // A signal belongs to somebody.
        Owner::new().with(|| {
            let fields = GoalFields {
                typed: RwSignal::new(TypedGoal::default()),
                wrong: Signal::stored(wrong),
                pictures: Memo::new(|_| Vec::new()),
            };
            fields.is_wrong(field).get_untracked() == Some("true")
        })
    }

    #[test]
    fn only_the_field_that_was_refused_is_wrong() {
        let error = || Some(GoalError::TitleIsEmpty.into());
        assert!(is_wrong(error(), GoalField::Title));
        assert!(!is_wrong(error(), GoalField::Why));
    }

    #[test]
    fn no_field_is_wrong_while_nothing_was_refused_or_the_school_is_away() {
        assert!(!is_wrong(None, GoalField::Title));
        assert!(!is_wrong(Some(AppError::Offline), GoalField::Title));
    }
}
