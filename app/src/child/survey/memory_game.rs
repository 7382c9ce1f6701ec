//! The memory game: foretell, look, recall, and how it went against what was foretold. No score.

use crate::{
    i18n::*,
    ui::{lang_of, picture, use_voice},
};
use domain::{
    limits,
    survey::{AnswerValue, Card, Felt, Item, shuffled},
};
use gloo_timers::callback::Timeout;
use leptos::prelude::*;

#[derive(Clone, Copy, PartialEq, Eq)]
enum Stage {
    Foretell,
    Look,
    Recall,
    How,
}

/// The game, one stage a screen; each choice is told as it is made.
#[component]
pub fn Play(
    item: Item,
    given: RwSignal<AnswerValue>,
    on_change: Callback<AnswerValue>,
) -> impl IntoView {
    let i18n = use_i18n();
    let voice = use_voice();
    let shown = item.cards.len() / 2;
    let all = StoredValue::new(shuffled(item.cards.clone(), 7, &item.id));
    let seen = StoredValue::new(
        item.cards
            .iter()
            .take(shown)
            .cloned()
            .collect::<Vec<Card>>(),
    );
    let stage = RwSignal::new(match given.get_untracked() {
        AnswerValue::Played {
            foretold: Some(_),
            felt: None,
            ..
        } => Stage::Recall,
        AnswerValue::Played { felt: Some(_), .. } => Stage::How,
        _ => Stage::Foretell,
    });
    let words = move || match stage.get() {
        Stage::Foretell => t_string!(i18n, child.game_predict),
        Stage::Look => t_string!(i18n, child.game_look),
        Stage::Recall => t_string!(i18n, child.game_recall),
        Stage::How => t_string!(i18n, child.game_how),
    };
    let first = item.say.clone();
    Effect::new(move |before: Option<Stage>| {
        let opening = before
            .is_none()
            .then(|| first.get(lang_of(i18n.get_locale_untracked())).to_owned());
        voice.say_then(
            opening.into_iter().chain([words().to_owned()]).collect(),
            None,
        );
        stage.get_untracked()
    });
    let change = move |with: &dyn Fn(&mut Option<u8>, &mut Vec<String>, &mut Option<Felt>)| {
        let mut now = given.get_untracked();
        if let AnswerValue::Played {
            foretold,
            remembered,
            felt,
        } = &mut now
        {
            with(foretold, remembered, felt);
        }
        on_change.run(now);
    };
    let foretell = move |n: u8| {
        change(&|foretold, _, _| *foretold = Some(n));
        stage.set(Stage::Look);
        Timeout::new(limits::survey::RECALL_SHOWN_MS, move || {
            if stage.try_get_untracked() == Some(Stage::Look) {
                stage.set(Stage::Recall);
            }
        })
        .forget();
    };
    let recall = move |id: &str| {
        change(
            &|_, remembered, _| match remembered.iter().position(|it| it == id) {
                Some(at) => drop(remembered.remove(at)),
                None if remembered.len() < shown => remembered.push(id.to_owned()),
                None => {}
            },
        );
        let full = given.with_untracked(
            |it| matches!(it, AnswerValue::Played { remembered, .. } if remembered.len() == shown),
        );
        if full {
            stage.set(Stage::How);
        }
    };
    let picked = move |id: &str| {
        given.with(|it| matches!(it, AnswerValue::Played { remembered, .. } if remembered.iter().any(|it| it == id)))
    };
    let numbers = move || {
        (0..=u8::try_from(shown).unwrap_or(0))
            .map(|n| {
                view! {
                    <button
                        type="button"
                        class="ui-card"
                        data-number=n
                        data-state="resting"
                        on:click=move |_| foretell(n)
                    >
                        <span class="survey-number">{n}</span>
                        <span class="survey-pips" aria-hidden="true">
                            {(0..n)
                                .map(|_| view! { <span class="survey-pip"></span> })
                                .collect_view()}
                        </span>
                    </button>
                }
            })
            .collect_view()
    };
    let face = move |card: Card| {
        let word = card.word.clone();
        view! {
            <img class="ui-card-picture" src=picture(&card.picture) alt="" />
            <span class="ui-card-word">
                {move || word.get(lang_of(i18n.get_locale())).to_owned()}
            </span>
        }
    };
    let looking = move || {
        let cards = seen.get_value().into_iter().map(|card| {
            view! {
                <div class="ui-card" data-state="resting">
                    {face(card)}
                </div>
            }
        });
        view! {
            <div
                class="survey-wait"
                role="img"
                aria-label=move || t_string!(i18n, survey.look_left)
            >
                <div class="survey-wait-fill"></div>
            </div>
            <div class="survey-choices" data-size="large" data-columns="3">
                {cards.collect_view()}
            </div>
        }
    };
    let recalling = move || {
        let cards = all.get_value().into_iter().map(|card| {
            let (id, own) = (card.id.clone(), card.id.clone());
            let (state_id, own_id) = (card.id.clone(), card.id.clone());
            let state = move || {
                if picked(&state_id) {
                    "chosen"
                } else {
                    "resting"
                }
            };
            let pressed = move || picked(&own).to_string();
            view! {
                <button
                    type="button"
                    class="ui-card"
                    data-recall=own_id
                    data-state=state
                    aria-pressed=pressed
                    on:click=move |_| recall(&id)
                >
                    {face(card)}
                </button>
            }
        });
        view! {
            <div class="survey-choices" data-columns="4">
                {cards.collect_view()}
            </div>
            <button
                type="button"
                class="ui-card survey-way"
                data-act="enough"
                on:click=move |_| stage.set(Stage::How)
            >
                <span class="ui-card-word">{move || t_string!(i18n, child.im_done)}</span>
            </button>
        }
    };
    let how = move || {
        let one = move |felt: Felt, name: &'static str, file: &'static str| {
            view! {
                <button
                    type="button"
                    class="ui-card"
                    data-felt=file
                    data-state=move || {
                        let chosen = given
                            .with(|it| {
                                matches!(
                                    it,
                                    AnswerValue::Played { felt: Some(it), .. }
                                    if *it == felt
                                )
                            });
                        if chosen { "chosen" } else { "resting" }
                    }
                    on:click=move |_| {
                        voice.say(name);
                        change(&|_, _, it| *it = Some(felt));
                    }
                >
                    <img class="ui-card-picture" src=picture(file) alt="" />
                    <span class="ui-card-word">{name}</span>
                </button>
            }
        };
        view! {
            <div class="survey-choices" data-size="large">
                {one(Felt::More, t_string!(i18n, child.more), "basket-lot")}
                {one(Felt::Same, t_string!(i18n, child.same), "handshake")}
                {one(Felt::Fewer, t_string!(i18n, child.fewer), "basket-little")}
            </div>
        }
    };
    view! {
        <p class="survey-stage" role="status">
            {words}
        </p>
        {move || match stage.get() {
            Stage::Foretell => {
                view! {
                    <div class="survey-choices" data-columns="4">
                        {numbers()}
                    </div>
                }
                    .into_any()
            }
            Stage::Look => looking().into_any(),
            Stage::Recall => recalling().into_any(),
            Stage::How => how().into_any(),
        }}
    }
}
