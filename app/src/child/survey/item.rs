//! One question on one screen: who asks, what may be done, and how the child goes on.

use super::{hands::Hands, keys::focus_soon, memory_game::Play, places::Places};
use crate::{
    i18n::*,
    ui::{Icon, IconButton, Saying, lang_of, use_voice},
};
use domain::{
    Lang, Words,
    profile::Facet,
    survey::{Answer, AnswerValue, Item, Kind, Table},
};
use leptos::prelude::*;
use leptos_i18n::I18nContext;

/// What the frame is told.
#[derive(Clone, Copy)]
pub struct ItemChange {
    /// A move was made: the item's whole state.
    pub moved: Callback<(AnswerValue, u32)>,
    /// The child goes on.
    pub done: Callback<(AnswerValue, u32)>,
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
    told: ItemChange,
    can_go_back: bool,
) -> impl IntoView {
    let i18n = use_i18n();
    let voice = use_voice();
    let began = StoredValue::new(0_u64);
    let took_earlier = earlier.as_ref().map_or(0, |it| it.took_ms);
    let took = move || {
        let now = crate::ui::browser::clock().saturating_sub(began.get_value());
        u32::try_from(now)
            .unwrap_or(u32::MAX)
            .saturating_add(took_earlier)
    };
    let given = earlier.map_or_else(AnswerValue::default, |it| it.given);
    let dont_know = RwSignal::new(given == AnswerValue::DontKnow);
    let played = RwSignal::new(match &given {
        AnswerValue::Played { .. } => given.clone(),
        _ => AnswerValue::Played {
            foretold: None,
            remembered: Vec::new(),
            felt: None,
        },
    });
    let is_play = item.kind == Kind::Play;
    let table = Table::resumed(&item, &given);
    let now = StoredValue::new(None::<Hands>);
    let current = move || match (dont_know.get_untracked(), is_play, now.get_value()) {
        (true, ..) => AnswerValue::DontKnow,
        (_, true, _) => played.get_untracked(),
        (_, _, Some(hands)) => hands.with_table_untracked(Table::answer),
        _ => AnswerValue::default(),
    };
    let on_move = Callback::new(move |()| {
        dont_know.set(false);
        told.moved.run((current(), took()));
    });
    let heard = RwSignal::new(false);
    let words = {
        let item = item.clone();
        Signal::derive(move || spoken(&item, lang_of(i18n.get_locale())))
    };
    let how = {
        let item = item.clone();
        Signal::derive(move || how_words(i18n, &item))
    };
    let places = {
        let item = item.clone();
        Signal::derive(move || place_words(&item, lang_of(i18n.get_locale())))
    };
    // What of the question was not said to its end: a tap cuts in, and it goes on after.
    let unheard = StoredValue::new(Vec::<String>::new());
    // Made once: what a tap makes goes with the card that was tapped.
    let after_question = Callback::new(move |()| {
        heard.set(true);
        let (how, places) = (how.get_untracked(), places.get_untracked());
        voice.say_then(how.into_iter().chain(places).collect(), None);
    });
    let ask = move |first: Vec<String>| {
        let all = first.into_iter().chain(unheard.get_value()).collect();
        voice.say_then(all, Some(after_question));
    };
    let say = Callback::new(move |text: String| {
        if heard.get_untracked() || is_play {
            return voice.say(text);
        }
        let cut = voice.said_now();
        unheard.update_value(|all| {
            if let Some(at) = all.iter().position(|it| Some(it) == cut.as_ref()) {
                all.drain(..at);
            }
        });
        ask(vec![text]);
    });
    let hands = Hands::new(item.clone(), table, face, on_move, say);
    now.set_value(Some(hands));
    let knocks = RwSignal::new(0_u8);
    let enough = Memo::new(move |_| {
        dont_know.get()
            || match is_play {
                true => matches!(played.get(), AnswerValue::Played { felt: Some(_), .. }),
                false => hands.with_table(Table::is_answered),
            }
    });
    let awake = Memo::new(move |_| enough.get() && (heard.get() || knocks.get() > 1));
    let practice = StoredValue::new(item.clone());
    let retried = StoredValue::new(false);
    let next = move |_| {
        if enough.get_untracked() && !heard.get_untracked() {
            knocks.update(|it| *it += 1);
        }
        let given = current();
        let is_wrong = practice.with_value(|item| item.is_practised(&given)) == Some(false);
        if awake.get_untracked() && is_wrong && !retried.get_value() {
            // Once, kindly: the card comes back, and the box that is meant is named and glows.
            retried.set_value(true);
            hands.clear();
            let again = t_string!(i18n, child.practice_try_again).to_owned();
            let first = places.get_untracked().into_iter().take(1);
            let all = [again]
                .into_iter()
                .chain(words.get_untracked())
                .chain(first);
            voice.say_then(all.collect(), None);
        } else if awake.get_untracked() {
            told.done.run((given, took()));
        } else if heard.get_untracked() {
            // What is to be done; a practice item has it in its question.
            let how = Some(how.get_untracked()).filter(|it| !it.is_empty());
            voice.say_then(how.unwrap_or_else(|| words.get_untracked()), None);
        } else {
            say.run(t_string!(i18n, child.listen_first).to_owned());
        }
    };
    let cloud = move |_| {
        hands.lower();
        dont_know.update(|it| *it = !*it);
        if dont_know.get_untracked() {
            hands.take_token_back();
        }
        say.run(t_string!(i18n, child.i_dont_know).to_owned());
        told.moved.run((current(), took()));
    };
    let undo = Callback::new(move |()| {
        if dont_know.get_untracked() {
            dont_know.set(false);
            told.moved.run((current(), took()));
        } else if !hands.undo() {
            told.back.run(());
        }
        if hands.with_table_untracked(|it| !it.can_undo()) {
            focus_soon(".ui-tray [data-card], .ui-place-button");
        }
    });
    let nothing_to_undo = Signal::derive(move || {
        !can_go_back && !dont_know.get() && hands.with_table(|it| !it.can_undo())
    });

    Effect::new(move |_| {
        began.set_value(crate::ui::browser::clock());
        if !is_play {
            let all = before.iter().cloned().chain(words.get_untracked());
            unheard.set_value(all.collect());
            ask(Vec::new());
        }
    });
    // The ear says all there is to hear, each choice too.
    let also = {
        let item = item.clone();
        Signal::derive(move || {
            let lang = lang_of(i18n.get_locale());
            let choices = item.cards.iter().map(|it| it.word.get(lang).to_owned());
            let places = places.get();
            let mut all = how.get();
            match places.is_empty() {
                true => all.extend(choices.filter(|_| !is_play)),
                false => all.extend(places),
            }
            all
        })
    };
    let (asker, pose) = asker(&item);
    view! {
        <section class="survey-ask" data-item=item.id.clone()>
            <h1 class="visually-hidden">{move || words.get().join(" ")}</h1>
            <Saying
                buddy=Signal::derive(move || asker.to_owned())
                pose
                words
                also
                heard=Callback::new(move |()| heard.set(true))
            />
        </section>
        <section class="survey-work" data-state=move || dont_know.get().then_some("cloud")>
            {match is_play {
                true => {
                    let on_change = Callback::new(move |given: AnswerValue| {
                        heard.set(true);
                        dont_know.set(false);
                        played.set(given.clone());
                        told.moved.run((given, took()));
                    });
                    view! { <Play item=item.clone() given=played on_change /> }.into_any()
                }
                false => view! { <Places hands /> }.into_any(),
            }}
            <p class="visually-hidden" role="status">
                {move || hands.status.get()}
            </p>
        </section>
        <footer class="survey-bar">
            <IconButton
                icon="undo"
                act="undo"
                label=Signal::derive(move || t_string!(i18n, child.undo).to_owned())
                on_tap=undo
                disabled=nothing_to_undo
            />
            <button
                type="button"
                class="ui-cloud"
                data-act="dont-know"
                aria-pressed=move || dont_know.get().to_string()
                data-said=move || voice.says(t_string!(i18n, child.i_dont_know)).then_some("")
                on:click=cloud
            >
                <Icon name="dots" />
                {move || t_string!(i18n, child.i_dont_know)}
            </button>
            <button
                type="button"
                class="ui-next"
                data-act="next"
                data-state=move || if awake.get() { "awake" } else { "asleep" }
                aria-disabled=move || (!awake.get()).to_string()
                aria-label=move || t_string!(i18n, child.next)
                on:click=next
            >
                <Icon name="next" />
            </button>
        </footer>
    }
}

