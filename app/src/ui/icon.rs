use leptos::prelude::*;

/// A sign drawn in the colour of its text; says nothing to a screen reader.
#[component]
pub fn Icon(name: &'static str) -> impl IntoView {
    view! { <span class="ui-icon" data-icon=name aria-hidden="true"></span> }
}
