//! What I try when I am stuck, in my own order, as my poster has it; then I ask an adult.

use super::state::Helping;
use crate::{
    i18n::*,
    ui::{Icon, SpeakButton, lang_of, picture, use_voice},
};
use domain::{ids::StatementId, profile::Statement};
use leptos::{html, prelude::*};

/// The child's own tries, each marked "I tried" by one tap, and the card that asks.
#[component]
pub fn Stuck(tries: Vec<Statement>, helping: Helping, close: Callback<()>) -> impl IntoView {
    let i18n = use_i18n();
    let voice = use_voice();
    let dialog = NodeRef::<html::Dialog>::new();
    Effect::new(move |_| {
        if let Some(dialog) = dialog.get() {
            let _ = dialog.show_modal();
        }
    });
    let tried = RwSignal::new(Vec::<StatementId>::new());
    let own = StoredValue::new(tries);
    let words = Signal::derive(move || {
        let lang = lang_of(i18n.get_locale());
        let mut said = Vec::new();
        own.with_value(|tries| {
            if !tries.is_empty() {
                said.push(t_string!(i18n, child.stuck_try).to_owned());
            }
            said.extend(tries.iter().map(|it| it.word.get(lang).to_owned()));
        });
        said.push(t_string!(i18n, child.ask_teacher).to_owned());
        said
    });
    Effect::new(move |_| voice.say_then(words.get(), None));
    let ask = move |_| {
        helping.ask(tried.get_untracked());
        close.run(());
    };
    let tries = own.get_value();
    let none = tries.is_empty();
    let tries = tries
        .into_iter()
        .map(|it| {
            view! {
                <li>
                    <Try statement=it tried />
                </li>
            }
        })
        .collect_view();
    view! {
        <dialog
            class="ui-dialog profile-change-dialog"
            node_ref=dialog
            aria-label=move || t_string!(i18n, child.im_stuck)
            on:close=move |_| close.run(())
        >
            <div class="profile-change help-sheet">
                <div class="ui-saying">
                    <img class="ui-buddy" src="/buddy/fox-think.svg" alt="" />
                    <h2 class="ui-title">{move || words.with(|it| it.first().cloned())}</h2>
                    <SpeakButton words heard=None />
                </div>
                {(!none).then(|| view! { <ol class="help-tries">{tries}</ol> })}
                <button type="button" class="help-ask" data-act="ask-help" on:click=ask>
                    <img class="help-ask-picture" src=picture("raise-hand") alt="" />
                    {move || t_string!(i18n, child.ask_teacher)}
                </button>
                <button
                    type="button"
                    class="ui-round"
                    data-act="close"
                    aria-label=move || t_string!(i18n, child.back)
                    on:click=move |_| close.run(())
                >
                    <Icon name="close" />
                </button>
            </div>
        </dialog>
    }
}

#[component]
fn Try(statement: Statement, tried: RwSignal<Vec<StatementId>>) -> impl IntoView {
    let i18n = use_i18n();
    let voice = use_voice();
    let id = statement.id;
    let word = statement.word;
    let name = Signal::derive(move || word.get(lang_of(i18n.get_locale())).to_owned());
    let is_tried = move || tried.with(|all| all.contains(&id));
    let tap = move |_| {
        let now = tried.try_update(|all| match all.iter().position(|it| *it == id) {
            Some(at) => {
                all.remove(at);
                false
            }
            None => {
                all.push(id);
                true
            }
        });
        let i_tried = (now == Some(true)).then(|| tu_string!(i18n, child.i_tried).to_owned());
        let said = [Some(name.get_untracked()), i_tried];
        voice.say_then(said.into_iter().flatten().collect(), None);
    };
    view! {
        <button
            type="button"
            class="ui-card help-try"
            data-try=id.to_string()
            data-state=move || if is_tried() { "chosen" } else { "resting" }
            aria-pressed=move || is_tried().to_string()
            on:click=tap
        >
            <img class="ui-card-picture" src=picture(&statement.picture) alt="" />
            <span class="ui-card-word">{name}</span>
            <span class="help-tried">
                {move || {
                    is_tried()
                        .then(|| {
                            view! {
                                <Icon name="check" />
                                {t_string!(i18n, child.i_tried)}
                            }
                        })
                }}
            </span>
        </button>
    }
}
