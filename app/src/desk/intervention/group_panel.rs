//! What was tried with a group, in the group's dialog.

use super::{api, list::InterventionList};
use crate::i18n::*;
use domain::{
    ids::{ClassId, GroupId},
    intervention::InterventionTarget,
};
use leptos::prelude::*;

/// In a group's sheet.
#[component]
pub fn TriedWithGroup(class: ClassId, group: GroupId, can_edit: bool) -> impl IntoView {
    let i18n = use_i18n();
    let again = RwSignal::new(0_usize);
    let read = Resource::new(
        move || again.get(),
        move |_| api::read_of_group(class, group),
    );
    view! {
        <div class="intervention-sheet" data-panel="interventions">
            <h3 class="ui-panel-title">{move || t_string!(i18n, intervention.tried)}</h3>
            <InterventionList read of=InterventionTarget::Group(group) can_edit again />
        </div>
    }
    .into_any()
}
