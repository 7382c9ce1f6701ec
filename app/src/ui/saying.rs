use super::{Buddy, SpeakButton};
use leptos::prelude::*;

/// A buddy who says something, with the ear that says it again.
#[component]
pub fn Saying(
    /// "otter" or "fox".
    #[prop(into)]
    buddy: Signal<String>,
    pose: &'static str,
    /// The sentences, each a recording of its own.
    #[prop(into)]
    words: Signal<Vec<String>>,
    /// Called when the words have been said once.
    #[prop(optional, into)]
    heard: Option<Callback<()>>,
    /// Said after the words, and written elsewhere.
    #[prop(optional)]
    also: Option<Signal<Vec<String>>>,
) -> impl IntoView {
    let aloud = Signal::derive(move || {
        let also = also.map(|it| it.get()).unwrap_or_default();
        words.get().into_iter().chain(also).collect::<Vec<_>>()
    });
    view! {
        <div class="ui-saying">
            {move || view! { <Buddy name=buddy.get() pose /> }} <div class="ui-bubble">
                <p class="ui-bubble-words">{move || words.get().join(" ")}</p>
                <SpeakButton words=aloud heard />
            </div>
        </div>
    }
}
