//! A section's title over its content.

use leptos::prelude::*;

#[component]
pub(crate) fn SectionFrame(id: String, title: Signal<String>, children: Children) -> impl IntoView {
    view! {
        <section class="plan-section" data-section=id>
            <h2 class="plan-section-title">{title}</h2>
            {children()}
        </section>
    }
    .into_any()
}
