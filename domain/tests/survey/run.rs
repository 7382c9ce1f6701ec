//! A child's way through the survey.

use crate::real::{self, answered, run};
use domain::{
    limits,
    survey::{Answer, AnswerValue, Attention, Card, Kind, Placement, Run, TOKEN},
};
use proptest::prelude::*;

fn placed(pairs: &[(&str, &str)]) -> AnswerValue {
    let one = |(card, place): &(&str, &str)| Placement {
        card: (*card).to_owned(),
        place: (*place).to_owned(),
    };
    AnswerValue::Placed(pairs.iter().map(one).collect())
}

fn done(item: &str, given: AnswerValue) -> Answer {
    Answer {
        item: item.to_owned(),
        rev: 1,
        given,
        done: true,
        took_ms: 4_000,
    }
}

fn give(run: &mut Run, item: &str, pairs: &[(&str, &str)]) {
    run.take(done(item, placed(pairs)), true);
}

fn ids(cards: &[Card]) -> Vec<&str> {
    cards.iter().map(|card| card.id.as_str()).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn the_highest_revision_stays_whatever_the_order(
        mut states in prop::collection::vec((0_u32..4, 0_u32..1_000), 1..8).prop_shuffle(),
    ) {
        // The second number stands for the event's id, which breaks a tie alike everywhere.
        states.sort_unstable();
        states.dedup();
        let highest = *states.last().expect("one");
        let orders = [states.clone(), states.iter().rev().copied().collect()];
        for order in orders {
            let mut run = run(1, false, 0);
            let mut held = (0, 0);
            for (rev, event) in order {
                let answer = Answer { rev, took_ms: event, ..done("P1", AnswerValue::DontKnow) };
                run.take(answer, event > held.1);
                let now = &run.answers["P1"];
                held = (now.rev, now.took_ms);
            }
            prop_assert_eq!(held, highest);
        }
    }

    #[test]
    fn taking_twice_is_taking_once(luck: u64) {
        let mut run = answered(1, false, luck);
        let once = run.clone();
        for answer in once.answers.values() {
            run.take(answer.clone(), false);
        }
        prop_assert_eq!(run, once);
    }

    #[test]
    fn progress_never_exceeds_and_the_end_is_reached(grade in 0_u8..7, whole: bool, luck: u64) {
        let end = answered(grade, whole, luck);
        let mut run = run(grade, whole, luck);
        let mut before = run.progress();
        prop_assert_eq!(before.done, 0);
        for _ in 0..end.answers.len() {
            let item = run.next().expect("one more");
            prop_assert!(!item.cards.is_empty());
            run.take(end.answers[&item.id].clone(), true);
            let now = run.progress();
            prop_assert!(now.done == before.done + 1 && now.done <= now.of && now.of <= before.of);
            before = now;
        }
        prop_assert!(run.is_finished());
        prop_assert_eq!(run.progress().done, run.progress().of);
    }

    #[test]
    fn an_answer_is_accepted_before_those_it_builds_on(luck: u64) {
        let run = answered(3, true, luck);
        for answer in run.answers.values() {
            let item = run.survey.with_all_cards(&answer.item).expect("an item");
            prop_assert_eq!(item.accepts(&answer.given), Ok(()));
        }
    }
}

#[test]
fn each_grade_gets_its_core_and_the_bank_has_all() {
    let of = |grade, whole| run(grade, whole, 1).progress().of;
    assert_eq!((of(1, false), of(2, false), of(3, false)), (20, 30, 30));
    assert_eq!(usize::from(of(1, true)), real::survey().items.len());
    assert!(usize::from(of(1, false)) <= 3 * limits::survey::ITEMS_BEFORE_REST);
}

#[test]
fn a_grade_the_survey_was_not_made_for_gets_the_nearest_core() {
    assert_eq!(run(0, false, 1).items(), run(1, false, 1).items());
    assert_eq!(run(5, false, 1).items(), run(3, false, 1).items());
}

#[test]
fn the_same_seed_deals_the_same_cards_for_years() {
    let dealt = |seed, id: &str| {
        let cards = run(1, false, seed).item(id).expect("an item").cards;
        ids(&cards).join(" ")
    };
    assert_eq!(dealt(7, "B4"), "pictures hear talk see try");
    assert_eq!(dealt(8, "B4"), "talk hear pictures see try");
    assert_eq!(dealt(7, "C1"), "love good ok not", "faces are graded");
    assert_eq!(
        dealt(7, "B1"),
        "table corner rug standing teacher",
        "spots stay where they are"
    );
}

#[test]
fn a_podium_takes_what_was_picked_and_goes_where_nothing_was() {
    let mut run = run(1, false, 3);
    let of = run.progress().of;
    assert!(
        run.item("A1").is_some_and(|item| item.cards.is_empty()),
        "still ahead"
    );
    give(&mut run, "A1a", &[("animals", "pick"), ("running", "pick")]);
    give(&mut run, "A1b", &[("space", "pick")]);
    let mut cards = run.item("A1").expect("an item").cards;
    cards.sort_by(|a, b| a.id.cmp(&b.id));
    assert_eq!(ids(&cards), ["animals", "running", "space"]);
    run.take(
        Answer {
            rev: 2,
            ..done("A1a", AnswerValue::DontKnow)
        },
        true,
    );
    run.take(
        Answer {
            rev: 2,
            ..done("A1b", AnswerValue::DontKnow)
        },
        true,
    );
    assert_eq!(run.item("A1"), None);
    assert_eq!(run.progress().of, of - 1);
}

