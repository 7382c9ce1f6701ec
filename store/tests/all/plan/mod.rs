//! Plans as adults and children read and change them.

mod events;
mod template;
mod together;

use crate::{
    TestDb, fixture, invalid, morning,
    room::{Room, lesson},
};
use chrono::{NaiveDate, TimeDelta};
use domain::{
    ids::{GoalId, PersonId, PlanId, StepId},
    plan::{
        Area, BookError, Cadence, DailyDraft, DayOff, DayOffError, DayOffRange, Draft, Goal,
        GoalBook, GoalChangeKind, GoalError, GoalState, GoalUpdate, Place, ProposalAnswer,
        Standing, StepDraft, Text, Weekdays,
    },
};
use store::{
    Db, StoreError, board, plan,
    proof::{Child, Staff, Teacher},
};

pub(crate) const BOOK: &str = include_str!("../../../../server/plans/goals.json");

/// Monday, the third week of the term.
pub(crate) fn today() -> NaiveDate {
    morning().date_naive()
}

pub(crate) fn after(days: i64) -> NaiveDate {
    today() + TimeDelta::days(days)
}

/// A lesson in a term that has begun two weeks ago and lasts for eight more, with the book.
pub(crate) async fn planning(db: &TestDb) -> Room {
    let room = lesson(db).await;
    let small = room.small;
    let days = (after(-14), after(55));
    fixture::term(db, small.cedar, &[small.room1, small.room2], "Term 1", days).await;
    fixture::term(db, small.elm, &[small.room9], "Elm 1", days).await;
    let book = GoalBook::parse(BOOK).unwrap();
    plan::save_book(db, &fixture::console(), &book, BOOK)
        .await
        .unwrap();
    room
}

