//! Showing how a goal goes: a photo, a drawing, or a sentence, each by one big card.

use super::{draw::Drawing, state::Showing};
use crate::{
    i18n::*,
    ui::{Icon, SpeakButton, lang_of, photo::shrink, picture, use_voice},
};
use domain::{evidence::Kind, ids::GoalId, plan::WhyCard};
use leptos::{ev::Event, html, prelude::*, task::spawn_local};
use wasm_bindgen::JsCast;
use web_sys::HtmlInputElement;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum AddStep {
    Choose,
    Draw,
    Say,
}

#[component]
pub(super) fn Add(goal: GoalId, showing: Showing, close: Callback<()>) -> impl IntoView {
    let i18n = use_i18n();
    let voice = use_voice();
    let dialog = NodeRef::<html::Dialog>::new();
    Effect::new(move |_| {
        if let Some(dialog) = dialog.get() {
            let _ = dialog.show_modal();
        }
    });
    let way = RwSignal::new(AddStep::Choose);
    let words = Signal::derive(move || {
        let words = match way.get() {
            AddStep::Choose => t_string!(i18n, child.show_how),
            AddStep::Draw => t_string!(i18n, child.draw_it),
            AddStep::Say => t_string!(i18n, child.which_sentence),
        };
        vec![words.to_owned()]
    });
    Effect::new(move |_| voice.say_then(words.get(), None));
    let kept = move |kept: bool| {
        if kept {
            voice.say(tu_string!(i18n, child.evidence_kept));
            close.run(());
        } else {
            voice.say(tu_string!(i18n, child.photo_failed));
        }
    };
    let keep = Callback::new(move |(kind, base64): (Kind, String)| {
        spawn_local(async move { kept(showing.show_picture(goal, kind, base64).await) });
    });
    let taken = move |event: Event| {
        let input = event
            .target()
            .and_then(|it| it.dyn_into::<HtmlInputElement>().ok());
        let Some(input) = input else { return };
        let Some(file) = input.files().and_then(|files| files.get(0)) else {
            return;
        };
        // The same photo may be chosen again.
        input.set_value("");
        spawn_local(async move {
            match shrink(file).await {
                Some(base64) => keep.run((Kind::Photo, base64)),
                None => kept(false),
            }
        });
    };
    let card =
        move |act: &'static str, file: &'static str, word: Signal<&'static str>, to: AddStep| {
            view! {
                <button
                    type="button"
                    class="ui-card make-card"
                    data-act=act
                    on:click=move |_| way.set(to)
                >
                    <img class="ui-card-picture" src=picture(file) alt="" />
                    <span class="ui-card-word">{word}</span>
                </button>
            }
        };
    let shown = move || {
        match way.get() {
        AddStep::Choose => view! {
            <div class="make-cards">
                <label class="ui-card make-card evidence-photo" data-act="photo">
                    <input
                        class="visually-hidden"
                        type="file"
                        accept="image/*"
                        capture="environment"
                        on:change=taken
                    />
                    <img class="ui-card-picture" src=picture("camera") alt="" />
                    <span class="ui-card-word">{move || t_string!(i18n, child.take_photo)}</span>
                </label>
                {card(
                    "draw",
                    "crayon",
                    Signal::derive(move || t_string!(i18n, child.draw_it)),
                    AddStep::Draw,
                )}
                {card(
                    "sentence",
                    "speak",
                    Signal::derive(move || t_string!(i18n, child.say_it)),
                    AddStep::Say,
                )}
            </div>
        }
        .into_any(),
        AddStep::Draw => view! { <Drawing on_done=Callback::new(move |base64| keep.run((Kind::Drawing, base64))) /> }
        .into_any(),
        AddStep::Say => {
            let all = showing.starters().into_iter();
            let all = all.map(|it| {
                let tap = Callback::new(move |card: WhyCard| {
                    showing.show_sentence(goal, &card);
                    let lang = lang_of(i18n.get_locale_untracked());
                    let said = card.word.get(lang).to_owned();
                    let kept = tu_string!(i18n, child.evidence_kept).to_owned();
                    voice.say_then(vec![said, kept], None);
                    close.run(());
                });
                view! { <Starter card=it tap /> }
            });
            view! { <div class="make-cards">{all.collect_view()}</div> }.into_any()
        }
    }
    };
    view! {
        <dialog
            class="ui-dialog evidence-dialog"
            node_ref=dialog
            aria-label=move || t_string!(i18n, child.show_how)
            on:close=move |_| close.run(())
        >
            <div class="profile-change evidence-add">
                <div class="ui-saying">
                    <img class="ui-buddy" src="/buddy/fox-point.svg" alt="" />
                    <h2 class="ui-title">{move || words.with(|it| it.first().cloned())}</h2>
                    <SpeakButton words heard=None />
                </div>
                {shown}
                <button
                    type="button"
                    class="ui-round"
                    data-act="close"
                    aria-label=move || t_string!(i18n, child.back)
                    on:click=move |_| match way.get_untracked() {
                        AddStep::Choose => close.run(()),
                        _ => way.set(AddStep::Choose),
                    }
                >
                    <Icon name="close" />
                </button>
            </div>
        </dialog>
    }
}

#[component]
fn Starter(card: WhyCard, tap: Callback<WhyCard>) -> impl IntoView {
    let i18n = use_i18n();
    let starter = StoredValue::new(card.clone());
    view! {
        <button
            type="button"
            class="ui-card make-card"
            data-starter=card.id
            on:click=move |_| tap.run(starter.get_value())
        >
            <img class="ui-card-picture" src=picture(&card.picture) alt="" />
            <span class="ui-card-word">
                {move || {
                    starter.with_value(|it| it.word.get(lang_of(i18n.get_locale())).to_owned())
                }}
            </span>
        </button>
    }
}
