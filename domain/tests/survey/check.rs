//! Which survey files are given to children, and what is said of the others.

use crate::real;
use domain::{
    Lang,
    survey::{Problem, Survey, check},
    voice,
};
use serde_json::{Value, json};

fn complaints(survey: &Survey) -> Vec<String> {
    check(survey, |_| true, |_, _| true)
        .iter()
        .map(Problem::to_string)
        .collect()
}

fn file() -> Value {
    let path = real::repository().join("server/surveys/how-i-learn.json");
    let text = std::fs::read_to_string(path).expect("the survey file");
    serde_json::from_str(&text).expect("JSON")
}

fn item<'a>(file: &'a mut Value, id: &str) -> &'a mut Value {
    let items = file["items"].as_array_mut().expect("items");
    items.iter_mut().find(|it| it["id"] == id).expect("an item")
}

/// What is said of the real survey after a change to one item.
fn after(id: &str, change: fn(&mut Value)) -> Vec<String> {
    let mut file = file();
    change(item(&mut file, id));
    match Survey::parse(&file.to_string()) {
        Ok(survey) => complaints(&survey),
        Err(problems) => problems.iter().map(Problem::to_string).collect(),
    }
}

#[test]
fn the_real_survey_has_no_problem_and_all_its_pictures() {
    let pictures = real::repository().join("public/picture");
    let has = |name: &str| pictures.join(format!("{name}.svg")).is_file();
    assert_eq!(check(&real::survey(), has, |_, _| true), []);
}

#[test]
fn every_spoken_text_of_the_real_survey_has_its_recording() {
    let public = real::repository().join("public");
    let has = |lang: Lang, text: &str| public.join(&voice::path(lang, text)[1..]).is_file();
    let missing = check(&real::survey(), |_| true, has);
    let missing: Vec<String> = missing.iter().map(Problem::to_string).collect();
    assert!(missing.is_empty(), "{}", missing.join("\n"));
}

#[test]
fn every_line_and_picture_word_of_the_app_has_its_recording() {
    let root = real::repository();
    let read = |path: &str| -> Value {
        let text = std::fs::read_to_string(root.join(path)).expect("a file of words");
        serde_json::from_str(&text).expect("JSON")
    };
    let mut missing = Vec::new();
    for lang in Lang::ALL {
        let mut texts = Vec::new();
        texts_in(
            &read(&format!("app/locales/{}/child.json", lang.code())),
            &mut texts,
        );
        let pictures = read("app/words/pictures.json");
        for group in pictures.as_object().expect("groups").values() {
            for words in group.as_object().expect("pictures").values() {
                texts_in(&words[lang.code()], &mut texts);
            }
        }
        assert!(texts.len() > 50);
        let has = |text: &String| {
            root.join("public")
                .join(&voice::path(lang, text)[1..])
                .is_file()
        };
        missing.extend(texts.into_iter().filter(|it| !has(it)).map(|it| (lang, it)));
    }
    assert_eq!(missing, []);
}

fn texts_in(value: &Value, texts: &mut Vec<String>) {
    match value {
        Value::String(text) => texts.push(text.clone()),
        Value::Object(fields) => fields.values().for_each(|it| texts_in(it, texts)),
        Value::Array(parts) => parts.iter().for_each(|it| texts_in(it, texts)),
        _ => {}
    }
}

#[test]
fn a_missing_picture_or_recording_is_named_with_its_card_and_language() {
    let survey = real::survey();
    let told = check(&survey, |name| name != "rug", |_, _| true);
    assert_eq!(told, [problem("B1", "rug.picture", "no picture “rug”")]);
    let told = check(
        &survey,
        |_| true,
        |lang, text| (lang, text) != (Lang::Es, "pez"),
    );
    assert_eq!(
        told,
        [problem("P1", "fish.word", "no recording of “pez” in es")]
    );
    let told = check(&survey, |_| true, |_, text| text != "How I learn");
    assert_eq!(
        told,
        [problem("", "title", "no recording of “How I learn” in en")]
    );
}

fn problem(item: &str, field: &str, why: &str) -> Problem {
    Problem {
        item: item.to_owned(),
        field: field.to_owned(),
        why: why.to_owned(),
    }
}

type Fault = (&'static str, fn(&mut Value), &'static str);

fn without(value: &mut Value, field: &str) {
    value.as_object_mut().expect("fields").remove(field);
}

fn one_less(value: &mut Value) {
    value.as_array_mut().expect("a list").pop();
}

fn are_told_once(faults: &[Fault]) {
    for (id, change, told) in faults {
        assert_eq!(after(id, *change).join("\n"), *told);
    }
}

