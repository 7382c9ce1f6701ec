//! Where the cards of an item may go, laid out as its format asks.

use super::{card::Card, hands::Hands, target::Target};
use crate::{
    i18n::*,
    ui::{Buddy, lang_of, picture, use_voice},
};
use domain::{
    Words,
    survey::{Item, Kind},
};
use leptos::prelude::*;

/// A basket's hue: its own colour where it is named by one, else by its place.
fn hue_of(place: &str, n: usize) -> &'static str {
    match (place, n) {
        ("blue", _) => "blue",
        ("red", _) => "red",
        ("yellow", _) => "yellow",
        (_, 1) => "sun",
        (_, 0) => "leaf",
        _ => "otter",
    }
}

/// The format's own layout and the tray.
#[component]
pub fn Places(hands: Hands) -> impl IntoView {
    let item = hands.item.get_value();
    match &item.kind {
        Kind::ThisOrThat => view! {
            <Versus item hands />
            <Tray hands />
        }
        .into_any(),
        Kind::Faces => view! {
            <FacePlaces item hands />
            <Tray hands />
        }
        .into_any(),
        Kind::Sort => view! {
            <Baskets item hands />
            <Tray hands />
        }
        .into_any(),
        Kind::Scene { scene, .. } if item.has_token() => {
            let file = format!("/scene/{scene}.svg");
            view! {
                <div class="survey-scene-row">
                    <Spots item=item.clone() file hands />
                    <Tray hands />
                </div>
            }
            .into_any()
        }
        Kind::Scene { scene, .. } => {
            let file = format!("/scene/{scene}.svg");
            view! {
                <div class="survey-story">
                    <img class="survey-story-picture" src=file alt="" />
                    <div class="survey-then">
                        <StepPlaces hands />
                    </div>
                </div>
                <Tray hands />
            }
            .into_any()
        }
        Kind::Order { .. } => view! {
            <ol class="survey-podium">
                <StepPlaces hands />
            </ol>
            <Tray hands />
        }
        .into_any(),
        Kind::Pick { most } => view! {
            <Nest most=*most hands />
            <Tray hands />
        }
        .into_any(),
        Kind::Play => ().into_any(),
    }
}

/// The cards that lie in a place.
fn lying(
    hands: Hands,
    place: &str,
) -> impl Fn() -> Vec<AnyView> + Send + Sync + Clone + 'static + use<> {
    let place = place.to_owned();
    let ids = Memo::new(move |_| {
        hands.with_table(|table| {
            table
                .in_place(&place)
                .map(str::to_owned)
                .collect::<Vec<_>>()
        })
    });
    move || {
        ids.get()
            .into_iter()
            .map(|id| view! { <Card id hands landed=true /> }.into_any())
            .collect()
    }
}

fn state(hands: Hands, place: &str) -> impl Fn() -> &'static str + Send + Sync + 'static + use<> {
    let place = place.to_owned();
    move || hands.look_of_place(&place)
}

/// Set while one of these texts is said: the place they stand on glows.
fn said(words: Vec<Words>) -> impl Fn() -> Option<&'static str> + Send + Sync + 'static {
    let (i18n, voice) = (use_i18n(), use_voice());
    move || {
        let lang = lang_of(i18n.get_locale());
        words
            .iter()
            .any(|it| voice.says(it.get(lang)))
            .then_some("")
    }
}

/// Two buddies of equal weight; the child's token goes beside one.
#[component]
fn Versus(item: Item, hands: Hands) -> impl IntoView {
    let i18n = use_i18n();
    let sides = item
        .cards
        .into_iter()
        .map(|card| {
            let word = card.word.clone();
            let spoken = card.say.clone().into_iter().chain([card.word.clone()]);
            view! {
                <div
                    class="ui-place survey-side"
                    data-place=card.id.clone()
                    data-said=said(spoken.collect())
                    data-hue=card.id.clone()
                    data-state=state(hands, &card.id)
                >
                    <Target place=card.id.clone() hands />
                    <div class="survey-side-scene">
                        <div class="survey-side-figure">
                            <Buddy name=card.id.clone() pose="hold" />
                            <img class="survey-side-holds" src=picture(&card.picture) alt="" />
                        </div>
                        <div class="survey-side-slot">{lying(hands, &card.id)}</div>
                    </div>
                    <span class="survey-side-word">
                        {move || word.get(lang_of(i18n.get_locale())).to_owned()}
                    </span>
                </div>
            }
        })
        .collect_view();
    view! { <div class="survey-versus">{sides}</div> }
}

/// Four friendly faces.
#[component]
fn FacePlaces(item: Item, hands: Hands) -> impl IntoView {
    let i18n = use_i18n();
    let faces = item
        .cards
        .into_iter()
        .map(|card| {
            let word = card.word.clone();
            view! {
                <div
                    class="ui-place survey-face"
                    data-place=card.id.clone()
                    data-said=said(vec![card.word.clone()])
                    data-hue="sun"
                    data-state=state(hands, &card.id)
                >
                    <Target place=card.id.clone() hands />
                    <img class="survey-face-picture" src=picture(&card.picture) alt="" />
                    <span class="survey-face-word">
                        {move || word.get(lang_of(i18n.get_locale())).to_owned()}
                    </span>
                    <div class="survey-face-slot">{lying(hands, &card.id)}</div>
                </div>
            }
        })
        .collect_view();
    view! { <div class="survey-faces">{faces}</div> }
}

