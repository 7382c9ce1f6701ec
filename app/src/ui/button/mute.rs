use crate::{
    i18n::*,
    ui::{Icon, use_voice},
};
use leptos::prelude::*;

/// Turns the sound of this tablet off and on.
#[component]
pub fn MuteButton() -> impl IntoView {
    let i18n = use_i18n();
    let voice = use_voice();
    let label = move || match voice.muted() {
        true => t_string!(i18n, child.unmute),
        false => t_string!(i18n, child.mute),
    };
    view! {
        <button
            type="button"
            class="ui-round"
            data-act="mute"
            aria-pressed=move || voice.muted().to_string()
            aria-label=label
            on:click=move |_| voice.toggle_mute()
        >
            // Both stand there, so that the other needs no network when it is due.
            <span class="ui-mute" data-silent=move || voice.silent().to_string()>
                <Icon name="sound" />
                <Icon name="sound-off" />
            </span>
        </button>
    }
}
