//! D1: what was acknowledged is there after a kill −9. `FLEDGE_KILLS` says how many.

use crate::{TestDb, fixture, morning, room::lesson};
use domain::{
    event::{Event, Op},
    ids::{DeviceId, PersonId, ResponseId, SessionId},
};
use fixture::answer;
use serde::{Deserialize, Serialize};
use sqlx::sqlite::SqlitePoolOptions;
use std::{
    collections::BTreeSet,
    io::{BufRead, BufReader, Write},
    process::{Command, Stdio},
    sync::mpsc,
    time::Duration,
};
use store::{Db, event, proof, survey};

const WRITERS: usize = 30;

/// What a process of writers needs to know.
#[derive(Serialize, Deserialize)]
struct Task {
    url: String,
    tablet: String,
    writers: Vec<(PersonId, SessionId, DeviceId, ResponseId, u32)>,
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_acknowledged_survives_kill_9() {
    let kills = std::env::var("FLEDGE_KILLS")
        .ok()
        .and_then(|it| it.parse().ok())
        .unwrap_or(20);
    let db = TestDb::sqlite().await;
    let room = lesson(&db).await;
    let (tablet, token) = fixture::tablet(&db, &room.teacher).await;
    let mut writers = Vec::new();
    for number in 0..WRITERS {
        let id = fixture::one_more_child(&db, room.small.cedar, room.small.room1, number).await;
        let (child, _) = fixture::child_in(&db, &tablet, id).await;
        let opened = survey::open(&db, &child, room.run, morning())
            .await
            .unwrap();
        writers.push((id, child.session(), child.device(), opened.response, 0));
    }
    let mut task = Task {
        url: db.url().to_owned(),
        tablet: token.as_str().to_owned(),
        writers,
    };
    let mut acknowledged = BTreeSet::new();
    for _ in 0..kills {
        let wait = Duration::from_millis(20 + db.ids().number() % 300);
        let all = tokio::task::spawn_blocking(move || {
            let lines = killed_after(&task, wait);
            (task, lines)
        });
        let (back, lines) = all.await.unwrap();
        task = back;
        assert!(!lines.is_empty());
        acknowledged.extend(lines);
        Db::open(&task.url, morning())
            .await
            .unwrap()
            .close()
            .await
            .unwrap();
        check(&mut task, &acknowledged).await;
    }
}

/// Lets the writers run, kills them, and answers what they were told was kept.
fn killed_after(task: &Task, wait: Duration) -> Vec<String> {
    let mut child = Command::new(std::env::current_exe().unwrap())
        .args(["durable::writers_to_be_killed", "--exact", "--nocapture"])
        .env("FLEDGE_KILL_TASK", serde_json::to_string(task).unwrap())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let out = child.stdout.take().unwrap();
    let (first, begun) = mpsc::channel();
    let reader = std::thread::spawn(move || {
        let mut lines = Vec::new();
        for line in BufReader::new(out).lines().map_while(Result::ok) {
            if let Some(id) = line.strip_prefix("kept ").filter(|id| id.len() == 36) {
                lines.push(id.to_owned());
                first.send(()).ok();
            }
        }
        lines
    });
    begun.recv_timeout(Duration::from_mins(1)).unwrap();
    std::thread::sleep(wait);
    child.kill().unwrap();
    child.wait().unwrap();
    reader.join().unwrap()
}

async fn check(task: &mut Task, acknowledged: &BTreeSet<String>) {
    let pool = SqlitePoolOptions::new().connect(&task.url).await.unwrap();
    let (sound,): (String,) = sqlx::query_as("PRAGMA integrity_check")
        .fetch_one(&pool)
        .await
        .unwrap();
    assert_eq!(sound, "ok");
    let rows: Vec<(uuid::Uuid,)> = sqlx::query_as("SELECT id FROM event")
        .fetch_all(&pool)
        .await
        .unwrap();
    let there: BTreeSet<String> = rows.iter().map(|(id,)| id.to_string()).collect();
    assert_eq!(there.len(), rows.len());
    let lost: Vec<_> = acknowledged.difference(&there).collect();
    assert!(lost.is_empty(), "{lost:?}");
    // No half of an event: what it did is there with it.
    for (child, .., response, rev) in &mut task.writers {
        let (events,): (i64,) = sqlx::query_as("SELECT COUNT(*) FROM event WHERE child = $1")
            .bind(child.0)
            .fetch_one(&pool)
            .await
            .unwrap();
        let held: Option<(i64,)> = sqlx::query_as("SELECT rev FROM answer WHERE response = $1")
            .bind(response.0)
            .fetch_optional(&pool)
            .await
            .unwrap();
        assert_eq!(events, held.map_or(0, |(rev,)| rev));
        *rev = u32::try_from(events).unwrap();
    }
    pool.close().await;
}

/// The process that is killed; nothing to do in a run of its own.
#[tokio::test(flavor = "multi_thread")]
async fn writers_to_be_killed() {
    let Ok(task) = std::env::var("FLEDGE_KILL_TASK") else {
        return;
    };
    let task: Task = serde_json::from_str(&task).unwrap();
    let db = Db::open(&task.url, morning()).await.unwrap();
    let tablet = proof::device(&db, &task.tablet, morning()).await.unwrap();
    let mut writers = Vec::new();
    for (child, session, device, response, from) in task.writers {
        let db = db.clone();
        writers.push(tokio::spawn(async move {
            for rev in from + 1.. {
                let answer = answer("A", rev, &[("read", "pick")], rev % 2 == 0);
                let event = Event {
                    id: domain::ids::EventId(db.ids().uuid()),
                    device,
                    seq: u64::from(rev),
                    session,
                    child,
                    at: morning(),
                    op: Op::Answer { response, answer },
                };
                let id = event.id;
                event::apply_events(&db, &tablet, vec![event], morning())
                    .await
                    .unwrap();
                // One write a line, past the harness, so that no line is half there.
                let line = format!("kept {id}\n");
                std::io::stdout().write_all(line.as_bytes()).unwrap();
                std::io::stdout().flush().unwrap();
            }
        }));
    }
    for writer in writers {
        writer.await.unwrap();
    }
}
