//! Plans as a teacher makes and follows them, over HTTP.

use crate::{
    child::survey::{act, send, sign_in},
    support::{Browser, TestApp},
};
use axum::http::StatusCode;
use chrono::{NaiveDate, TimeDelta};
use domain::{
    AppError,
    event::{Op, Outcome},
    ids::{DailyId, GoalId, PersonId},
    plan::{
        Area, Cadence, ChildPlan, Chosen, ClassPage, DailyDraft, Draft, Goal, GoalChange,
        GoalChangeKind, GoalError, GoalState, GoalUpdate, MyPlan, Place, PlanChangeKind,
        PlanHistory, Standing, StepDraft, Text, Tick, TickState, Weekdays,
    },
};
use serde_json::{Value, json};
use store::testing::fixture;

pub fn draft(title: &str) -> Draft {
    let own = |text: &str| Text::Own(text.to_owned());
    Draft {
        area: Area::Heart,
        picture: "star".to_owned(),
        title: own(title),
        why: String::new(),
        measure: None,
        steps: vec![StepDraft {
            id: None,
            picture: None,
            title: "Ask a friend".to_owned(),
        }],
        daily: vec![DailyDraft {
            id: None,
            picture: "star".to_owned(),
            title: own("I raise my hand"),
            days: Weekdays::SCHOOL,
            cadence: Cadence::EachDay,
            place: Place::School,
        }],
        entry: None,
        competency: None,
        signed_child: true,
        signed_teacher: true,
    }
}

/// Room 1 in a term that began two weeks ago; today.
pub async fn term(app: &TestApp) -> NaiveDate {
    let (small, today) = (&app.small, app.now().date_naive());
    let days = (today - TimeDelta::days(14), today + TimeDelta::days(55));
    fixture::term(&app.db, small.cedar, &[small.room1], "Term 1", days).await;
    fixture::term(&app.db, small.cedar, &[small.room2], "Term 1b", days).await;
    today
}

pub async fn give(desk: &mut Browser<'_>, class: &str, to: &[PersonId], title: &str) -> Vec<Goal> {
    let asked = json!({ "class": class, "children": to, "draft": draft(title) });
    desk.json("/api/plan/give_goal", &asked).await.good().await
}

async fn child_plan(desk: &mut Browser<'_>, child: PersonId) -> ChildPlan {
    let asked = [("child", &*child.to_string())];
    desk.form("/api/plan/child_plan", &asked).await.good().await
}

async fn class_plans(desk: &mut Browser<'_>, class: &str) -> ClassPage {
    let asked = [("class", class)];
    desk.form("/api/plan/class_plans", &asked)
        .await
        .good()
        .await
}

fn change(child: PersonId, goal: &Goal, title: &str) -> Value {
    let mut draft = Draft::of(goal);
    draft.title = Text::Own(title.to_owned());
    json!({ "child": child, "goal": goal.id, "expected": goal.rev, "draft": draft })
}

#[tokio::test]
async fn a_goal_is_given_to_two_children_and_adapted_for_one_without_losing_what_others_wrote() {
    TestApp::each(async |app| {
        let small = &app.small;
        let today = term(&app).await;
        let class = small.room1.to_string();
        let mut desk = app.desk(small.reed).await;
        let (milo, sofia) = (small.milo, small.sofia_garcia);
        let given = give(&mut desk, &class, &[milo, sofia], "I ask for help").await;
        assert_eq!(given.len(), 2);
        assert_ne!(given[0].id, given[1].id);
        let page = class_plans(&mut desk, &class).await;
        assert_eq!(page.today, today);
        let goals = |child| {
            let row = page.plans.rows.iter().find(|it| it.child.child == child);
            row.unwrap().goals.len()
        };
        assert_eq!((goals(milo), goals(sofia)), (1, 1));
        assert_eq!(goals(small.sofia_gutierrez), 0);

        let own = change(milo, &given[0], "Milo asks a friend");
        let kept = desk.json("/api/plan/change_goal", &own).await;
        let GoalUpdate::Kept(kept) = kept.good().await else {
            panic!("nobody was first");
        };
        // The same editor, still open on another screen.
        let late = change(milo, &given[0], "Milo asks an adult");
        let late = desk.json("/api/plan/change_goal", &late).await;
        let GoalUpdate::Conflict(stands) = late.good().await else {
            panic!("it was made from an older state");
        };
        assert_eq!(stands, kept);
        let plan = child_plan(&mut desk, milo).await.page.expect("a plan");
        assert_eq!(plan.plan.goals, std::slice::from_ref(&kept));
        let other = child_plan(&mut desk, sofia).await.page.expect("a plan");
        assert_eq!(other.plan.goals, given[1..]);

        let asked = [
            ("child", &*milo.to_string()),
            ("goal", &*kept.id.to_string()),
        ];
        let changes = desk.form("/api/plan/list_changes", &asked).await;
        let changes: Vec<GoalChange> = changes.good().await;
        let said: Vec<_> = changes
            .iter()
            .map(|it| (it.what, it.who.as_str()))
            .collect();
        assert_eq!(
            said,
            [
                (GoalChangeKind::Changed, "Kim Reed"),
                (GoalChangeKind::Made, "Kim Reed")
            ]
        );

        let nothing = json!({ "class": class, "children": [milo], "draft": draft(" ") });
        let refused = desk.json("/api/plan/give_goal", &nothing).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        let refused: AppError = serde_json::from_str(&refused.text().await).unwrap();
        assert_eq!(refused, GoalError::TitleIsEmpty.into());
    })
    .await;
}

