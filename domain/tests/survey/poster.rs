//! What answers say of a child, and the poster that comes out.

use crate::real::{self, answered};
use chrono::DateTime;
use domain::{
    ids::StatementId,
    limits,
    profile::{Facet, Panel, Source, Statement, StatementKey, poster, said, sort},
    survey::{AnswerValue, Item, Kind, Placement, Run, Survey, TOKEN},
};
use proptest::prelude::*;
use std::collections::BTreeSet;

/// Every way to place one card of an item.
fn single_answers(item: &Item) -> Vec<AnswerValue> {
    let place = |card: &str, place: &str| {
        AnswerValue::Placed(vec![Placement {
            card: card.to_owned(),
            place: place.to_owned(),
        }])
    };
    let cards = item.cards.iter().map(|card| card.id.as_str());
    match item.kind {
        _ if item.has_token() => cards.map(|card| place(TOKEN, card)).collect(),
        Kind::Sort => cards
            .flat_map(|card| {
                item.places
                    .iter()
                    .map(move |basket| place(card, &basket.id))
            })
            .collect(),
        Kind::Pick { .. } => cards.map(|card| place(card, "pick")).collect(),
        Kind::Order { .. } | Kind::Scene { .. } => cards.map(|card| place(card, "1")).collect(),
        _ => Vec::new(),
    }
}

fn statement(survey: &Survey, said: StatementKey) -> Statement {
    let (stem, word, picture, panel) = said.words(survey).expect("words for what was said");
    Statement {
        id: StatementId(uuid::Uuid::nil()),
        source: Source::Survey,
        rank: 0,
        at: DateTime::UNIX_EPOCH,
        kept_at: None,
        ended_at: None,
        stem: stem.clone(),
        word: word.clone(),
        picture: picture.to_owned(),
        panel,
        said,
    }
}

fn statements(run: &Run) -> Vec<Statement> {
    let all = run.answers.values().flat_map(|answer| {
        let item = run.survey.with_all_cards(&answer.item).expect("an item");
        (1..).zip(said(&item, &answer.given))
    });
    all.map(|(rank, said)| Statement {
        rank,
        ..statement(&run.survey, said)
    })
    .collect()
}

#[test]
fn every_card_that_can_be_said_has_words_in_both_languages_and_a_picture() {
    let survey = real::survey();
    for item in &survey.items {
        let item = survey.with_all_cards(&item.id).expect("an item");
        for given in single_answers(&item) {
            assert_eq!(item.accepts(&given), Ok(()));
            let all = said(&item, &given);
            let basket = match &given {
                AnswerValue::Placed(placed) => {
                    item.places.iter().find(|it| it.id == placed[0].place)
                }
                _ => None,
            };
            let tells = basket.map_or(item.stem.is_some(), |basket| basket.stem.is_some());
            assert_eq!(all.len(), usize::from(tells), "{} {given:?}", item.id);
            for said in all {
                assert_eq!(
                    said.item, item.id,
                    "a statement says which answer it came from"
                );
                let (stem, word, picture, _) = said.words(&survey).expect("words");
                for text in [&stem.en, &stem.es, &word.en, &word.es] {
                    assert!(!text.trim().is_empty(), "{said:?}");
                }
                assert!(!picture.is_empty(), "{said:?}");
            }
        }
    }
}

#[test]
fn a_card_that_is_called_like_the_token_is_still_a_card() {
    let survey = real::survey();
    let item = survey.item("E4").expect("an item");
    assert!(item.card(TOKEN).is_some());
    let given = AnswerValue::Placed(vec![Placement {
        card: TOKEN.to_owned(),
        place: "pick".to_owned(),
    }]);
    let cards: Vec<String> = said(item, &given).into_iter().map(|it| it.card).collect();
    assert_eq!(cards, [TOKEN]);
}

#[test]
fn a_podium_is_said_from_the_first_step_down() {
    let survey = real::survey();
    let place = |card: &str, place: &str| Placement {
        card: card.to_owned(),
        place: place.to_owned(),
    };
    let given = AnswerValue::Placed(vec![place("draw-count", "2"), place("breath", "1")]);
    let cards: Vec<String> = said(survey.item("D6").expect("an item"), &given)
        .into_iter()
        .map(|it| it.card)
        .collect();
    assert_eq!(cards, ["breath", "draw-count"]);
}