/// The sentences of a question, in the order they are said.
pub fn spoken(item: &Item, lang: Lang) -> Vec<String> {
    let buddies = item.cards.iter().filter_map(|card| card.say.as_ref());
    item.lead
        .iter()
        .chain(buddies)
        .chain([&item.say])
        .map(|words| words.get(lang).to_owned())
        .collect()
}

/// What is to be done, after the question. A practice item says it in its question.
fn how_words(i18n: I18nContext<Locale>, item: &Item) -> Vec<String> {
    let words = match item.kind {
        _ if item.practice => return Vec::new(),
        Kind::Play => return Vec::new(),
        Kind::ThisOrThat => t_string!(i18n, child.how_this_or_that),
        Kind::Sort => t_string!(i18n, child.how_sort),
        Kind::Pick { most: 1 } => t_string!(i18n, child.how_pick_one),
        Kind::Pick { .. } => t_string!(i18n, child.how_pick_two),
        Kind::Order { .. } => match item.facet {
            Some(Facet::Interests | Facet::Dreams) => t_string!(i18n, child.how_order),
            _ => t_string!(i18n, child.how_order_tries),
        },
        Kind::Scene { .. } if item.has_token() => t_string!(i18n, child.how_scene),
        Kind::Scene { .. } => t_string!(i18n, child.how_story),
        Kind::Faces => t_string!(i18n, child.how_faces),
    };
    vec![words.to_owned()]
}

