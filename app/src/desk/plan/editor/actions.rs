//! What the parts of a child's plan act with on its goals.

use super::editing::Editing;
use crate::desk::plan::api::{AnswerProposal, EndGoal, SetStep};
use domain::ids::PersonId;
use leptos::prelude::*;

/// What a teacher does with the goals of the plan of this term.
#[derive(Clone, Copy)]
pub(crate) struct GoalActions {
    pub(crate) child: PersonId,
    pub(crate) end: ServerAction<EndGoal>,
    pub(crate) answer: ServerAction<AnswerProposal>,
    pub(crate) step: ServerAction<SetStep>,
    pub(crate) edit: Editing,
}
