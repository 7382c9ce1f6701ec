//! After: the end of the path.

use crate::{
    child::ui::use_away,
    i18n::*,
    ui::{Buddy, Icon, SpeakButton, use_voice},
};
use leptos::prelude::*;

/// All is told: on to the poster.
#[component]
pub fn AllDone() -> impl IntoView {
    let i18n = use_i18n();
    let (voice, away) = (use_voice(), use_away());
    let words = Signal::derive(move || vec![t_string!(i18n, child.done_all).to_owned()]);
    Effect::new(move |_| voice.say_then(words.get(), None));
    view! {
        <main class="ui-meadow survey-stop">
            <div class="ui-petals" aria-hidden="true">
                {(0..18).map(|_| view! { <span class="ui-petal"></span> }).collect_view()}
            </div>
            <div class="survey-stop-buddies">
                <Buddy name="otter" pose="cheer" />
                <Buddy name="fox" pose="cheer" />
            </div>
            <div class="ui-sheet survey-stop-words">
                <h1>{move || words.get().concat()}</h1>
                <SpeakButton words heard=None />
            </div>
            <div class="survey-stop-ways">
                <a
                    class="ui-next"
                    href="/me"
                    data-act="poster"
                    on:click=away.by_tap("/me")
                    aria-label=move || t_string!(i18n, child.my_poster)
                >
                    <Icon name="next" />
                </a>
            </div>
        </main>
    }
}
