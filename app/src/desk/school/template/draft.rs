//! A form of the school's plans while it is adapted.

use domain::plan::template::{Adapted, Template};
use leptos::prelude::*;

/// What is being adapted, and out of which form.
#[derive(Clone, Copy)]
pub(super) struct FormDraft {
    pub(super) base: RwSignal<Template>,
    pub(super) adapted: RwSignal<Adapted>,
    /// Told to who can't see a line move.
    pub(super) said: RwSignal<String>,
}

impl FormDraft {
    pub(super) fn of(template: &Template) -> Self {
        Self {
            base: RwSignal::new(template.clone()),
            adapted: RwSignal::new(Adapted::of(template)),
            said: RwSignal::new(String::new()),
        }
    }

    pub(super) fn take(self, template: &Template) {
        self.adapted.set(Adapted::of(template));
        self.base.set(template.clone());
    }
}