pub(crate) fn draft(title: &str) -> Draft {
    Draft {
        area: Area::Heart,
        picture: "star".to_owned(),
        title: Text::Own(title.to_owned()),
        why: "So that I dare".to_owned(),
        measure: None,
        steps: vec![StepDraft {
            id: None,
            picture: None,
            title: "Ask a friend".to_owned(),
        }],
        daily: vec![DailyDraft {
            id: None,
            picture: "star".to_owned(),
            title: Text::Own("I raise my hand".to_owned()),
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

pub(crate) async fn give_goal(db: &Db, room: &Room, title: &str) -> Goal {
    let children = [room.small.milo];
    let draft = draft(title);
    let made = plan::insert_goal(db, &room.teacher, &children, &draft, today(), morning());
    made.await.unwrap().remove(0)
}

pub(crate) async fn home(db: &Db, child: &Child) -> domain::plan::HomePlan {
    let home = plan::find_home_plan(db, child, today()).await;
    home.unwrap().expect("a term")
}

fn hidden<T: std::fmt::Debug>(found: Result<T, StoreError>) {
    assert!(matches!(found, Err(StoreError::NotFound)), "{found:?}");
}

fn saved_goal(updated: Result<GoalUpdate, StoreError>) -> Goal {
    match updated.unwrap() {
        GoalUpdate::Kept(goal) => goal,
        GoalUpdate::Conflict(stands) => panic!("{stands:?}"),
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_plan_is_shown_before_it_is_made_and_made_once_when_somebody_writes_into_it() {
    TestDb::each(async |db| {
        let room = planning(&db).await;
        let milo = room.small.milo;
        let leader = fixture::teacher(&db, room.small.leader, room.small.room1).await;
        let seen_by = async |teacher: &Teacher| {
            let child = fixture::of_child(&db, teacher, milo).await;
            plan::find_plan(&db, &child, today()).await.unwrap()
        };
        let one = home(&db, &room.child).await;
        assert_eq!(one, home(&db, &room.child).await);
        assert_eq!(one.plan.term.title, "Term 1");
        let page = seen_by(&room.teacher).await.unwrap();
        assert_eq!((&page.plan, page.plans.len()), (&one.plan, 1));
        let shown = plan::find_my_plan(&db, &room.child, one.plan.id).await;
        assert_eq!(shown.unwrap(), Some(one.clone()));
        // Looking has made nothing.
        assert_eq!(seen_by(&leader).await, None);
        assert_eq!(plan::list_my_plans(&db, &room.child).await.unwrap(), []);
        let dream = async |words| {
            plan::set_dream(&db, &room.teacher, milo, words, today(), morning())
                .await
                .unwrap();
        };
        dream("To sing").await;
        dream("To dance").await;
        assert_eq!(seen_by(&leader).await.unwrap().plan.id, one.plan.id);
        let mine = plan::list_my_plans(&db, &room.child).await.unwrap();
        assert_eq!(mine.len(), 1);
        // Another child's plan that was not made is nobody else's.
        let other = fixture::of_child(&db, &room.teacher, room.small.sofia_garcia).await;
        let found = plan::find_plan(&db, &other, today())
            .await
            .unwrap()
            .unwrap();
        let stolen = plan::find_my_plan(&db, &room.child, found.plan.id).await;
        assert_eq!(stolen.unwrap(), None);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_school_without_a_term_has_no_plans() {
    TestDb::each(async |db| {
        let room = lesson(&db).await;
        let found = plan::find_home_plan(&db, &room.child, today()).await;
        assert_eq!(found.unwrap(), None);
        let table = plan::list_class_plans(&db, &room.teacher, today()).await;
        let table = table.unwrap();
        assert_eq!((table.term, table.rows.len()), (None, 3));
        let (children, draft, now) = ([room.small.milo], draft("x"), morning());
        let made = plan::insert_goal(&db, &room.teacher, &children, &draft, today(), now);
        invalid(made.await, GoalError::NoTerm);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_classs_own_term_comes_before_the_schools() {
    TestDb::each(async |db| {
        let room = planning(&db).await;
        let small = room.small;
        let days = (after(-1), after(10));
        fixture::term(&db, small.cedar, &[], "Other", days).await;
        assert_eq!(home(&db, &room.child).await.plan.term.title, "Term 1");
        // The class's own is over: the school's that has today in it.
        let past = (after(-90), after(-60));
        fixture::term(&db, small.cedar, &[small.room1], "Past", past).await;
        assert_eq!(home(&db, &room.child).await.plan.term.title, "Other");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_goal_is_given_to_several_children_at_once_or_to_none() {
    TestDb::each(async |db| {
        let room = planning(&db).await;
        let small = room.small;
        let make = async |children: &[PersonId]| {
            let draft = draft("Speak up");
            plan::insert_goal(&db, &room.teacher, children, &draft, today(), morning()).await
        };
        let both = make(&[small.milo, small.sofia_garcia]).await.unwrap();
        assert_eq!(both.len(), 2);
        assert_ne!(both[0].daily[0].id, both[1].daily[0].id);
        make(&[small.milo]).await.unwrap();
        make(&[small.milo]).await.unwrap();
        // Milo has three: nobody gets a fourth.
        invalid(
            make(&[small.sofia_gutierrez, small.milo]).await,
            GoalError::ThreeLiveAlready,
        );
        let table = plan::list_class_plans(&db, &room.teacher, today()).await;
        let rows = table.unwrap().rows;
        let count = |child| {
            let row = rows.iter().find(|it| it.child.child == child);
            row.unwrap().goals.len()
        };
        assert_eq!(
            [
                count(small.milo),
                count(small.sofia_garcia),
                count(small.sofia_gutierrez)
            ],
            [3, 1, 0]
        );
        hidden(make(&[small.sofia_garcia, small.ana]).await);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn words_said_to_be_the_books_must_stand_in_it() {
    TestDb::each(async |db| {
        let room = planning(&db).await;
        let book = GoalBook::parse(BOOK).unwrap();
        let entry = &book.goals[0];
        let mut asked = draft("x");
        asked.title = Text::Book(entry.say.clone());
        let make = async |draft: &Draft| {
            let children = [room.small.milo];
            plan::insert_goal(&db, &room.teacher, &children, draft, today(), morning()).await
        };
        invalid(make(&asked).await, GoalError::NotOfTheBook);
        asked.entry = Some(domain::plan::EntryRef {
            book: 3,
            entry: entry.id.clone(),
        });
        assert_eq!(make(&asked).await.unwrap()[0].entry, asked.entry);
        let words = domain::Words {
            en: "Fly".to_owned(),
            es: "Volar".to_owned(),
        };
        asked.title = Text::Book(words);
        invalid(make(&asked).await, GoalError::NotOfTheBook);
        // A version, once kept, can't be another.
        let mut other = book;
        other.goals.truncate(1);
        let again = plan::save_book(&db, &fixture::console(), &other, "{}").await;
        invalid(again, BookError::VersionIsAnother);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn of_two_adults_the_second_is_told_what_stands_and_nothing_is_lost() {
    TestDb::each(async |db| {
        let room = planning(&db).await;
        let goal = give_goal(&db, &room, "Speak up").await;
        let update = async |expected, title: &str| {
            let mut draft = Draft::of(&goal);
            draft.title = Text::Own(title.to_owned());
            plan::update_goal(
                &db,
                &room.teacher,
                goal.id,
                expected,
                draft,
                today(),
                morning(),
            )
            .await
        };
        let first = saved_goal(update(1, "First").await);
        assert_eq!(first.rev, 2);
        let second = update(1, "Second").await.unwrap();
        assert_eq!(second, GoalUpdate::Conflict(first.clone()));
        assert_eq!(
            home(&db, &room.child).await.plan.goals,
            std::slice::from_ref(&first)
        );
        saved_goal(update(2, "Second").await);
        let ended = plan::end_goal(
            &db,
            &room.teacher,
            goal.id,
            3,
            GoalState::Reached,
            today(),
            morning(),
        );
        assert_eq!(saved_goal(ended.await).state, GoalState::Reached);
        invalid(update(4, "Third").await, GoalError::IsOver);

        let changes = plan::list_changes(
            &db,
            &fixture::of_child(&db, &room.teacher, room.small.milo).await,
            goal.id,
        )
        .await
        .unwrap();
        let what: Vec<GoalChangeKind> = changes.iter().map(|it| it.what).collect();
        assert_eq!(
            what,
            [
                GoalChangeKind::Reached,
                GoalChangeKind::Changed,
                GoalChangeKind::Changed,
                GoalChangeKind::Made
            ]
        );
        assert_eq!(changes[2].before, Some(goal.clone()));
        assert_eq!(changes[2].after, first);
        assert_eq!(changes[3].before, None);
        assert!(changes.iter().all(|it| it.who == "Kim Reed"));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_goal_carried_over_keeps_its_history_and_the_earlier_plan_stays() {
    TestDb::each(async |db| {
        let room = planning(&db).await;
        let goal = give_goal(&db, &room, "Speak up").await;
        let early = home(&db, &room.child).await.plan.id;
        invalid(
            plan::carry_over(&db, &room.teacher, goal.id, today(), morning()).await,
            GoalError::IsInThisPlan,
        );
        let (small, later) = (room.small, after(60));
        let days = (after(56), after(120));
        fixture::term(&db, small.cedar, &[small.room1], "Term 2", days).await;
        let carry = async || plan::carry_over(&db, &room.teacher, goal.id, later, morning()).await;
        let new = carry().await.unwrap();
        assert_eq!(carry().await.unwrap().id, new.id);
        assert_eq!(new.carried_from, Some(goal.id));
        assert_eq!(new.daily[0].since, later);
        let now = plan::find_home_plan(&db, &room.child, later).await.unwrap();
        let now = now.unwrap();
        assert_eq!(now.plan.term.title, "Term 2");
        assert_eq!(now.plan.goals, std::slice::from_ref(&new));
        let changes = plan::list_changes(
            &db,
            &fixture::of_child(&db, &room.teacher, room.small.milo).await,
            new.id,
        )
        .await
        .unwrap();
        let what: Vec<_> = changes.iter().map(|it| (it.goal, it.what)).collect();
        assert_eq!(
            what,
            [
                (new.id, GoalChangeKind::Carried),
                (goal.id, GoalChangeKind::Made)
            ]
        );
        // The earlier plan is readable for ever, by both.
        let mine = plan::find_my_plan(&db, &room.child, early).await.unwrap();
        assert_eq!(mine.unwrap().plan.goals, std::slice::from_ref(&goal));
        let page = plan::find_plan_of(
            &db,
            &fixture::of_child(&db, &room.teacher, small.milo).await,
            early,
            later,
        )
        .await;
        let page = page.unwrap().unwrap();
        assert_eq!(page.plan.goals, [goal]);
        let terms: Vec<_> = page.plans.iter().map(|it| it.term.title.as_str()).collect();
        assert_eq!(terms, ["Term 2", "Term 1"]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn days_off_and_away_days_are_asked_for_by_nobody() {
    TestDb::each(async |db| {
        let room = planning(&db).await;
        let small = room.small;
        give_goal(&db, &room, "Speak up").await;
        let standing = async || {
            let table = plan::list_class_plans(&db, &room.teacher, after(8)).await;
            let mut rows = table.unwrap().rows;
            rows.retain(|it| it.child.child == small.milo);
            (rows[0].goals[0].pace.standing, rows[0].away_today)
        };
        assert_eq!(standing().await, (Standing::Behind, false));
        let away = async |n, is| {
            plan::set_away(&db, &room.teacher, small.milo, after(n), is, morning())
                .await
                .unwrap();
        };
        away(0, true).await;
        away(0, true).await;
        away(8, true).await;
        away(9, true).await;
        away(9, false).await;
        let listed = plan::list_away(
            &db,
            &fixture::of_child(&db, &room.teacher, small.milo).await,
        )
        .await;
        assert_eq!(listed.unwrap(), [after(0), after(8)]);
        let office = fixture::staff(&db, small.office).await;
        let off = |n: i64, title: &str| DayOff {
            on: after(n),
            title: title.to_owned(),
        };
        let range = |first: i64, last: i64, title: &str| DayOffRange {
            first: after(first),
            last: after(last),
            title: title.to_owned(),
        };
        let insert = async |staff: &Staff, range: DayOffRange| {
            plan::insert_days_off(&db, staff, range, morning()).await
        };
        let one = insert(&office, range(1, 1, "Storm")).await.unwrap();
        assert_eq!((one.added.len(), one.renamed), (1, 0));
        let three = insert(&office, range(1, 3, " Snow ")).await.unwrap();
        assert_eq!((three.added, three.renamed), (vec![after(2), after(3)], 1));
        let listed = plan::list_days_off(&db, &office).await.unwrap();
        assert_eq!(listed, [off(1, "Snow"), off(2, "Snow"), off(3, "Snow")]);
        assert_eq!(standing().await, (Standing::OnPace, true));
        let today = home(&db, &room.child).await;
        assert!(today.today(after(0)).is_empty() && today.today(after(1)).is_empty());
        assert_eq!(today.today(after(4)).len(), 1);
        for _twice in [1, 2] {
            let gone = plan::delete_days_off(&db, &office, vec![after(3)], morning());
            gone.await.unwrap();
        }
        assert_eq!(plan::list_days_off(&db, &office).await.unwrap().len(), 2);
        invalid(
            insert(&office, range(5, 5, " ")).await,
            DayOffError::TitleIsEmpty,
        );
        invalid(
            insert(&office, range(5, 4, "x")).await,
            DayOffError::EndsBeforeItBegins,
        );
        // Nobody but the office, and of its own school alone; its leader may look.
        for (other, looks) in [(small.reed, false), (small.leader, true)] {
            let staff = fixture::staff(&db, other).await;
            let seen = plan::list_days_off(&db, &staff).await;
            assert_eq!(seen.is_ok(), looks);
            hidden(insert(&staff, range(5, 5, "x")).await);
            hidden(plan::delete_days_off(&db, &staff, vec![after(1)], morning()).await);
        }
        let cole = fixture::teacher(&db, small.cole, small.room2).await;
        hidden(plan::set_away(&db, &cole, small.milo, after(5), true, morning()).await);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn another_school_class_or_child_finds_nothing() {
    TestDb::each(async |db| {
        let room = planning(&db).await;
        let (small, now) = (room.small, morning());
        let goal = give_goal(&db, &room, "Speak up").await;
        let own = home(&db, &room.child).await.plan.id;
        let cole = fixture::teacher(&db, small.cole, small.room2).await;
        let park = fixture::teacher(&db, small.park, small.room9).await;
        for other in [&cole, &park] {
            hidden(
                plan::find_plan(
                    &db,
                    &fixture::of_child(&db, other, small.milo).await,
                    today(),
                )
                .await,
            );
            hidden(
                plan::find_plan_of(
                    &db,
                    &fixture::of_child(&db, other, small.milo).await,
                    own,
                    today(),
                )
                .await,
            );
            hidden(
                plan::list_changes(
                    &db,
                    &fixture::of_child(&db, other, room.small.milo).await,
                    goal.id,
                )
                .await,
            );
            hidden(plan::carry_over(&db, other, goal.id, today(), now).await);
            hidden(plan::set_step(&db, other, goal.id, goal.steps[0].id, true, morning()).await);
            hidden(plan::set_dream(&db, other, small.milo, "", today(), morning()).await);
            hidden(plan::list_away(&db, &fixture::of_child(&db, other, small.milo).await).await);
            let draft = Draft::of(&goal);
            hidden(plan::update_goal(&db, other, goal.id, 1, draft, today(), now).await);
            let ended = GoalState::Ended;
            hidden(plan::end_goal(&db, other, goal.id, 1, ended, today(), now).await);
            let yes = ProposalAnswer::Yes;
            hidden(plan::answer_proposal(&db, other, goal.id, 1, yes, today(), now).await);
        }
        // A plan of another child under a child of the class.
        let page = plan::find_plan_of(
            &db,
            &fixture::of_child(&db, &room.teacher, small.sofia_garcia).await,
            own,
            today(),
        )
        .await;
        assert_eq!(page.unwrap(), None);
        let (tablet, _) = fixture::tablet(&db, &room.teacher).await;
        let (sofia, _) = fixture::child_in(&db, &tablet, small.sofia_garcia).await;
        assert_eq!(plan::find_my_plan(&db, &sofia, own).await.unwrap(), None);
        assert!(home(&db, &sofia).await.plan.goals.is_empty());
        let nothing = PlanId(db.ids().uuid());
        assert_eq!(
            plan::find_my_plan(&db, &sofia, nothing).await.unwrap(),
            None
        );
        let nowhere = GoalId(db.ids().uuid());
        hidden(
            plan::list_changes(
                &db,
                &fixture::of_child(&db, &room.teacher, room.small.milo).await,
                nowhere,
            )
            .await,
        );
        let step = StepId(db.ids().uuid());
        hidden(plan::set_step(&db, &room.teacher, goal.id, step, true, morning()).await);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_leader_reads_plans_and_changes_none() {
    TestDb::each(async |db| {
        let room = planning(&db).await;
        let (small, now) = (room.small, morning());
        let goal = give_goal(&db, &room, "Speak up").await;
        let leader = fixture::teacher(&db, small.leader, small.room1).await;
        let page = plan::find_plan(
            &db,
            &fixture::of_child(&db, &leader, small.milo).await,
            today(),
        )
        .await;
        let goals = page.unwrap().unwrap().plan.goals;
        assert_eq!(goals, std::slice::from_ref(&goal));
        plan::list_class_plans(&db, &leader, today()).await.unwrap();
        plan::list_changes(
            &db,
            &fixture::of_child(&db, &leader, room.small.milo).await,
            goal.id,
        )
        .await
        .unwrap();
        let children = [small.milo];
        let draft = Draft::of(&goal);
        hidden(plan::insert_goal(&db, &leader, &children, &draft, today(), now).await);
        hidden(plan::update_goal(&db, &leader, goal.id, 1, draft, today(), now).await);
        hidden(plan::carry_over(&db, &leader, goal.id, today(), now).await);
        hidden(plan::set_away(&db, &leader, small.milo, today(), true, morning()).await);
        hidden(plan::set_dream(&db, &leader, small.milo, "", today(), morning()).await);
        hidden(plan::set_step(&db, &leader, goal.id, goal.steps[0].id, true, morning()).await);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_dream_is_the_profiles_until_own_words_take_its_place() {
    TestDb::each(async |db| {
        let room = planning(&db).await;
        assert_eq!(home(&db, &room.child).await.plan.dream, None);
        let set = async |words: &str| {
            plan::set_dream(
                &db,
                &room.teacher,
                room.small.milo,
                words,
                today(),
                morning(),
            )
            .await
        };
        set(" A pilot ").await.unwrap();
        let dream = home(&db, &room.child).await.plan.dream.unwrap();
        assert_eq!(dream.text, Text::Own("A pilot".to_owned()));
        set(" ").await.unwrap();
        assert_eq!(home(&db, &room.child).await.plan.dream, None);
        invalid(set(&"x".repeat(201)).await, GoalError::DreamIsTooLong);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_board_shows_a_new_goal_of_today() {
    TestDb::each(async |db| {
        let room = planning(&db).await;
        let before = board::board(&db, &room.teacher, crate::morning().date_naive())
            .await
            .unwrap()
            .seq;
        give_goal(&db, &room, "Speak up").await;
        let changes = board::changes_since(&db, &room.teacher, before)
            .await
            .unwrap();
        assert_eq!((changes.seq, changes.tiles.len()), (before + 1, 1));
        let ticked = changes.tiles[0].ticked.as_ref().unwrap();
        assert_eq!((ticked.on, ticked.done, ticked.of), (today(), 0, 1));
    })
    .await;
}
