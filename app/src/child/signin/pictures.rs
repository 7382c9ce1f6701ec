//! A child's three pictures of twelve, in order, behind the soft lock.

use super::api;
use crate::{
    i18n::*,
    sync::use_offline_cache,
    ui::{Icon, IconButton, MuteButton, SpeakButton, picture, secret_picture_name, use_voice},
};
use domain::{
    ids::PersonId,
    limits,
    signin::{Gate, Me, PICTURES, SignInResult, WallTile},
};
use gloo_timers::future::TimeoutFuture;
use leptos::{prelude::*, task::spawn_local};

/// Stones that show how much of a rest is over.
const REST_STONES: u32 = 10;

/// Twelve pictures, three places, the child's own face above.
#[component]
pub fn Pictures(tile: WallTile, back: Callback<()>, on_in: Callback<Me>) -> impl IntoView {
    let i18n = use_i18n();
    let voice = use_voice();
    let tapped = RwSignal::new(Vec::<&'static str>::new());
    let gate = RwSignal::new(Gate::Open);
    let wrong = RwSignal::new(false);
    let child = tile.child;
    // A memo: a rest that counts down says its sentence once, and not each second anew.
    let words = Memo::new(move |_| {
        let words = match (gate.get(), wrong.get()) {
            (Gate::AskTeacher, _) => t_string!(i18n, child.ask_teacher_unlock),
            (Gate::Rest { .. }, _) => t_string!(i18n, child.wait_a_moment),
            (Gate::Open, true) => t_string!(i18n, child.wrong_try_again),
            (Gate::Open, false) => t_string!(i18n, child.tap_your_three_pictures),
        };
        vec![words.to_owned()]
    });
    Effect::new(move |_| voice.say_then(words.get(), None));
    let cache = use_offline_cache();
    let attempt = Action::new(move |pictures: &Vec<String>| {
        let pictures = pictures.clone();
        async move {
            let tried = api::try_pictures(child, pictures).await;
            tapped.set(Vec::new());
            match tried {
                Ok(SignInResult::In { me }) => {
                    cache.forget().await;
                    on_in.run(me);
                }
                Ok(SignInResult::Wrong { gate: now }) => {
                    wrong.set(true);
                    gate.set(now);
                }
                Ok(SignInResult::Closed) => back.run(()),
                Err(_) => voice.say(tu_string!(i18n, child.something_broke)),
            }
        }
    });
    Effect::new(move |_| wait_at(gate, wrong, child));
    // What the rest began with; its stones fill as it goes.
    let whole = Memo::new(move |before: Option<&u32>| match (gate.get(), before) {
        (Gate::Rest { seconds }, Some(&whole)) if whole >= seconds => whole,
        (Gate::Rest { seconds }, _) => seconds,
        _ => 0,
    });
    let tap = move |name: &'static str| {
        if gate.get_untracked() != Gate::Open || attempt.pending().get_untracked() {
            return;
        }
        let mut now = tapped.get_untracked();
        if now.contains(&name) || now.len() >= limits::signin::PICTURES_IN_SECRET {
            return;
        }
        now.push(name);
        tapped.set(now.clone());
        if now.len() == limits::signin::PICTURES_IN_SECRET {
            attempt.dispatch(now.into_iter().map(str::to_owned).collect());
        }
    };
    let asleep = move || gate.get() != Gate::Open;
    let slots = (0..limits::signin::PICTURES_IN_SECRET)
        .map(|n| {
            let state = move || match tapped.with(Vec::len) {
                full if n < full => "full",
                full if n == full => "now",
                _ => "open",
            };
            let file = move || tapped.with(|it| it.get(n).map(|name| picture(name)));
            view! {
                <span class="device-slot" data-state=state>
                    {move || {
                        file()
                            .map(|src| view! { <img class="device-slot-picture" src=src alt="" /> })
                    }}
                </span>
            }
        })
        .collect_view();
    let cards = PICTURES
        .into_iter()
        .map(|name| {
            let chosen = move || tapped.with(|it| it.contains(&name));
            view! {
                <button
                    type="button"
                    class="ui-card"
                    data-picture=name
                    data-state=move || if chosen() { "chosen" } else { "resting" }
                    aria-label=move || secret_picture_name(i18n, name)
                    disabled=asleep
                    on:click=move |_| tap(name)
                >
                    <img class="ui-card-picture" src=picture(name) alt="" />
                </button>
            }
        })
        .collect_view();
    view! {
        <main class="ui-meadow device" data-wall="pictures">
            <header class="device-top">
                <button
                    type="button"
                    class="ui-corner"
                    data-act="back"
                    on:click=move |_| back.run(())
                >
                    <img class="ui-corner-picture" src=picture(&tile.picture) alt="" />
                    {tile.name}
                </button>
                <IconButton
                    icon="undo"
                    act="undo"
                    label=Signal::derive(move || t_string!(i18n, child.undo).to_owned())
                    on_tap=Callback::new(move |()| {
                        tapped.update(|names| names.truncate(names.len().saturating_sub(1)));
                    })
                    disabled=Signal::derive(move || tapped.with(Vec::is_empty))
                />
                <SpeakButton words />
                <MuteButton />
            </header>
            <section class="device-main">
                <h1 class="visually-hidden">
                    <span role="status">{move || words.get().concat()}</span>
                </h1>
                <div class="device-slots" data-state=move || wrong.get().then_some("again")>
                    {slots}
                </div>
                {move || match gate.get() {
                    Gate::Open => ().into_any(),
                    Gate::Rest { seconds } => {
                        view! { <Rest seconds whole=whole.get() /> }.into_any()
                    }
                    Gate::AskTeacher => {
                        view! {
                            <p class="ui-sheet device-rest" data-gate="ask">
                                <Icon name="lock" />
                                {move || t_string!(i18n, child.ask_teacher_unlock)}
                            </p>
                        }
                            .into_any()
                    }
                }}
                <div
                    class="device-secret"
                    role="group"
                    data-state=move || asleep().then_some("asleep")
                >
                    {cards}
                </div>
            </section>
        </main>
    }
}

/// How much of a rest is over, without a number to be read.
#[component]
fn Rest(seconds: u32, whole: u32) -> impl IntoView {
    let stones = (0..REST_STONES)
        .map(|n| {
            let state = if n * whole < (whole - seconds) * REST_STONES {
                "done"
            } else {
                "ahead"
            };
            view! { <span class="ui-path-stone" data-state=state></span> }
        })
        .collect_view();
    view! {
        <p class="ui-sheet device-rest" data-gate="rest" data-seconds=seconds>
            {stones}
        </p>
    }
}

/// Counts a rest down; after the last, asks until the teacher has opened.
fn wait_at(gate: RwSignal<Gate>, wrong: RwSignal<bool>, child: PersonId) {
    let now = gate.get();
    if now == Gate::Open {
        return;
    }
    spawn_local(async move {
        TimeoutFuture::new(if now == Gate::AskTeacher {
            3_000
        } else {
            1_000
        })
        .await;
        if gate.try_get_untracked() != Some(now) {
            return;
        }
        let next = match now {
            Gate::Rest { seconds } if seconds > 1 => Gate::Rest {
                seconds: seconds - 1,
            },
            _ => api::see_gate(child).await.unwrap_or(now),
        };
        wrong.set(false);
        if next == now {
            gate.notify();
        } else {
            gate.set(next);
        }
    });
}
