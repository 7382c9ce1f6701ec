use crate::{
    i18n::*,
    ui::{Button, Icon},
};
use leptos::prelude::*;

/// Prints the page, or keeps it as a PDF, in the browser's own dialog.
#[component]
pub fn PrintButton() -> impl IntoView {
    let i18n = use_i18n();
    let print = |()| {
        if let Some(window) = web_sys::window() {
            let _ = window.print();
        }
    };
    view! {
        <Button act="print" on_click=print class="desk-noprint">
            <Icon name="print" />
            {move || t_string!(i18n, desk.print)}
        </Button>
    }
    .into_any()
}
