//! A framework out of its files, and what it changes in a school.

use domain::{
    Lang,
    competency::{
        Competency, CompetencyChangeKind, CompetencyField, FileSpot, Framework, FrameworkChanges,
        RowProblemKind, RowProblems, StoredCompetency, compare_framework, read_framework,
    },
    ids::CompetencyId,
    plan::Area,
};
use proptest::prelude::*;
use uuid::Uuid;

const CEDAR: &str = include_str!("../../server/demo/competencies.csv");
const CASE: &str = include_str!("case.json");

fn good(text: &str) -> Framework {
    let (framework, said) = read_framework(text.as_bytes(), "Cedar");
    assert!(!said.stop, "{said:?}");
    framework
}

fn whys(text: &str) -> Vec<RowProblemKind> {
    let (_, said) = read_framework(text.as_bytes(), "Cedar");
    said.kept.into_iter().map(|it| it.why).collect()
}

fn messages(text: &str) -> Vec<String> {
    let (_, said) = read_framework(text.as_bytes(), "Cedar");
    let told = said.kept.iter().map(|it| it.to_text("c.csv", Lang::En));
    told.collect()
}

#[test]
fn the_invented_schools_file_is_read_whole() {
    let framework = good(CEDAR);
    assert_eq!((framework.items.len(), framework.headings), (18, 4));
    let two = framework.items.iter().find(|it| it.code == "M.2").unwrap();
    assert_eq!(two.heading.title.es, "Matemáticas");
    assert_eq!(two.heading.area(), Area::Maths);
    assert_eq!(
        two.child.es.as_deref(),
        Some("Puedo sumar y restar hasta 20")
    );
    assert_eq!(two.grades.map(|it| (it.first, it.last)), Some((1, 1)));
    let halves = framework.items.iter().find(|it| it.code == "M.6").unwrap();
    let words = "I can show halves, thirds and fourths";
    assert_eq!(halves.child.en.as_deref(), Some(words));
    assert!(
        framework
            .items
            .iter()
            .all(|it| it.heading.area() != Area::Own)
    );
    assert_eq!(whys(CEDAR), []);
}

#[test]
fn columns_may_stand_in_any_order_and_case_with_others_beside_and_a_byte_order_mark() {
    let text = "\u{feff}EDUCATIONLEVEL;Colour;Full Statement;human_coding_scheme\r\n\
                K-1;red;\"Count; compare\";M.1\r\n";
    let framework = good(text);
    let one = &framework.items[0];
    assert_eq!(
        (one.code.as_str(), one.statement.as_str()),
        ("M.1", "Count; compare")
    );
    assert_eq!(one.grades.map(|it| (it.first, it.last)), Some((0, 1)));
    assert_eq!(one.heading.title.en, "Cedar");
}

#[test]
fn what_is_wrong_is_named_with_line_column_value_and_what_to_do() {
    let text = "humanCodingScheme,fullStatement,educationLevel,parent\n\
                M.1,Count,second,M\n\
                ,Add,01,\n\
                M.1,Again,01,\n\
                M.2,,01,\n\
                M.3,Tell, the time,01,,\n";
    let told = messages(text);
    for line in [
        "c.csv, line 2, educationLevel “second”: is no grade",
        "c.csv, line 2, parent “M”: nothing in the file has this code",
        "c.csv, line 3, humanCodingScheme: is blank → fill it in",
        "c.csv, line 4, humanCodingScheme “M.1”: is there twice, first at 2 → give it its own",
        "c.csv, line 5, fullStatement: is blank",
    ] {
        assert!(
            told.iter().any(|it| it.starts_with(line)),
            "{line}\n{told:#?}"
        );
    }
}

#[test]
fn a_table_without_its_columns_or_that_is_none_stops() {
    assert_eq!(
        whys("a,b\n1,2\n"),
        [RowProblemKind::MissingColumn, RowProblemKind::MissingColumn]
    );
    let twice = "humanCodingScheme,fullStatement,Full statement\nM.1,a,b\n";
    assert_eq!(whys(twice), [RowProblemKind::ColumnTwice]);
    for bad in [
        "",
        "{",
        "{}",
        "[1]",
        "PK\u{3}\u{4}",
        "humanCodingScheme,fullStatement\n",
    ] {
        let (framework, said) = read_framework(bad.as_bytes(), "Cedar");
        assert!(said.stop, "{bad:?}");
        assert!(framework.items.is_empty());
    }
}

