//! A roster into the database, on both engines: Cedar Street as its office exports it, and what
//! happens when children leave, come back and change rooms.

use crate::{TestDb, fixture, morning};
use domain::{
    event::{Op, Outcome},
    ids::ClassId,
    roster::{File, Header, RosterReader, Row, RowProblemKind, School, Severity, Tally},
    school::Role,
    signin::{ChildSecret, Secret, TILES},
};
use fixture::{adult_token, console};
use sqlx::{AssertSqlSafe, PgPool, SqlitePool};
use std::{
    collections::{BTreeMap, HashSet},
    sync::{Arc, Mutex},
};
use store::{
    Db, StoreError, Token, class, event,
    proof::{self, Device, Teacher},
    roster::{Report, apply, preview},
    school,
    signin::{self, NewAdult},
    survey,
};

const FILES: [(File, &str); 5] = [
    (
        File::Orgs,
        include_str!("../../../server/demo/oneroster-1.1/orgs.csv"),
    ),
    (
        File::AcademicSessions,
        include_str!("../../../server/demo/oneroster-1.1/academicSessions.csv"),
    ),
    (
        File::Classes,
        include_str!("../../../server/demo/oneroster-1.1/classes.csv"),
    ),
    (
        File::Users,
        include_str!("../../../server/demo/oneroster-1.1/users.csv"),
    ),
    (
        File::Enrollments,
        include_str!("../../../server/demo/oneroster-1.1/enrollments.csv"),
    ),
];

/// Cells of a line; commas in quotes are the cell's own.
fn cells(line: &str) -> Vec<String> {
    let (mut cells, mut quoted) = (vec![String::new()], false);
    for c in line.chars() {
        match c {
            '"' => quoted = !quoted,
            ',' if !quoted => cells.push(String::new()),
            c => cells.last_mut().unwrap().push(c),
        }
    }
    cells
}

/// Cedar Street, each file's text changed by `change` first.
fn cedar_street(change: impl Fn(File, &str) -> String) -> Vec<School> {
    let mut gather = RosterReader::new(morning().date_naive());
    for (file, text) in FILES {
        let text = change(file, text);
        let mut lines = text.lines();
        let head = cells(lines.next().unwrap());
        let head: Vec<&str> = head.iter().map(String::as_str).collect();
        let header = Header::read(file, &head, &mut gather.said).unwrap();
        for (n, line) in (2..).zip(lines) {
            let cells = cells(line);
            let cells: Vec<&str> = cells.iter().map(String::as_str).collect();
            gather.take(&Row::new(&header, &cells, n).unwrap());
        }
    }
    let (schools, said) = gather.finish();
    assert!(
        !said.stop(),
        "{:?}",
        said.of(Severity::Stop).collect::<Vec<_>>()
    );
    schools
}

pub(crate) fn whole() -> Vec<School> {
    cedar_street(|_, text| text.to_owned())
}

/// Without the rows that name this id.
pub(crate) fn without(id: &str) -> Vec<School> {
    cedar_street(|_, text| {
        let lines = text.lines().filter(|line| !line.contains(id));
        lines.collect::<Vec<_>>().join("\n")
    })
}

pub(crate) fn changed(of: File, from: &str, to: &str) -> Vec<School> {
    cedar_street(|file, text| {
        if file != of {
            return text.to_owned();
        }
        assert!(text.contains(from));
        text.replace(from, to)
    })
}

async fn try_import(db: &Db, schools: Vec<School>, many: bool) -> store::Result<Report> {
    let schools = Arc::new(schools);
    apply(
        db,
        &console(),
        schools,
        many,
        morning(),
        Arc::new(|_, _| ()),
    )
    .await
}

pub(crate) async fn import(db: &Db, schools: Vec<School>) -> Report {
    let report = try_import(db, schools, false).await.unwrap();
    assert!(!report.said.stop());
    report
}

/// A number the database counts.
pub(crate) async fn count(db: &TestDb, sql: &str) -> i64 {
    let sql = AssertSqlSafe(sql.to_owned());
    if db.engine_name() == "sqlite" {
        let pool = SqlitePool::connect(db.url()).await.unwrap();
        let (count,): (i64,) = sqlx::query_as(sql).fetch_one(&pool).await.unwrap();
        pool.close().await;
        count
    } else {
        let pool = PgPool::connect(db.url()).await.unwrap();
        let (count,): (i64,) = sqlx::query_as(sql).fetch_one(&pool).await.unwrap();
        pool.close().await;
        count
    }
}

