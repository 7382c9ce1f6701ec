//! What a section says where it has nothing to show.

use leptos::prelude::*;

#[component]
pub(crate) fn EmptySection(words: Signal<&'static str>) -> impl IntoView {
    view! { <p class="desk-quiet">{words}</p> }.into_any()
}