#[tokio::test]
async fn a_child_s_proposal_waits_until_the_teacher_says_yes_and_its_ticks_are_seen() {
    TestApp::each(async |app| {
        let small = &app.small;
        let today = term(&app).await;
        let (milo, class) = (small.milo, small.room1.to_string());
        let mut desk = app.desk(small.reed).await;
        let open = [("class", class.as_str()), ("open", "true")];
        desk.form("/api/board/set_open", &open).await;
        let mut tablet = app.tablet(small.reed, small.room1).await;
        let me = sign_in(&mut tablet, milo).await;
        let mine: Option<MyPlan> = tablet.form("/api/plan/mine", &[]).await.good().await;
        let plan = mine.expect("a plan").home.plan.id;
        let (goal, daily) = (GoalId(app.db.ids().uuid()), DailyId(app.db.ids().uuid()));
        let chosen = Chosen {
            id: daily,
            suggestion: "to-somebody".to_owned(),
            days: Weekdays::SCHOOL,
        };
        let op = Op::ProposeGoal {
            plan,
            goal,
            book: 3,
            entry: "read-aloud".to_owned(),
            daily: vec![chosen],
            why: None,
            on: today,
        };
        let receipts = send(&mut tablet, &[act(&app, &me, 1, op)]).await;
        assert_eq!(receipts.receipts[0].outcome, Outcome::Accepted);

        let page = class_plans(&mut desk, &class).await;
        let row = page.plans.rows.iter().find(|it| it.child.child == milo);
        let row = row.unwrap();
        assert_eq!((row.waiting, row.goals[0].state), (1, GoalState::Proposed));
        let (child, id, rev) = (
            milo.to_string(),
            row.goals[0].id.to_string(),
            row.goals[0].rev.to_string(),
        );
        let yes = [
            ("child", &*child),
            ("goal", &*id),
            ("expected", &*rev),
            ("answer", "yes"),
        ];
        let mut other = app.desk(small.cole).await;
        let refused = other.form("/api/plan/answer_proposal", &yes).await;
        assert_eq!(refused.status, StatusCode::NOT_FOUND);
        let agreed = desk.form("/api/plan/answer_proposal", &yes).await;
        let GoalUpdate::Kept(agreed) = agreed.good().await else {
            panic!("nobody was first");
        };
        assert!(agreed.state == GoalState::Living && agreed.signed_teacher);

        let tick = Tick {
            daily,
            on: today,
            rev: 1,
            state: TickState::Done,
            felt: None,
        };
        send(&mut tablet, &[act(&app, &me, 2, Op::Tick { tick })]).await;
        let page = class_plans(&mut desk, &class).await;
        let row = page.plans.rows.iter().find(|it| it.child.child == milo);
        let row = row.unwrap();
        assert_eq!((row.waiting, row.last_tick), (0, Some(today)));
        assert_eq!(row.goals[0].pace.standing, Standing::OnPace);

        let on = today.to_string();
        let away = [("child", &*child), ("on", &*on), ("away", "true")];
        desk.form("/api/plan/set_away", &away)
            .await
            .good::<()>()
            .await;
        let page = class_plans(&mut desk, &class).await;
        assert!(page.plans.rows.iter().any(|it| it.away_today));
    })
    .await;
}

