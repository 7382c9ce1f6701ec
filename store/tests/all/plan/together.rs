//! A goal made beside a teacher on the child's tablet: who may sit down, for what, and how long.

use crate::{
    TestDb,
    competency::taken_in,
    fixture, invalid, morning,
    plan::{home, planning, today},
    room::Room,
};
use domain::{
    event::{Op, Outcome},
    ids::{CompetencyId, DailyId, GoalId},
    limits,
    plan::{
        Chosen, Goal, GoalChangeKind, GoalError, GoalState, GoalUpdate, Measure, ProposalAnswer,
        TeacherPart, Text, Weekdays,
    },
};
use store::{Db, StoreError, board, plan, proof};

/// A goal Milo proposes, with a why.
async fn proposed(db: &Db, room: &Room) -> Goal {
    let goal = GoalId(db.ids().uuid());
    let op = Op::ProposeGoal {
        plan: home(db, &room.child).await.plan.id,
        goal,
        book: 3,
        entry: "be-kind".to_owned(),
        daily: vec![Chosen {
            id: DailyId(db.ids().uuid()),
            suggestion: "help-one".to_owned(),
            days: Weekdays::SCHOOL,
        }],
        why: Some("help-others".to_owned()),
        on: today(),
    };
    let event = fixture::act(db, &room.child, 1, op);
    assert_eq!(room.send(db, vec![event]).await, [Outcome::Accepted]);
    mine(db, room, goal).await
}

async fn mine(db: &Db, room: &Room, goal: GoalId) -> Goal {
    let home = home(db, &room.child).await;
    home.plan.goal(goal).unwrap().clone()
}

async fn sat(db: &Db, room: &Room, goal: GoalId) -> plan::BesideSession {
    let code = plan::new_beside_code(db, &room.teacher, morning()).await;
    let code = code.unwrap().code;
    let sat = plan::sit_beside(db, &room.child, goal, &code, morning()).await;
    sat.unwrap().expect("the code is good")
}

