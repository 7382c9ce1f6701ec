//! The first steps of a class. Asked for by the browser alone, so that the page around them may be kept.

use super::{api, step_list::StepList};
use crate::{desk::ui::poll, i18n::*};
use domain::{ids::ClassId, school::setup::ClassSetup};
use leptos::{prelude::*, task::spawn_local};

/// A list of what a new class still needs; nothing once it is under way.
#[component]
pub fn ClassSteps(class: ClassId) -> impl IntoView {
    let i18n = use_i18n();
    let steps = RwSignal::new(None::<ClassSetup>);
    poll(move || {
        spawn_local(async move {
            // A page without them is better than none.
            if let Ok(it) = api::read_class_setup(class).await {
                steps.try_set(Some(it));
            }
        });
    });
    let left = Memo::new(move |_| steps.get().filter(|it| !it.is_done()));
    move || {
        left.get().map(|it| {
            view! {
                <section class="ui-panel desk-noprint" data-panel="first-steps">
                    <h2 class="ui-panel-title">{move || t_string!(i18n, setup.first_steps)}</h2>
                    <StepList class steps=it />
                </section>
            }
        })
    }
}
