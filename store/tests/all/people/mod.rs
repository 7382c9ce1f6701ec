//! The children of a school as its office keeps them: added, corrected, moved, archived and brought
//! back, on both engines.

mod merge;

use crate::{
    TestDb,
    competency::taken_in,
    fixture, invalid, morning,
    plan::{after, planning, today},
    room::{Room, lesson},
    roster::{count, import, whole},
};
use domain::{
    Lang,
    ids::{ClassId, PersonId},
    people::{
        AddedChild, ArchiveCounts, ChildRecord, ChildState, PersonError, SchoolChild, SeatDraft,
        TypedChild,
    },
    roster::Person,
    school::Role,
};
use store::{
    Db, StoreError, board, group, people,
    proof::{self, Staff},
    signin::{self, NewAdult},
};

pub(crate) fn typed(given: &str, family: &str) -> TypedChild {
    TypedChild {
        given: given.to_owned(),
        family: family.to_owned(),
        grade: 2,
        lang: Lang::Es,
        identifier: String::new(),
    }
}

fn seat(from: ClassId, to: ClassId, days: i64) -> SeatDraft {
    SeatDraft {
        from: Some(from),
        to,
        on: after(days),
    }
}

async fn office(db: &Db, small: &fixture::Small) -> Staff {
    fixture::staff(db, small.office).await
}

/// An office of the school in which Rivera of the imported roster teaches.
async fn office_of_roster(db: &Db) -> Staff {
    let teaches = |it: &Person| it.username.as_deref() == Some("rivera");
    let school = whole().into_iter().find(|it| it.people.iter().any(teaches));
    let new = NewAdult {
        school: school.unwrap().source_id,
        username: "desk".to_owned(),
        given: "Tess".to_owned(),
        family: "Ode".to_owned(),
        role: Role::Office,
    };
    let desk = signin::add_adult(db, &fixture::console(), new, morning()).await;
    fixture::staff(db, desk.unwrap()).await
}

async fn add(
    db: &Db,
    staff: &Staff,
    it: &TypedChild,
    class: ClassId,
    sure: bool,
) -> Result<AddedChild, StoreError> {
    people::add_child(db, staff, it, class, sure, today(), morning()).await
}

async fn added(db: &Db, staff: &Staff, it: &TypedChild, class: ClassId) -> PersonId {
    match add(db, staff, it, class, true).await.unwrap() {
        AddedChild::Added(child) => child,
        AddedChild::Alike(found) => panic!("{found:?}"),
    }
}

async fn record(db: &Db, staff: &Staff, child: PersonId) -> ChildRecord {
    people::find_child(db, staff, child, today()).await.unwrap()
}

async fn listed(db: &Db, staff: &Staff) -> Vec<SchoolChild> {
    people::list_children(db, staff).await.unwrap().children
}

fn hidden<T: std::fmt::Debug>(found: Result<T, StoreError>) {
    assert!(matches!(found, Err(StoreError::NotFound)), "{found:?}");
}

