//! The frame of the forms by which adults come in.

use crate::ui::{LangSwitch, ThemeSwitch};
use leptos::prelude::*;
use leptos_meta::Title;

/// A titled form, above the switches for language and theme.
#[component]
pub(super) fn SignInForm(title: Signal<String>, children: Children) -> impl IntoView {
    view! {
        // The head may ask once more after the page has gone.
        <Title text=move || title.try_get().unwrap_or_default() />
        <main class="ui-meadow signin">
            <div class="signin-sheet">
                <p class="signin-brand">
                    <img class="signin-logo" src="/logo.svg" alt="" />
                    "Fledge"
                </p>
                <h1 class="ui-title">{title}</h1>
                {children()}
                <div class="signin-foot">
                    <LangSwitch />
                    <ThemeSwitch />
                </div>
            </div>
        </main>
    }
    .into_any()
}
