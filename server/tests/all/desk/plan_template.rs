//! A school's own form of plans, its year, and the way from term to term, over HTTP.

use crate::support::{Browser, TestApp};
use axum::http::StatusCode;
use chrono::TimeDelta;
use domain::{
    AppError, Nth,
    ids::PersonId,
    plan::{
        ChildPlan, DayOffError, Goal, PlanPage, TermDraft, TermError,
        template::{
            Adapted, CarryOverResult, ClassUnfinishedGoals, DaysOffImported, SchoolCalendar,
            SchoolTemplate, SectionError, SectionState, SectionUpdate, TemplateError,
        },
    },
};
use serde_json::json;
use store::testing::fixture;

async fn page(desk: &mut Browser<'_>, child: PersonId) -> PlanPage {
    let asked = [("child", &*child.to_string())];
    let plan = desk.form("/api/plan/child_plan", &asked).await;
    plan.good::<ChildPlan>().await.page.expect("a plan")
}

async fn refused(answer: crate::support::Answer) -> AppError {
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    serde_json::from_str(&answer.text().await).unwrap()
}

#[tokio::test]
async fn the_office_adapts_a_form_and_the_teacher_writes_in_a_childs_plan() {
    TestApp::each(async |app| {
        let small = &app.small;
        let today = app.now().date_naive();
        let days = (today - TimeDelta::days(14), today + TimeDelta::days(55));
        fixture::term(&app.db, small.cedar, &[small.room1], "Term 1", days).await;
        let mut office = app.desk(small.office).await;
        let forms: SchoolTemplate = office.form("/api/school/form", &[]).await.good().await;
        let ids: Vec<_> = forms.ready.iter().map(|it| it.id.as_str()).collect();
        assert_eq!(ids, ["five-terms", "know-me", "pathways", "week-by-week"]);
        let mut own = Adapted::of(&forms.ready[2]);
        own.sections[4].title.en = "Ways there".to_owned();
        own.sections[4].title.es = "Por dónde".to_owned();
        let asked = json!({ "adapted": own, "wait": false, "expected": 0 });
        let set = office.json("/api/school/set_form", &asked).await;
        let set: SchoolTemplate = set.good().await;
        assert_eq!(set.now.version, 1);
        let again = refused(office.json("/api/school/set_form", &asked).await).await;
        assert_eq!(again, TemplateError::ChangedMeanwhile.into());

        let mut desk = app.desk(small.reed).await;
        let seen = page(&mut desk, small.milo).await;
        let titles: Vec<_> = seen
            .form
            .template
            .visible_sections()
            .map(|it| it.title.en.as_str())
            .collect();
        assert_eq!(titles[3..5], ["Goals", "Ways there"]);
        let write = async |desk: &mut Browser<'_>, expected: u32, text: &str| {
            let written = json!({ "kind": "text", "text": text });
            let (child, plan) = (small.milo, seen.plan.id);
            let asked = json!({ "child": child, "plan": plan, "section": "pathways",
                "expected": expected, "written": written });
            desk.json("/api/plan/write_section", &asked).await
        };
        let SectionUpdate::Kept(kept) = write(&mut desk, 0, "A robot club").await.good().await
        else {
            panic!("nobody was first");
        };
        let SectionUpdate::Conflict(stands) = write(&mut desk, 0, "Grandpa").await.good().await
        else {
            panic!("it was written from an older state");
        };
        assert_eq!(stands, kept);
        let long = refused(write(&mut desk, 1, &"x".repeat(2_001)).await).await;
        assert_eq!(long, SectionError::TextIsTooLong.into());
        assert_eq!(page(&mut desk, small.milo).await.form.written, [kept]);
        let (child, plan) = (small.milo.to_string(), seen.plan.id.to_string());
        let asked = [
            ("child", &*child),
            ("plan", &*plan),
            ("section", "pathways"),
        ];
        let states = desk.form("/api/plan/list_section", &asked).await;
        assert_eq!(states.good::<Vec<SectionState>>().await.len(), 1);
        let mut cole = app.desk(small.cole).await;
        let nothing = write(&mut cole, 1, "x").await;
        assert_eq!(nothing.status, StatusCode::NOT_FOUND);
    })
    .await;
}

#[tokio::test]
async fn the_office_sets_the_year_and_a_class_goes_from_term_to_term() {
    TestApp::each(async |app| {
        let small = &app.small;
        let today = app.now().date_naive();
        let mut office = app.desk(small.office).await;
        let term = |title: &str, first: i64, last: i64| TermDraft {
            id: None,
            title: title.to_owned(),
            begins: today + TimeDelta::days(first),
            ends: today + TimeDelta::days(last),
        };
        let two = json!({ "own": [term("Fall", -7, 20), term("Winter", 21, 60)] });
        let year = office.json("/api/school/set_terms", &two).await;
        let year: SchoolCalendar = year.good().await;
        assert_eq!(year.terms.len(), 2);
        let wrong = json!({ "own": [term("Fall", -7, 20), term("Winter", 20, 60)] });
        let wrong = refused(office.json("/api/school/set_terms", &wrong).await).await;
        let why = TermError::Overlaps;
        assert_eq!(wrong, Nth { number: 2, why }.into());
        let list = json!({ "list": "2026-11-26..2026-11-27 Thanksgiving" });
        let added = office.json("/api/school/import_days_off", &list).await;
        assert_eq!(added.good::<DaysOffImported>().await.added.len(), 2);
        let list = json!({ "list": "2026-11-26 Thanksgiving\nSoon Snow" });
        let wrong = refused(office.json("/api/school/import_days_off", &list).await).await;
        let why = DayOffError::DateIsUnreadable;
        assert_eq!(wrong, Nth { number: 2, why }.into());

        let mut desk = app.desk(small.reed).await;
        let draft = crate::desk::plan::draft("I ask for help");
        let both = [small.milo, small.sofia_garcia];
        let given = json!({ "class": small.room1, "children": both, "draft": draft });
        let given = desk.json("/api/plan/give_goal", &given).await;
        let given: Vec<Goal> = given.good().await;
        app.pass(TimeDelta::days(22));
        let mut desk = app.desk(small.reed).await;
        let now = page(&mut desk, small.milo).await;
        assert_eq!(
            (now.plan.term.title.as_str(), now.plan.goals.len()),
            ("Winter", 0)
        );
        let left = now.form.unfinished.expect("a goal of the fall");
        assert_eq!(left.goals[0].id, given[0].id);
        let class = small.room1.to_string();
        let of_class = [("class", &*class)];
        let left = desk.form("/api/plan/unfinished", &of_class).await;
        let left: ClassUnfinishedGoals = left.good().await;
        let ids: Vec<_> = left.children.iter().map(|(_, it)| it.goals[0].id).collect();
        assert_eq!(ids.len(), 2);
        let asked = json!({ "class": class, "goals": ids });
        let carried = desk.json("/api/plan/carry_goals", &asked).await;
        let carried: CarryOverResult = carried.good().await;
        assert!(carried.goals.iter().all(|it| it.why.is_none()));
        let now = page(&mut desk, small.milo).await;
        assert_eq!(now.plan.goals[0].carried_from, Some(given[0].id));
        assert!(now.form.unfinished.is_none() && now.plans.len() == 2);
    })
    .await;
}