/// An adult of the roster, in the class of theirs whose title ends so.
async fn teacher(db: &Db, username: &str, class: &str) -> Teacher {
    let adults = signin::list_adults(db, &console()).await.unwrap();
    let it = adults
        .into_iter()
        .find(|it| it.username == username)
        .unwrap();
    let token = adult_token(db, it.person, morning()).await;
    let staff = proof::staff(db, &token, morning()).await.unwrap();
    let classes = class::my_classes(db, &staff).await.unwrap();
    let class = classes.iter().find(|it| it.title.ends_with(class)).unwrap();
    proof::teaches(db, &staff, class.id).await.unwrap()
}

async fn children(db: &Db, teacher: &Teacher) -> Vec<ChildSecret> {
    signin::secrets(db, teacher, morning()).await.unwrap()
}

async fn child(db: &Db, teacher: &Teacher, name: &str) -> Option<ChildSecret> {
    let all = children(db, teacher).await;
    all.into_iter().find(|it| it.name == name)
}

/// Opens the class and signs the child in on a new tablet.
async fn child_in(db: &Db, teacher: &Teacher, child: &ChildSecret) -> (Device, Token) {
    class::set_open(db, teacher, true, morning()).await.unwrap();
    let (device, _) = fixture::tablet(db, teacher).await;
    let tried = signin::try_pictures(db, &device, child.child, &child.secret, morning()).await;
    (device, tried.unwrap().1.expect("the right pictures"))
}

fn tally(report: &Report, role: Role) -> Tally {
    let mut sum = Tally::default();
    for school in &report.schools {
        for (_, it) in school.people.iter().filter(|it| it.0 == role) {
            sum.found += it.found;
            sum.new += it.new;
            sum.changed += it.changed;
            sum.back += it.back;
            sum.gone += it.gone;
        }
    }
    sum
}

fn new(count: usize) -> Tally {
    Tally {
        found: count,
        new: count,
        ..Tally::default()
    }
}

#[tokio::test]
async fn cedar_street_arrives_whole_and_the_preview_had_said_so() {
    TestDb::each(async |db| {
        let said = preview(&db, &console(), Arc::new(whole()), false)
            .await
            .unwrap();
        assert_eq!(
            count(&db, "SELECT COUNT(*) FROM person").await,
            0,
            "a preview writes nothing"
        );
        let report = import(&db, whole()).await;
        assert_eq!(report.rows(), said.rows());
        assert_eq!(report.schools.len(), 2);
        assert_eq!(
            report
                .schools
                .iter()
                .map(|it| it.classes.new)
                .sum::<usize>(),
            5
        );
        assert_eq!(
            report.schools.iter().map(|it| it.terms.new).sum::<usize>(),
            10
        );
        assert_eq!(tally(&report, Role::Child), new(118));
        assert_eq!(tally(&report, Role::Teacher), new(9));
        assert_eq!(tally(&report, Role::Leader), new(2));
        assert_eq!(tally(&report, Role::Guardian), new(137));
        for (what, expected) in [
            ("school", 2),
            ("term", 10),
            ("class WHERE active", 5),
            ("person WHERE role = 'child'", 118),
            ("person WHERE role = 'child' AND active", 117),
            ("person WHERE username IS NOT NULL", 11),
            ("person WHERE role = 'child' AND username IS NOT NULL", 0),
            ("person WHERE email IS NOT NULL", 11),
            ("enrollment WHERE role = 'child'", 117),
            ("enrollment WHERE role = 'teacher'", 9),
            ("guardian", 137),
            ("audit WHERE what = 'roster.import'", 2),
        ] {
            let found = count(&db, &format!("SELECT COUNT(*) FROM {what}")).await;
            assert_eq!(found, expected, "{what}");
        }
    })
    .await;
}

#[tokio::test]
async fn the_children_of_a_room_have_tiles_of_their_own_and_secrets_by_chance() {
    TestDb::each(async |db| {
        import(&db, whole()).await;
        let mut secrets = HashSet::new();
        for (name, room) in [
            ("rivera", "Owls"),
            ("nguyen", "Otters"),
            ("delgado", "Foxes"),
        ] {
            let children = children(&db, &teacher(&db, name, room).await).await;
            assert_eq!(children.len(), 25, "{room}");
            let pictures: HashSet<_> = children.iter().map(|it| it.picture.as_str()).collect();
            assert_eq!(pictures.len(), 25, "{room}");
            assert!(pictures.iter().all(|it| TILES.contains(it)));
            secrets.extend(
                children
                    .iter()
                    .map(|it| Vec::<String>::from(it.secret.clone())),
            );
        }
        assert!(
            secrets.len() > 60,
            "75 children have {} secrets",
            secrets.len()
        );
    })
    .await;
}

