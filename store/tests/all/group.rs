//! Groups of children: made, moved in, ended, and what is seen of them.

use crate::{
    TestDb,
    competency::{all, taken_in},
    fixture, invalid, morning,
    plan::{BOOK, after, planning, today},
    room::Room,
};
use chrono::TimeDelta;
use domain::{
    competency::{Level, LevelDraft, LevelSource},
    event::{Op, Outcome},
    group::{
        Group, GroupDraft, GroupError, GroupSpan, Groups, Helpfulness, Move, SuggestionReason,
    },
    ids::{CompetencyId, GroupId, PersonId},
    plan::{GoalBook, Tick, TickState},
};
use store::{Db, StoreError, competency, group, plan, proof::Teacher};

fn draft(name: &str, competency: Option<CompetencyId>) -> GroupDraft {
    GroupDraft {
        name: name.to_owned(),
        note: " Count on from the larger ".to_owned(),
        competency,
        ends: after(21),
        span: GroupSpan::Weeks,
    }
}

pub(crate) async fn made(db: &Db, teacher: &Teacher, children: &[PersonId]) -> GroupId {
    let children = children.to_vec();
    let made = group::make(
        db,
        teacher,
        draft("Cubes", None),
        children,
        today(),
        morning(),
    );
    made.await.unwrap()
}

async fn read(db: &Db, teacher: &Teacher) -> Groups {
    group::list_groups(db, teacher, today()).await.unwrap()
}

async fn one(db: &Db, teacher: &Teacher, id: GroupId) -> Group {
    let groups = read(db, teacher).await.groups;
    groups.into_iter().find(|it| it.id == id).unwrap()
}

fn children(group: &Group) -> Vec<PersonId> {
    group.members.iter().map(|it| it.child.child).collect()
}

async fn say(db: &Db, room: &Room, child: PersonId, level: Level, days_ago: i64) -> CompetencyId {
    let id = all(db, room.small.reed).await[1].id;
    let said = LevelDraft {
        competency: id,
        level,
        seen: LevelSource::Work,
        note: String::new(),
        on: after(-days_ago),
    };
    let now = morning() - TimeDelta::days(days_ago);
    let set = competency::set_level(db, &room.teacher, child, said, today(), now);
    set.await.unwrap();
    id
}

