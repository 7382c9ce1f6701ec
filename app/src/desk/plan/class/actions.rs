//! What the parts of a class's plans act with.

use crate::desk::plan::api::{AnswerProposal, SetAway};
use domain::ids::PersonId;
use leptos::prelude::*;
use std::collections::BTreeSet;

/// What teachers do in the table; leaders look.
#[derive(Clone, Copy)]
pub(crate) struct ClassActions {
    pub(crate) answer: ServerAction<AnswerProposal>,
    pub(crate) away: ServerAction<SetAway>,
    pub(crate) chosen: RwSignal<BTreeSet<PersonId>>,
}