/// The names on the board of the teacher's class.
async fn names(db: &Db, room: &Room) -> Vec<String> {
    let board = board::board(db, &room.teacher, morning().date_naive())
        .await
        .unwrap();
    board.children.into_iter().map(|it| it.name).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_child_who_is_added_is_on_the_board_with_pictures_and_in_the_list_by_name() {
    TestDb::each(async |db| {
        let room = lesson(&db).await;
        let staff = office(&db, &room.small).await;
        let new = TypedChild {
            identifier: " S-7 ".to_owned(),
            ..typed(" Jose\u{301} ", "Álvarez")
        };
        let child = added(&db, &staff, &new, room.small.room1).await;
        assert!(names(&db, &room).await.contains(&"José".to_owned()));
        let secrets = signin::secrets(&db, &room.teacher, morning())
            .await
            .unwrap();
        let own = secrets.iter().find(|it| it.child == child).unwrap();
        assert_ne!(own.picture, "owl", "the others' picture");
        let all = listed(&db, &staff).await;
        assert_eq!(all.len(), 5);
        assert_eq!(all[0].child, child, "by family name, whatever its accents");
        assert_eq!(
            (all[0].lang, all[0].identifier.as_deref(), all[0].is_own),
            (Lang::Es, Some("S-7"), true)
        );
        assert_eq!(all[0].seats[0].class, room.small.room1);
        let changes = record(&db, &staff, child).await.changes;
        assert_eq!(changes[0].to.as_deref(), Some("Room 1"));
        let log = "SELECT COUNT(*) FROM audit WHERE what = 'child.add'";
        assert_eq!(count(&db, log).await, 1);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_child_who_looks_like_another_is_added_only_with_a_second_yes() {
    TestDb::each(async |db| {
        let small = fixture::small(&db).await;
        let staff = office(&db, &small).await;
        let twin = typed("MILO", "tran");
        let asked = add(&db, &staff, &twin, small.room1, false).await.unwrap();
        match asked {
            AddedChild::Alike(found) => assert_eq!(found[0].child, small.milo),
            other @ AddedChild::Added(_) => panic!("{other:?}"),
        }
        assert_eq!(listed(&db, &staff).await.len(), 4);
        let elsewhere = add(&db, &staff, &twin, small.room2, false).await.unwrap();
        assert!(matches!(elsewhere, AddedChild::Added(_)), "another class");
        added(&db, &staff, &twin, small.room1).await;
        assert_eq!(listed(&db, &staff).await.len(), 6);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_breaks_a_rule_adds_and_corrects_nothing() {
    TestDb::each(async |db| {
        let small = fixture::small(&db).await;
        let staff = office(&db, &small).await;
        let taken = TypedChild {
            identifier: "1003".to_owned(),
            ..typed("Kai", "Ito")
        };
        let adds = async |it: &TypedChild| add(&db, &staff, it, small.room1, true).await;
        invalid(adds(&typed(" ", "Ito")).await, PersonError::GivenIsEmpty);
        invalid(
            adds(&typed("…", "Ito")).await,
            PersonError::GivenHasNoLetter,
        );
        invalid(adds(&taken).await, PersonError::IdIsTaken);
        hidden(add(&db, &staff, &typed("Kai", "Ito"), small.room9, true).await);
        let corrects = people::correct_child(&db, &staff, small.ana, &taken, morning()).await;
        invalid(corrects, PersonError::IdIsTaken);
        assert_eq!(listed(&db, &staff).await.len(), 4);
        let own = people::correct_child(&db, &staff, small.milo, &taken, morning()).await;
        own.unwrap();
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_correction_is_seen_at_once_and_the_next_import_writes_the_rosters_name_again() {
    TestDb::each(async |db| {
        import(&db, whole()).await;
        let staff = office_of_roster(&db).await;
        let all = listed(&db, &staff).await;
        let child = all.into_iter().find(|it| it.given == "Ángel").unwrap();
        let zed = TypedChild {
            given: "Zed".to_owned(),
            family: child.family.clone(),
            grade: child.grade,
            lang: Lang::Es,
            identifier: child.identifier.clone().unwrap_or_default(),
        };
        let corrected = people::correct_child(&db, &staff, child.child, &zed, morning());
        corrected.await.unwrap();
        let zeds = "SELECT COUNT(*) FROM person WHERE given = 'Zed'";
        assert_eq!(count(&db, zeds).await, 1);
        assert!(!record(&db, &staff, child.child).await.child.is_own);
        assert_eq!(import(&db, whole()).await.rows(), 1);
        let again = record(&db, &staff, child.child).await.child;
        assert_eq!((again.given, again.lang), (child.given, Lang::Es));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn who_changes_classes_keeps_the_work_and_is_signed_out_of_the_old_class() {
    TestDb::each(async |db| {
        let room = lesson(&db).await;
        let (small, milo) = (room.small, room.small.milo);
        let staff = office(&db, &small).await;
        let answer = fixture::answer("A", 1, &[("run", "pick")], true);
        room.send(&db, vec![room.answers(&db, answer)]).await;
        let token = fixture::tablet(&db, &room.teacher).await.0;
        let (_, token) = fixture::child_in(&db, &token, milo).await;
        let draft = seat(small.room1, small.room2, 0);
        let moves =
            async |draft| people::move_child(&db, &staff, milo, draft, today(), morning()).await;
        moves(draft).await.unwrap();
        let out = proof::child(&db, &token, morning()).await;
        assert!(matches!(out, Err(StoreError::SignedOut)));
        assert!(!names(&db, &room).await.contains(&"Milo".to_owned()));
        let cole = fixture::teacher(&db, small.cole, small.room2).await;
        let child = fixture::of_child(&db, &cole, milo).await;
        let page = store::profile::child_page(&db, &child).await.unwrap();
        assert_eq!(page.statements.len(), 1);
        let child = record(&db, &staff, milo).await;
        let titles: Vec<_> = child.child.seats.iter().map(|it| &*it.title).collect();
        assert_eq!(titles, ["Room 2"]);
        let change = &child.changes[0];
        assert_eq!(change.from.as_deref(), Some("Room 1"));
        assert_eq!(change.to.as_deref(), Some("Room 2"));
        assert_eq!((change.on, change.waits), (today(), false));
        assert_eq!(change.by, "Kim Ode");
        invalid(moves(draft).await, PersonError::IsNotInClass);
        let there = seat(small.room2, small.room2, 0);
        invalid(moves(there).await, PersonError::IsInClass);
        let far = seat(small.room2, small.room1, 121);
        invalid(moves(far).await, PersonError::DayIsTooFar);
        hidden(moves(seat(small.room2, small.room9, 0)).await);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_move_on_a_day_to_come_waits_for_it_and_the_last_one_said_counts() {
    TestDb::each(async |db| {
        let room = lesson(&db).await;
        let (small, milo) = (room.small, room.small.milo);
        let staff = office(&db, &small).await;
        let moves = async |days| {
            let draft = seat(small.room1, small.room2, days);
            people::move_child(&db, &staff, milo, draft, today(), morning()).await
        };
        moves(3).await.unwrap();
        moves(5).await.unwrap();
        let child = record(&db, &staff, milo).await;
        assert_eq!(child.child.begins, Some(after(5)));
        assert_eq!(child.child.state(), ChildState::Active);
        assert_eq!(child.changes.len(), 1);
        assert!(child.changes[0].waits);
        let due = async |days| people::move_due_children(&db, after(days), morning()).await;
        assert_eq!(due(4).await.unwrap(), 0);
        assert!(names(&db, &room).await.contains(&"Milo".to_owned()));
        assert_eq!(due(6).await.unwrap(), 1);
        assert_eq!(due(6).await.unwrap(), 0);
        assert!(!names(&db, &room).await.contains(&"Milo".to_owned()));
        let child = record(&db, &staff, milo).await;
        assert_eq!(child.child.seats[0].class, small.room2);
        assert_eq!((child.child.begins, child.changes[0].waits), (None, false));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn who_is_archived_is_out_of_everything_and_comes_back_with_all_that_was_theirs() {
    TestDb::each(async |db| {
        let room = planning(&db).await;
        taken_in(&db).await;
        let (small, milo) = (room.small, room.small.milo);
        let staff = office(&db, &small).await;
        let answer = fixture::answer("A", 1, &[("run", "pick")], true);
        room.send(&db, vec![room.answers(&db, answer)]).await;
        crate::group::made(&db, &room.teacher, &[milo]).await;
        let expected = ArchiveCounts {
            sessions: 1,
            classes: 1,
            groups: 1,
        };
        let told = people::preview_archive(&db, &staff, milo, today()).await;
        assert_eq!(told.unwrap(), expected);
        let archive = async || people::archive_child(&db, &staff, milo, today(), morning()).await;
        assert_eq!(archive().await.unwrap(), expected);
        invalid(archive().await, PersonError::IsArchived);
        assert!(!names(&db, &room).await.contains(&"Milo".to_owned()));
        let groups = group::list_groups(&db, &room.teacher, today())
            .await
            .unwrap();
        assert!(groups.groups.iter().all(|it| !it.has(milo)));
        let child = record(&db, &staff, milo).await;
        assert_eq!(child.child.state(), ChildState::Archived);
        assert_eq!(child.changes[0].to, None);
        let draft = seat(small.room1, small.room2, 0);
        let moved = people::move_child(&db, &staff, milo, draft, today(), morning()).await;
        invalid(moved, PersonError::IsArchived);

        let back = async |class| {
            people::bring_child_back(&db, &staff, milo, class, today(), morning()).await
        };
        back(small.room2).await.unwrap();
        invalid(back(small.room1).await, PersonError::IsNotArchived);
        let cole = fixture::teacher(&db, small.cole, small.room2).await;
        let child = fixture::of_child(&db, &cole, milo).await;
        let page = store::profile::child_page(&db, &child).await.unwrap();
        assert_eq!(page.statements.len(), 1);
        for (what, times) in [("child.archive", 1), ("child.back", 1), ("child.move", 0)] {
            let log = format!("SELECT COUNT(*) FROM audit WHERE what = '{what}'");
            assert_eq!(count(&db, &log).await, times, "{what}");
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn only_the_office_and_only_of_its_own_school() {
    TestDb::each(async |db| {
        let small = fixture::small(&db).await;
        let refused = async |staff: &Staff, child: PersonId, other: PersonId| {
            let (on, now) = (today(), morning());
            let draft = seat(small.room1, small.room2, 0);
            hidden(people::find_child(&db, staff, child, on).await);
            hidden(people::correct_child(&db, staff, child, &typed("A", "B"), now).await);
            hidden(people::move_child(&db, staff, child, draft, on, now).await);
            hidden(people::preview_archive(&db, staff, child, on).await);
            hidden(people::archive_child(&db, staff, child, on, now).await);
            hidden(people::bring_child_back(&db, staff, child, small.room1, on, now).await);
            hidden(people::preview_merge(&db, staff, child, other).await);
            hidden(people::merge_children(&db, staff, child, other, on, now).await);
        };
        for person in [small.reed, small.leader] {
            let staff = fixture::staff(&db, person).await;
            hidden(people::list_children(&db, &staff).await);
            hidden(add(&db, &staff, &typed("A", "B"), small.room1, true).await);
            refused(&staff, small.milo, small.ana).await;
        }
        let staff = office(&db, &small).await;
        refused(&staff, small.leo, small.milo).await;
        hidden(people::preview_merge(&db, &staff, small.milo, small.leo).await);
        refused(&staff, small.reed, small.milo).await;
        let all = listed(&db, &staff).await;
        assert!(all.iter().all(|it| it.child != small.leo));
    })
    .await;
}