#[tokio::test]
async fn a_second_import_of_the_same_files_changes_nothing() {
    TestDb::each(async |db| {
        import(&db, whole()).await;
        let rivera = teacher(&db, "rivera", "Owls").await;
        let before = children(&db, &rivera).await;
        let mut boards = db.changes();
        let report = import(&db, whole()).await;
        assert_eq!(report.rows(), 0);
        assert_eq!(tally(&report, Role::Child).found, 118);
        assert_eq!(children(&db, &rivera).await, before);
        assert!(boards.try_recv().is_err(), "no board is told anything");
        assert_eq!(
            count(
                &db,
                "SELECT COUNT(*) FROM audit WHERE what = 'roster.import'"
            )
            .await,
            2
        );
    })
    .await;
}

#[tokio::test]
async fn a_child_who_leaves_is_signed_out_and_comes_back_with_all_that_was_theirs() {
    TestDb::each(async |db| {
        import(&db, whole()).await;
        let rivera = teacher(&db, "rivera", "Owls").await;
        let run = fixture::started(&db, &rivera).await;
        let angel = child(&db, &rivera, "Ángel").await.unwrap();
        let (tablet, token) = child_in(&db, &rivera, &angel).await;
        let signed_in = proof::child(&db, &token, morning()).await.unwrap();
        let opened = survey::open(&db, &signed_in, run, morning()).await.unwrap();
        let says = |seq, item, placed: &[(&str, &str)]| {
            let op = Op::Answer {
                response: opened.response,
                answer: fixture::answer(item, 1, placed, true),
            };
            vec![fixture::act(&db, &signed_in, seq, op)]
        };
        let first = says(1, "A", &[("read", "pick")]);
        event::apply_events(&db, &tablet, first, morning())
            .await
            .unwrap();

        let report = import(&db, without("stu-0002")).await;
        assert_eq!(tally(&report, Role::Child).gone, 1);
        assert_eq!(child(&db, &rivera, "Ángel").await, None);
        let out = proof::child(&db, &token, morning()).await;
        assert!(matches!(out, Err(StoreError::SignedOut)));
        let tried = signin::try_pictures(&db, &tablet, angel.child, &angel.secret, morning()).await;
        assert!(!matches!(tried, Ok((_, Some(_)))), "nor in again");
        // What the tablet still holds is taken in.
        let late = says(2, "B", &[("me", "fox")]);
        let receipts = event::apply_events(&db, &tablet, late, morning())
            .await
            .unwrap();
        assert_eq!(receipts[0].outcome, Outcome::Accepted);

        let report = import(&db, whole()).await;
        assert_eq!(tally(&report, Role::Child).back, 1);
        let back = child(&db, &rivera, "Ángel").await.unwrap();
        assert_eq!(back, angel);
        let page =
            store::profile::child_page(&db, &fixture::of_child(&db, &rivera, angel.child).await)
                .await;
        assert_eq!(page.unwrap().answers.len(), 2, "the work is all there");
        assert_eq!(tally(&import(&db, whole()).await, Role::Child).back, 0);
    })
    .await;
}

#[tokio::test]
async fn a_child_who_changes_rooms_keeps_tile_and_secret_and_both_boards_are_told() {
    TestDb::each(async |db| {
        import(&db, whole()).await;
        let rivera = teacher(&db, "rivera", "Owls").await;
        let nguyen = teacher(&db, "nguyen", "Otters").await;
        let leo = child(&db, &rivera, "Leo").await.unwrap();
        let (_, token) = child_in(&db, &rivera, &leo).await;
        let mut boards = db.changes();
        let moved = changed(
            File::Enrollments,
            "room-owls,org-cedar,stu-0004",
            "room-otters,org-cedar,stu-0004",
        );
        let report = import(&db, moved).await;
        assert_eq!(report.schools.iter().map(|it| it.moved).sum::<usize>(), 1);
        assert_eq!(child(&db, &rivera, "Leo").await, None);
        let all = children(&db, &nguyen).await;
        let there = all.into_iter().find(|it| it.child == leo.child).unwrap();
        assert_eq!((there.picture, there.secret), (leo.picture, leo.secret));
        let out = proof::child(&db, &token, morning()).await;
        assert!(
            matches!(out, Err(StoreError::SignedOut)),
            "the old room's tablet"
        );
        let mut told: HashSet<ClassId> = HashSet::new();
        while told.len() < 2 {
            told.insert(boards.recv().await.unwrap());
        }
        assert_eq!(told, HashSet::from([rivera.class(), nguyen.class()]));
    })
    .await;
}

