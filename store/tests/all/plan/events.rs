//! Ticks, steps and proposals as tablets send them: late, twice, out of order.

use crate::{
    TestDb, fixture, morning,
    plan::{after, give_goal, home, planning, today},
    room::{Room, outcomes},
};
use chrono::{NaiveDate, TimeDelta};
use domain::{
    event::{Event, Op, Outcome, Refusal},
    ids::{DailyId, GoalId},
    plan::{
        Chosen, DayProgress, Felt, Goal, GoalChangeKind, GoalState, ProposalAnswer, Tick,
        TickState, Weekdays,
    },
};
use store::{Db, board, event, plan, proof::Child};

fn ticks(
    db: &Db,
    child: &Child,
    daily: DailyId,
    on: NaiveDate,
    rev: u32,
    state: TickState,
) -> Event {
    let tick = Tick {
        daily,
        on,
        rev,
        state,
        felt: (state == TickState::Done).then_some(Felt::Good),
    };
    fixture::act(db, child, 1, Op::Tick { tick })
}

fn rejected(why: Refusal) -> Outcome {
    Outcome::Rejected { why }
}

async fn tile(db: &Db, room: &Room) -> Option<DayProgress> {
    let board = board::board(db, &room.teacher, crate::morning().date_naive())
        .await
        .unwrap();
    let tile = board.tiles.iter().find(|it| it.child == room.small.milo);
    tile.unwrap().ticked.clone()
}

async fn proposal(db: &Db, room: &Room, daily: DailyId) -> (GoalId, Event) {
    let goal = GoalId(db.ids().uuid());
    let op = Op::ProposeGoal {
        plan: home(db, &room.child).await.plan.id,
        goal,
        book: 3,
        entry: "be-kind".to_owned(),
        daily: vec![Chosen {
            id: daily,
            suggestion: "help-one".to_owned(),
            days: Weekdays::SCHOOL,
        }],
        why: None,
        on: today(),
    };
    (goal, fixture::act(db, &room.child, 1, op))
}

