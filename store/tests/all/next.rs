//! What there is to do next: what the rules are given, who may put what aside, and what is noted.

use crate::{
    TestDb, fixture, invalid, morning,
    plan::{give_goal, planning},
    room::lesson,
};
use chrono::{DateTime, TimeDelta, Utc};
use domain::{
    competency::{Level, LevelDraft, LevelSource as Where, read_framework},
    event::Op,
    help::{HelpAnswer, Wish},
    ids::{CompetencyId, GoalId, PersonId, WishId},
    next::{
        AdultNote, GoalFinish, Key, LastContact, NextPage, NextReason, NextRule, NextTuning,
        TuningError,
    },
    plan::GoalState,
};
use std::sync::Arc;
use store::{
    Db, StoreError,
    competency::{self, NamedFramework, apply_all},
    help, next, plan,
    proof::Teacher,
};

async fn page_at(db: &Db, teacher: &Teacher, now: DateTime<Utc>) -> NextPage {
    let dates: next::Dates = Arc::new(|at: DateTime<Utc>| at.date_naive());
    next::find_next(db, teacher, now, dates).await.unwrap()
}

async fn page(db: &Db, teacher: &Teacher) -> NextPage {
    page_at(db, teacher, morning()).await
}

/// Whose check-in is due, from when on.
fn due(page: &NextPage) -> Vec<(PersonId, LastContact)> {
    let of = page.standing.iter().filter_map(|it| match it.why {
        NextReason::CheckIn { since, .. } => Some((it.children[0], since)),
        _ => None,
    });
    of.collect()
}

fn celebrated(page: &NextPage) -> Option<(GoalId, GoalFinish, Key)> {
    page.standing.iter().find_map(|it| match &it.why {
        NextReason::Celebrate(goal) => Some((goal.goal, goal.how, it.key.clone())),
        _ => None,
    })
}

async fn note(db: &Db, teacher: &Teacher, child: PersonId, noted: AdultNote, undo: bool) {
    let at = (morning().date_naive(), morning());
    next::record_contact(db, teacher, child, noted, undo, at)
        .await
        .unwrap();
}

/// A framework of three; their ids.
async fn framework(db: &Db, teacher: &Teacher) -> Vec<CompetencyId> {
    let text = "humanCodingScheme,fullStatement\nM.1,Count\nM.2,Add\nM.3,Share\n";
    let (framework, _) = read_framework(text.as_bytes(), "Own");
    let given = NamedFramework::new("Own", framework).unwrap();
    apply_all(db, &fixture::console(), None, given, morning())
        .await
        .unwrap();
    let staff = fixture::staff(db, teacher.person()).await;
    let all = competency::list_competencies(db, &staff).await.unwrap();
    all.into_iter().map(|it| it.id).collect()
}

