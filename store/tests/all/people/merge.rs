//! Two records of one child become one: nothing is lost, nothing is forgotten, and what comes later
//! finds the kept record.

use super::{added, hidden, listed, office, office_of_roster, record, typed};
use crate::{
    TestDb,
    competency::{all, taken_in},
    fixture, invalid, morning,
    plan::{after, draft, planning, today},
    room::{Room, outcomes},
    roster::{count, import, whole, without},
};
use domain::{
    competency::{Level, LevelDraft, LevelSource},
    event::{Event, Op, Outcome},
    help::Wish,
    ids::{GoalId, ObservationId, PersonId, ResponseId, WishId},
    intervention::{InterventionDraft, InterventionTarget},
    next::AdultNote,
    observation::{Draft as Seen, ObservationSubject},
    people::{ChildState, MergeCount, MergeKind, PersonError},
    plan::{Goal, Tick, TickState},
    profile::Facet,
};
use sqlx::{Row as _, sqlite::SqlitePoolOptions};
use std::collections::{BTreeMap, BTreeSet};
use store::{
    Db, board, competency, event, evidence, intervention, next, observation,
    people::{self, COLUMNS, Treatment},
    plan,
    proof::{Child, Device},
    survey,
};

/// A child of a lesson, with a stay of their own.
struct Twin {
    child: Child,
    device: Device,
    response: ResponseId,
    goal: Goal,
}

async fn act(db: &Db, twin: &Twin, op: Op) -> Vec<Outcome> {
    let event = fixture::act(db, &twin.child, 1, op);
    send(db, twin, vec![event]).await
}

async fn send(db: &Db, twin: &Twin, events: Vec<Event>) -> Vec<Outcome> {
    let sent = event::apply_events(db, &twin.device, events, morning()).await;
    outcomes(sent.unwrap())
}

fn says(twin: &Twin, item: &str, card: &str) -> Op {
    Op::Answer {
        response: twin.response,
        answer: fixture::answer(item, 1, &[(card, "pick")], true),
    }
}

fn is_like(twin: &Twin, animal: &str) -> Op {
    Op::Answer {
        response: twin.response,
        answer: fixture::answer("B", 1, &[("me", animal)], true),
    }
}

fn ticks(goal: &Goal, days: i64) -> Op {
    let tick = Tick {
        daily: goal.daily[0].id,
        on: after(days),
        rev: 1,
        state: TickState::Done,
        felt: None,
    };
    Op::Tick { tick }
}

/// Signs a child of the lesson in, who has a goal and the survey open.
async fn twin(db: &Db, room: &Room, child: PersonId) -> Twin {
    let (device, _) = fixture::tablet(db, &room.teacher).await;
    let (child, _) = fixture::child_in(db, &device, child).await;
    let opened = survey::open(db, &child, room.run, morning()).await.unwrap();
    let of = [child.id()];
    let goal = draft("I dare");
    let goal = plan::insert_goal(db, &room.teacher, &of, &goal, today(), morning());
    Twin {
        child,
        device,
        response: opened.response,
        goal: goal.await.unwrap().remove(0),
    }
}

/// Milo and Sofía García, with work of every kind; some of it is the very same.
async fn two(db: &TestDb) -> (Room, Twin, Twin) {
    let room = planning(db).await;
    taken_in(db).await;
    let small = room.small;
    let milo = twin(db, &room, small.milo).await;
    let sofia = twin(db, &room, small.sofia_garcia).await;
    let both = [small.milo, small.sofia_garcia];
    for (twin, cards) in [(&milo, ["run", "read"]), (&sofia, ["read", "run"])] {
        act(db, twin, says(twin, "A", cards[0])).await;
        act(db, twin, ticks(&twin.goal, 0)).await;
        act(db, twin, ticks(&twin.goal, -1)).await;
        let wish = Wish::new(WishId(db.ids().uuid()), Vec::new());
        act(db, twin, Op::AskHelp { wish }).await;
        let child = twin.child.id();
        let (teacher, now) = (&room.teacher, morning());
        plan::set_away(db, teacher, child, after(1), true, now)
            .await
            .unwrap();
        let noted = next::record_contact(
            db,
            teacher,
            child,
            AdultNote::CheckIn,
            false,
            (today(), now),
        );
        noted.await.unwrap();
        let begun = InterventionDraft {
            of: InterventionTarget::Child(child),
            what: "Counts with cubes".to_owned(),
            by: "Ms Reed".to_owned(),
            begins: today(),
            follow_up: after(7),
        };
        intervention::begin(db, teacher, begun, now).await.unwrap();
        let said = LevelDraft {
            competency: all(db, small.reed).await[1].id,
            level: Level::Learning,
            seen: LevelSource::Work,
            note: String::new(),
            on: today(),
        };
        let said = competency::set_level(db, teacher, child, said, today(), now);
        said.await.unwrap();
        let shown = evidence::insert_sentence(
            db,
            teacher,
            child,
            twin.goal.id,
            "Asked aloud",
            today(),
            now,
        );
        shown.await.unwrap();
    }
    plan::set_away(
        db,
        &room.teacher,
        small.sofia_garcia,
        after(2),
        true,
        morning(),
    )
    .await
    .unwrap();
    crate::group::made(db, &room.teacher, &both).await;
    crate::group::made(db, &room.teacher, &[small.sofia_garcia]).await;
    for children in [&both[..], &both[1..]] {
        let seen = Seen {
            id: ObservationId(db.ids().uuid()),
            children: children.to_vec(),
            under: ObservationSubject::Facet(Facet::Strengths),
            said: "Shared the blocks".to_owned(),
        };
        let seen = observation::insert(db, &room.teacher, seen, today(), morning());
        seen.await.unwrap();
    }
    (room, milo, sofia)
}