#[test]
fn a_case_package_is_read_with_headings_grades_and_order() {
    let framework = good(CASE);
    assert_eq!(framework.name.as_deref(), Some("Elm State Maths"));
    let codes: Vec<&str> = framework.items.iter().map(|it| it.code.as_str()).collect();
    assert_eq!(codes, ["2.OA.1", "2.OA.2", "2.NBT.1"]);
    let one = &framework.items[0];
    assert_eq!(one.heading.title.en, "Operations & Algebraic Thinking");
    assert_eq!(one.heading.area(), Area::Own);
    assert_eq!(one.grades.map(|it| (it.first, it.last)), Some((2, 2)));
    assert_eq!(one.child.en, None);
    let two = &framework.items[1];
    assert_eq!(two.child.en.as_deref(), Some("I can add in my head"));
    assert_eq!(two.child.es.as_deref(), Some("Puedo sumar en mi cabeza"));
}

#[test]
fn what_is_wrong_in_a_case_package_is_named_by_its_place() {
    let text = r#"{"CFDocument": {"identifier": "d", "title": "T"}, "CFItems": [
        {"identifier": "a", "fullStatement": "Add", "educationLevel": ["second"]},
        {"identifier": "b", "humanCodingScheme": "B"}],
        "CFAssociations": [{"associationType": "isChildOf", "originNodeURI": {"identifier": "a"},
        "destinationNodeURI": {"identifier": "gone"}}]}"#;
    let (_, said) = read_framework(text.as_bytes(), "Cedar");
    let places: Vec<(FileSpot, &str)> = said
        .kept
        .iter()
        .map(|it| (it.spot.clone(), it.column.as_str()))
        .collect();
    let at = |n: usize| FileSpot::Part(format!("CFItems[{n}]"));
    for place in [
        (at(0), "humanCodingScheme"),
        (at(0), "educationLevel"),
        (at(0), "isChildOf"),
        (at(1), "fullStatement"),
    ] {
        assert!(places.contains(&place), "{place:?} in {places:?}");
    }
}

#[test]
fn parts_that_stand_under_each_other_in_a_ring_are_said_and_end() {
    let text = "humanCodingScheme,fullStatement,CFItemType,parent\n\
                A,One,Competency,B\nB,Two,Competency,A\n";
    let rings = whys(text)
        .into_iter()
        .filter(|it| *it == RowProblemKind::UnderItself);
    assert_eq!(rings.count(), 2);
}

/// The school after the changes were written.
fn after(before: &[StoredCompetency], changes: &FrameworkChanges) -> Vec<StoredCompetency> {
    let mut all = before.to_vec();
    for put in &changes.put {
        let known = StoredCompetency {
            competency: Competency {
                id: put.id,
                framework: "Cedar".to_owned(),
                code: put.item.code.clone(),
                heading: put.item.heading.clone(),
                statement: put.item.statement.clone(),
                child: put.item.child.clone(),
                grades: put.item.grades,
                active: true,
            },
            place: put.place,
        };
        match all.iter_mut().find(|it| it.competency.id == put.id) {
            Some(it) => *it = known,
            None => all.push(known),
        }
    }
    for known in &mut all {
        if changes.retire.contains(&known.competency.id) {
            known.competency.active = false;
        }
    }
    all
}

fn ids(from: u128) -> impl FnMut() -> Uuid {
    let mut next = from;
    move || {
        next += 1;
        Uuid::from_u128(next)
    }
}

fn into(
    before: &[StoredCompetency],
    text: &str,
    from: u128,
) -> (FrameworkChanges, Vec<StoredCompetency>) {
    let changes = compare_framework(&good(text), before, &mut RowProblems::default(), ids(from));
    let now = after(before, &changes);
    (changes, now)
}