#[test]
fn each_fault_of_cards_and_places_is_told_once_with_item_and_field() {
    are_told_once(&[
        ("P2", |it| it["id"] = json!("P1"), "item P1, id: used twice"),
        (
            "B4",
            |it| it["most"] = json!(0),
            "item B4, most: from 1 to 5, here 0",
        ),
        (
            "D6",
            |it| it["count"] = json!(6),
            "item D6, count: from 1 to 5, here 6",
        ),
        (
            "B1",
            |it| it["count"] = json!(2),
            "item B1, count: from 1 to 1, here 2",
        ),
        (
            "B4",
            |it| it["cards"][1]["id"] = it["cards"][0]["id"].clone(),
            "item B4, cards: an id is used twice",
        ),
        (
            "B2",
            |it| it["places"][1]["id"] = it["places"][0]["id"].clone(),
            "item B2, places: an id is used twice",
        ),
        (
            "B2",
            |it| it["places"] = json!([]),
            "item B2, places: not a field of such an item, or empty",
        ),
        (
            "B3",
            |it| it["cards"][0]["id"] = json!("bear"),
            "item B3, cards: this-or-that has the cards otter and fox, each with say",
        ),
        (
            "C1",
            |it| one_less(&mut it["cards"]),
            "item C1, cards: faces are four",
        ),
        (
            "D7",
            |it| one_less(&mut it["cards"]),
            "item D7, cards: half are shown and half are decoys",
        ),
        (
            "B1",
            |it| without(&mut it["cards"][0], "spot"),
            "item B1, cards: a spot on every card of a scene, or on none",
        ),
    ]);
}

#[test]
fn each_fault_of_what_comes_from_earlier_items_is_told_once() {
    are_told_once(&[
        (
            "B4",
            |it| it["from"] = json!({"items": ["A1a"], "places": ["pick"]}),
            "item B4, cards: give either cards or from",
        ),
        (
            "E1",
            |it| it["choose"] = json!(6),
            "item E1, cards: at most 5 at a time, here 6\nitem E2, from: at most 5 at a time, here 6",
        ),
        (
            "A1",
            |it| it["from"]["items"] = json!(["A1", "A1b"]),
            "item A1, from: no earlier item “A1”",
        ),
        (
            "E2",
            |it| it["from"]["places"] = json!(["nowhere"]),
            "item E2, from: nothing of “E1” lies in these places",
        ),
        (
            "A3",
            |it| it["from"]["items"] = json!(["A1"]),
            "item A3, from: nothing of “A1” lies in these places",
        ),
        (
            "A3",
            |it| it["from"]["items"] = json!(["A1a", "A3b"]),
            "item A3, from: two of the items have a card of the same id",
        ),
    ]);
}

#[test]
fn each_fault_of_words_and_statements_is_told_once() {
    are_told_once(&[
        (
            "B4",
            |it| it["say"]["es"] = json!(" "),
            "item B4, say: no words in es",
        ),
        (
            "B4",
            |it| it["say"]["en"] = json!("Yes. ".to_owned() + &"word ".repeat(13)),
            "item B4, say: more than 12 words in a sentence in en",
        ),
        (
            "B4",
            |it| without(it, "facet"),
            "item B4, facet: what has a stem says under which facet",
        ),
        (
            "E1",
            |it| without(&mut it["places"][0], "facet"),
            "item E1, facet: what has a stem says under which facet",
        ),
        (
            "B4",
            |it| without(it, "stem"),
            "item B4, poster: needs a stem",
        ),
    ]);
}

#[test]
fn a_pair_of_what_is_no_this_or_that_is_told() {
    let mut survey = real::survey();
    survey.attention.push(("B3".to_owned(), "Z9".to_owned()));
    survey.attention.push(("B3".to_owned(), "B4".to_owned()));
    let told = [
        "attention: no this-or-that “Z9”",
        "attention: no this-or-that “B4”",
    ];
    assert_eq!(complaints(&survey), told);
}

#[test]
fn what_can_not_be_read_is_told_with_item_and_field() {
    let faults: Vec<Fault> = vec![
        (
            "B4",
            |it| it["stems"] = json!(1),
            "item B4, stems: not a field of such an item, or empty",
        ),
        (
            "B2",
            |it| it["most"] = json!(2),
            "item B2, most: not a field of such an item, or empty",
        ),
        (
            "B4",
            |it| it["say"] = json!({"en": "a"}),
            "item B4, say: missing field `es`",
        ),
        (
            "B4",
            |it| it["facet"] = json!("x"),
            "item B4, facet: unknown variant `x`",
        ),
        (
            "B4",
            |it| it["cards"][1]["sound"] = json!(1),
            "item B4, cards.hear: unknown field `sound`",
        ),
        (
            "B4",
            |it| it["cards"][1]["id"] = json!(1),
            "item B4, cards.#2: invalid type: integer `1`",
        ),
        (
            "B2",
            |it| it["places"] = json!({}),
            "item B2, places: not a list",
        ),
        (
            "B4",
            |it| it["kind"] = json!("pik"),
            "item B4, item: unknown variant `pik`",
        ),
        (
            "B4",
            |it| it["most"] = json!(-1),
            "item B4, most: invalid value: integer `-1`",
        ),
        (
            "P1",
            |it| it["id"] = json!(null),
            "item #1, item: invalid type: null",
        ),
    ];
    for (id, change, told) in faults {
        let all = after(id, change);
        assert_eq!(all.len(), 1, "{all:?}");
        assert!(all[0].starts_with(told), "{all:?} {told}");
    }
    let told = |json: &str| {
        let problems = Survey::parse(json).expect_err("no survey");
        problems
            .iter()
            .map(Problem::to_string)
            .collect::<Vec<_>>()
            .join("\n")
    };
    assert!(told("{\n  \"id\": }").starts_with("line 2, column 9: no JSON: expected value"));
    assert!(told("[]").starts_with("file: invalid"));
    assert!(told("{\"items\": []}").starts_with("file: missing field `id`"));
    assert!(told("{\"titel\": 1, \"items\": []}").starts_with("file: unknown field `titel`"));
}
