//! Between: a place to rest.

use crate::{
    i18n::*,
    ui::{Buddy, Icon, SpeakButton, use_voice},
};
use leptos::prelude::*;

/// After a sitting: rest or go on.
#[component]
pub fn RestStop(on_go_on: Callback<()>, on_rest: Callback<()>) -> impl IntoView {
    let i18n = use_i18n();
    let voice = use_voice();
    let words = Signal::derive(move || vec![t_string!(i18n, child.rest_stop).to_owned()]);
    Effect::new(move |_| voice.say_then(words.get(), None));
    view! {
        <main class="ui-meadow survey-stop" data-scene="night">
            <div class="survey-stop-buddies">
                <Buddy name="otter" pose="rest" />
                <Buddy name="fox" pose="rest" />
            </div>
            <div class="ui-sheet survey-stop-words">
                <h1>{move || words.get().concat()}</h1>
                <SpeakButton words heard=None />
            </div>
            <div class="survey-stop-ways">
                <button
                    type="button"
                    class="ui-card survey-way"
                    data-act="rest"
                    on:click=move |_| on_rest.run(())
                >
                    <Icon name="moon" />
                    <span class="ui-card-word">{move || t_string!(i18n, child.rest_now)}</span>
                </button>
                <button
                    type="button"
                    class="ui-next"
                    data-act="go-on"
                    aria-label=move || t_string!(i18n, child.go_on)
                    on:click=move |_| on_go_on.run(())
                >
                    <Icon name="next" />
                </button>
            </div>
        </main>
    }
}