/// A value of an id in a statement.
fn literal(db: &TestDb, id: PersonId) -> String {
    match db.engine_name() {
        "sqlite" => format!("x'{}'", id.0.simple()),
        _ => format!("'{id}'"),
    }
}

/// How many rows of each table name this child in each column.
async fn rows(db: &TestDb, child: PersonId) -> BTreeMap<(&'static str, &'static str), i64> {
    let id = literal(db, child);
    let mut rows = BTreeMap::new();
    for (table, column, _) in COLUMNS {
        let sql = format!("SELECT COUNT(*) FROM {table} WHERE {column} = {id}");
        rows.insert((*table, *column), count(db, &sql).await);
    }
    rows
}

async fn merge(db: &Db, room: &Room) -> Vec<MergeCount> {
    let (small, staff) = (room.small, office(db, &room.small).await);
    let (keep, gone) = (small.milo, small.sofia_garcia);
    let merged = people::merge_children(db, &staff, keep, gone, today(), morning());
    merged.await.unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn every_column_that_names_a_person_is_in_the_list_of_what_merging_does() {
    let db = TestDb::sqlite().await;
    let pool = SqlitePoolOptions::new().connect(db.url()).await.unwrap();
    let found = sqlx::query(
        "SELECT m.name AS a, f.\"from\" AS b FROM sqlite_master m, pragma_foreign_key_list(m.name) f
         WHERE m.type = 'table' AND f.\"table\" = 'person'
         UNION SELECT m.name, c.name FROM sqlite_master m, pragma_table_info(m.name) c
         WHERE m.type = 'table' AND c.name IN
             ('about', 'account', 'adult', 'child', 'guardian', 'person', 'teacher', 'who')",
    );
    let rows = found.fetch_all(&pool).await.unwrap();
    let there: BTreeSet<(String, String)> = rows.iter().map(|it| (it.get(0), it.get(1))).collect();
    let named = COLUMNS.iter();
    let named: BTreeSet<_> = named.map(|it| (it.0.to_owned(), it.1.to_owned())).collect();
    assert_eq!(named.len(), COLUMNS.len(), "named twice");
    assert_eq!(there, named);
}

#[tokio::test(flavor = "multi_thread")]
async fn merging_keeps_every_row_and_says_before_what_moves_and_what_stays() {
    TestDb::each(async |db| {
        let (room, ..) = two(&db).await;
        let (small, staff) = (room.small, office(&db, &room.small).await);
        let (keep, gone) = (small.milo, small.sofia_garcia);
        let (kept, went) = (rows(&db, keep).await, rows(&db, gone).await);
        let told = people::preview_merge(&db, &staff, keep, gone)
            .await
            .unwrap();
        assert_eq!((told.keep.child, told.gone.child), (keep, gone));
        assert_eq!(told.sessions, 1);
        assert!(told.has_clash());
        let done = merge(&db, &room).await;
        assert_eq!(done, told.counts);
        let of = |kind| {
            let found = done.iter().find(|it| it.kind == kind);
            found.map_or((0, 0), |it| (it.moves, it.stays))
        };
        for (kind, expected) in [
            (MergeKind::Classes, (0, 1)),
            (MergeKind::Surveys, (0, 1)),
            (MergeKind::Answers, (0, 1)),
            (MergeKind::Statements, (0, 1)),
            (MergeKind::Plans, (0, 1)),
            (MergeKind::Goals, (1, 0)),
            (MergeKind::Ticks, (2, 0)),
            (MergeKind::Evidence, (1, 0)),
            (MergeKind::Help, (1, 0)),
            (MergeKind::Observations, (1, 1)),
            (MergeKind::Levels, (1, 0)),
            (MergeKind::CheckIns, (0, 1)),
            (MergeKind::Groups, (1, 1)),
            (MergeKind::Interventions, (1, 0)),
            (MergeKind::Away, (1, 1)),
        ] {
            assert_eq!(of(kind), expected, "{kind:?}");
        }

        let (now_kept, now_gone) = (rows(&db, keep).await, rows(&db, gone).await);
        for (table, column, treatment) in COLUMNS {
            let at = (*table, *column);
            let (before, after) = (kept[&at] + went[&at], now_kept[&at] + now_gone[&at]);
            match treatment {
                Treatment::Moves => {
                    let extra = i64::from(at == ("person", "merged_into"));
                    assert_eq!((now_gone[&at], after), (0, before + extra), "{at:?}");
                }
                Treatment::MovesUnless(_) | Treatment::Follows => {
                    assert_eq!(after, before, "{at:?}");
                }
                Treatment::Joins(_) => {
                    assert_eq!(now_gone[&at], 0, "{at:?}");
                    assert!(now_kept[&at] >= kept[&at].max(went[&at]), "{at:?}");
                }
                // The log has lines more.
                Treatment::Stays if *table == "audit" => {}
                Treatment::Stays | Treatment::Adult => {
                    assert_eq!(
                        (now_kept[&at], now_gone[&at]),
                        (kept[&at], went[&at]),
                        "{at:?}"
                    );
                }
                Treatment::Anew => assert_eq!(now_gone[&at], 0, "{at:?}"),
            }
        }
        let lines = "SELECT COUNT(*) FROM audit WHERE what = 'child.merge'";
        assert_eq!(count(&db, lines).await, 2);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_kept_record_shows_the_work_of_both_and_the_other_stands_archived_beside_it() {
    TestDb::each(async |db| {
        let (room, milo, sofia) = two(&db).await;
        let (small, staff) = (room.small, office(&db, &room.small).await);
        // Only Sofía answered this.
        assert_eq!(
            act(&db, &sofia, is_like(&sofia, "fox")).await,
            [Outcome::Accepted]
        );
        let before = room.page(&db).await.statements.len();
        merge(&db, &room).await;
        let page = room.page(&db).await;
        assert_eq!(page.statements.len(), before + 1);
        let child = fixture::of_child(&db, &room.teacher, small.milo).await;
        let plan = plan::find_plan(&db, &child, today())
            .await
            .unwrap()
            .unwrap();
        let goals: BTreeSet<GoalId> = plan.plan.goals.iter().map(|it| it.id).collect();
        assert_eq!(goals, BTreeSet::from([milo.goal.id, sofia.goal.id]));
        let board = board::board(&db, &room.teacher, morning().date_naive())
            .await
            .unwrap();
        let tile = board
            .tiles
            .iter()
            .find(|it| it.child == small.milo)
            .unwrap();
        assert_eq!(
            tile.ticked.as_ref().map(|it| (it.done, it.of)),
            Some((2, 2))
        );
        assert!(tile.help.is_some(), "the kept record's own wish");
        assert!(
            board
                .children
                .iter()
                .all(|it| it.child != small.sofia_garcia)
        );

        let gone = record(&db, &staff, small.sofia_garcia).await;
        assert_eq!(gone.child.state(), ChildState::Merged);
        assert_eq!(gone.child.merged_into, Some(small.milo));
        assert_eq!(gone.kept_name.as_deref(), Some("Milo Tran"));
        let (on, now) = (today(), morning());
        let gone = small.sofia_garcia;
        let corrected = people::correct_child(&db, &staff, gone, &typed("S", "G"), now).await;
        invalid(corrected, PersonError::IsMerged);
        let back = people::bring_child_back(&db, &staff, gone, small.room1, on, now).await;
        invalid(back, PersonError::IsMerged);
        let again = people::preview_merge(&db, &staff, small.milo, gone).await;
        invalid(again, PersonError::IsMerged);
        let same = people::preview_merge(&db, &staff, small.milo, small.milo).await;
        invalid(same, PersonError::IsSameRecord);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_tablet_brings_of_the_other_record_later_is_the_kept_ones() {
    TestDb::each(async |db| {
        let (room, milo, sofia) = two(&db).await;
        let late = fixture::act(&db, &sofia.child, 2, ticks(&sofia.goal, -3));
        let before = fixture::act(&db, &sofia.child, 3, ticks(&sofia.goal, -4));
        send(&db, &sofia, vec![before.clone()]).await;
        merge(&db, &room).await;
        assert_eq!(
            send(&db, &sofia, vec![before, late.clone()]).await,
            [Outcome::Duplicate, Outcome::Accepted]
        );
        assert_eq!(send(&db, &sofia, vec![late]).await, [Outcome::Duplicate]);
        let id = literal(&db, milo.child.id());
        let sql = format!("SELECT COUNT(*) FROM tick WHERE child = {id}");
        assert_eq!(count(&db, &sql).await, 6);
        let wish = Wish::new(WishId(db.ids().uuid()), Vec::new());
        assert_eq!(
            act(&db, &sofia, Op::AskHelp { wish }).await,
            [Outcome::Accepted]
        );
        let sql = format!("SELECT COUNT(*) FROM help WHERE child = {id}");
        assert_eq!(count(&db, &sql).await, 3);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_survey_that_only_the_other_took_goes_over_with_answers_that_come_later() {
    TestDb::each(async |db| {
        let room = planning(&db).await;
        let small = room.small;
        let sofia = twin(&db, &room, small.sofia_garcia).await;
        act(&db, &sofia, says(&sofia, "A", "run")).await;
        let staff = office(&db, &small).await;
        let kept = added(&db, &staff, &typed("Sofía", "García Ruiz"), small.room1).await;
        let merged =
            people::merge_children(&db, &staff, kept, small.sofia_garcia, today(), morning());
        merged.await.unwrap();
        let answered = act(&db, &sofia, is_like(&sofia, "fox")).await;
        assert_eq!(
            answered,
            [Outcome::Accepted],
            "the tablet was offline meanwhile"
        );
        let id = literal(&db, kept);
        let sql = format!(
            "SELECT COUNT(*) FROM answer a JOIN response r ON r.id = a.response
             WHERE r.child = {id}"
        );
        assert_eq!(count(&db, &sql).await, 2);
        let child = fixture::of_child(&db, &room.teacher, kept).await;
        let page = store::profile::child_page(&db, &child).await.unwrap();
        assert!(!page.statements.is_empty());
        // A record of the office takes the roster's id of the other.
        assert!(!record(&db, &staff, kept).await.child.is_own);
        assert!(record(&db, &staff, small.sofia_garcia).await.child.is_own);
        assert_eq!(
            record(&db, &staff, kept).await.child.identifier.as_deref(),
            Some("1001")
        );
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_archived_record_is_never_the_one_to_keep_and_chains_end_at_the_last() {
    TestDb::each(async |db| {
        let small = fixture::small(&db).await;
        let staff = office(&db, &small).await;
        let (on, now) = (today(), morning());
        let archived = people::archive_child(&db, &staff, small.ana, on, now).await;
        archived.unwrap();
        let kept = people::preview_merge(&db, &staff, small.ana, small.milo).await;
        invalid(kept, PersonError::KeptIsArchived);
        for (keep, gone) in [(small.milo, small.ana), (small.sofia_garcia, small.milo)] {
            let merged = people::merge_children(&db, &staff, keep, gone, on, now).await;
            merged.unwrap();
        }
        for gone in [small.ana, small.milo] {
            let child = record(&db, &staff, gone).await.child;
            assert_eq!(child.merged_into, Some(small.sofia_garcia));
        }
        hidden(people::preview_merge(&db, &staff, small.sofia_garcia, small.leo).await);
        assert_eq!(listed(&db, &staff).await.len(), 4);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_next_import_makes_no_twin_again_whichever_id_it_names() {
    TestDb::each(async |db| {
        import(&db, whole()).await;
        let staff = office_of_roster(&db).await;
        let all = listed(&db, &staff).await;
        let here: Vec<_> = all.iter().filter(|it| !it.seats.is_empty()).collect();
        let (keep, gone) = (here[0].child, here[1].child);
        let merged = people::merge_children(&db, &staff, keep, gone, today(), morning());
        merged.await.unwrap();
        let children = "SELECT COUNT(*) FROM person WHERE role = 'child'";
        let before = count(&db, children).await;
        assert_eq!(
            import(&db, whole()).await.rows(),
            0,
            "the seats of both are kept"
        );
        let (of_kept, of_gone) = (source_id(&db, keep).await, source_id(&db, gone).await);
        import(&db, without(&of_kept)).await;
        let kept = record(&db, &staff, keep).await.child;
        assert_eq!(kept.state(), ChildState::Active, "named by the other's id");
        assert_eq!(kept.seats, here[1].seats);
        import(&db, without(&of_gone)).await;
        assert_eq!(record(&db, &staff, keep).await.child.seats, here[0].seats);
        assert_eq!(count(&db, children).await, before);
        let gone = record(&db, &staff, gone).await.child;
        assert_eq!(gone.state(), ChildState::Merged);
    })
    .await;
}

/// What the roster calls somebody.
async fn source_id(db: &TestDb, child: PersonId) -> String {
    let id = literal(db, child);
    let is = |number: usize| {
        format!("SELECT COUNT(*) FROM person WHERE id = {id} AND source_id = 'stu-{number:04}'")
    };
    for number in 1..200 {
        if count(db, &is(number)).await == 1 {
            return format!("stu-{number:04}");
        }
    }
    panic!("no id of the roster");
}
