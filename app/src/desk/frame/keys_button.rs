//! The way to the list of keys, for who has none at hand.

use crate::{desk::ui::KeyList, i18n::*};
use leptos::prelude::*;

/// Lists the keys, as "?" does.
#[component]
pub(super) fn KeysButton() -> impl IntoView {
    let i18n = use_i18n();
    let keys = expect_context::<KeyList>();
    view! {
        <button
            type="button"
            class="ui-rail-keys"
            data-act="keys"
            aria-keyshortcuts="?"
            on:click=move |_| keys.open.set(true)
        >
            <kbd class="ui-key" aria-hidden="true">
                "?"
            </kbd>
            {move || t_string!(i18n, frame.keys)}
        </button>
    }
    .into_any()
}
