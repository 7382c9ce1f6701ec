//! "I can …" cards from a school's own competencies.

use crate::real::{repository, survey};
use domain::{
    Words,
    competency::{ChildWords, Competency, Grades, Heading, card_id},
    ids::CompetencyId,
    plan::GoalBook,
    survey::Card,
};
use std::collections::BTreeSet;
use uuid::Uuid;

fn book() -> GoalBook {
    let json = std::fs::read_to_string(repository().join("server/plans/goals.json"));
    GoalBook::parse(&json.expect("the file")).expect("the book")
}

fn words(text: &str) -> Words {
    Words {
        en: text.to_owned(),
        es: text.to_owned(),
    }
}

fn competency(
    n: u128,
    heading: &str,
    child: (Option<&str>, Option<&str>),
    grade: u8,
) -> Competency {
    Competency {
        id: CompetencyId(Uuid::from_u128(n)),
        framework: "Another state's".to_owned(),
        code: format!("CCSS.{n}"),
        heading: Heading {
            code: heading.to_owned(),
            title: words(heading),
        },
        statement: format!("Adult words {n}"),
        child: ChildWords {
            en: child.0.map(str::to_owned),
            es: child.1.map(str::to_owned),
        },
        grades: Grades::of(grade, grade),
        active: true,
    }
}

fn ids(cards: &[Card]) -> Vec<&str> {
    cards.iter().map(|it| it.id.as_str()).collect()
}

#[test]
fn a_school_without_competencies_has_the_surveys_own_cards() {
    assert_eq!(book().school_cards(&survey(), &[]), None);
    let mut retired = competency(1, "Maths", (None, None), 1);
    retired.active = false;
    assert_eq!(book().school_cards(&survey(), &[retired]), None);
    let of_grade_eight = competency(1, "Maths", (None, None), 8);
    assert_eq!(book().school_cards(&survey(), &[of_grade_eight]), None);
}

#[test]
fn a_card_has_the_childs_words_and_ends_the_stem_of_the_answer() {
    let both = (Some("I can count to 120"), Some("Puedo contar hasta 120"));
    let all = [
        competency(1, "Maths", both, 1),
        competency(2, "Reading", (Some("My words are clear"), None), 1),
        competency(3, "Rocks", (None, None), 1),
    ];
    let cards = book().school_cards(&survey(), &all).expect("cards");
    let [maths, reading, rocks, ..] = &*cards else {
        panic!("{cards:?}")
    };
    assert_eq!(maths.id, card_id(all[0].id));
    assert_eq!(maths.picture, "count-100");
    assert_eq!(
        (&*maths.word.en, &*maths.word.es),
        ("count to 120", "contar hasta 120")
    );
    assert_eq!(
        (&*reading.picture, &*reading.word.es),
        ("books", "My words are clear")
    );
    assert_eq!(
        (&*rocks.picture, &*rocks.word.en),
        ("star", "Adult words 3")
    );
}

#[test]
fn cards_of_the_survey_stay_where_the_school_has_no_competency() {
    let all = [competency(1, "Maths", (None, None), 1)];
    let cards = book().school_cards(&survey(), &all).expect("cards");
    let has = |begin: &str| cards.iter().any(|it| it.id.starts_with(begin));
    assert!(has("h-") && has("r-") && has("w-") && !has("m-"));
}

#[test]
fn a_competency_of_higher_grades_alone_takes_no_card_away() {
    let all = [
        competency(1, "Maths", (None, None), 8),
        competency(2, "Reading", (None, None), 1),
    ];
    let cards = book().school_cards(&survey(), &all).expect("cards");
    let has = |begin: &str| cards.iter().any(|it| it.id.starts_with(begin));
    assert!(has("m-") && !has("r-"));
}

#[test]
fn cards_that_say_different_things_have_different_pictures_whoever_wrote_the_framework() {
    let picture = |heading, said| {
        let all = [competency(1, heading, (Some(said), None), 1)];
        let cards = book().school_cards(&survey(), &all).expect("cards");
        cards[0].picture.clone()
    };
    assert_eq!(
        picture("Mathematics", "Tell the time to the hour with clocks"),
        "clock"
    );
    assert_eq!(
        picture("Mathematics", "I can add and take away to 20"),
        "plus-minus"
    );
    assert_eq!(
        picture(
            "Mathematics",
            "I can use tens and ones to add and take away"
        ),
        "tens-ones"
    );
    // A word of another area's card is no reason: nobody reads aloud in maths.
    assert_eq!(
        picture("Mathematics", "I can write a sentence with a sign"),
        "numbers"
    );
    assert_eq!(picture("Reading", "I can find vowels"), "books");
}

#[test]
fn a_run_has_the_chosen_cards_else_those_that_each_grade_gets() {
    let all: Vec<_> = (1..=30)
        .map(|n| {
            competency(
                n,
                "Maths",
                (None, None),
                u8::try_from(n % 3 + 1).expect("a grade"),
            )
        })
        .collect();
    let cards = book().school_cards(&survey(), &all).expect("cards");
    let chosen = vec![card_id(all[3].id), "h-1".to_owned()];
    assert_eq!(
        ids(&survey().dealt_cards(&cards, &chosen)),
        [&*chosen[0], "h-1"]
    );
    let dealt = survey().dealt_cards(&cards, &[]);
    let most = 5 * 3;
    assert!((5..=most).contains(&dealt.len()), "{}", dealt.len());
    let with = survey().with_cards(&dealt);
    let item = with.item("E1").expect("the item");
    assert_eq!(item.cards, dealt);
    assert_eq!(
        dealt.iter().map(|it| &it.id).collect::<BTreeSet<_>>().len(),
        dealt.len()
    );
}
