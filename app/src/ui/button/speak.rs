use crate::{
    i18n::*,
    ui::{Icon, use_voice},
};
use leptos::prelude::*;

/// Says the words, as often as it is tapped.
#[component]
pub fn SpeakButton(
    #[prop(into)] words: Signal<Vec<String>>,
    #[prop(optional_no_strip)] heard: Option<Callback<()>>,
    /// Said after the words; a name has no recording.
    #[prop(optional)]
    name: Option<String>,
) -> impl IntoView {
    let i18n = use_i18n();
    let voice = use_voice();
    let own_name = name.clone();
    let is_saying = move || {
        words.with(|all| all.iter().any(|it| voice.says(it)))
            || own_name.as_ref().is_some_and(|it| voice.says(it))
    };
    let state = move || match () {
        () if voice.silent() => "silent",
        () if is_saying() => "speaking",
        () => "ready",
    };
    view! {
        <button
            type="button"
            class="ui-round"
            data-act="ear"
            data-state=state
            aria-label=move || t_string!(i18n, child.ear_again)
            on:click=move |_| match name.clone() {
                Some(name) => voice.say_with_name(words.get_untracked(), name),
                None => voice.say_then(words.get_untracked(), heard),
            }
        >
            <Icon name="ear" />
        </button>
    }
}