#[tokio::test]
async fn a_goal_is_ended_and_another_class_s_teacher_finds_nothing() {
    TestApp::each(async |app| {
        let small = &app.small;
        term(&app).await;
        let (milo, class) = (small.milo, small.room1.to_string());
        let mut desk = app.desk(small.reed).await;
        let goal = give(&mut desk, &class, &[milo], "I ask for help")
            .await
            .remove(0);
        let (child, id, step) = (
            milo.to_string(),
            goal.id.to_string(),
            goal.steps[0].id.to_string(),
        );
        let mut other = app.desk(small.cole).await;
        let of_goal = [("child", &*child), ("goal", &*id)];
        let made = [of_goal[0], of_goal[1], ("step", &*step), ("done", "true")];
        let reached = [
            of_goal[0],
            of_goal[1],
            ("expected", "1"),
            ("state", "reached"),
        ];
        for (path, fields) in [
            ("/api/plan/class_plans", &[("class", &*class)][..]),
            ("/api/plan/child_plan", &of_goal[..1]),
            ("/api/plan/list_changes", &of_goal),
            ("/api/plan/set_step", &made),
            ("/api/plan/end_goal", &reached),
            ("/api/plan/carry_over", &of_goal),
        ] {
            let answer = other.form(path, fields).await;
            assert_eq!(answer.status, StatusCode::NOT_FOUND, "{path}");
        }
        // A goal of a child of another class is not to be had through a child of one's own.
        let ana = small.ana.to_string();
        let through = [("child", &*ana), reached[1], reached[2], reached[3]];
        let answer = other.form("/api/plan/end_goal", &through).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND);

        let stepped = desk.form("/api/plan/set_step", &made).await;
        let stepped: Goal = stepped.good().await;
        assert!(stepped.steps[0].done);
        let ended = desk.form("/api/plan/end_goal", &reached).await;
        let GoalUpdate::Kept(ended) = ended.good().await else {
            panic!("nobody was first");
        };
        assert_eq!((ended.state, ended.rev), (GoalState::Reached, 2));
        let again = desk.form("/api/plan/carry_over", &of_goal).await;
        assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY);
    })
    .await;
}

#[tokio::test]
async fn one_goal_is_given_to_each_in_their_own_words_and_taken_back_where_nobody_changed_it() {
    TestApp::each(async |app| {
        let small = &app.small;
        term(&app).await;
        let class = small.room1.to_string();
        let mut desk = app.desk(small.reed).await;
        let (milo, sofia) = (small.milo, small.sofia_garcia);
        let each = json!([
            { "child": milo, "draft": draft("I read to my dog") },
            { "child": sofia, "draft": draft("I read to my sister") },
        ]);
        let asked = json!({ "class": class, "each": each });
        let given: Vec<Goal> = desk.json("/api/plan/give_goals", &asked).await.good().await;
        let titles: Vec<_> = given.iter().map(|it| it.title.clone()).collect();
        let own = |text: &str| Text::Own(text.to_owned());
        assert_eq!(
            titles,
            [own("I read to my dog"), own("I read to my sister")]
        );

        // Sofia's was changed since: taking back leaves it.
        let changed = change(sofia, &given[1], "I read to my cousin");
        desk.json("/api/plan/change_goal", &changed).await;
        let asked = json!({ "class": class, "goals": [given[0].id, given[1].id] });
        let taken: Vec<GoalId> = desk.json("/api/plan/take_back", &asked).await.good().await;
        assert_eq!(taken, [given[0].id]);
        let again: Vec<GoalId> = desk.json("/api/plan/take_back", &asked).await.good().await;
        assert!(again.is_empty());
        let page = child_plan(&mut desk, milo).await.page.expect("a plan");
        assert_eq!(page.plan.goals[0].state, GoalState::Ended);

        // One wrong line, and nobody gets anything.
        let each = json!([
            { "child": milo, "draft": draft("I help") },
            { "child": sofia, "draft": draft(" ") },
        ]);
        let asked = json!({ "class": class, "each": each });
        let refused = desk.json("/api/plan/give_goals", &asked).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        let page = child_plan(&mut desk, milo).await.page.expect("a plan");
        assert_eq!(page.plan.goals.len(), 1);
    })
    .await;
}

