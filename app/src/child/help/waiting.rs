//! On the child's home: my hand is up, somebody is coming, I found it.

use super::state::Helping;
use crate::{
    i18n::*,
    ui::{Icon, picture, use_voice},
};
use leptos::prelude::*;

/// How far the wish is, said aloud whenever that changes; nothing while there is none.
#[component]
pub fn HelpWaiting(helping: Helping) -> impl IntoView {
    let i18n = use_i18n();
    let voice = use_voice();
    let stands = Memo::new(move |_| helping.open_wish().is_some());
    let coming = Memo::new(move |_| helping.open_wish().and_then(|it| it.coming));
    let state = Memo::new(move |_| match () {
        () if !stands.get() => None,
        () if coming.with(Option::is_some) => Some("coming"),
        () if helping.is_on_its_way() => Some("on-its-way"),
        () => Some("asked"),
    });
    let words = move || match state.get() {
        Some("coming") => t_string!(i18n, child.help_is_coming),
        Some("asked") => t_string!(i18n, child.help_known),
        _ => t_string!(i18n, child.stuck_ask),
    };
    Effect::new(move |_| {
        if let Some(now) = state.get() {
            let words = vec![words().to_owned()];
            let name = coming.get_untracked().filter(|_| now == "coming");
            match name {
                Some(name) => voice.say_with_name(words, name),
                None => voice.say_then(words, None),
            }
        }
    });
    let found = move |_| {
        helping.take_back();
        voice.say(tu_string!(i18n, child.found_it_well));
    };
    move || {
        stands.get().then(|| {
            view! {
                <section class="help-asked" data-help=move || state.get()>
                    <p class="help-asked-words" role="status">
                        <img
                            class="help-asked-picture"
                            src=move || picture(
                                if coming.with(Option::is_some) { "teacher" } else { "raise-hand" },
                            )
                            alt=""
                        />
                        <span>
                            {words}
                            {move || {
                                coming
                                    .get()
                                    .map(|name| {
                                        view! { <span class="help-asked-name">{name}</span> }
                                    })
                            }}
                        </span>
                    </p>
                    <button type="button" class="help-found" data-act="found-it" on:click=found>
                        <Icon name="check" />
                        {move || t_string!(i18n, child.found_it)}
                    </button>
                </section>
            }
        })
    }
}