/// The names of the places, in the order they stand. Otter and Fox have said theirs in the question, and
/// where cards are chosen places have no names.
fn place_words(item: &Item, lang: Lang) -> Vec<String> {
    let of = |words: &Words| words.get(lang).to_owned();
    match item.kind {
        Kind::Sort => item.places.iter().map(|it| of(&it.word)).collect(),
        Kind::Faces => item.cards.iter().map(|it| of(&it.word)).collect(),
        Kind::Scene { .. } if item.has_token() => {
            item.cards.iter().map(|it| of(&it.word)).collect()
        }
        _ => Vec::new(),
    }
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

#[cfg(test)]
mod tests {
    use super::*;

    fn item(json: serde_json::Value) -> Item {
        serde_json::from_value(json).expect("an item")
    }

    fn words(text: &str) -> serde_json::Value {
        serde_json::json!({"en": text, "es": format!("{text} (es)")})
    }

    fn versus() -> Item {
        let card = |id: &str, say: &str| serde_json::json!({"id": id, "picture": id, "word": words(id), "say": words(say)});
        item(serde_json::json!({
            "id": "A1", "kind": "this-or-that", "lead": words("Look."), "say": words("Who is like you?"),
            "cards": [card("otter", "I talk."), card("fox", "I listen.")],
        }))
    }

    fn of_kind(kind: serde_json::Value) -> Item {
        let mut json = serde_json::json!({"id": "A1", "say": words("Do it.")});
        let all = json.as_object_mut().expect("an item");
        all.extend(kind.as_object().expect("a kind").clone());
        item(json)
    }

    #[test]
    fn the_situation_comes_first_then_the_buddies_and_then_the_question() {
        let all = ["Look.", "I talk.", "I listen.", "Who is like you?"];
        assert_eq!(spoken(&versus(), Lang::En), all);
    }

    #[test]
    fn places_are_named_after_the_question_from_the_first_to_the_last() {
        let mut sort = of_kind(serde_json::json!({"kind": "sort"}));
        let place = |id: &str| {
            let json = serde_json::json!({"id": id, "picture": id, "word": words(id)});
            serde_json::from_value(json).expect("a place")
        };
        sort.places = vec![place("a lot"), place("not now")];
        assert_eq!(place_words(&sort, Lang::En), ["a lot", "not now"]);
        assert_eq!(place_words(&versus(), Lang::En), [""; 0]);
    }

    #[test]
    fn a_question_is_said_in_the_language_of_the_tablet() {
        assert_eq!(spoken(&versus(), Lang::Es)[0], "Look. (es)");
    }

    #[test]
    fn an_item_is_asked_by_the_same_buddy_each_time_and_not_all_by_one() {
        let with_id = |id: &str| Item {
            id: id.to_owned(),
            ..versus()
        };
        assert_eq!(asker(&with_id("A1")), asker(&with_id("A1")));
        assert_ne!(asker(&with_id("A1")).0, asker(&with_id("A2")).0);
    }

    #[test]
    fn a_buddy_stands_as_it_suits_the_question() {
        assert_eq!(asker(&versus()).1, "hello");
        let pick = of_kind(serde_json::json!({"kind": "pick", "most": 3}));
        assert_eq!(asker(&pick).1, "think");
    }

    #[test]
    fn a_scene_with_spots_has_another_layout_than_a_story() {
        let story = serde_json::json!({"kind": "scene", "scene": "rug", "count": 2});
        assert_eq!(format_of(&of_kind(story.clone())), "story");
        let mut spots = of_kind(story);
        let card = serde_json::json!({"id": "rug", "picture": "rug", "word": words("rug"), "spot": [10, 20]});
        spots
            .cards
            .push(serde_json::from_value(card).expect("a card"));
        assert_eq!(format_of(&spots), "spots");
    }

    #[test]
    fn every_other_format_has_the_name_it_has_in_the_survey() {
        assert_eq!(format_of(&versus()), "this-or-that");
        for kind in ["sort", "faces", "play"] {
            assert_eq!(format_of(&of_kind(serde_json::json!({"kind": kind}))), kind);
        }
    }
}
