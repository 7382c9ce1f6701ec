//! A class over a week, a child then and now, a school in counts, and who looked at whom.

use crate::{
    TestDb, fixture, morning,
    plan::{after, give_goal, planning, today},
};
use chrono::{DateTime, TimeDelta, Utc};
use domain::{
    event::{Event, Op},
    ids::{DailyId, PersonId},
    next::AdultNote,
    plan::{DayOffRange, Felt, Tick, TickState, WeekOf},
    profile::ThenNow,
    school::Overview,
};
use fixture::answer;
use std::sync::Arc;
use store::{
    Db, StoreError, event,
    next::{self, Dates},
    overview, plan, profile,
    proof::{self, Child, Teacher},
    school, survey,
};

fn hidden<T: std::fmt::Debug>(found: Result<T, StoreError>) {
    assert!(matches!(found, Err(StoreError::NotFound)), "{found:?}");
}

fn ticks(db: &Db, child: &Child, daily: DailyId, days: i64, felt: Option<Felt>) -> Event {
    let tick = Tick {
        daily,
        on: after(days),
        rev: 1,
        state: TickState::Done,
        felt,
    };
    fixture::act(db, child, 1, Op::Tick { tick })
}

#[tokio::test(flavor = "multi_thread")]
async fn a_week_of_a_class_has_each_childs_days_and_no_other_weeks_ticks() {
    TestDb::each(async |db| {
        let room = planning(&db).await;
        let goal = give_goal(&db, &room, "I dare").await;
        let daily = goal.daily[0].id;
        let sent = vec![
            ticks(&db, &room.child, daily, 0, Some(Felt::Hard)),
            ticks(&db, &room.child, daily, -3, None),
        ];
        room.send(&db, sent).await;
        let milo = room.small.milo;
        plan::set_away(&db, &room.teacher, milo, after(1), true, morning())
            .await
            .unwrap();
        let office = fixture::staff(&db, room.small.office).await;
        let off = DayOffRange {
            first: after(2),
            last: after(2),
            title: "Snow".to_owned(),
        };
        plan::insert_days_off(&db, &office, off, morning())
            .await
            .unwrap();
        let week = WeekOf::of(today());
        let found = plan::list_class_week(&db, &room.teacher, week, today()).await;
        let found = found.unwrap();
        let names: Vec<_> = found.rows.iter().map(|it| it.child.name.as_str()).collect();
        assert_eq!(names, ["Milo", "Sofía Ga.", "Sofía Gu."]);
        let days = &found.rows[0].days;
        assert_eq!((days[0].day.done, days[0].day.planned), (1, 1));
        assert_eq!((days[0].felt.hard, found.rows[0].days_with_tick()), (1, 1));
        assert!(days[1].day.away && !days[2].day.open);
        assert_eq!(found.rows[1].days_with_tick(), 0);
        assert_eq!(found.days().len(), 5);
        let before = plan::list_class_week(&db, &room.teacher, week.later(-1), today()).await;
        let before = &before.unwrap().rows[0];
        assert_eq!((before.days_with_tick(), before.days[4].day.done), (1, 1));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_school_without_a_term_has_a_week_without_rows() {
    TestDb::each(async |db| {
        let room = crate::room::lesson(&db).await;
        let week = WeekOf::of(today());
        let found = plan::list_class_week(&db, &room.teacher, week, today()).await;
        let found = found.unwrap();
        assert_eq!((found.term, found.rows.len()), (None, 0));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_child_said_then_stays_beside_what_they_say_now() {
    TestDb::each(async |db| {
        let room = crate::room::lesson(&db).await;
        let said = answer("A", 1, &[("read", "pick"), ("run", "pick")], true);
        room.send(&db, vec![room.answers(&db, said)]).await;
        let later = morning() + TimeDelta::days(60);
        survey::stop(&db, &room.teacher, later).await.unwrap();
        let paper = fixture::small_survey();
        let start = domain::survey::RunSettings::default();
        let run = survey::start(
            &db,
            &room.teacher,
            &paper,
            fixture::SURVEY,
            None,
            start,
            later,
        )
        .await;
        let opened = survey::open(&db, &room.child, run.unwrap(), later).await;
        let response = opened.unwrap().response;
        let answer = answer("A", 1, &[("read", "pick"), ("draw", "pick")], true);
        let op = Op::Answer { response, answer };
        let sent = vec![fixture::act(&db, &room.child, 2, op)];
        event::apply_events(&db, &room.device, sent, later)
            .await
            .unwrap();

        let milo = room.small.milo;
        let all =
            profile::list_statements(&db, &fixture::of_child(&db, &room.teacher, milo).await).await;
        let found = ThenNow::of(&all.unwrap(), None, |at| at.date_naive()).unwrap();
        let cards = |now: bool| {
            let sides = found
                .facets
                .iter()
                .flat_map(|it| if now { &it.now } else { &it.then });
            let mut cards: Vec<_> = sides.map(|it| it.said.card.as_str()).collect();
            cards.sort_unstable();
            cards.dedup();
            cards
        };
        assert_eq!(found.days, [morning().date_naive()]);
        assert_eq!(cards(false), ["read", "run"]);
        assert_eq!(cards(true), ["draw", "read"]);
        let other = fixture::teacher(&db, room.small.cole, room.small.room2).await;
        hidden(profile::list_statements(&db, &fixture::of_child(&db, &other, milo).await).await);
    })
    .await;
}

async fn overview_of(db: &Db, who: PersonId) -> store::Result<Overview> {
    let staff = fixture::staff(db, who).await;
    let dates: Dates = Arc::new(|at: DateTime<Utc>| at.date_naive());
    overview::find_overview(db, &staff, today(), dates).await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_leader_reads_counts_of_each_class_and_the_others_read_nothing() {
    TestDb::each(async |db| {
        let room = planning(&db).await;
        let small = room.small;
        let first = overview_of(&db, small.leader).await.unwrap();
        let titles: Vec<_> = first.classes.iter().map(|it| it.title.as_str()).collect();
        assert_eq!(titles, ["Room 1", "Room 2"]);
        assert_eq!(first.term.as_deref(), Some("Term 1"));
        // Three children could be told apart.
        assert!(first.classes.iter().all(|it| it.counts.is_none()));

        for number in 0..2 {
            fixture::one_more_child(&db, small.cedar, small.room1, number).await;
        }
        let counts = overview_of(&db, small.leader).await.unwrap().classes[0]
            .counts
            .unwrap();
        assert_eq!((counts.surveyed, counts.planned, counts.ticked), (0, 0, 0));
        let said = answer("A", 1, &[("read", "pick")], true);
        let goal = give_goal(&db, &room, "I dare").await;
        let tick = ticks(&db, &room.child, goal.daily[0].id, 0, None);
        room.send(&db, vec![room.answers(&db, said), tick]).await;
        let overview = overview_of(&db, small.leader).await.unwrap();
        let counts = overview.classes[0].counts.unwrap();
        assert_eq!((counts.surveyed, counts.planned, counts.ticked), (1, 1, 1));
        assert_eq!((counts.waiting, overview.classes[0].children), (0, 5));
        assert_eq!(counts.unmet, 5);
        let at = (today(), morning());
        let noted = next::record_contact(
            &db,
            &room.teacher,
            small.milo,
            AdultNote::CheckIn,
            false,
            at,
        );
        noted.await.unwrap();
        let met = overview_of(&db, small.leader).await.unwrap().classes[0].counts;
        assert_eq!(met.unwrap().unmet, 4);
        let said = serde_json::to_string(&overview).unwrap();
        assert!(!said.contains("Milo") && !said.contains(&small.milo.to_string()));

        for other in [small.reed, small.office, small.park] {
            hidden(overview_of(&db, other).await);
        }
    })
    .await;
}

async fn looks(db: &Db, teacher: &Teacher) -> Vec<String> {
    let (all, whole) = school::audit_log(db, &fixture::console(), teacher.school())
        .await
        .unwrap();
    assert!(whole);
    let looks = all.into_iter().filter(|it| it.what == "child.look");
    looks.map(|it| it.detail).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_leaders_looks_at_a_child_are_noted_once_for_each_page_and_day() {
    TestDb::each(async |db| {
        let small = fixture::small(&db).await;
        let reed = fixture::teacher(&db, small.reed, small.room1).await;
        let leader = fixture::teacher(&db, small.leader, small.room1).await;
        let look = async |who: &Teacher, child, page: &str, hours| {
            let now = morning() + TimeDelta::hours(hours);
            proof::view_child(&db, who, child, page, now).await.unwrap();
        };
        look(&reed, small.milo, "profile", 0).await;
        assert!(looks(&db, &reed).await.is_empty());
        look(&leader, small.milo, "profile", 0).await;
        look(&leader, small.milo, "profile", 1).await;
        assert_eq!(looks(&db, &reed).await, ["profile"]);
        look(&leader, small.milo, "plan", 1).await;
        look(&leader, small.sofia_garcia, "profile", 1).await;
        look(&leader, small.milo, "profile", 24).await;
        let all = ["profile", "plan", "profile", "profile"];
        assert_eq!(looks(&db, &reed).await, all);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn many_parts_of_one_page_that_ask_at_once_are_one_look() {
    TestDb::each(async |db| {
        let small = fixture::small(&db).await;
        let leader = fixture::teacher(&db, small.leader, small.room1).await;
        let mut tasks = Vec::new();
        for _ in 0..8 {
            let db = (*db).clone();
            tasks.push(tokio::spawn(async move {
                proof::view_child(&db, &leader, small.milo, "plan", morning()).await
            }));
        }
        for task in tasks {
            task.await.unwrap().unwrap();
        }
        assert_eq!(looks(&db, &leader).await, ["plan"]);
    })
    .await;
}
