//! What the fields of the columns share.

use domain::assessment::MappingForm;
use leptos::prelude::*;

/// What is chosen, and what is to happen when it changes.
#[derive(Clone, Copy)]
pub(super) struct Fields {
    pub(super) form: RwSignal<MappingForm>,
    pub(super) changed: Callback<()>,
}
