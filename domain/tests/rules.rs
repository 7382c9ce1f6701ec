//! Small rules: names on a wall, what a child is doing, the language, the recording of a text.

use domain::{
    Lang,
    board::{SurveyActivity, Tile, doing},
    ids::PersonId,
    name::tile_names,
    survey::Progress,
    voice,
};
use proptest::prelude::*;
use std::collections::BTreeSet;

#[test]
fn two_of_the_very_same_name_are_numbered() {
    let room = [("Ana", "Li"), ("Ana", "Li"), ("Ana", "Ma"), ("Leo", "")];
    assert_eq!(tile_names(&room), ["Ana Li 1", "Ana Li 2", "Ana M.", "Leo"]);
    assert_eq!(tile_names(&[("Ana", ""), ("ANA", "")]), ["Ana 1", "ANA 2"]);
}

#[test]
fn a_number_that_is_another_childs_name_is_passed_over() {
    let room = [("Ana", ""), ("Ana", ""), ("Ana 1", "Ruiz")];
    assert_eq!(tile_names(&room), ["Ana 2", "Ana 3", "Ana 1"]);
}

#[test]
fn a_first_name_that_looks_like_a_shortened_one_is_told_apart() {
    let names = tile_names(&[("Ana L.", "Ruiz"), ("Ana", "Lima"), ("Ana", "Moss")]);
    assert_eq!(names, ["Ana L. 1", "Ana L. 2", "Ana M."]);
}

proptest! {
    #[test]
    fn no_two_children_of_a_room_have_the_same_name(
        room in prop::collection::vec(("(Ana|ana|Ana L.|Ana 1|Zoë|\\PC{1,3})", "(|Li|Lima|LI|1|\\PC{0,4})"), 0..12),
    ) {
        let people: Vec<_> = room.iter().map(|(given, family)| (&**given, &**family)).collect();
        let names = tile_names(&people);
        let different: BTreeSet<_> = names.iter().map(|it| it.to_lowercase()).collect();
        prop_assert_eq!(names.len(), people.len());
        prop_assert_eq!(different.len(), people.len());
        for (name, (given, _)) in names.iter().zip(&people) {
            prop_assert!(name.starts_with(given));
        }
    }

    #[test]
    fn a_child_alone_with_a_first_name_shows_no_more(given in "[A-Z][a-z]{1,5}", family in "[A-Z][a-z]{1,5}") {
        prop_assert_eq!(tile_names(&[(&given, &family), ("Éloi", "Roy")]), [given, "Éloi".to_owned()]);
    }
}

#[test]
fn a_tile_says_what_a_child_is_doing() {
    let of = |done| Some(Progress { done, of: 8 });
    assert_eq!(doing(None, true), SurveyActivity::NotStarted);
    assert_eq!(
        doing(of(0), false),
        SurveyActivity::NotStarted,
        "opened and left at once"
    );
    assert_eq!(
        doing(of(0), true),
        SurveyActivity::Working(Progress { done: 0, of: 8 })
    );
    assert_eq!(
        doing(of(3), true),
        SurveyActivity::Working(Progress { done: 3, of: 8 })
    );
    assert_eq!(
        doing(of(3), false),
        SurveyActivity::Paused(Progress { done: 3, of: 8 })
    );
    assert_eq!(doing(of(8), true), SurveyActivity::Done);
    assert_eq!(doing(of(8), false), SurveyActivity::Done);
    assert_eq!(
        doing(Some(Progress::default()), false),
        SurveyActivity::NotStarted
    );
}

#[test]
fn a_tile_is_flat_on_the_wire() {
    let child = PersonId(uuid::Uuid::nil());
    let doing = SurveyActivity::Working(Progress { done: 3, of: 8 });
    let tile = Tile {
        child,
        doing,
        here: true,
        locked: false,
        rushed: false,
        ticked: None,
        help: None,
        proposals: 0,
        seq: 7,
    };
    let json = serde_json::json!({
        "child": child, "state": "working", "done": 3, "of": 8, "here": true, "locked": false,
        "rushed": false, "seq": 7,
    });
    assert_eq!(serde_json::to_value(&tile).expect("JSON"), json);
    assert_eq!(serde_json::from_value::<Tile>(json).expect("a tile"), tile);
}

#[test]
fn a_language_is_read_from_what_browsers_send() {
    for (text, lang) in [
        ("en", Lang::En),
        ("es-MX", Lang::Es),
        ("ES_mx", Lang::Es),
        ("en;q=0.8", Lang::En),
    ] {
        assert_eq!(Lang::parse(text), Some(lang), "{text}");
    }
    assert_eq!(Lang::parse("fr"), None);
    assert_eq!(Lang::parse(""), None);
}

#[test]
fn a_recording_is_found_where_the_script_puts_it() {
    let (said, file) = (
        "Pon el pez en la caja azul.",
        "/voice/es/f24e6b8ad4b56db4.mp3",
    );
    assert_eq!(voice::path(Lang::Es, said), file);
}
