//! What the pages say of a school without competencies.

use crate::i18n::*;
use leptos::prelude::*;

/// Nothing here yet, and how that changes.
#[component]
pub(super) fn NoCompetencies() -> impl IntoView {
    let i18n = use_i18n();
    view! {
        <section class="ui-panel">
            <p>{move || t_string!(i18n, competency.none)}</p>
            <pre>
                <code>"fledge import competencies PATH --dry-run"</code>
            </pre>
        </section>
    }
    .into_any()
}
