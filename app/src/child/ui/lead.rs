use leptos::prelude::*;
use web_sys::window;

/// Leads elsewhere at once, where a page has nothing to show.
#[component]
pub fn Lead(path: &'static str) -> impl IntoView {
    Effect::new(move |_| {
        if let Some(window) = window() {
            let _ = window.location().replace(path);
        }
    });
    view! { <main class="ui-meadow"></main> }
}
