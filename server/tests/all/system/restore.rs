//! D8, N10: the restore drill, on the program itself. What tablets were answered for since the backup
//! comes again, and nothing twice.

use crate::system::process::{ask, fledge, said, serve, serve_with};
use domain::{
    event::{Event, Op, Receipts},
    ids::EventId,
};
use serde_json::json;
use std::{fs, path::Path, thread, time::Duration};
use store::{
    Db,
    testing::{
        fixture::{self, answer},
        morning,
    },
};
use tempfile::TempDir;

/// A school in the middle of a lesson: the tablet's token, and answers of a child.
async fn lesson(dir: &Path) -> (String, Vec<Event>) {
    let url = format!("sqlite:{}", dir.join("fledge.db").display());
    let db = Db::create(&url, morning()).await.unwrap();
    let small = fixture::small(&db).await;
    let teacher = fixture::teacher(&db, small.reed, small.room1).await;
    store::class::set_open(&db, &teacher, true, morning())
        .await
        .unwrap();
    let (device, token) = fixture::tablet(&db, &teacher).await;
    let (child, _) = fixture::child_in(&db, &device, small.milo).await;
    let run = fixture::started(&db, &teacher).await;
    let opened = store::survey::open(&db, &child, run, morning())
        .await
        .unwrap();
    let events = (1_u32..=4).map(|rev| {
        let answer = answer("A", rev, &[("read", "pick")], false);
        let response = opened.response;
        let id = EventId(db.ids().uuid());
        let op = Op::Answer { response, answer };
        Event {
            id,
            ..fixture::act(&db, &child, rev.into(), op)
        }
    });
    let events = events.collect();
    db.close().await.unwrap();
    (token.as_str().to_owned(), events)
}

/// What the school says of each, and its epoch.
fn send(address: &str, token: &str, events: &[Event]) -> (String, Vec<String>) {
    let cookie = format!("__Host-fledge-tablet={token}");
    let batch = json!({ "events": events }).to_string();
    let (status, text) = ask(address, "POST /api/v1/events", &cookie, &batch).unwrap();
    assert_eq!(status, 200, "{text}");
    let receipts: Receipts = serde_json::from_str(&text).unwrap();
    assert!(receipts.at.is_some());
    let outcomes = receipts.receipts.iter().map(|it| {
        let outcome = serde_json::to_value(&it.outcome).unwrap();
        outcome["outcome"].as_str().unwrap().to_owned()
    });
    (receipts.epoch, outcomes.collect())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_school_is_restored_and_gets_back_what_the_backup_lacked() {
    let dir = TempDir::new().unwrap();
    let (token, events) = lesson(dir.path()).await;
    tokio::task::block_in_place(|| drill(dir.path(), &token, &events));
}

fn drill(dir: &Path, token: &str, events: &[Event]) {
    let mut serving = serve(dir);
    let (first, sent) = send(&serving.address, token, &events[..2]);
    assert_eq!(sent, ["accepted"; 2]);
    let copied = fledge(dir, &["backup", "copy.db"]);
    assert!(copied.status.success(), "{}", said(&copied));
    let (_, sent) = send(&serving.address, token, &events[2..]);
    assert_eq!(sent, ["accepted"; 2]);
    let refused = fledge(dir, &["restore", "copy.db"]);
    assert!(!refused.status.success() && said(&refused).contains("stop it first"));

    serving.child.kill().unwrap();
    serving.child.wait().unwrap();
    let restored = fledge(dir, &["restore", "copy.db"]);
    assert!(restored.status.success(), "{}", said(&restored));
    assert!(
        said(&restored).contains("fledge.db.before-"),
        "{}",
        said(&restored)
    );

    let serving = serve(dir);
    let (second, none) = send(&serving.address, token, &[]);
    assert!(none.is_empty());
    assert_ne!(first, second, "by this tablets know");
    let (_, sent) = send(&serving.address, token, events);
    assert_eq!(sent, ["duplicate", "duplicate", "accepted", "accepted"]);
    let (third, sent) = send(&serving.address, token, events);
    assert_eq!((third, sent), (second, vec!["duplicate".to_owned(); 4]));
    drop(serving);
    let report = said(&fledge(dir, &["check"]));
    assert!(report.contains("database: sqlite, whole"), "{report}");
}

#[test]
fn what_can_not_be_restored_is_said_and_changes_nothing() {
    let dir = TempDir::new().unwrap();
    fledge(dir.path(), &["demo"]);
    let before = fs::read(dir.path().join("fledge.db")).unwrap();
    fs::write(dir.path().join("letter.db"), "Dear school").unwrap();
    for (args, told) in [
        (&["restore", "nowhere.db"][..], "nowhere.db"),
        (&["restore", "letter.db"], "letter.db"),
        (
            &["restore", "x.db", "--database", "postgres://x/y"],
            "pg_restore",
        ),
    ] {
        let refused = fledge(dir.path(), args);
        assert!(!refused.status.success(), "{args:?}");
        assert!(
            said(&refused).contains(told),
            "{args:?}: {}",
            said(&refused)
        );
    }
    let after = fs::read(dir.path().join("fledge.db")).unwrap();
    assert!(before == after);
    let done = fledge(dir.path(), &["restore", "--done"]);
    assert!(done.status.success() && said(&done).contains("once more"));
}

#[test]
fn a_server_makes_its_own_backups() {
    let dir = TempDir::new().unwrap();
    fledge(dir.path(), &["demo"]);
    let _serving = serve_with(dir.path(), &["--backups", "copies"]);
    let copies = || {
        let names = fs::read_dir(dir.path().join("copies"))
            .into_iter()
            .flatten();
        let names = names.map(|it| it.unwrap().file_name().into_string().unwrap());
        names
            .filter(|it| it.strip_suffix(".db").is_some())
            .collect::<Vec<_>>()
    };
    for _ in 0..200 {
        if !copies().is_empty() {
            break;
        }
        thread::sleep(Duration::from_millis(50));
    }
    let [copy] = &copies()[..] else {
        panic!("one copy: {:?}", copies());
    };
    let list = [
        "user",
        "list",
        "--database",
        &format!("sqlite:copies/{copy}"),
    ];
    assert!(said(&fledge(dir.path(), &list)).contains("rivera"));
}
