//! One question on one screen: who asks, what may be done, and how the child goes on.

use super::{card::focus_soon, hands::Hands, places::Places, play::Play};
use crate::{
    i18n::*,
    ui::{Icon, Round, Saying, lang_of, use_voice},
};
use domain::survey::{Answer, Given, Item, Kind, Table};
use leptos::prelude::*;

/// What the frame is told.
#[derive(Clone, Copy)]
pub struct Told {
    /// A move was made: the item's whole state.
    pub moved: Callback<(Given, u32)>,
    /// The child goes on.
    pub done: Callback<(Given, u32)>,
    /// Undo with nothing to undo: back to the item before.
    pub back: Callback<()>,
}

/// An item as its child meets it.
#[component]
pub fn ItemScreen(
    item: Item,
    /// As it was left, perhaps on another tablet.
    #[prop(optional_no_strip)]
    earlier: Option<Answer>,
    /// Said before the question: a greeting, a thank-you.
    before: Vec<String>,
    face: String,
    told: Told,
    can_go_back: bool,
) -> impl IntoView {
    let i18n = use_i18n();
    let voice = use_voice();
    let began = StoredValue::new(0_u64);
    let took_earlier = earlier.as_ref().map_or(0, |it| it.took_ms);
    let took = move || {
        let now = crate::sync::clock().saturating_sub(began.get_value());
        u32::try_from(now)
            .unwrap_or(u32::MAX)
            .saturating_add(took_earlier)
    };
    let given = earlier.map_or_else(Given::default, |it| it.given);
    let dont_know = RwSignal::new(given == Given::DontKnow);
    let played = RwSignal::new(match &given {
        Given::Played { .. } => given.clone(),
        _ => Given::Played {
            foretold: None,
            remembered: Vec::new(),
            felt: None,
        },
    });
    let is_play = item.kind == Kind::Play;
    let table = Table::resumed(&item, &given);
    let now = StoredValue::new(None::<Hands>);
    let current = move || match (dont_know.get_untracked(), is_play, now.get_value()) {
        (true, ..) => Given::DontKnow,
        (_, true, _) => played.get_untracked(),
        (_, _, Some(hands)) => hands.table.with_untracked(Table::given),
        _ => Given::default(),
    };
    let on_move = Callback::new(move |()| {
        dont_know.set(false);
        told.moved.run((current(), took()));
    });
    let on_name = Callback::new(move |name: String| voice.say(name));
    let hands = Hands::new(item.clone(), table, face, on_move, on_name);
    now.set_value(Some(hands));

    let heard = RwSignal::new(false);
    let knocks = RwSignal::new(0_u8);
    let enough = Memo::new(move |_| {
        dont_know.get()
            || match is_play {
                true => matches!(played.get(), Given::Played { felt: Some(_), .. }),
                false => hands.table.with(Table::is_answered),
            }
    });
    let awake = Memo::new(move |_| enough.get() && (heard.get() || knocks.get() > 1));
    let next = move |_| {
        if awake.get_untracked() {
            told.done.run((current(), took()));
        } else if enough.get_untracked() {
            knocks.update(|it| *it += 1);
            if awake.get_untracked() {
                told.done.run((current(), took()));
            }
        }
    };
    let cloud = move |_| {
        hands.lower();
        dont_know.update(|it| *it = !*it);
        told.moved.run((current(), took()));
    };
    let undo = Callback::new(move |()| {
        if dont_know.get_untracked() {
            dont_know.set(false);
            told.moved.run((current(), took()));
        } else if !hands.undo() {
            told.back.run(());
        }
        if hands.table.with_untracked(|it| !it.can_undo()) {
            focus_soon(".ui-tray [data-card], .ui-place-button");
        }
    });
    let nothing_to_undo = Signal::derive(move || {
        !can_go_back && !dont_know.get() && hands.table.with(|it| !it.can_undo())
    });

    let words = {
        let item = item.clone();
        Signal::derive(move || spoken(&item, lang_of(i18n.get_locale())))
    };
    Effect::new(move |_| {
        began.set_value(crate::sync::clock());
        if !is_play {
            let all = before
                .iter()
                .cloned()
                .chain(words.get_untracked())
                .collect();
            voice.say_then(all, Some(Callback::new(move |()| heard.set(true))));
        }
    });
    let (asker, pose) = asker(&item);
    view! {
        <section class="survey-ask" data-item=item.id.clone()>
            <h1 class="visually-hidden">{move || words.get().join(" ")}</h1>
            <Saying
                buddy=Signal::derive(move || asker.to_owned())
                pose
                words
                heard=Callback::new(move |()| heard.set(true))
            />
        </section>
        <section class="survey-work" data-state=move || dont_know.get().then_some("cloud")>
            {match is_play {
                true => {
                    let on_change = Callback::new(move |given: Given| {
                        heard.set(true);
                        dont_know.set(false);
                        played.set(given.clone());
                        told.moved.run((given, took()));
                    });
                    view! { <Play item=item.clone() given=played on_change /> }.into_any()
                }
                false => view! { <Places hands /> }.into_any(),
            }}
            <p class="visually-hidden" role="status">{move || hands.told.get()}</p>
        </section>
        <footer class="survey-bar">
            <Round
                icon="undo"
                act="undo"
                label=Signal::derive(move || t_string!(i18n, say.undo).to_owned())
                on_tap=undo
                disabled=nothing_to_undo
            />
            <button
                type="button"
                class="ui-cloud"
                data-act="dont-know"
                aria-pressed=move || dont_know.get().to_string()
                on:click=cloud
            >
                <Icon name="dots" />
                {move || t_string!(i18n, say.i_dont_know)}
            </button>
            <button
                type="button"
                class="ui-next"
                data-act="next"
                data-state=move || if awake.get() { "awake" } else { "asleep" }
                aria-disabled=move || (!awake.get()).to_string()
                aria-label=move || t_string!(i18n, say.next)
                on:click=next
            >
                {move || match enough.get() {
                    true => view! { <Icon name="next" /> },
                    false => view! { <Icon name="moon" /> },
                }}
            </button>
        </footer>
    }
}

/// The sentences of a question, in the order they are said.
pub fn spoken(item: &Item, lang: domain::Lang) -> Vec<String> {
    let buddies = item.cards.iter().filter_map(|card| card.say.as_ref());
    item.lead
        .iter()
        .chain(buddies)
        .chain([&item.say])
        .map(|words| words.get(lang).to_owned())
        .collect()
}

/// Both buddies ask equally often, each as it suits the question.
fn asker(item: &Item) -> (&'static str, &'static str) {
    let odd = item.id.bytes().fold(0_u8, u8::wrapping_add) % 2 == 1;
    let who = if odd { "otter" } else { "fox" };
    let pose = match item.kind {
        Kind::ThisOrThat => "hello",
        Kind::Faces | Kind::Sort => "listen",
        Kind::Pick { .. } => "think",
        _ => "point",
    };
    (who, pose)
}

/// The format by its name, for its own layout.
pub fn format_of(item: &Item) -> &'static str {
    match item.kind {
        Kind::ThisOrThat => "this-or-that",
        Kind::Sort => "sort",
        Kind::Pick { .. } => "pick",
        Kind::Order { .. } => "order",
        Kind::Scene { .. } if item.has_token() => "spots",
        Kind::Scene { .. } => "story",
        Kind::Faces => "faces",
        Kind::Play => "play",
    }
}