#[test]
fn an_item_does_not_wait_for_cards_of_items_this_child_never_gets() {
    let mut run = run(1, false, 3);
    for item in run
        .survey
        .items
        .iter_mut()
        .filter(|it| it.id.starts_with("A1") && it.id != "A1")
    {
        item.grades = vec![2];
    }
    assert_eq!(run.item("A1"), None);
}

#[test]
fn the_teachers_choice_is_dealt_else_cards_of_every_subject() {
    let dealt = |grade, chosen: &[&str]| {
        let mut run = run(grade, false, 1);
        run.chosen = chosen.iter().map(|it| (*it).to_owned()).collect();
        let cards = run.item("E1").expect("an item").cards;
        let mut ids: Vec<String> = cards.into_iter().map(|card| card.id).collect();
        ids.sort_unstable();
        ids.join(" ")
    };
    assert_eq!(dealt(1, &["m-6", "h-1"]), "h-1 m-6");
    assert_eq!(
        dealt(1, &["m-1", "m-2", "m-3", "m-4", "m-5", "m-6"]),
        "m-1 m-2 m-3 m-4 m-5"
    );
    assert_eq!(dealt(1, &["no such card"]), dealt(1, &[]));
    assert_eq!(dealt(1, &[]), "h-1 m-1 m-2 r-1 w-1");
    assert_eq!(dealt(3, &[]), "h-1 m-1 m-4 r-2 r-5");
}

#[test]
fn three_fast_answers_in_a_row_are_a_sign_and_two_are_not() {
    let mut run = run(1, false, 1);
    let fast = |id: &str| Answer {
        took_ms: 1_499,
        ..done(id, AnswerValue::DontKnow)
    };
    run.take(fast("P1"), true);
    run.take(fast("P2"), true);
    run.take(
        Answer {
            took_ms: 1_500,
            ..fast("A1a")
        },
        true,
    );
    run.take(fast("A1b"), true);
    assert!(!run.attention().rushed);
    run.take(
        Answer {
            rev: 2,
            ..fast("A1a")
        },
        true,
    );
    assert!(run.attention().rushed);
    run.take(
        Answer {
            rev: 3,
            done: false,
            ..fast("A1a")
        },
        true,
    );
    assert!(run.attention().rushed, "the other three are still in a row");
    run.take(
        Answer {
            rev: 2,
            done: false,
            ..fast("A1b")
        },
        true,
    );
    assert!(!run.attention().rushed);
}

#[test]
fn the_same_buddy_in_both_of_a_mirrored_pair_is_a_sign() {
    let mirrored = |first: &str, second: &str| {
        let mut run = run(2, false, 1);
        give(&mut run, "B3", &[(TOKEN, first)]);
        give(&mut run, "B3m", &[(TOKEN, second)]);
        run.attention().mirrored
    };
    let differing = [("B3".to_owned(), "B3m".to_owned())];
    assert_eq!(mirrored("otter", "fox"), []);
    assert_eq!(mirrored("fox", "otter"), []);
    assert_eq!(mirrored("otter", "otter"), differing);
    let mut half = run(2, false, 1);
    give(&mut half, "B3", &[(TOKEN, "otter")]);
    half.take(done("B3m", AnswerValue::DontKnow), true);
    assert_eq!(half.attention(), Attention::default());
}

#[test]
fn a_mirrored_pair_has_the_same_words_on_the_other_side() {
    let survey = real::survey();
    assert_eq!(survey.attention.len(), 2);
    for (one, other) in &survey.attention {
        let cards = |id: &str| survey.item(id).expect("an item").cards.clone();
        let (one, other) = (cards(one), cards(other));
        assert_eq!(one[0].word, other[1].word);
        assert_eq!(one[1].word, other[0].word);
    }
}

#[test]
fn the_fish_elsewhere_than_in_the_first_box_is_a_sign_once_it_is_done() {
    let practice = |place: &str, done: bool| {
        let mut run = run(1, false, 1);
        let given = placed(&[("fish", place)]);
        run.take(
            Answer {
                done,
                ..self::done("P1", given)
            },
            true,
        );
        run.attention().practice
    };
    assert!(!practice("blue", true));
    assert!(practice("red", true));
    assert!(!practice("red", false), "it may still be moved");
    let survey = real::survey();
    let item = survey.item("P1").expect("an item");
    assert!(item.practice && item.kind == Kind::Sort);
    assert!(
        item.say.en.contains(&item.places[0].word.en),
        "the first box is the one asked for"
    );
    assert!(
        item.say.es.contains(&item.places[0].word.es),
        "the first box is the one asked for"
    );
}