fn hidden<T: std::fmt::Debug>(found: Result<T, StoreError>) {
    assert!(matches!(found, Err(StoreError::NotFound)), "{found:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_same_gap_is_suggested_becomes_a_group_and_shows_then_and_now() {
    TestDb::each(async |db| {
        let room = planning(&db).await;
        taken_in(&db).await;
        let small = room.small;
        assert!(read(&db, &room.teacher).await.suggestions.is_empty());
        let aim = say(&db, &room, small.milo, Level::NotYet, 5).await;
        say(&db, &room, small.sofia_garcia, Level::Learning, 5).await;
        let page = read(&db, &room.teacher).await;
        let found = &page.suggestions[0];
        assert_eq!(found.reason, SuggestionReason::Gap { competency: aim });
        assert_eq!(found.children.len(), 2);
        assert_eq!(page.term_ends, Some(after(55)));

        let (children, teacher) = (found.children.clone(), &room.teacher);
        let draft = draft("Up to 20", Some(aim));
        let id = group::make(&db, teacher, draft, children, today(), morning());
        let id = id.await.unwrap();
        assert!(read(&db, teacher).await.suggestions.is_empty());
        say(&db, &room, small.milo, Level::GotIt, 0).await;
        let seen = group::list_groups(&db, teacher, today()).await.unwrap();
        let milo = seen.groups[0].members.iter();
        let milo = milo.clone().find(|it| it.child.child == small.milo);
        // What is seen on the day of joining is before.
        assert_eq!(milo.unwrap().then.unwrap().before, Some(Level::GotIt));
        let group = one(&db, teacher, id).await;
        assert_eq!(group.note, "Count on from the larger");
        assert_eq!(group.competency.unwrap().id, aim);
        let garcia = |it: &&domain::group::Member| it.child.child == small.sofia_garcia;
        let then = group.members.iter().find(garcia).unwrap().then.unwrap();
        assert_eq!(
            (then.before, then.now),
            (Some(Level::Learning), Some(Level::Learning))
        );
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_child_goes_from_group_to_group_and_back_and_both_ways_leave_no_trace() {
    TestDb::each(async |db| {
        let room = planning(&db).await;
        let (small, teacher) = (room.small, &room.teacher);
        let one_id = made(&db, teacher, &[small.milo, small.sofia_garcia]).await;
        let two_id = made(&db, teacher, &[small.sofia_gutierrez]).await;
        let it = Move {
            child: small.milo,
            from: Some(one_id),
            to: Some(two_id),
        };
        for _ in 0..2 {
            group::put(&db, teacher, it, today()).await.unwrap();
        }
        assert_eq!(
            children(&one(&db, teacher, one_id).await),
            [small.sofia_garcia]
        );
        assert_eq!(one(&db, teacher, two_id).await.members.len(), 2);
        let before = read(&db, teacher).await;
        group::put(&db, teacher, it.back(), today()).await.unwrap();
        group::put(&db, teacher, it, today()).await.unwrap();
        assert_eq!(read(&db, teacher).await, before);

        let out = Move {
            to: None,
            from: Some(two_id),
            ..it
        };
        group::put(&db, teacher, out, after(3)).await.unwrap();
        assert_eq!(
            children(&one(&db, teacher, two_id).await),
            [small.sofia_gutierrez]
        );
        group::put(&db, teacher, out.back(), after(3))
            .await
            .unwrap();
        assert_eq!(read(&db, teacher).await, before);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_goal_is_given_to_the_group_once_and_its_ticks_are_counted() {
    TestDb::each(async |db| {
        let room = planning(&db).await;
        let (small, teacher) = (room.small, &room.teacher);
        let id = made(&db, teacher, &[small.milo]).await;
        let book = GoalBook::parse(BOOK).unwrap();
        let draft = || book.entry_draft(&book.goals[0]);
        let give = async || group::give_goal(&db, teacher, id, draft(), today(), morning()).await;
        give().await.unwrap();
        give().await.unwrap();
        let goals = crate::plan::home(&db, &room.child).await.plan.goals;
        assert_eq!(goals.len(), 1);
        let tick = Tick {
            daily: goals[0].daily[0].id,
            on: today(),
            rev: 1,
            state: TickState::Done,
            felt: None,
        };
        let event = fixture::act(&db, &room.child, 9, Op::Tick { tick });
        assert_eq!(room.send(&db, vec![event]).await, [Outcome::Accepted]);
        let to = Move {
            child: small.sofia_garcia,
            from: None,
            to: Some(id),
        };
        group::put(&db, teacher, to, today()).await.unwrap();
        let group = one(&db, teacher, id).await;
        let entry = group.goal.as_ref().unwrap().entry.clone();
        assert_eq!(entry.as_deref(), Some(book.goals[0].id.as_str()));
        let ticks: Vec<_> = group.members.iter().map(|it| it.ticks).collect();
        assert!(
            ticks.contains(&Some(1)) && ticks.contains(&None),
            "{ticks:?}"
        );
        give().await.unwrap();
        let plan = plan::find_plan(
            &db,
            &fixture::of_child(&db, teacher, small.sofia_garcia).await,
            today(),
        )
        .await;
        assert_eq!(plan.unwrap().unwrap().plan.goals.len(), 1);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_group_ends_with_a_word_can_go_on_after_all_and_is_taken_back_only_on_its_first_day() {
    TestDb::each(async |db| {
        let room = planning(&db).await;
        let (small, teacher) = (room.small, &room.teacher);
        let id = made(&db, teacher, &[small.milo, small.sofia_garcia]).await;
        let is_over = async |on| one(&db, teacher, id).await.is_over(on);
        assert!(!is_over(after(21)).await && is_over(after(22)).await);
        let helped = Some(Helpfulness::Somewhat);
        group::end(&db, teacher, id, helped, " Nearly ", after(20))
            .await
            .unwrap();
        let closing = one(&db, teacher, id).await.closing.unwrap();
        assert_eq!((closing.note.as_str(), closing.on), ("Nearly", after(20)));
        let out = Move {
            child: small.milo,
            from: Some(id),
            to: None,
        };
        invalid(
            group::put(&db, teacher, out, today()).await,
            GroupError::IsOver,
        );
        group::end(&db, teacher, id, None, "", after(20))
            .await
            .unwrap();
        assert_eq!(one(&db, teacher, id).await.closing, None);
        invalid(
            group::take_back(&db, teacher, id, after(1)).await,
            GroupError::TooLateToDelete,
        );
        group::take_back(&db, teacher, id, today()).await.unwrap();
        assert!(read(&db, teacher).await.groups.is_empty());
        hidden(group::take_back(&db, teacher, id, today()).await);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn three_weeks_are_the_most_until_somebody_says_so_and_the_same_pair_is_noticed() {
    TestDb::each(async |db| {
        let room = planning(&db).await;
        let (small, teacher) = (room.small, &room.teacher);
        let pair = [small.milo, small.sofia_garcia];
        let mut long = draft("Long", None);
        long.ends = after(30);
        let make =
            async |draft| group::make(&db, teacher, draft, pair.to_vec(), today(), morning()).await;
        invalid(make(long.clone()).await, GroupError::LongerThanThreeWeeks);
        long.span = GroupSpan::Term;
        let id = make(long.clone()).await.unwrap();
        long.ends = after(56);
        let changed = group::change(&db, teacher, id, long, today()).await;
        invalid(changed, GroupError::LongerThanTheTerm);
        made(&db, teacher, &pair).await;
        assert!(read(&db, teacher).await.notices.is_empty());
        made(&db, teacher, &pair).await;
        let notices = read(&db, teacher).await.notices;
        assert_eq!((notices.len(), notices[0].groups), (1, 3));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn only_the_class_s_teacher_makes_groups_of_its_own_children_and_leaders_look() {
    TestDb::each(async |db| {
        let room = planning(&db).await;
        let (small, teacher) = (room.small, &room.teacher);
        let id = made(&db, teacher, &[small.milo]).await;
        let leader = fixture::teacher(&db, small.leader, small.room1).await;
        assert_eq!(read(&db, &leader).await.groups.len(), 1);
        let cole = fixture::teacher(&db, small.cole, small.room2).await;
        let park = fixture::teacher(&db, small.park, small.room9).await;
        let out = Move {
            child: small.milo,
            from: Some(id),
            to: None,
        };
        for other in [&leader, &cole, &park] {
            hidden(group::put(&db, other, out, today()).await);
            hidden(group::change(&db, other, id, draft("Mine", None), today()).await);
            hidden(group::end(&db, other, id, Some(Helpfulness::Helped), "", today()).await);
            hidden(group::take_back(&db, other, id, today()).await);
            let book = GoalBook::parse(BOOK).unwrap();
            let goal = book.entry_draft(&book.goals[0]);
            hidden(group::give_goal(&db, other, id, goal, today(), morning()).await);
        }
        for child in [small.ana, small.leo, small.cole] {
            let made = group::make(
                &db,
                teacher,
                draft("No", None),
                vec![child],
                today(),
                morning(),
            );
            hidden(made.await);
        }
        assert_eq!(read(&db, teacher).await.groups.len(), 1, "refused whole");
        assert!(read(&db, &cole).await.groups.is_empty());
    })
    .await;
}