fn part(goal: &Goal) -> TeacherPart {
    TeacherPart {
        title: "I help Sofía every day".to_owned(),
        steps: vec!["Ask who needs help".to_owned(), " ".to_owned()],
        measure: Some(Measure {
            unit: "children".to_owned(),
            start: 0,
            target: 5,
            now: 0,
        }),
        competency: None,
        days: vec![(goal.daily[0].id, Weekdays::of([chrono::Weekday::Mon]))],
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_proposal_says_why_in_the_childs_language_and_shows_on_the_tile() {
    TestDb::each(async |db| {
        let room = planning(&db).await;
        let goal = proposed(&db, &room).await;
        assert_eq!(goal.why, "Then I can help others.");
        assert_eq!(goal.why_picture.as_deref(), Some("helping-hands"));
        let tile = async || {
            let board = board::board(&db, &room.teacher, crate::morning().date_naive())
                .await
                .unwrap();
            let tile = board.tiles.iter().find(|it| it.child == room.small.milo);
            tile.unwrap().proposals
        };
        assert_eq!(tile().await, 1);
        let talk = ProposalAnswer::Talk;
        let now = morning();
        let said = plan::answer_proposal(&db, &room.teacher, goal.id, 1, talk, today(), now).await;
        let GoalUpdate::Kept(said) = said.unwrap() else {
            panic!("nobody was first");
        };
        assert!(said.talk && said.state == GoalState::Proposed);
        assert_eq!(mine(&db, &room, goal.id).await, said);
        assert_eq!(tile().await, 1);
        let yes = ProposalAnswer::Yes;
        plan::answer_proposal(&db, &room.teacher, goal.id, 2, yes, today(), now)
            .await
            .unwrap();
        assert!(!mine(&db, &room, goal.id).await.talk);
        assert_eq!(tile().await, 0);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn beside_a_child_a_goal_may_aim_at_what_is_within_reach_and_at_nothing_else() {
    TestDb::each(async |db| {
        let room = planning(&db).await;
        taken_in(&db).await;
        let goal = proposed(&db, &room).await;
        let sat = sat(&db, &room, goal.id).await;
        let codes: Vec<_> = sat.offered.iter().map(|it| it.code.as_str()).collect();
        assert!(
            !codes.is_empty() && codes.iter().all(|it| it.starts_with("H.")),
            "{codes:?}"
        );
        let beside = proof::beside(&db, &room.child, sat.token.as_str(), morning());
        let beside = beside.await.unwrap();
        let aimed = |competency| TeacherPart {
            competency: Some(competency),
            ..part(&goal)
        };
        let foreign = aimed(CompetencyId(db.ids().uuid()));
        let refused = plan::agree(&db, &beside, 1, foreign, today(), morning()).await;
        invalid(refused, GoalError::CompetencyIsUnknown);
        let chosen = sat.offered[0].id;
        let agreed = plan::agree(&db, &beside, 1, aimed(chosen), today(), morning()).await;
        assert!(matches!(agreed.unwrap(), GoalUpdate::Kept(it) if it.competency == Some(chosen)));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn side_by_side_the_teacher_adds_words_and_pace_and_both_sign() {
    TestDb::each(async |db| {
        let room = planning(&db).await;
        let goal = proposed(&db, &room).await;
        let sat = sat(&db, &room, goal.id).await;
        assert_eq!(sat.name, "Kim Reed");
        let beside = proof::beside(&db, &room.child, sat.token.as_str(), morning());
        let beside = beside.await.unwrap();
        assert_eq!(plan::find_beside(&db, &beside).await.unwrap(), goal);

        let wrong = TeacherPart {
            days: vec![(DailyId(db.ids().uuid()), Weekdays::SCHOOL)],
            ..part(&goal)
        };
        let refused = plan::agree(&db, &beside, 1, wrong, today(), morning()).await;
        invalid(refused, GoalError::DailyGoalIsUnknown);
        let agreed = plan::agree(&db, &beside, 1, part(&goal), today(), morning()).await;
        let GoalUpdate::Kept(agreed) = agreed.unwrap() else {
            panic!("nobody was first");
        };
        assert_eq!(agreed.state, GoalState::Living);
        assert!(agreed.signed_child && agreed.signed_teacher);
        assert_eq!(agreed.title, Text::Own("I help Sofía every day".to_owned()));
        assert_eq!(agreed.steps.len(), 1);
        assert_eq!(agreed.daily[0].days.count(), 1);
        assert_eq!(agreed.why, goal.why);
        assert_eq!(agreed.why_picture, goal.why_picture);
        assert_eq!(mine(&db, &room, goal.id).await, agreed);
        let changes = plan::list_changes(
            &db,
            &fixture::of_child(&db, &room.teacher, room.small.milo).await,
            goal.id,
        )
        .await;
        let changes = changes.unwrap();
        assert_eq!(
            (changes[0].what, changes[0].who.as_str()),
            (GoalChangeKind::Together, "Kim Reed")
        );
        // Having signed, the teacher has got up.
        let gone = proof::beside(&db, &room.child, sat.token.as_str(), morning());
        assert!(matches!(gone.await, Err(StoreError::NotFound)));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_code_is_good_once_for_ten_minutes_and_not_for_guessing() {
    TestDb::each(async |db| {
        let room = planning(&db).await;
        let goal = proposed(&db, &room).await.id;
        let new = async || {
            let code = plan::new_beside_code(&db, &room.teacher, morning()).await;
            code.unwrap().code
        };
        let sits = async |code: &str, now| {
            let sat = plan::sit_beside(&db, &room.child, goal, code, now).await;
            sat.unwrap().is_some()
        };
        let code = new().await;
        assert!(!sits(&code, morning() + limits::together::CODE_LASTS).await);
        let code = new().await;
        assert!(sits(&code, morning()).await);
        assert!(!sits(&code, morning()).await);

        let code = new().await;
        let wrong = if code == "000000" { "000001" } else { "000000" };
        for _ in 1..limits::together::MOST_WRONG_CODES {
            assert!(!sits(wrong, morning()).await);
        }
        assert!(sits(&code, morning()).await);
        let code = new().await;
        for _ in 0..limits::together::MOST_WRONG_CODES {
            assert!(!sits(wrong, morning()).await);
        }
        assert!(!sits(&code, morning()).await);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn who_sits_beside_one_child_reaches_no_other_and_not_for_long() {
    TestDb::each(async |db| {
        let room = planning(&db).await;
        let goal = proposed(&db, &room).await;
        let sat = sat(&db, &room, goal.id).await;
        let token = sat.token.as_str();
        let may = async |child, now| proof::beside(&db, child, token, now).await.is_ok();
        assert!(may(&room.child, morning()).await);
        assert!(!may(&room.child, morning() + limits::together::BESIDE_LASTS).await);
        // Another child on another tablet, and the same child in a later stay.
        let (tablet, _) = fixture::tablet(&db, &room.teacher).await;
        let (sofia, _) = fixture::child_in(&db, &tablet, room.small.sofia_garcia).await;
        assert!(!may(&sofia, morning()).await);
        let (again, _) = fixture::child_in(&db, &room.device, room.small.milo).await;
        assert!(!may(&again, morning()).await);
        // A code of another class, and a goal of another child.
        let cole = fixture::teacher(&db, room.small.cole, room.small.room2).await;
        let other = plan::new_beside_code(&db, &cole, morning()).await.unwrap();
        let no = plan::sit_beside(&db, &again, goal.id, &other.code, morning()).await;
        assert!(no.unwrap().is_none());
        let code = plan::new_beside_code(&db, &room.teacher, morning()).await;
        let code = code.unwrap().code;
        let no = plan::sit_beside(&db, &sofia, goal.id, &code, morning()).await;
        assert!(matches!(no, Err(StoreError::NotFound)));
        let leader = fixture::teacher(&db, room.small.leader, room.small.room1).await;
        let no = plan::new_beside_code(&db, &leader, morning()).await;
        assert!(matches!(no, Err(StoreError::NotFound)));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_proposal_that_has_its_answer_needs_nobody_beside() {
    TestDb::each(async |db| {
        let room = planning(&db).await;
        let goal = proposed(&db, &room).await;
        let sat = sat(&db, &room, goal.id).await;
        let beside = proof::beside(&db, &room.child, sat.token.as_str(), morning());
        let beside = beside.await.unwrap();
        let yes = ProposalAnswer::Yes;
        let now = morning();
        plan::answer_proposal(&db, &room.teacher, goal.id, 1, yes, today(), now)
            .await
            .unwrap();
        let late = plan::agree(&db, &beside, 1, part(&goal), today(), now).await;
        assert!(matches!(late, Ok(GoalUpdate::Conflict(_))));
        let late = plan::agree(&db, &beside, 2, part(&goal), today(), now).await;
        invalid(late, GoalError::IsAnsweredAlready);
    })
    .await;
}