#[test]
fn the_same_file_again_changes_nothing_and_a_changed_one_keeps_ids() {
    let (first, school) = into(&[], CEDAR, 0);
    assert_eq!(first.tally.new, 18);
    let (second, _) = into(&school, CEDAR, 100);
    assert_eq!((second.rows(), second.tally.found), (0, 18));
    let changed = CEDAR.replace("I can read the clock", "I can tell the time");
    let (third, _) = into(&school, &changed, 200);
    assert_eq!((third.rows(), third.tally.changed), (1, 1));
    assert_eq!(
        third.changes[0].what,
        CompetencyChangeKind::Changed(vec![CompetencyField::ChildEn])
    );
    let known = school
        .iter()
        .find(|it| it.competency.code == "M.4")
        .unwrap();
    assert_eq!(third.put[0].id, known.competency.id);
}

#[test]
fn what_a_later_file_lacks_is_retired_and_comes_back_as_what_it_was() {
    let (_, school) = into(&[], CEDAR, 0);
    let clock = |it: &&str| !it.contains("M.4");
    let less: Vec<&str> = CEDAR.lines().filter(clock).collect();
    let (gone, school) = into(&school, &less.join("\n"), 100);
    assert_eq!((gone.tally.gone, gone.retire.len()), (1, 1));
    let (back, school) = into(&school, CEDAR, 200);
    assert_eq!(back.tally.back, 1);
    assert_eq!(back.put[0].id, gone.retire[0]);
    assert!(school.iter().all(|it| it.competency.active));
}

#[test]
fn a_file_that_would_retire_most_is_said() {
    let (_, school) = into(&[], CEDAR, 0);
    let mut said = RowProblems::default();
    let other = good("humanCodingScheme,fullStatement\nX,Other\n");
    compare_framework(&other, &school, &mut said, ids(500));
    let why = RowProblemKind::ManyRetire { retire: 18, of: 18 };
    assert_eq!(said.kept.last().map(|it| it.why.clone()), Some(why));
    assert!(!said.stop);
}

fn table() -> impl Strategy<Value = Vec<(u8, String, u8)>> {
    proptest::collection::vec((0_u8..12, "[a-z]{1,6}( [a-z,\"]{1,5})?", 0_u8..13), 1..10)
}

fn csv(rows: &[(u8, String, u8)]) -> String {
    let mut text = "humanCodingScheme,fullStatement,educationLevel\n".to_owned();
    let mut seen = Vec::new();
    for (code, statement, grade) in rows {
        if !seen.contains(code) {
            seen.push(*code);
            let statement = statement.replace('"', "\"\"");
            text.extend([
                "C.",
                &code.to_string(),
                ",\"",
                &statement,
                "\",",
                &grade.to_string(),
                "\n",
            ]);
        }
    }
    text
}

proptest! {
    #[test]
    fn no_bytes_make_it_panic(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
        let _ = read_framework(&bytes, "Cedar");
    }

    #[test]
    fn no_table_and_no_json_makes_it_panic(
        body in "[a-z,;\"\n{}:\\[\\] 0-9]{0,120}",
        head in proptest::sample::select(vec![
            "humanCodingScheme,fullStatement,parent,educationLevel\n", "{\"CFItems\": [", "{",
        ]),
    ) {
        let _ = read_framework(format!("{head}{body}").as_bytes(), "Cedar");
    }

    #[test]
    fn after_any_two_files_the_second_again_changes_nothing(one in table(), two in table()) {
        let (_, school) = into(&[], &csv(&one), 0);
        let (_, school) = into(&school, &csv(&two), 1_000);
        let (again, _) = into(&school, &csv(&two), 2_000);
        prop_assert_eq!(again.rows(), 0);
    }

    #[test]
    fn whatever_a_file_brings_no_competency_is_lost_and_ids_stay(one in table(), two in table()) {
        let (_, before) = into(&[], &csv(&one), 0);
        let (_, now) = into(&before, &csv(&two), 1_000);
        let id = |all: &[StoredCompetency], code: &str| -> Option<CompetencyId> {
            all.iter().find(|it| it.competency.code == code).map(|it| it.competency.id)
        };
        for known in &before {
            let code = &known.competency.code;
            prop_assert_eq!(id(&now, code), Some(known.competency.id));
        }
    }
}