#[tokio::test]
async fn a_child_whose_account_is_off_waits_archived_until_it_is_on() {
    TestDb::each(async |db| {
        import(&db, whole()).await;
        let on = changed(File::Users, "stu-0077,,,false", "stu-0077,,,true");
        let report = import(&db, on).await;
        assert_eq!(tally(&report, Role::Child).back, 1);
        let active = "SELECT COUNT(*) FROM person WHERE role = 'child' AND active";
        assert_eq!(count(&db, active).await, 118);
        assert_eq!(tally(&import(&db, whole()).await, Role::Child).gone, 1);
        assert_eq!(
            count(&db, "SELECT COUNT(*) FROM enrollment WHERE role = 'child'").await,
            117
        );
    })
    .await;
}

#[tokio::test]
async fn other_schools_and_what_was_made_in_fledge_stay_as_they_are() {
    TestDb::each(async |db| {
        let small = fixture::small(&db).await;
        import(&db, whole()).await;
        let by_hand = NewAdult {
            school: "org-cedar".into(),
            username: "okafor".into(),
            given: "Ada".into(),
            family: "Okafor".into(),
            role: Role::Teacher,
        };
        signin::add_adult(&db, &console(), by_hand, morning())
            .await
            .unwrap();
        let reed = fixture::teacher(&db, small.reed, small.room1).await;
        assert_eq!(children(&db, &reed).await.len(), 3);

        let maple = whole()
            .into_iter()
            .filter(|it| it.source_id == "org-maple")
            .collect();
        assert_eq!(
            import(&db, maple).await.rows(),
            0,
            "a file of one school is about that school"
        );
        let report = import(&db, changed(File::Users, "Milo,Tran", "Mila,Tran")).await;
        assert_eq!(report.rows(), 1);
        let adults = signin::list_adults(&db, &console()).await.unwrap();
        for name in ["okafor", "reed", "park", "ode", "stone"] {
            assert!(adults.iter().any(|it| it.username == name), "{name}");
        }
        // Maple Hill's teacher sees nothing of Cedar Street.
        let maple = teacher(&db, "hill", "Bears").await;
        let rivera = teacher(&db, "rivera", "Owls").await;
        let milo = child(&db, &rivera, "Mila").await.unwrap();
        let page =
            store::profile::child_page(&db, &fixture::of_child(&db, &maple, milo.child).await)
                .await;
        assert!(matches!(page, Err(StoreError::NotFound)));
    })
    .await;
}

#[tokio::test]
async fn when_one_row_cannot_be_written_none_is() {
    TestDb::each(async |db| {
        let mut schools = whole();
        let last = schools[1]
            .people
            .iter_mut()
            .rfind(|it| it.role == Role::Child)
            .unwrap();
        last.grade = Some(77);
        let failed = try_import(&db, schools, false).await;
        assert!(matches!(failed, Err(StoreError::Sql(_))), "{failed:?}");
        for table in [
            "school",
            "class",
            "person",
            "enrollment",
            "guardian",
            "audit",
        ] {
            let rows = count(&db, &format!("SELECT COUNT(*) FROM {table}")).await;
            assert_eq!(rows, 0, "{table}");
        }
        import(&db, whole()).await;
    })
    .await;
}

#[tokio::test]
async fn half_a_school_is_not_archived_by_mistake() {
    TestDb::each(async |db| {
        import(&db, whole()).await;
        let cut = || {
            cedar_street(|file, text| match file {
                File::Users | File::Enrollments => {
                    let left = text.lines().filter(|line| !line.contains("stu-00"));
                    left.collect::<Vec<_>>().join("\n")
                }
                _ => text.to_owned(),
            })
        };
        let report = try_import(&db, cut(), false).await.unwrap();
        let stops: Vec<_> = report
            .said
            .of(Severity::Stop)
            .map(|it| it.kind.clone())
            .collect();
        assert_eq!(stops, [RowProblemKind::ManyLeave { leave: 98, of: 99 }]);
        let active = "SELECT COUNT(*) FROM person WHERE role = 'child' AND active";
        assert_eq!(count(&db, active).await, 117, "nothing was written");
        try_import(&db, cut(), true).await.unwrap();
        assert_eq!(count(&db, active).await, 19);
        import(&db, whole()).await;
        assert_eq!(count(&db, active).await, 117);
    })
    .await;
}