#[component]
fn Baskets(item: Item, hands: Hands) -> impl IntoView {
    let i18n = use_i18n();
    let baskets = item
        .places
        .into_iter()
        .enumerate()
        .map(|(n, place)| {
            let hue = hue_of(&place.id, n);
            let word = place.word.clone();
            view! {
                <div
                    class="ui-place survey-basket"
                    data-place=place.id.clone()
                    data-said=said(vec![place.word.clone()])
                    data-hue=hue
                    data-state=state(hands, &place.id)
                >
                    <Target place=place.id.clone() hands />
                    <div class="ui-place-head">
                        <img class="ui-place-picture" src=picture(&place.picture) alt="" />
                        <span>{move || word.get(lang_of(i18n.get_locale())).to_owned()}</span>
                    </div>
                    <div class="ui-place-heap">{lying(hands, &place.id)}</div>
                </div>
            }
        })
        .collect_view();
    view! { <div class="survey-baskets">{baskets}</div> }
}

/// A drawn place with spots for the child's token.
#[component]
fn Spots(item: Item, file: String, hands: Hands) -> impl IntoView {
    let i18n = use_i18n();
    let spots = item
        .cards
        .into_iter()
        .map(|card| {
            let word = card.word.clone();
            let (x, y) = card.spot.unwrap_or_default();
            view! {
                <div
                    class="ui-place survey-spot"
                    data-place=card.id.clone()
                    data-said=said(vec![card.word.clone()])
                    data-x=x
                    data-y=y
                    data-state=state(hands, &card.id)
                >
                    <Target place=card.id.clone() hands />
                    {lying(hands, &card.id)}
                    <span class="survey-spot-word">
                        {move || word.get(lang_of(i18n.get_locale())).to_owned()}
                    </span>
                </div>
            }
        })
        .collect_view();
    view! {
        <div class="survey-scene">
            <img class="survey-scene-picture" src=file alt="" />
            {spots}
        </div>
    }
}

/// The places of an order: first, second, third.
#[component]
fn StepPlaces(hands: Hands) -> impl IntoView {
    let story = hands.is_story();
    let ids: Vec<String> =
        hands.with_table_untracked(|it| it.places().iter().map(|place| place.id.clone()).collect());
    ids.into_iter()
        .map(|id| {
            let rank = id.clone();
            let slot = view! {
                <div
                    class="ui-place survey-slot"
                    data-place=id.clone()
                    data-hue="leaf"
                    data-state=state(hands, &id)
                >
                    <Target place=id.clone() hands />
                    {lying(hands, &id)}
                </div>
            };
            match story {
                true => view! { <div class="survey-then-step">{slot} <span>{rank}</span></div> }
                    .into_any(),
                false => view! {
                    <li class="survey-step" data-rank=id>
                        {slot}
                        <span class="survey-step-stump">{rank}</span>
                    </li>
                }
                .into_any(),
            }
        })
        .collect_view()
}

/// "My pick": one hollow a card.
#[component]
fn Nest(most: usize, hands: Hands) -> impl IntoView {
    let nth = move |n: usize| {
        Memo::new(move |_| {
            hands.with_table(|table| table.in_place("pick").nth(n).map(str::to_owned))
        })
    };
    let slots = (0..most)
        .map(|n| {
            let card = nth(n);
            let look = move || match (card.with(Option::is_some), hands.look_of_place("pick")) {
                (true, "full" | "open") => "full",
                (false, "full") => "open",
                (_, state) => state,
            };
            view! {
                <div class="ui-place survey-slot" data-place="pick" data-hue="leaf" data-state=look>
                    <Target place="pick" hands />
                    {move || card.get().map(|id| view! { <Card id hands landed=true /> })}
                </div>
            }
        })
        .collect_view();
    view! { <div class="survey-nest">{slots}</div> }
}

/// Where cards lie before they have a place; a hollow stays, so that nothing jumps.
#[component]
fn Tray(hands: Hands) -> impl IntoView {
    let i18n = use_i18n();
    let token = hands.item.with_value(Item::has_token);
    let ids = hands.with_table_untracked(|table| table.cards().to_vec());
    let cards = ids
        .into_iter()
        .map(|id| {
            let own = id.clone();
            let here = Memo::new(move |_| hands.with_table(|it| it.place_of(&own).is_none()));
            move || match here.get() {
                true => view! { <Card id=id.clone() hands /> }.into_any(),
                false if token => view! { <span class="ui-token-hollow"></span> }.into_any(),
                false => view! { <span class="ui-card-hollow"></span> }.into_any(),
            }
        })
        .collect_view();
    view! {
        <div class="ui-tray" role="group" aria-label=move || t_string!(i18n, survey.cards)>
            {cards}
        </div>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_basket_that_is_named_by_a_colour_has_it() {
        for (n, colour) in ["blue", "red", "yellow"].into_iter().enumerate() {
            assert_eq!(hue_of(colour, n), colour);
        }
    }

    #[test]
    fn any_other_basket_has_the_colour_of_its_place() {
        assert_eq!(
            [0, 1, 2, 3].map(|n| hue_of("lot", n)),
            ["leaf", "sun", "otter", "otter"]
        );
    }
}
