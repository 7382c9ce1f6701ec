//! What was tried with a child, on the child's page.

use super::{api, list::InterventionList};
use crate::i18n::*;
use domain::{ids::PersonId, intervention::InterventionTarget};
use leptos::prelude::*;

/// On a child's page.
#[component]
pub fn TriedPanel(child: PersonId, can_edit: bool) -> impl IntoView {
    let i18n = use_i18n();
    let again = RwSignal::new(0_usize);
    let read = Resource::new(move || again.get(), move |_| api::read_of_child(child));
    view! {
        <section class="ui-panel" data-panel="interventions">
            <h2 class="ui-panel-title">{move || t_string!(i18n, intervention.tried)}</h2>
            <InterventionList read of=InterventionTarget::Child(child) can_edit again />
        </section>
    }
    .into_any()
}