#[tokio::test]
async fn adults_may_swap_usernames_and_a_name_in_use_elsewhere_is_not_taken() {
    TestDb::each(async |db| {
        fixture::small(&db).await;
        import(&db, whole()).await;
        let swapped = cedar_street(|_, text| {
            let text = text.replace("teacher,rivera,", "teacher,x,");
            text.replace("teacher,brown,", "teacher,rivera,")
                .replace("teacher,x,", "teacher,brown,")
        });
        assert_eq!(tally(&import(&db, swapped).await, Role::Teacher).changed, 2);
        let adults = signin::list_adults(&db, &console()).await.unwrap();
        let rivera = adults.iter().find(|it| it.username == "rivera").unwrap();
        assert_eq!(rivera.name, "Denise Brown");

        // Ms Reed is another district's, and so is the other Park.
        let report = import(&db, changed(File::Users, "teacher,brown,", "teacher,Reed,")).await;
        let looks: Vec<_> = report
            .said
            .of(Severity::Look)
            .map(|it| it.kind.clone())
            .collect();
        assert_eq!(
            looks,
            [
                RowProblemKind::UsernameElsewhere,
                RowProblemKind::UsernameElsewhere
            ]
        );
        let adults = signin::list_adults(&db, &console()).await.unwrap();
        let reeds: Vec<_> = adults.iter().filter(|it| it.username == "reed").collect();
        assert_eq!((reeds.len(), reeds[0].name.as_str()), (1, "Kim Reed"));
    })
    .await;
}

#[tokio::test]
async fn a_teacher_who_leaves_is_signed_out_and_a_class_that_ends_is_closed() {
    TestDb::each(async |db| {
        import(&db, whole()).await;
        let adults = signin::list_adults(&db, &console()).await.unwrap();
        let brown = adults.iter().find(|it| it.username == "brown").unwrap();
        let token = adult_token(&db, brown.person, morning()).await;
        let rivera = teacher(&db, "rivera", "Owls").await;
        class::set_open(&db, &rivera, true, morning())
            .await
            .unwrap();
        let (device, _) = fixture::tablet(&db, &rivera).await;
        import(&db, without("tch-brown")).await;
        let out = proof::staff(&db, &token, morning()).await;
        assert!(matches!(out, Err(StoreError::SignedOut)));
        assert!(class::is_open(&db, &device).await.unwrap());

        try_import(&db, without("room-owls"), false).await.unwrap();
        assert!(!class::is_open(&db, &device).await.unwrap());
        assert_eq!(
            count(&db, "SELECT COUNT(*) FROM class WHERE active").await,
            4
        );
        import(&db, whole()).await;
        assert_eq!(
            count(&db, "SELECT COUNT(*) FROM class WHERE active").await,
            5
        );
    })
    .await;
}

#[tokio::test]
async fn the_log_says_how_many_and_no_names() {
    TestDb::each(async |db| {
        import(&db, whole()).await;
        let rivera = teacher(&db, "rivera", "Owls").await;
        let (log, unbroken) = school::audit_log(&db, &console(), rivera.school())
            .await
            .unwrap();
        assert!(unbroken);
        let line = log.iter().find(|it| it.what == "roster.import").unwrap();
        assert_eq!(line.who, None);
        assert!(
            line.detail.contains("children 100: new 100"),
            "{}",
            line.detail
        );
    })
    .await;
}

#[tokio::test]
async fn progress_goes_up_to_the_end() {
    TestDb::each(async |db| {
        let seen: Arc<Mutex<Vec<(usize, usize)>>> = Arc::default();
        let into = Arc::clone(&seen);
        let progress = Arc::new(move |done, of| into.lock().unwrap().push((done, of)));
        apply(
            &db,
            &console(),
            Arc::new(whole()),
            false,
            morning(),
            progress,
        )
        .await
        .unwrap();
        let seen = seen.lock().unwrap();
        assert!(seen.windows(2).all(|it| it[0].0 <= it[1].0));
        let (done, of) = seen.last().unwrap();
        assert_eq!(done, of);
    })
    .await;
}

#[test]
fn secrets_are_spread_over_all_codes() {
    let mut seen = BTreeMap::new();
    for n in 0..1320_u64 {
        *seen.entry(Vec::<String>::from(Secret::nth(n))).or_insert(0) += 1;
    }
    assert_eq!(seen.len(), 1320);
}