async fn say(db: &Db, teacher: &Teacher, child: PersonId, competency: CompetencyId, seen: Where) {
    let draft = LevelDraft {
        competency,
        level: Level::NotYet,
        seen,
        note: String::new(),
        on: morning().date_naive() - TimeDelta::days(1),
    };
    let today = morning().date_naive();
    competency::set_level(db, teacher, child, draft, today, morning())
        .await
        .unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_check_in_counts_from_the_term_until_one_is_noted_and_for_every_adult_of_the_class() {
    TestDb::each(async |db| {
        let room = planning(&db).await;
        let began = LastContact::Term(morning().date_naive() - TimeDelta::days(14));
        let before = due(&page(&db, &room.teacher).await);
        assert_eq!(before.len(), 3);
        assert!(before.iter().all(|it| it.1 == began));
        let milo = room.small.milo;
        for _ in 0..2 {
            note(&db, &room.teacher, milo, AdultNote::CheckIn, false).await;
        }
        let second = fixture::one_more_teacher(&db, room.small.cedar, room.small.room1).await;
        let second = fixture::teacher(&db, second, room.small.room1).await;
        for teacher in [&room.teacher, &second] {
            let due = due(&page(&db, teacher).await);
            assert!(due.len() == 2 && due.iter().all(|it| it.0 != milo));
        }
        let later = page_at(&db, &room.teacher, morning() + TimeDelta::days(11)).await;
        let since = LastContact::Contact(morning().date_naive());
        assert_eq!(due(&later).last(), Some(&(milo, since)));
        let lines = next::list_contacts(&db, &fixture::of_child(&db, &second, milo).await)
            .await
            .unwrap();
        assert_eq!(lines.len(), 1);
        assert_eq!(
            (lines[0].who.as_str(), lines[0].goal.as_ref()),
            ("Kim Reed", None)
        );

        // Only who noted it takes it back.
        note(&db, &second, milo, AdultNote::CheckIn, true).await;
        assert_eq!(due(&page(&db, &second).await).len(), 2);
        note(&db, &room.teacher, milo, AdultNote::CheckIn, true).await;
        assert_eq!(due(&page(&db, &second).await).len(), 3);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_an_adult_saw_and_help_they_came_to_count_as_being_with_the_child() {
    TestDb::each(async |db| {
        let room = planning(&db).await;
        let small = room.small;
        let all = framework(&db, &room.teacher).await;
        say(
            &db,
            &room.teacher,
            small.sofia_garcia,
            all[0],
            Where::Observation,
        )
        .await;
        // Work can be looked at without the child.
        say(
            &db,
            &room.teacher,
            small.sofia_gutierrez,
            all[0],
            Where::Work,
        )
        .await;
        let wish = Wish::new(WishId(db.ids().uuid()), Vec::new());
        let op = Op::AskHelp { wish: wish.clone() };
        room.send(&db, vec![fixture::act(&db, &room.child, 1, op)])
            .await;
        help::answer(
            &db,
            &room.teacher,
            small.milo,
            wish.wish,
            HelpAnswer::Yes,
            morning(),
        )
        .await
        .unwrap();
        let due = due(&page(&db, &room.teacher).await);
        let due: Vec<_> = due.into_iter().map(|it| it.0).collect();
        assert_eq!(due, [small.sofia_gutierrez]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_goal_whose_steps_are_done_or_that_was_reached_is_celebrated_once() {
    TestDb::each(async |db| {
        let room = planning(&db).await;
        let (today, milo) = (morning().date_naive(), room.small.milo);
        let goal = give_goal(&db, &room, "Read to somebody").await;
        assert_eq!(celebrated(&page(&db, &room.teacher).await), None);
        let step = goal.steps[0].id;
        plan::set_step(&db, &room.teacher, goal.id, step, true, morning())
            .await
            .unwrap();
        let (id, how, key) = celebrated(&page(&db, &room.teacher).await).expect("its steps");
        assert_eq!((id, how), (goal.id, GoalFinish::Steps { done: 1 }));
        let ended = plan::end_goal(
            &db,
            &room.teacher,
            goal.id,
            goal.rev,
            GoalState::Reached,
            today,
            morning(),
        );
        ended.await.unwrap();
        let reached = celebrated(&page(&db, &room.teacher).await).expect("it was reached");
        assert_eq!(reached, (goal.id, GoalFinish::Reached { on: today }, key));
        let later = page_at(&db, &room.teacher, morning() + TimeDelta::days(15)).await;
        assert_eq!(celebrated(&later), None, "no news any more");

        note(
            &db,
            &room.teacher,
            milo,
            AdultNote::Celebrated(goal.id),
            false,
        )
        .await;
        assert_eq!(celebrated(&page(&db, &room.teacher).await), None);
        let lines = next::list_contacts(&db, &fixture::of_child(&db, &room.teacher, milo).await)
            .await
            .unwrap();
        assert_eq!(lines[0].goal.as_ref(), Some(&goal.title));
        note(
            &db,
            &room.teacher,
            milo,
            AdultNote::Celebrated(goal.id),
            true,
        )
        .await;
        assert!(celebrated(&page(&db, &room.teacher).await).is_some());

        let at = (today, morning());
        let sofia = room.small.sofia_garcia;
        let other = next::record_contact(
            &db,
            &room.teacher,
            sofia,
            AdultNote::Celebrated(goal.id),
            false,
            at,
        );
        assert!(
            matches!(other.await, Err(StoreError::NotFound)),
            "another's goal"
        );
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn three_who_are_not_yet_there_are_named_together_but_for_who_is_away() {
    TestDb::each(async |db| {
        let room = lesson(&db).await;
        let small = room.small;
        let all = framework(&db, &room.teacher).await;
        let three = [small.sofia_garcia, small.sofia_gutierrez, small.milo];
        for child in three {
            say(&db, &room.teacher, child, all[1], Where::Work).await;
        }
        say(&db, &room.teacher, small.milo, all[2], Where::Work).await;
        let now = page(&db, &room.teacher).await;
        let [one] = now.standing.as_slice() else {
            panic!("{now:?}")
        };
        assert_eq!(one.children.len(), 3);
        assert!(matches!(&one.why, NextReason::Alike(it) if it.code == "M.2"));
        let today = morning().date_naive();
        plan::set_away(&db, &room.teacher, small.milo, today, true, morning())
            .await
            .unwrap();
        let now = page(&db, &room.teacher).await;
        assert_eq!((now.standing, now.away), (Vec::new(), vec![small.milo]));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_put_aside_and_tuned_is_each_teachers_own() {
    TestDb::each(async |db| {
        let room = planning(&db).await;
        let second = fixture::one_more_teacher(&db, room.small.cedar, room.small.room1).await;
        let second = fixture::teacher(&db, second, room.small.room1).await;
        let key = page(&db, &room.teacher).await.standing[0].key.clone();
        for _ in 0..2 {
            next::put_aside(&db, &room.teacher, key.clone(), true, morning())
                .await
                .unwrap();
        }
        assert_eq!(page(&db, &room.teacher).await.standing.len(), 2);
        assert_eq!(page(&db, &second).await.standing.len(), 3);
        next::put_aside(&db, &room.teacher, key, false, morning())
            .await
            .unwrap();
        assert_eq!(page(&db, &room.teacher).await.standing.len(), 3);

        let mut tuning = NextTuning {
            check_in: NextRule { on: true, from: 15 },
            ..NextTuning::default()
        };
        for _ in 0..2 {
            next::set_tuning(&db, &room.teacher, tuning).await.unwrap();
        }
        let own = page(&db, &room.teacher).await;
        assert_eq!((own.tuning, own.standing), (tuning, Vec::new()));
        assert_eq!(page(&db, &second).await.tuning, NextTuning::default());
        tuning.check_in.from = 0;
        let wrong = next::set_tuning(&db, &room.teacher, tuning).await;
        invalid(wrong, TuningError::NumberIsOutOfRange);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_leader_reads_what_was_noted_and_notes_nothing() {
    TestDb::each(async |db| {
        let room = planning(&db).await;
        let leader = fixture::teacher(&db, room.small.leader, room.small.room1).await;
        let at = (morning().date_naive(), morning());
        let milo = room.small.milo;
        let noted = next::record_contact(&db, &leader, milo, AdultNote::CheckIn, false, at).await;
        assert!(matches!(noted, Err(StoreError::NotFound)));
        let tuned = next::set_tuning(&db, &leader, NextTuning::default()).await;
        assert!(matches!(tuned, Err(StoreError::NotFound)));
        assert_eq!(
            next::list_contacts(&db, &fixture::of_child(&db, &leader, milo).await)
                .await
                .unwrap(),
            []
        );
        let ana =
            next::list_contacts(&db, &fixture::of_child(&db, &leader, room.small.ana).await).await;
        assert!(matches!(ana, Err(StoreError::NotFound)), "of another class");
    })
    .await;
}
