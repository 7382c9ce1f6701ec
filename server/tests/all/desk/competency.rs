//! Competencies and levels, over HTTP.

use crate::{
    child::survey::sign_in,
    desk::plan::draft,
    support::{Browser, TestApp},
};
use axum::http::StatusCode;
use chrono::TimeDelta;
use domain::{
    AppError, Lang,
    competency::{
        ChildLevels, ClassLevels, Competency, CompetencyChangeKind as Changed, Gap, Level,
        LevelDraft, LevelEntry, LevelError, LevelMark, LevelSource, card_id, read_framework,
    },
    ids::{CompetencyId, LevelId, PersonId},
    plan::{Goal, MyPlan, Text},
    school::Role,
};
use serde_json::{Value, json};
use store::{
    competency::{NamedFramework, apply_all, set_level},
    proof::{Office, Teacher},
    testing::fixture,
};

const CEDAR: &str = include_str!("../../../demo/competencies.csv");

/// The invented school's framework in every school of the test; one of the teacher's.
pub async fn cedar(app: &TestApp, teacher: &Teacher) -> CompetencyId {
    let (framework, said) = read_framework(CEDAR.as_bytes(), "Cedar");
    assert!(!said.stop);
    let (given, office) = (
        NamedFramework::new("Cedar", framework).unwrap(),
        Office::at_the_console(),
    );
    apply_all(&app.db, &office, None, given, app.now())
        .await
        .unwrap();
    let staff = fixture::staff(&app.db, teacher.person()).await;
    let all = store::competency::list_competencies(&app.db, &staff).await;
    all.unwrap()[1].id
}

/// That a child is learning it, seen by the teacher today.
pub async fn said(
    app: &TestApp,
    teacher: &Teacher,
    child: PersonId,
    competency: CompetencyId,
) -> LevelId {
    let (today, now) = (app.now().date_naive(), app.now());
    let draft = LevelDraft {
        competency,
        level: Level::Learning,
        seen: LevelSource::Work,
        note: "Two of her number stories".to_owned(),
        on: today,
    };
    let set = set_level(&app.db, teacher, child, draft, today, now).await;
    set.unwrap().expect("it stands").entry
}

async fn school(app: &TestApp) -> Vec<Competency> {
    let small = &app.small;
    let teacher = fixture::teacher(&app.db, small.reed, small.room1).await;
    cedar(app, &teacher).await;
    let mut desk = app.desk(small.reed).await;
    desk.form("/api/competency/list", &[]).await.good().await
}

fn id(all: &[Competency], code: &str) -> CompetencyId {
    all.iter()
        .find(|it| it.code == code)
        .expect("it is there")
        .id
}

fn level(app: &TestApp, child: PersonId, competency: CompetencyId, level: &str) -> Value {
    let on = app.now().date_naive();
    let draft = json!({ "competency": competency, "level": level, "seen": "observation",
        "note": "Counted on from seven", "on": on });
    json!({ "child": child, "draft": draft })
}

async fn set(desk: &mut Browser<'_>, asked: &Value) -> Option<LevelMark> {
    desk.json("/api/competency/set_level", asked)
        .await
        .good()
        .await
}

async fn child_levels(desk: &mut Browser<'_>, child: PersonId) -> ChildLevels {
    let asked = [("child", &*child.to_string())];
    desk.form("/api/competency/child", &asked)
        .await
        .good()
        .await
}

