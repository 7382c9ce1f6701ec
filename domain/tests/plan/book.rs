//! The book's file, and a goal made of it.

use chrono::Weekday;
use domain::{
    Lang,
    ids::DailyId,
    plan::{Area, Chosen, GoalBook, Text, Weekdays, check},
};
use std::path::PathBuf;
use uuid::Uuid;

fn repository() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("..")
}

fn text() -> String {
    std::fs::read_to_string(repository().join("server/plans/goals.json")).expect("the book")
}

fn book() -> GoalBook {
    GoalBook::parse(&text()).expect("a book that can be read")
}

fn said(changed: &str) -> String {
    let problems = match GoalBook::parse(changed) {
        Err(problems) => problems,
        Ok(book) => check(&book, |_| true, |_, _| true),
    };
    let lines: Vec<String> = problems.iter().map(ToString::to_string).collect();
    lines.join("\n")
}

#[test]
fn the_book_that_comes_with_fledge_can_be_given_to_children() {
    let pictures = repository().join("public/picture");
    let has_picture = |name: &str| pictures.join(format!("{name}.svg")).exists();
    let book = book();
    assert_eq!(check(&book, has_picture, |_, _| true), []);
    for area in Area::ALL {
        assert!((4..=5).contains(&book.of(area).count()), "{area:?}");
    }
}

#[test]
fn what_is_wrong_is_named_by_goal_and_field() {
    let text = text();
    for (is, wrong, told) in [
        (
            "\"heart\", \"picture\": \"helping-hands\"",
            "\"love\", \"picture\": \"x\"",
            "entry be-kind, area: unknown variant `love`",
        ),
        (
            "\"id\": \"be-kind\"",
            "\"id\": \"speak-up\"",
            "entry speak-up, id: used twice",
        ),
        (
            "\"es\": \"Ayudo a los demás.\"",
            "\"fr\": \"J'aide.\"",
            "entry be-kind, say: unknown field `fr`",
        ),
        (
            "Ayudo a los demás.",
            "",
            "entry be-kind, say: no words in es",
        ),
        (
            "I help others.",
            "I am one who helps very many others on each and every day.",
            "entry be-kind, say: more than 12 words",
        ),
        (
            "I help others.",
            "I help {name}.",
            "entry be-kind, say: a placeholder",
        ),
        (
            "[\"sat\", \"sun\"], \"place\": \"home\"},\n        {\"id\": \"kind-word\"",
            "[\"payday\"], \"place\": \"home\"},\n        {\"id\": \"kind-word\"",
            "entry be-kind, daily.help-home.days: no weekday “payday”",
        ),
        (
            "\"id\": \"kind-word\"",
            "\"id\": \"help-one\"",
            "entry be-kind, daily.help-one: used twice",
        ),
        (
            "\"id\": \"be-kind\",",
            "\"id\": \"be-kind\", \"wings\": 2,",
            "entry be-kind, entry: unknown field `wings`",
        ),
    ] {
        assert!(text.contains(is), "{is}");
        let said = said(&text.replacen(is, wrong, 1));
        assert!(said.contains(told), "{told}\n{said}");
    }
    assert!(said("{").starts_with("line 1"));
    let book = book();
    let silent = check(&book, |_| true, |lang, _| lang == Lang::En);
    assert!(silent.iter().any(|it| {
        it.why
            .contains("no recording of “Ayudo a los demás.” in es")
    }));
    let blind = check(&book, |name| name != "breath", |_, _| true);
    assert!(
        blind
            .iter()
            .any(|it| it.field == "daily.three-breaths.picture")
    );
}

#[test]
fn a_goal_made_of_pictures_is_known_and_spoken_in_both_languages() {
    let book = book();
    let chosen = |n, suggestion: &str| Chosen {
        id: DailyId(Uuid::from_u128(n)),
        suggestion: suggestion.to_owned(),
        days: Weekdays::of([Weekday::Mon, Weekday::Thu]),
    };
    let two = [chosen(1, "help-one"), chosen(2, "help-home")];
    let draft = book.draft("be-kind", &two).expect("a draft");
    assert_eq!(draft.check(), Ok(()));
    assert_eq!(draft.title.get(Lang::Es), "Ayudo a los demás.");
    assert!(draft.title.voice(Lang::Es).is_some());
    assert!(draft.from_book().all(|it| book.has(it)));
    assert_eq!(draft.daily[1].days.count(), 2);
    assert!(draft.signed_child && !draft.signed_teacher);
    assert_eq!(Text::Own("Lesen".to_owned()).voice(Lang::En), None);

    let never = Chosen {
        days: Weekdays::default(),
        ..chosen(1, "help-one")
    };
    for wrong in [
        vec![],
        vec![chosen(1, "fly")],
        vec![never],
        vec![chosen(1, "help-one"), chosen(2, "help-one")],
        vec![chosen(1, "help-one"), chosen(1, "help-home")],
    ] {
        assert_eq!(book.draft("be-kind", &wrong), None, "{wrong:?}");
    }
    assert_eq!(book.draft("fly", &two), None);
}
