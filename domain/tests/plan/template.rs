//! The forms of plans: those that come with Fledge, and what a school makes of them.

use chrono::NaiveDate;
use domain::{
    Words,
    plan::template::{
        Adapted, Kind, Part, PlanPerson, Problem, Section, SectionError, Template, TemplateError,
        Written, check, check_together,
    },
};
use proptest::prelude::*;

const FILES: [&str; 4] = [
    include_str!("../../../server/plans/templates/five-terms.json"),
    include_str!("../../../server/plans/templates/know-me.json"),
    include_str!("../../../server/plans/templates/pathways.json"),
    include_str!("../../../server/plans/templates/week-by-week.json"),
];

fn all() -> Vec<Template> {
    FILES
        .iter()
        .map(|it| Template::parse(it).expect("a form"))
        .collect()
}

fn said(flaws: &[Problem]) -> Vec<String> {
    flaws.iter().map(ToString::to_string).collect()
}

#[test]
fn the_four_forms_can_be_a_schools_and_mean_the_same_by_the_same_section() {
    for template in all() {
        assert_eq!(
            said(&check(&template, |_| true)),
            [""; 0],
            "{}",
            template.id
        );
        let again = serde_json::to_string(&template).unwrap();
        assert_eq!(Template::parse(&again).unwrap(), template);
    }
    assert_eq!(said(&check_together(&all())), [""; 0]);
    let terms: Vec<_> = all().iter().map(|it| it.terms).collect();
    assert_eq!(terms, [5, 3, 2, 4]);
}

#[test]
fn each_school_of_the_source_finds_what_its_plans_have() {
    use Kind::{
        Competencies, Daily, Dream, Evidence, Goals, Interests, Mastery, Needs, NextStep, Pace,
        People, Steps, Strengths, Text, Voice, Weekly,
    };
    let kinds = |n: usize| {
        all()[n]
            .visible_sections()
            .map(|it| it.kind)
            .collect::<Vec<_>>()
    };
    let has = |n: usize, wanted: &[Kind]| wanted.iter().all(|it| kinds(n).contains(it));
    assert!(has(0, &[Goals, Steps, Daily, Competencies, Pace]));
    assert!(has(1, &[Interests, Strengths, Needs, Mastery, NextStep]));
    assert!(has(2, &[Strengths, Goals, Text, Evidence, Voice, People]));
    assert!(has(3, &[Dream, Goals, Weekly, Pace]));
}

#[test]
fn what_is_wrong_with_a_file_is_named_by_section_and_field() {
    let flaws = |json: &str| match Template::parse(json) {
        Err(flaws) => said(&flaws),
        Ok(template) => said(&check(&template, |it| it != "unicorn-2")),
    };
    assert!(flaws("{\n\"id\": }")[0].starts_with("line 2, column 7: no JSON"));
    let file = |from: &str, to: &str| {
        assert!(FILES[2].contains(from), "{from}");
        flaws(&FILES[2].replacen(from, to, 1))
    };
    let unknown = file("\"kind\": \"evidence\"", "\"kind\": \"proof\"");
    assert!(unknown[0].starts_with("section evidence, kind: unknown variant `proof`"));
    let lost = file("\"en\": \"Pathways\",", "");
    assert!(
        lost[0].starts_with("section pathways, title: missing field `en`"),
        "{lost:?}"
    );
    assert_eq!(
        file("\"es\": \"Caminos\"", "\"es\": \" \""),
        ["section pathways, title: no words in es"]
    );
    assert_eq!(
        file("\"id\": \"supports\"", "\"id\": \"pathways\""),
        ["section pathways, id: used twice"]
    );
    assert_eq!(
        file("\"id\": \"supports\"", "\"id\": \"Supports\""),
        ["section Supports, id: small letters, digits and hyphens"]
    );
    assert_eq!(
        file("\"kind\": \"interests\"", "\"kind\": \"strengths\""),
        ["section interests, kind: shown twice"]
    );
    assert_eq!(
        file("\"kind\": \"goals\"", "\"kind\": \"steps\""),
        ["sections: none of kind goals"]
    );
    assert_eq!(
        file("\"kind\": \"voice\"", "\"kind\": \"text\""),
        ["section reflection, choices: only where a child chooses (voice)"]
    );
    assert_eq!(
        file("\"picture\": \"again\"", "\"picture\": \"unicorn-2\""),
        ["section reflection, choices.kept-trying: no picture “unicorn-2”"]
    );
    assert_eq!(
        file("\"terms\": 2", "\"terms\": 0"),
        ["terms: from 1 to 12 a year"]
    );
    assert_eq!(
        file("\"version\": 1", "\"version\": 0"),
        ["version: from 1 on"]
    );
    let mut two = all();
    two[1].sections[0].id = "dream".to_owned();
    two[3].id = two[2].id.clone();
    assert_eq!(
        said(&check_together(&two)),
        [
            "section dream, kind: another kind in “five-terms”",
            "section dream, kind: another kind in “know-me”",
            "id: “pathways” twice",
        ]
    );
}

