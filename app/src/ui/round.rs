use super::{Icon, use_voice};
use crate::i18n::*;
use leptos::prelude::*;

/// A round sign to tap.
#[component]
pub fn Round(
    icon: &'static str,
    act: &'static str,
    #[prop(into)] label: Signal<String>,
    #[prop(into)] on_tap: Callback<()>,
    #[prop(optional, into)] disabled: Signal<bool>,
) -> impl IntoView {
    view! {
        <button
            type="button"
            class="ui-round"
            data-act=act
            aria-label=label
            disabled=disabled
            on:click=move |_| on_tap.run(())
        >
            <Icon name=icon />
        </button>
    }
}

/// Says the words, as often as it is tapped.
#[component]
pub fn Ear(
    #[prop(into)] words: Signal<Vec<String>>,
    #[prop(optional_no_strip)] heard: Option<Callback<()>>,
    /// Said after the words; a name has no recording.
    #[prop(optional)]
    name: Option<String>,
) -> impl IntoView {
    let i18n = use_i18n();
    let voice = use_voice();
    let state = move || match () {
        () if voice.silent() => "silent",
        () if voice.speaking() => "speaking",
        () => "ready",
    };
    view! {
        <button
            type="button"
            class="ui-round"
            data-act="ear"
            data-state=state
            aria-label=move || t_string!(i18n, say.ear_again)
            on:click=move |_| match name.clone() {
                Some(name) => voice.say_with_name(words.get_untracked(), name),
                None => voice.say_then(words.get_untracked(), heard),
            }
        >
            <Icon name="ear" />
        </button>
    }
}

/// Turns the sound of this tablet off and on.
#[component]
pub fn Mute() -> impl IntoView {
    let i18n = use_i18n();
    let voice = use_voice();
    let label = move || match voice.muted() {
        true => t_string!(i18n, say.unmute),
        false => t_string!(i18n, say.mute),
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
