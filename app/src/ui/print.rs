use super::Icon;
use crate::i18n::*;
use leptos::prelude::*;

/// Prints the page, or keeps it as a PDF, in the browser's own dialog.
#[component]
pub fn PrintButton() -> impl IntoView {
    let i18n = use_i18n();
    let print = |_| {
        if let Some(window) = web_sys::window() {
            let _ = window.print();
        }
    };
    view! {
        <button type="button" class="ui-button desk-noprint" data-act="print" on:click=print>
            <Icon name="print" />
            {move || t_string!(i18n, desk.print)}
        </button>
    }
    .into_any()
}