#[test]
fn a_school_renames_hides_and_moves_sections_and_loses_none() {
    let template = all().remove(2);
    let mut asked = Adapted::of(&template);
    assert_eq!(asked.apply(&template).unwrap(), template);
    asked.shift("involved", false);
    asked.shift("strengths", false);
    asked.shift("reflection", true);
    asked.sections[0].on = false;
    asked.sections[0].title = Words {
        en: " What I am good at ".to_owned(),
        es: "En qué soy bueno".to_owned(),
    };
    asked.terms = 3;
    let own = asked.apply(&template).unwrap();
    let ids: Vec<_> = own.sections.iter().map(|it| it.id.as_str()).collect();
    assert_eq!(ids[6..], ["evidence", "involved", "reflection"]);
    assert_eq!(
        (own.terms, own.sections[0].title.en.as_str()),
        (3, "What I am good at")
    );
    assert!(!own.visible_sections().any(|it| it.id == "strengths"));
    assert_eq!(own.visible_sections().count(), template.sections.len() - 1);

    let with = |change: &dyn Fn(&mut Adapted)| {
        let mut asked = Adapted::of(&template);
        change(&mut asked);
        asked.apply(&template)
    };
    assert_eq!(
        with(&|it| it.terms = 0),
        Err(TemplateError::TermsFromOneToTwelve)
    );
    assert_eq!(
        with(&|it| it.sections[1].title.es.clear()),
        Err(TemplateError::SectionTitleIsEmptyOrTooLong)
    );
    assert_eq!(
        with(&|it| it.sections[1].id = "x".into()),
        Err(TemplateError::SectionIsUnknown)
    );
    assert_eq!(
        with(&|it| drop(it.sections.pop())),
        Err(TemplateError::SectionIsMissing)
    );
    assert_eq!(
        with(&|it| it.sections[1] = it.sections[0].clone()),
        Err(TemplateError::SectionIsThereTwice)
    );
    let goals = |it: &mut Adapted| {
        it.sections
            .iter_mut()
            .filter(|it| it.id == "goals")
            .for_each(|it| it.on = false);
    };
    assert_eq!(with(&goals), Err(TemplateError::NoGoals));
}

#[test]
fn a_school_whose_forms_are_not_there_still_sees_dream_and_goals() {
    assert_eq!(said(&check(&Template::plain(), |_| true)), [""; 0]);
}

fn section(kind: Kind) -> Section {
    let all = all();
    let mut found = all.into_iter().flat_map(|it| it.sections);
    found.find(|it| it.kind == kind).expect("in some form")
}

#[test]
fn what_is_written_must_be_of_its_sections_kind() {
    for kind in Kind::ALL {
        assert_eq!(Written::empty(kind).is_some(), kind.is_written());
    }
    let text = |text: &str| Written::Text {
        text: text.to_owned(),
    };
    let pathways = section(Kind::Text);
    assert_eq!(
        text(" A club. \n").checked(&pathways).unwrap(),
        text("A club.")
    );
    assert!(text(" \n").checked(&pathways).unwrap().is_empty());
    assert_eq!(
        text(&"x".repeat(2_001)).checked(&pathways),
        Err(SectionError::TextIsTooLong)
    );
    let reflection = section(Kind::Voice);
    assert_eq!(
        text("x").checked(&reflection),
        Err(SectionError::IsNotWritten)
    );
    let voice = |chosen: &[&str]| Written::Voice {
        chosen: chosen.iter().map(|it| (*it).to_owned()).collect(),
        text: "I tried".to_owned(),
    };
    assert!(voice(&["asked", "brave"]).checked(&reflection).is_ok());
    for wrong in [
        &["x"][..],
        &["asked", "asked"],
        &["asked", "brave", "helped", "still-hard"],
    ] {
        assert_eq!(
            voice(wrong).checked(&reflection),
            Err(SectionError::NoChoice)
        );
    }
    let people = |name: &str, n| Written::People {
        people: vec![
            PlanPerson {
                name: name.to_owned(),
                part: Part::Family
            };
            n
        ],
    };
    let involved = section(Kind::People);
    assert!(people("Abuela", 12).checked(&involved).is_ok());
    assert_eq!(
        people("Abuela", 13).checked(&involved),
        Err(SectionError::TooManyPeople)
    );
    assert_eq!(
        people(" ", 1).checked(&involved),
        Err(SectionError::NameIsEmptyOrTooLong)
    );
    let next = Written::NextStep {
        text: String::new(),
        by: NaiveDate::from_ymd_opt(2026, 12, 2),
    };
    assert!(
        !next
            .clone()
            .checked(&section(Kind::NextStep))
            .unwrap()
            .is_empty()
    );
    assert_eq!(
        next.checked(&section(Kind::Goals)),
        Err(SectionError::IsNotWritten)
    );
}

proptest! {
    #[test]
    fn moving_a_section_keeps_them_all(
        moves in prop::collection::vec((0..9_usize, any::<bool>()), 0..30),
    ) {
        let template = all().remove(2);
        let mut asked = Adapted::of(&template);
        for (n, down) in moves {
            let id = template.sections[n].id.clone();
            let before = asked.sections.iter().position(|it| it.id == id);
            asked.shift(&id, down);
            let after = asked.sections.iter().position(|it| it.id == id);
            prop_assert!(before.unwrap().abs_diff(after.unwrap()) <= 1);
        }
        let own = asked.apply(&template).unwrap();
        prop_assert!(template.sections.iter().all(|it| own.section(&it.id) == Some(it)));
    }

    #[test]
    fn whatever_is_in_a_file_is_read_or_refused(text in ".{0,200}") {
        prop_assert!(Template::parse(&text).is_err());
    }
}