#[tokio::test]
async fn the_history_of_a_plan_tells_all_its_goals_changes_to_teacher_and_leader() {
    TestApp::each(async |app| {
        let small = &app.small;
        term(&app).await;
        let class = small.room1.to_string();
        let mut desk = app.desk(small.reed).await;
        let milo = small.milo;
        let first = give(&mut desk, &class, &[milo], "I ask for help").await;
        let second = give(&mut desk, &class, &[milo], "I read aloud").await;
        let changed = change(milo, &first[0], "I ask a friend");
        desk.json("/api/plan/change_goal", &changed).await;
        let asked = [("child", &*milo.to_string())];
        let on = app.now().date_naive();
        for away in ["true", "true", "false"] {
            let said = [asked[0], ("on", &*on.to_string()), ("away", away)];
            desk.form("/api/plan/set_away", &said).await;
        }
        for dream in ["A pilot", " A pilot ", ""] {
            let said = [asked[0], ("dream", dream)];
            desk.form("/api/plan/set_dream", &said).await;
        }
        let step = first[0].steps[0].id.to_string();
        let of = first[0].id.to_string();
        for done in ["true", "true"] {
            let said = [asked[0], ("goal", &*of), ("step", &*step), ("done", done)];
            desk.form("/api/plan/set_step", &said).await;
        }
        for who in [small.reed, small.leader] {
            let mut desk = app.desk(who).await;
            let told = desk.form("/api/plan/plan_changes", &asked).await;
            let told: PlanHistory = told.good().await;
            let pilot = || Some("A pilot".to_owned());
            let dream = |before, after| PlanChangeKind::Dream { before, after };
            let asides: Vec<_> = told
                .asides
                .iter()
                .rev()
                .map(|it| it.aside.clone())
                .collect();
            let made = &first[0].steps[0];
            assert_eq!(
                asides,
                [
                    PlanChangeKind::Away { on, away: true },
                    PlanChangeKind::Away { on, away: false },
                    dream(None, pilot()),
                    dream(pilot(), None),
                    PlanChangeKind::Step {
                        goal: Text::Own("I ask a friend".to_owned()),
                        step: made.title.clone(),
                        done: true,
                    },
                ]
            );
            assert!(told.asides.iter().all(|it| it.who.contains("Reed")));
            let mut said: Vec<_> = told
                .changes
                .iter()
                .map(|it| (it.goal, it.rev, it.what))
                .collect();
            said.sort_by_key(|it| (it.0, it.1));
            let mut all = vec![
                (first[0].id, 1, GoalChangeKind::Made),
                (first[0].id, 2, GoalChangeKind::Changed),
                (second[0].id, 1, GoalChangeKind::Made),
            ];
            all.sort_by_key(|it| (it.0, it.1));
            assert_eq!(said, all);
            let change = told
                .changes
                .iter()
                .find(|it| it.what == GoalChangeKind::Changed)
                .unwrap();
            let before = change.before.as_ref().map(|it| it.title.clone());
            assert_eq!(before, Some(Text::Own("I ask for help".to_owned())));
        }
        let mut other = app.desk(small.cole).await;
        let refused = other.form("/api/plan/plan_changes", &asked).await;
        assert_eq!(refused.status, StatusCode::NOT_FOUND);
    })
    .await;
}

#[tokio::test]
async fn a_plan_is_printed_as_a_pdf_that_nobody_keeps_and_the_class_s_plans_as_one() {
    TestApp::each(async |app| {
        let small = &app.small;
        term(&app).await;
        let class = small.room1.to_string();
        let mut desk = app.desk(small.reed).await;
        let child = format!("/desk/child/{}/plan.pdf", small.milo);
        // Before there is a plan, there is nothing to print, and asking makes none.
        assert_eq!(desk.get(&child).await.status, StatusCode::NOT_FOUND);
        give(
            &mut desk,
            &class,
            &[small.milo, small.sofia_garcia],
            "I ask for help, ¿sí?",
        )
        .await;
        for path in [child, format!("/desk/class/{class}/plans.pdf")] {
            let answer = desk.get(&path).await;
            assert_eq!(answer.status, StatusCode::OK, "{path}");
            assert_eq!(answer.header("content-type"), "application/pdf");
            assert_eq!(answer.header("cache-control"), "no-store");
            let file = answer.bytes().await;
            assert!(
                file.starts_with(b"%PDF-") && file.len() < 400_000,
                "{}",
                file.len()
            );
        }
    })
    .await;
}