#[tokio::test]
async fn a_teacher_says_how_far_a_child_is_takes_it_back_and_all_of_it_is_kept() {
    TestApp::each(async |app| {
        let all = school(&app).await;
        let (small, two) = (&app.small, id(&all, "M.2"));
        let mut desk = app.desk(small.reed).await;
        let one = set(&mut desk, &level(&app, small.milo, two, "learning")).await;
        app.pass(TimeDelta::minutes(5));
        let got = set(&mut desk, &level(&app, small.milo, two, "got-it"))
            .await
            .unwrap();
        assert_eq!(got.level, Level::GotIt);
        let child = small.milo.to_string();
        let entry = got.entry.to_string();
        for _ in 0..2 {
            let undone = [("child", child.as_str()), ("entry", entry.as_str())];
            let undone = desk.form("/api/competency/undo_level", &undone).await;
            let stands: Option<LevelMark> = undone.good().await;
            assert_eq!(stands, one);
        }
        let of = [("child", child.as_str()), ("competency", &*two.to_string())];
        let history = desk.form("/api/competency/levels", &of).await;
        let history: Vec<LevelEntry> = history.good().await;
        assert_eq!(history.len(), 3);
        assert_eq!(history[0].undoes, Some(got.entry));
        assert_eq!(history[2].note, "Counted on from seven");
        assert_eq!(history[2].who, "Kim Reed");
        let of_class = [("class", &*small.room1.to_string())];
        let class = desk.form("/api/competency/class", &of_class).await;
        let class: ClassLevels = class.good().await;
        let row = class
            .rows
            .iter()
            .find(|it| it.child.child == small.milo)
            .unwrap();
        let at = class
            .competencies
            .iter()
            .position(|it| it.id == two)
            .unwrap();
        assert_eq!(row.marks[at], one);
        assert_eq!(row.marks.iter().flatten().count(), 1);
    })
    .await;
}

#[tokio::test]
async fn a_gap_of_an_earlier_grade_is_named_and_becomes_a_goal_the_child_can_read() {
    TestApp::each(async |app| {
        let all = school(&app).await;
        let (small, today) = (&app.small, app.now().date_naive());
        let days = (today - TimeDelta::days(14), today + TimeDelta::days(55));
        fixture::term(&app.db, small.cedar, &[small.room1], "Term 1", days).await;
        let (two, three) = (id(&all, "M.2"), id(&all, "M.3"));
        let mut desk = app.desk(small.reed).await;
        set(&mut desk, &level(&app, small.milo, two, "not-yet")).await;
        let page = child_levels(&mut desk, small.milo).await;
        assert_eq!(page.grade, 2);
        let gap = |of| {
            page.lines
                .iter()
                .find(|it| it.competency.id == of)
                .unwrap()
                .gap
        };
        let looked = true;
        assert_eq!(gap(two), Some(Gap { from: 1, looked }));
        assert_eq!(gap(three), None);

        let aimed = all.iter().find(|it| it.id == two).unwrap();
        let mut goal = draft("");
        goal.title = aimed.title(Lang::Es);
        goal.area = aimed.heading.area();
        goal.competency = Some(two);
        let class = small.room1;
        let asked = json!({ "class": class, "children": [small.milo], "draft": goal });
        let given = desk.json("/api/plan/give_goal", &asked).await;
        let given: Vec<Goal> = given.good().await;
        assert_eq!(given[0].competency, Some(two));
        let page = child_levels(&mut desk, small.milo).await;
        let line = page
            .lines
            .iter()
            .find(|it| it.competency.id == two)
            .unwrap();
        assert_eq!(line.goal, Some(given[0].id));

        let of_class = [("class", &*class.to_string())];
        let aimed = desk.form("/api/board/aimed", &of_class).await;
        assert_eq!(aimed.good::<Vec<String>>().await, [card_id(two)]);

        let open = [("class", &*class.to_string()), ("open", "true")];
        desk.form("/api/board/set_open", &open).await;
        let mut tablet = app.tablet(small.reed, class).await;
        sign_in(&mut tablet, small.milo).await;
        let mine = tablet.form("/api/plan/mine", &[]).await;
        let mine: Option<MyPlan> = mine.good().await;
        let home = mine.unwrap().home;
        assert_eq!(home.aims[0].level, Some(Level::NotYet));
        let words = home.aims[0].competency.wording(Lang::Es).text;
        assert_eq!(words, "Puedo sumar y restar hasta 20");
        let page = tablet.get("/goals").await.text().await;
        assert!(page.contains("I can add and take away with numbers up to 20"));
        assert!(
            !page.contains("Counted on from seven"),
            "evidence is the adults'"
        );
    })
    .await;
}

