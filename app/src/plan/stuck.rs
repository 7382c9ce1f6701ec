//! "I'm stuck": what I try, in my own order, as my poster has it; then a hand in the air.

use crate::{
    i18n::*,
    ui::{Ear, Icon, lang_of, picture, use_voice},
};
use domain::Words;
use leptos::{html, prelude::*};

/// The child's own tries, as picture and word.
#[component]
pub fn Stuck(tries: Vec<(String, Words)>, close: Callback<()>) -> impl IntoView {
    let i18n = use_i18n();
    let voice = use_voice();
    let dialog = NodeRef::<html::Dialog>::new();
    Effect::new(move |_| {
        if let Some(dialog) = dialog.get() {
            let _ = dialog.show_modal();
        }
    });
    let own = StoredValue::new(tries);
    let words = Signal::derive(move || {
        let lang = lang_of(i18n.get_locale());
        let tries = own.with_value(|it| {
            it.iter()
                .map(|(_, word)| word.get(lang).to_owned())
                .collect::<Vec<_>>()
        });
        let mut said = Vec::new();
        if !tries.is_empty() {
            said.push(t_string!(i18n, say.stuck_try).to_owned());
            said.extend(tries);
        }
        said.push(t_string!(i18n, say.stuck_ask).to_owned());
        said
    });
    Effect::new(move |_| voice.say_then(words.get(), None));
    let one = move |file: String, word: Signal<String>| {
        view! {
            <button
                type="button"
                class="ui-card"
                data-try="yes"
                on:click=move |_| voice.say(word.get_untracked())
            >
                <img class="ui-card-picture" src=picture(&file) alt="" />
                <span class="ui-card-word">{word}</span>
            </button>
        }
    };
    let tries = own
        .get_value()
        .into_iter()
        .map(|(file, word)| {
            let word = Signal::derive(move || word.get(lang_of(i18n.get_locale())).to_owned());
            view! { <li>{one(file, word)}</li> }
        })
        .collect_view();
    view! {
        <dialog
            class="ui-dialog profile-change-dialog"
            node_ref=dialog
            aria-label=move || t_string!(i18n, say.im_stuck)
            on:close=move |_| close.run(())
        >
            <div class="profile-change">
                <div class="ui-saying">
                    <img class="ui-buddy" src="/buddy/fox-think.svg" alt="" />
                    <h2 class="ui-title">{move || words.with(|it| it.first().cloned())}</h2>
                    <Ear words heard=None />
                </div>
                <ol class="today-tries">
                    {tries}
                    <li>
                        {one(
                            "raise-hand".to_owned(),
                            Signal::derive(move || t_string!(i18n, say.stuck_ask).to_owned()),
                        )}
                    </li>
                </ol>
                <button
                    type="button"
                    class="ui-round"
                    data-act="close"
                    aria-label=move || t_string!(i18n, say.back)
                    on:click=move |_| close.run(())
                >
                    <Icon name="close" />
                </button>
            </div>
        </dialog>
    }
}