#[tokio::test(flavor = "multi_thread")]
async fn a_tick_moves_today_the_board_and_the_teachers_table() {
    TestDb::each(async |db| {
        let room = planning(&db).await;
        let goal = give_goal(&db, &room, "Speak up").await;
        let before = board::board(&db, &room.teacher, crate::morning().date_naive())
            .await
            .unwrap()
            .seq;
        let tick = ticks(
            &db,
            &room.child,
            goal.daily[0].id,
            today(),
            1,
            TickState::Done,
        );
        assert_eq!(room.send(&db, vec![tick]).await, [Outcome::Accepted]);
        let cards = home(&db, &room.child).await.today(today());
        assert_eq!(
            (cards[0].state, cards[0].felt),
            (TickState::Done, Some(Felt::Good))
        );
        let now = board::board(&db, &room.teacher, crate::morning().date_naive())
            .await
            .unwrap();
        assert_eq!(now.seq, before + 1);
        let ticked = tile(&db, &room).await.unwrap();
        assert_eq!((ticked.on, ticked.done, ticked.of), (today(), 1, 1));
        let table = plan::list_class_plans(&db, &room.teacher, today()).await;
        let mut rows = table.unwrap().rows;
        rows.retain(|it| it.child.child == room.small.milo);
        assert_eq!(rows[0].last_tick, Some(today()));
        assert_eq!(rows[0].goals[0].pace.done, 1);
        let page = plan::find_plan(
            &db,
            &fixture::of_child(&db, &room.teacher, room.small.milo).await,
            today(),
        )
        .await;
        let page = page.unwrap().unwrap();
        assert_eq!(page.paces[0], rows[0].goals[0].pace);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn neither_number_nor_order_of_ticks_matters() {
    TestDb::each(async |db| {
        let room = planning(&db).await;
        let mut found = Vec::new();
        for (n, order) in [[0, 1, 2, 3], [3, 2, 1, 0], [2, 0, 3, 1]]
            .iter()
            .enumerate()
        {
            let goal = give_goal(&db, &room, &format!("Goal {n}")).await;
            let daily = goal.daily[0].id;
            let tick = |on, rev, state| ticks(&db, &room.child, daily, after(on), rev, state);
            let all = [
                tick(0, 1, TickState::Done),
                tick(0, 2, TickState::Open),
                // Of another tablet, made from the same state: its id is the higher.
                tick(0, 2, TickState::Done),
                tick(-3, 1, TickState::NotToday),
            ];
            for at in order {
                let sent = room.send(&db, vec![all[*at].clone()]).await;
                assert_eq!(sent, [Outcome::Accepted]);
            }
            let again = room.send(&db, all.to_vec()).await;
            assert_eq!(again, [const { Outcome::Duplicate }; 4]);
            let ticks = home(&db, &room.child).await.ticks;
            let own = ticks.into_iter().filter(|it| it.daily == daily);
            found.push(own.map(|it| (it.on, it.rev, it.state)).collect::<Vec<_>>());
        }
        let expected = [
            (after(-3), 1, TickState::NotToday),
            (after(0), 2, TickState::Done),
        ];
        assert!(found.iter().all(|it| *it == expected), "{found:?}");
        let ticked = tile(&db, &room).await.unwrap();
        assert_eq!((ticked.on, ticked.done, ticked.of), (today(), 3, 3));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_tile_tells_what_a_child_is_at_until_it_is_done() {
    TestDb::each(async |db| {
        let room = planning(&db).await;
        let daily = give_goal(&db, &room, "Read aloud").await.daily[0].clone();
        let tick = |rev, state| ticks(&db, &room.child, daily.id, after(0), rev, state);
        let mut told = Vec::new();
        for (rev, state) in [
            (1, TickState::Now),
            (2, TickState::Open),
            (3, TickState::Now),
            (4, TickState::Done),
        ] {
            let sent = room.send(&db, vec![tick(rev, state)]).await;
            assert_eq!(sent, [Outcome::Accepted]);
            let day = tile(&db, &room).await.unwrap();
            told.push(day.now().map(|it| (it.title.clone(), it.picture.clone())));
        }
        let at_it = Some((daily.title, daily.picture));
        assert_eq!(told, [at_it.clone(), None, at_it, None]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_board_has_each_childs_goals_of_today_before_anybody_ticked_and_as_they_are_ticked() {
    TestDb::each(async |db| {
        let room = planning(&db).await;
        let first = give_goal(&db, &room, "Read aloud").await.daily[0].clone();
        let second = give_goal(&db, &room, "Speak up").await.daily[0].clone();
        let goals = async |on: NaiveDate| {
            let board = board::board(&db, &room.teacher, on).await.unwrap();
            assert_eq!((board.day.today, &board.day.absent[..]), (on, &[][..]));
            let of = |child| {
                let tile = board.tiles.iter().find(|it| it.child == child);
                let day = tile.unwrap().progress_on(on).cloned();
                day.map(|it| {
                    let goals = it.goals.into_iter().map(|it| (it.title, it.state));
                    (it.done, it.of, goals.collect::<Vec<_>>())
                })
            };
            assert_eq!(of(room.small.sofia_garcia), None, "has no plan");
            of(room.small.milo).unwrap()
        };
        let (open, done) = (TickState::Open, TickState::Done);
        let two = |one, other| vec![(first.title.clone(), one), (second.title.clone(), other)];
        assert_eq!(goals(today()).await, (0, 2, two(open, open)));
        let tick = |daily, on, state| ticks(&db, &room.child, daily, after(on), 1, state);
        room.send(&db, vec![tick(first.id, 0, done)]).await;
        assert_eq!(goals(today()).await, (1, 2, two(done, open)));
        // The next day nothing is done; what was done longest ago comes first.
        let again = vec![(second.title.clone(), open), (first.title.clone(), open)];
        assert_eq!(goals(after(1)).await, (0, 2, again));
        assert_eq!(goals(today()).await, (1, 2, two(done, open)));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_tick_of_an_earlier_day_leaves_todays_tile() {
    TestDb::each(async |db| {
        let room = planning(&db).await;
        let daily = give_goal(&db, &room, "Speak up").await.daily[0].id;
        let tick = |on, state| ticks(&db, &room.child, daily, after(on), 1, state);
        room.send(&db, vec![tick(0, TickState::Done)]).await;
        let before = tile(&db, &room).await;
        room.send(&db, vec![tick(-3, TickState::Done)]).await;
        assert_eq!(tile(&db, &room).await, before);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_date_that_can_not_be_is_refused_and_seen() {
    TestDb::each(async |db| {
        let room = planning(&db).await;
        let daily = give_goal(&db, &room, "Speak up").await.daily[0].id;
        let tick = |on| ticks(&db, &room.child, daily, after(on), 1, TickState::Done);
        let sent = room
            .send(&db, vec![tick(1), tick(2), tick(-14), tick(-15)])
            .await;
        let no = rejected(Refusal::Impossible);
        assert_eq!(sent, [Outcome::Accepted, no.clone(), Outcome::Accepted, no]);
        assert_eq!(room.page(&db).await.needs_a_look.len(), 2);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_ticks_for_another_child() {
    TestDb::each(async |db| {
        let room = planning(&db).await;
        let goal = give_goal(&db, &room, "Speak up").await;
        let (tablet, _) = fixture::tablet(&db, &room.teacher).await;
        let (sofia, _) = fixture::child_in(&db, &tablet, room.small.sofia_garcia).await;
        let plan = home(&db, &room.child).await.plan.id;
        let tick = ticks(&db, &sofia, goal.daily[0].id, today(), 1, TickState::Done);
        let step = Op::StepDone {
            goal: goal.id,
            step: goal.steps[0].id,
            rev: 1,
            done: true,
        };
        let (_, proposed) = proposal(&db, &room, DailyId(db.ids().uuid())).await;
        let events = vec![
            tick,
            fixture::act(&db, &sofia, 2, step),
            fixture::act(&db, &sofia, 3, proposed.op),
        ];
        let receipts = event::apply_events(&db, &tablet, events, morning())
            .await
            .unwrap();
        for receipt in receipts {
            assert_eq!(receipt.outcome, rejected(Refusal::Unknown));
        }
        let held = plan::find_my_plan(&db, &room.child, plan).await.unwrap();
        let held = held.unwrap();
        assert!(held.ticks.is_empty() && held.plan.goals == [goal]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_step_the_child_made_stays_made_while_an_adult_changes_the_goal() {
    TestDb::each(async |db| {
        let room = planning(&db).await;
        let goal = give_goal(&db, &room, "Speak up").await;
        let step = |rev, done| {
            let op = Op::StepDone {
                goal: goal.id,
                step: goal.steps[0].id,
                rev,
                done,
            };
            fixture::act(&db, &room.child, 1, op)
        };
        let draft = domain::plan::Draft::of(&goal);
        let sent = room.send(&db, vec![step(2, true), step(1, false)]).await;
        assert_eq!(sent, [const { Outcome::Accepted }; 2]);
        plan::update_goal(&db, &room.teacher, goal.id, 1, draft, today(), morning())
            .await
            .unwrap();
        let held = async || home(&db, &room.child).await.plan.goals[0].steps[0].clone();
        assert_eq!((held().await.done, held().await.rev), (true, 2));
        plan::set_step(
            &db,
            &room.teacher,
            goal.id,
            goal.steps[0].id,
            false,
            morning(),
        )
        .await
        .unwrap();
        assert_eq!((held().await.done, held().await.rev), (false, 3));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_proposal_lives_once_the_teacher_says_yes() {
    TestDb::each(async |db| {
        let room = planning(&db).await;
        let daily = DailyId(db.ids().uuid());
        let (id, event) = proposal(&db, &room, daily).await;
        let before = board::board(&db, &room.teacher, crate::morning().date_naive())
            .await
            .unwrap()
            .seq;
        let sent = room.send(&db, vec![event.clone(), event.clone()]).await;
        assert_eq!(sent, [Outcome::Accepted, Outcome::Duplicate]);
        let now = board::board(&db, &room.teacher, crate::morning().date_naive())
            .await
            .unwrap()
            .seq;
        assert_eq!(now, before + 1);
        let held = home(&db, &room.child).await;
        let goal: Goal = held.plan.goals[0].clone();
        assert_eq!((goal.id, goal.state), (id, GoalState::Proposed));
        assert!(held.today(today()).is_empty());
        let waiting = async || {
            let table = plan::list_class_plans(&db, &room.teacher, today()).await;
            table.unwrap().rows.iter().map(|it| it.waiting).sum::<u32>()
        };
        assert_eq!(waiting().await, 1);
        let later = after(7);
        let yes = ProposalAnswer::Yes;
        let answer =
            async |now| plan::answer_proposal(&db, &room.teacher, id, 1, yes, later, now).await;
        answer(morning()).await.unwrap();
        let stale = answer(morning()).await.unwrap();
        assert!(
            matches!(stale, domain::plan::GoalUpdate::Conflict(_)),
            "{stale:?}"
        );
        assert_eq!(waiting().await, 0);
        let held = home(&db, &room.child).await;
        assert!(held.plan.goals[0].signed_child && held.plan.goals[0].signed_teacher);
        assert!(held.today(today()).is_empty());
        assert_eq!(held.today(later).len(), 1);
        let changes = plan::list_changes(
            &db,
            &fixture::of_child(&db, &room.teacher, room.small.milo).await,
            id,
        )
        .await
        .unwrap();
        let what: Vec<_> = changes
            .iter()
            .map(|it| (it.what, it.who.as_str()))
            .collect();
        assert_eq!(
            what,
            [
                (GoalChangeKind::Agreed, "Kim Reed"),
                (GoalChangeKind::Proposed, "Milo Tran")
            ]
        );
        // The same id from another event is another's.
        let (_, mut other) = proposal(&db, &room, daily).await;
        assert_eq!(
            room.send(&db, vec![other.clone()]).await,
            [rejected(Refusal::Impossible)]
        );
        if let Op::ProposeGoal { book, .. } = &mut other.op {
            *book = 99;
        }
        let other = fixture::act(&db, &room.child, 9, other.op);
        assert_eq!(
            room.send(&db, vec![other]).await,
            [rejected(Refusal::Unknown)]
        );
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_tick_that_comes_before_its_proposal_is_taken_with_it() {
    TestDb::each(async |db| {
        let room = planning(&db).await;
        let daily = DailyId(db.ids().uuid());
        let (_, event) = proposal(&db, &room, daily).await;
        let early = ticks(&db, &room.child, daily, today(), 1, TickState::Done);
        let sent = room.send(&db, vec![early.clone()]).await;
        assert_eq!(sent, [rejected(Refusal::Unknown)]);
        assert_eq!(room.page(&db).await.needs_a_look.len(), 1);
        assert_eq!(room.send(&db, vec![event]).await, [Outcome::Accepted]);
        assert_eq!(home(&db, &room.child).await.ticks.len(), 1);
        assert!(room.page(&db).await.needs_a_look.is_empty());
        assert_eq!(room.send(&db, vec![early]).await, [Outcome::Duplicate]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn however_wrong_the_schools_clock_was_each_tick_counts_once_on_its_day() {
    TestDb::each(async |db| {
        let room = planning(&db).await;
        let daily = give_goal(&db, &room, "Speak up").await.daily[0].id;
        let tick = |on, rev| {
            let on = after(on);
            ticks(&db, &room.child, daily, on, rev, TickState::Done)
        };
        let ten_years = TimeDelta::days(3_653);
        for (n, off) in [(0, TimeDelta::hours(1)), (-1, ten_years), (-2, -ten_years)] {
            let sent = vec![tick(n, 1), tick(n, 2)];
            let wrong = morning() + off;
            let taken = event::apply_events(&db, &room.device, sent.clone(), wrong).await;
            let taken: Vec<_> = outcomes(taken.unwrap());
            let expected = match off == -ten_years {
                true => rejected(Refusal::Impossible),
                false => Outcome::Accepted,
            };
            assert_eq!(taken, vec![expected; 2], "{off}");
            event::apply_due(&db, wrong).await.unwrap();
            // Sent again, as after an answer that was lost.
            event::apply_events(&db, &room.device, sent, wrong)
                .await
                .unwrap();
        }
        assert_eq!(room.page(&db).await.needs_a_look.len(), 2);
        assert_eq!(event::apply_due(&db, morning()).await.unwrap(), 2);
        assert_eq!(event::apply_due(&db, morning()).await.unwrap(), 0);
        assert!(room.page(&db).await.needs_a_look.is_empty());
        let plan = home(&db, &room.child).await.plan.id;
        let held = plan::find_my_plan(&db, &room.child, plan).await.unwrap();
        let days: Vec<_> = held
            .unwrap()
            .ticks
            .iter()
            .map(|it| (it.on, it.rev))
            .collect();
        assert_eq!(days, [(after(-2), 2), (after(-1), 2), (after(0), 2)]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_tick_that_is_ahead_of_the_school_counts_when_its_day_comes() {
    TestDb::each(async |db| {
        let room = planning(&db).await;
        let daily = give_goal(&db, &room, "Speak up").await.daily[0].id;
        let tick = |on| ticks(&db, &room.child, daily, after(on), 1, TickState::Done);
        // Three days ahead, after the term, and a date of no calendar.
        let mut far = tick(3);
        if let Op::Tick { tick } = &mut far.op {
            tick.on = NaiveDate::MAX;
        }
        let refused = room.send(&db, vec![tick(3), tick(400), far]).await;
        assert_eq!(refused, vec![rejected(Refusal::Impossible); 3]);
        for (days, applied, left) in [(1, 0, 3), (2, 1, 2), (500, 0, 2), (501, 0, 2)] {
            let now = morning() + TimeDelta::days(days);
            assert_eq!(event::apply_due(&db, now).await.unwrap(), applied);
            assert_eq!(room.page(&db).await.needs_a_look.len(), left, "{days}");
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_tick_waits_for_its_proposal_and_then_for_its_day() {
    TestDb::each(async |db| {
        let room = planning(&db).await;
        let daily = DailyId(db.ids().uuid());
        let (_, proposed) = proposal(&db, &room, daily).await;
        let early = ticks(&db, &room.child, daily, today(), 1, TickState::Done);
        let wrong = morning() - TimeDelta::days(3_653);
        for (event, why) in [
            (early, rejected(Refusal::Unknown)),
            (proposed, Outcome::Accepted),
        ] {
            let taken = event::apply_events(&db, &room.device, vec![event], wrong).await;
            assert_eq!(outcomes(taken.unwrap()), [why]);
        }
        assert_eq!(event::apply_due(&db, morning()).await.unwrap(), 1);
        assert!(room.page(&db).await.needs_a_look.is_empty());
    })
    .await;
}
