//! Between and after: a place to rest, and the end of the path.

use crate::{
    i18n::*,
    ui::{Buddy, Ear, Icon, use_away, use_voice},
};
use leptos::prelude::*;

/// After a sitting: rest or go on.
#[component]
pub fn RestStop(on_go_on: Callback<()>, on_rest: Callback<()>) -> impl IntoView {
    let i18n = use_i18n();
    let voice = use_voice();
    let words = Signal::derive(move || vec![t_string!(i18n, say.rest_stop).to_owned()]);
    Effect::new(move |_| voice.say_then(words.get(), None));
    view! {
        <main class="ui-meadow survey-stop" data-scene="night">
            <div class="survey-stop-buddies">
                <Buddy name="otter" pose="rest" />
                <Buddy name="fox" pose="rest" />
            </div>
            <div class="ui-sheet survey-stop-words">
                <h1>{move || words.get().concat()}</h1>
                <Ear words heard=None />
            </div>
            <div class="survey-stop-ways">
                <button
                    type="button"
                    class="ui-card survey-way"
                    data-act="rest"
                    on:click=move |_| on_rest.run(())
                >
                    <Icon name="moon" />
                    <span class="ui-card-word">{move || t_string!(i18n, say.rest_now)}</span>
                </button>
                <button
                    type="button"
                    class="ui-next"
                    data-act="go-on"
                    aria-label=move || t_string!(i18n, say.go_on)
                    on:click=move |_| on_go_on.run(())
                >
                    <Icon name="next" />
                </button>
            </div>
        </main>
    }
}

/// All is told: on to the poster.
#[component]
pub fn AllDone() -> impl IntoView {
    let i18n = use_i18n();
    let (voice, away) = (use_voice(), use_away());
    let words = Signal::derive(move || vec![t_string!(i18n, say.done_all).to_owned()]);
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
                <Ear words heard=None />
            </div>
            <div class="survey-stop-ways">
                <a
                    class="ui-next"
                    href="/me"
                    data-act="poster"
                    on:click=away.by_tap("/me")
                    aria-label=move || t_string!(i18n, say.my_poster)
                >
                    <Icon name="next" />
                </a>
            </div>
        </main>
    }
}