#[tokio::test]
async fn what_can_not_be_said_is_refused_and_changes_nothing() {
    TestApp::each(async |app| {
        let all = school(&app).await;
        let (small, two) = (&app.small, id(&all, "M.2"));
        let mut desk = app.desk(small.reed).await;
        let mut tomorrow = level(&app, small.milo, two, "learning");
        tomorrow["draft"]["on"] = json!(app.now().date_naive() + TimeDelta::days(2));
        let mut long = level(&app, small.milo, two, "learning");
        long["draft"]["note"] = json!("x".repeat(301));
        for (asked, why) in [
            (tomorrow, LevelError::IsInTheFuture),
            (long, LevelError::NoteIsTooLong),
        ] {
            let refused = desk.json("/api/competency/set_level", &asked).await;
            assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
            let said: AppError = serde_json::from_str(&refused.text().await).unwrap();
            assert_eq!(said, why.into());
        }
        let bad = level(&app, small.milo, two, "brilliant");
        let refused = desk.json("/api/competency/set_level", &bad).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        let mut goal = draft("I can fly");
        goal.competency = Some(CompetencyId(app.db.ids().uuid()));
        let asked = json!({ "class": small.room1, "children": [small.milo], "draft": goal });
        let refused = desk.json("/api/plan/give_goal", &asked).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        let page = child_levels(&mut desk, small.milo).await;
        assert!(page.lines.iter().all(|it| it.said.is_none()));
    })
    .await;
}

#[tokio::test]
async fn words_that_are_no_competencys_can_not_pose_as_known_in_both_languages() {
    TestApp::each(async |app| {
        school(&app).await;
        let (small, today) = (&app.small, app.now().date_naive());
        let days = (today - TimeDelta::days(14), today + TimeDelta::days(55));
        fixture::term(&app.db, small.cedar, &[small.room1], "Term 1", days).await;
        let mut desk = app.desk(small.reed).await;
        let mut goal = draft("");
        goal.title = Text::Book(domain::Words {
            en: "I can fly".to_owned(),
            es: "Puedo volar".to_owned(),
        });
        let asked = json!({ "class": small.room1, "children": [small.milo], "draft": goal });
        let refused = desk.json("/api/plan/give_goal", &asked).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    })
    .await;
}

#[tokio::test]
async fn the_office_sees_what_a_file_would_change_and_then_takes_it_in() {
    TestApp::each(async |app| {
        let small = &app.small;
        let mut desk = app.desk(small.office).await;
        let sent = |text: &str| json!({ "sent": { "framework": "Ours", "text": text } });
        let bad = desk
            .json("/api/competency/import", &sent("humanCodingScheme\nM.1\n"))
            .await;
        let bad: Value = bad.good().await;
        assert_eq!(bad["preview"], Value::Null);
        assert_eq!(bad["said"]["stop"], json!(true));
        let seen: Value = desk
            .json("/api/competency/preview", &sent(CEDAR))
            .await
            .good()
            .await;
        assert_eq!(seen["preview"]["tally"]["new"], json!(18));
        let none: Vec<Competency> = desk.form("/api/competency/list", &[]).await.good().await;
        assert!(none.is_empty());
        let kept: Value = desk
            .json("/api/competency/import", &sent(CEDAR))
            .await
            .good()
            .await;
        assert_eq!(kept["preview"]["rows"], json!(18));
        let all: Vec<Competency> = desk.form("/api/competency/list", &[]).await.good().await;
        assert_eq!(all.len(), 18);
        let less = CEDAR
            .lines()
            .filter(|it| !it.contains("H.4"))
            .collect::<Vec<_>>();
        let less = sent(&less.join("\n"));
        let seen: Value = desk
            .json("/api/competency/preview", &less)
            .await
            .good()
            .await;
        let what: Changed =
            serde_json::from_value(seen["preview"]["changes"][0]["what"].clone()).unwrap();
        assert_eq!(what, Changed::Retired);
        let other = app
            .desk(small.park)
            .await
            .form("/api/competency/list", &[])
            .await;
        assert!(other.good::<Vec<Competency>>().await.is_empty());
    })
    .await;
}

#[test]
fn who_imports_is_the_office() {
    use domain::access::{Action, Relation, allows};
    for role in Role::ALL {
        let may = allows(role, Action::ImportCompetencies, Relation::Own);
        assert_eq!(may, role == Role::Office);
    }
}