#[test]
fn what_was_first_stays_first_when_the_second_is_changed_and_one_is_added() {
    let survey = real::survey();
    let stuck = |at: i64, rank, card: &str| Statement {
        at: DateTime::from_timestamp(at, 0).expect("a time"),
        rank,
        ..statement(
            &survey,
            StatementKey {
                facet: Facet::Stuck,
                item: "D6".to_owned(),
                basket: None,
                card: card.to_owned(),
            },
        )
    };
    let mut all = vec![
        stuck(9, limits::survey::RANK_OF_ADDED, "friend"),
        stuck(8, 2, "teacher"),
        Statement {
            ended_at: DateTime::from_timestamp(8, 0),
            ..stuck(5, 2, "draw-count")
        },
        stuck(5, 1, "breath"),
    ];
    sort(&mut all);
    let cards: Vec<_> = all.iter().map(|it| it.said.card.as_str()).collect();
    assert_eq!(cards, ["breath", "teacher", "friend", "draw-count"]);
    let (_, own) = poster(&survey, &all)
        .into_iter()
        .find(|(panel, own)| Some(*panel) == all[0].panel && !own.is_empty())
        .expect("its panel");
    let cards: Vec<_> = own.iter().map(|it| it.said.card.as_str()).collect();
    assert_eq!(cards, ["breath", "teacher", "friend"]);
}

#[test]
fn i_dont_know_and_the_game_say_nothing_of_a_child() {
    let survey = real::survey();
    for item in &survey.items {
        assert_eq!(said(item, &AnswerValue::DontKnow), []);
    }
    let played = AnswerValue::Played {
        foretold: Some(3),
        remembered: Vec::new(),
        felt: None,
    };
    assert_eq!(said(survey.item("D7").expect("an item"), &played), []);
}

#[test]
fn only_the_first_basket_of_a_sort_comes_onto_the_poster() {
    let survey = real::survey();
    let panel = |basket: &str, facet| {
        let (item, card) = ("E1".to_owned(), "m-1".to_owned());
        let said = StatementKey {
            facet,
            item,
            basket: Some(basket.to_owned()),
            card,
        };
        said.words(&survey).expect("words").3
    };
    assert_eq!(panel("can", Facet::Strengths), Some(Panel::Proud));
    assert_eq!(panel("learning", Facet::Growing), None);
}

#[test]
fn what_ended_is_not_on_the_poster_and_unknown_items_come_last() {
    let survey = real::survey();
    let said = |item: &str, card: &str| StatementKey {
        facet: Facet::LearnBest,
        item: item.to_owned(),
        basket: None,
        card: card.to_owned(),
    };
    let mut ended = statement(&survey, said("B4", "see"));
    ended.ended_at = Some(DateTime::UNIX_EPOCH);
    let mut old = statement(&survey, said("B4", "try"));
    old.said.item = "of an older survey".to_owned();
    let all = [
        old,
        ended,
        statement(&survey, said("B1", "rug")),
        statement(&survey, said("B4", "hear")),
    ];
    let poster = poster(&survey, &all);
    let learn = &poster
        .iter()
        .find(|(panel, _)| *panel == Panel::Learn)
        .expect("a panel")
        .1;
    let cards: Vec<&str> = learn.iter().map(|it| it.said.card.as_str()).collect();
    assert_eq!(cards, ["hear", "rug", "try"]);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(100))]

    #[test]
    fn every_child_gets_a_poster(grade in 1_u8..=3, whole: bool, luck: u64) {
        let run = answered(grade, whole, luck);
        let all = statements(&run);
        let poster = poster(&run.survey, &all);
        let panels: Vec<Panel> = poster.iter().map(|(panel, _)| *panel).collect();
        prop_assert_eq!(panels, Panel::ALL);
        for (panel, own) in &poster {
            prop_assert!(own.len() <= limits::survey::MOST_IN_PANEL);
            let different: BTreeSet<_> = own.iter().map(|it| (&it.said.item, &it.said.card)).collect();
            prop_assert_eq!(different.len(), own.len());
            // Growing edges and "I can" may be none; all else every child has something to say on.
            if !matches!(panel, Panel::Grow | Panel::Proud) {
                prop_assert!(!own.is_empty(), "{:?}", panel);
            }
        }
        let said = |panel: Panel| poster.iter().any(|(it, own)| *it == panel && !own.is_empty());
        prop_assert!(said(Panel::Grow) || said(Panel::Proud));
    }
}
