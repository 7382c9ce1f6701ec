//! D9: the program on a disk that is full or breaks, and on a database that is moved away, removed or
//! not there: nothing is acknowledged that is not kept, everything can be read, readiness and metrics
//! say what it is, and it heals by itself. And a clean end leaves one file.

use crate::system::process::{FLEDGE, Serving, ask, fledge, said, serve, serve_with, start, stop};
use domain::{
    AppError, StorageFault,
    event::{Event, Op},
    ids::{EventId, ResponseId},
};
use serde_json::json;
use std::{
    collections::BTreeSet,
    fs::{self, File},
    os::unix::fs::{FileExt as _, PermissionsExt as _},
    path::{Path, PathBuf},
    process::Command,
    sync::{
        Mutex,
        atomic::{AtomicU32, Ordering::SeqCst},
    },
    thread,
    time::{Duration, Instant},
};
use store::{
    Db,
    testing::{
        fixture::{self, answer},
        morning,
    },
};
use tempfile::TempDir;

/// A school in the middle of a lesson, in a folder of its own.
struct School {
    dir: TempDir,
    /// The cookie of a tablet, and of a teacher.
    tablet: String,
    desk: String,
    class: String,
    /// What the child does, but for its id and revision.
    act: Event,
    response: ResponseId,
    revision: AtomicU32,
}

impl School {
    async fn new() -> Self {
        let dir = TempDir::new().unwrap();
        let url = format!("sqlite:{}", dir.path().join("fledge.db").display());
        let db = Db::create(&url, morning()).await.unwrap();
        let small = fixture::small(&db).await;
        let teacher = fixture::teacher(&db, small.reed, small.room1).await;
        let opened = store::class::set_open(&db, &teacher, true, morning()).await;
        opened.unwrap();
        let (device, tablet) = fixture::tablet(&db, &teacher).await;
        let (child, _) = fixture::child_in(&db, &device, small.milo).await;
        let run = fixture::started(&db, &teacher).await;
        let opened = store::survey::open(&db, &child, run, morning()).await;
        let response = opened.unwrap().response;
        let desk = fixture::adult_token(&db, small.reed, chrono::Utc::now()).await;
        let op = Op::Answer {
            response,
            answer: answer("A", 1, &[("read", "pick")], false),
        };
        let act = fixture::act(&db, &child, 1, op);
        db.close().await.unwrap();
        Self {
            dir,
            tablet: format!("__Host-fledge-tablet={}", tablet.as_str()),
            desk: format!("__Host-fledge-desk={}", desk.as_str()),
            class: small.room1.to_string(),
            act,
            response,
            revision: AtomicU32::new(0),
        }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.dir.path().join(name)
    }

    /// Sends something new; the status, and the answer.
    fn send(&self, address: &str) -> Option<(EventId, u16, String)> {
        let rev = self.revision.fetch_add(1, SeqCst) + 1;
        let id = EventId(store::Ids.uuid());
        let op = Op::Answer {
            response: self.response,
            answer: answer("A", rev, &[("read", "pick")], false),
        };
        let event = Event {
            id,
            seq: rev.into(),
            op,
            ..self.act.clone()
        };
        let batch = json!({ "events": [event] }).to_string();
        let (status, answer) = ask(address, "POST /api/v1/events", &self.tablet, &batch)?;
        Some((id, status, answer))
    }

    /// Sends something, which is kept.
    fn keeps(&self, address: &str) -> EventId {
        let (id, status, answer) = self.send(address).unwrap();
        assert_eq!(status, 200, "{answer}");
        assert!(answer.contains("accepted"), "{answer}");
        id
    }

    /// Nothing is acknowledged, and who asks is told why; the class page and the board are there.
    fn only_reads(&self, address: &str, fault: StorageFault) {
        for _ in 0..2 {
            let (_, status, answer) = self.send(address).unwrap();
            assert_eq!(status, 503, "{answer}");
            let told: AppError = serde_json::from_str(&answer).unwrap();
            assert_eq!(told, AppError::Storage(fault));
        }
        let page = format!("GET /desk/class/{}", self.class);
        let (status, page) = ask(address, &page, &self.desk, "").unwrap();
        assert!(status == 200 && page.contains("Milo"), "{status}");
        let tiles = format!("GET /live/{}/tiles", self.class);
        assert_eq!(ask(address, &tiles, &self.desk, "").unwrap().0, 200);
        let (status, why) = get(address, "/readyz");
        assert_eq!((status, why.trim_end()), (503, &*fault.to_string()));
        let (_, metrics) = get(address, "/metrics");
        assert!(metrics.contains("fledge_database_up 0"), "{metrics}");
        let line = format!("fledge_disk_errors_total{{kind=\"{}\"}}", fault.name());
        let count = metrics.lines().find_map(|it| it.strip_prefix(&line));
        assert!(count.unwrap().trim().parse::<u64>().unwrap() >= 2);
    }

    /// Soon it is ready again, and keeps what it is sent.
    fn heals(&self, address: &str) {
        let until = Instant::now() + Duration::from_secs(10);
        while get(address, "/readyz").0 != 200 {
            assert!(Instant::now() < until, "it does not heal");
            thread::sleep(Duration::from_millis(50));
        }
        self.keeps(address);
        let (_, metrics) = get(address, "/metrics");
        assert!(metrics.contains("fledge_database_up 1"), "{metrics}");
    }

    /// The ids of the events in a database that nobody has open, which is whole.
    async fn events(path: &Path) -> Vec<EventId> {
        let options = sqlx::sqlite::SqliteConnectOptions::new().filename(path);
        let pool = sqlx::SqlitePool::connect_with(options).await.unwrap();
        let (found,): (String,) = sqlx::query_as("PRAGMA integrity_check")
            .fetch_one(&pool)
            .await
            .unwrap();
        assert_eq!(found, "ok");
        let rows: Vec<(uuid::Uuid,)> = sqlx::query_as("SELECT id FROM event")
            .fetch_all(&pool)
            .await
            .unwrap();
        pool.close().await;
        rows.into_iter().map(|(id,)| EventId(id)).collect()
    }
}

fn get(address: &str, path: &str) -> (u16, String) {
    ask(address, &format!("GET {path}"), "", "").unwrap()
}

fn names(dir: &Path) -> BTreeSet<String> {
    let entries = fs::read_dir(dir).unwrap();
    entries
        .map(|it| it.unwrap().file_name().into_string().unwrap())
        .collect()
}

fn only_the_database() -> BTreeSet<String> {
    BTreeSet::from(["fledge.db".to_owned()])
}

#[tokio::test(flavor = "multi_thread")]
async fn a_clean_end_leaves_one_file_with_the_last_work_in_it() {
    let school = School::new().await;
    let dir = school.dir.path();
    assert_eq!(names(dir), only_the_database());
    let mut serving = serve(dir);
    let sent: Vec<_> = (0..20).map(|_| school.keeps(&serving.address)).collect();
    let report = said(&fledge(dir, &["check"]));
    assert!(report.contains("in use by a server"), "{report}");
    assert!(names(dir).contains("fledge.db-wal"));
    assert!(stop(&mut serving).success());
    assert_eq!(names(dir), only_the_database());
    let copy = TempDir::new().unwrap();
    let path = copy.path().join("fledge.db");
    fs::copy(school.path("fledge.db"), &path).unwrap();
    let there = School::events(&path).await;
    assert!(sent.iter().all(|id| there.contains(id)));
    for command in [
        &["user", "list"][..],
        &["user", "invite", "nobody"],
        &["import", "oneroster", "nowhere.zip"],
        &["backup", "nowhere/copy.db"],
    ] {
        fledge(dir, command);
        assert_eq!(names(dir), only_the_database(), "{command:?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn after_a_kill_the_check_tells_of_the_log_and_takes_it_in() {
    let school = School::new().await;
    let dir = school.dir.path();
    let mut serving = serve(dir);
    let sent = school.keeps(&serving.address);
    serving.child.kill().unwrap();
    serving.child.wait().unwrap();
    let report = said(&fledge(dir, &["check"]));
    assert!(report.contains("warn  database: no server ran"), "{report}");
    assert_eq!(names(dir), only_the_database());
    let again = said(&fledge(dir, &["check"]));
    assert!(!again.contains("warn "), "{again}");
    let there = School::events(&school.path("fledge.db")).await;
    assert!(there.contains(&sent));
}

#[test]
fn a_database_is_made_only_where_that_is_asked_for() {
    let dir = TempDir::new().unwrap();
    let roster = concat!(env!("CARGO_MANIFEST_DIR"), "/demo/oneroster-1.1");
    for command in [
        &["serve"][..],
        &["check"],
        &["user", "list"],
        &["backup", "copy.db"],
        &["import", "oneroster", roster],
    ] {
        let refused = fledge(dir.path(), command);
        assert!(!refused.status.success(), "{command:?}");
        let told = said(&refused);
        assert!(
            told.contains("fledge.db") && told.contains("--create"),
            "{told}"
        );
        assert!(told.contains("fledge restore"), "{told}");
        assert!(names(dir.path()).is_empty(), "{command:?}");
    }
    let made = fledge(dir.path(), &["import", "oneroster", roster, "--create"]);
    assert!(made.status.success(), "{}", said(&made));
    assert_eq!(names(dir.path()), only_the_database());
    let mode = dir
        .path()
        .join("fledge.db")
        .metadata()
        .unwrap()
        .permissions();
    assert_eq!(mode.mode() & 0o777, 0o600);
    for command in [
        &["serve", "--create"][..],
        &["import", "oneroster", roster, "--create"],
    ] {
        let refused = fledge(dir.path(), command);
        assert!(!refused.status.success(), "{command:?}");
        assert!(said(&refused).contains("first start alone"), "{command:?}");
    }
    let list = said(&fledge(dir.path(), &["user", "list"]));
    assert!(list.contains("rivera"), "{list}");
}

#[test]
fn files_that_others_may_read_and_an_address_without_tls_are_told_of() {
    let dir = TempDir::new().unwrap();
    fledge(dir.path(), &["demo"]);
    let report = said(&fledge(dir.path(), &["check"]));
    assert!(!report.contains("warn "), "{report}");
    let database = dir.path().join("fledge.db");
    fs::set_permissions(&database, fs::Permissions::from_mode(0o644)).unwrap();
    let public = ["check", "--public-url", "http://192.168.1.20:8420"];
    let report = said(&fledge(dir.path(), &public));
    assert!(report.contains("(644): chmod 600 fledge.db"), "{report}");
    assert!(
        report.contains("192.168.1.20:8420 is without TLS"),
        "{report}"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_database_that_is_moved_away_is_noticed_before_anything_is_acknowledged() {
    let school = School::new().await;
    let serving = serve(school.dir.path());
    let first = school.keeps(&serving.address);
    let (path, aside) = (school.path("fledge.db"), school.path("aside.db"));
    fs::rename(&path, &aside).unwrap();
    school.only_reads(&serving.address, StorageFault::Missing);
    assert!(!path.exists(), "nothing is made in its place");
    // Another school's, whole as it is.
    fs::copy(&aside, &path).unwrap();
    school.only_reads(&serving.address, StorageFault::Replaced);
    fs::rename(&aside, &path).unwrap();
    school.heals(&serving.address);
    fs::set_permissions(&path, fs::Permissions::from_mode(0o400)).unwrap();
    school.only_reads(&serving.address, StorageFault::ReadOnly);
    fs::set_permissions(&path, fs::Permissions::from_mode(0o600)).unwrap();
    school.heals(&serving.address);
    drop(serving);
    assert!(School::events(&path).await.contains(&first));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_database_that_is_removed_is_left_behind_as_a_copy_and_never_replaced_by_an_empty_one() {
    let school = School::new().await;
    let dir = school.dir.path();
    let mut serving = serve(dir);
    let first = school.keeps(&serving.address);
    fs::remove_file(school.path("fledge.db")).unwrap();
    school.only_reads(&serving.address, StorageFault::Missing);
    assert!(!stop(&mut serving).success(), "no clean end");
    let again = fledge(dir, &["serve"]);
    assert!(!again.status.success() && said(&again).contains("--create"));
    let restored = fledge(dir, &["restore", "fledge.db.rescued"]);
    assert!(restored.status.success(), "{}", said(&restored));
    assert!(
        School::events(&school.path("fledge.db"))
            .await
            .contains(&first)
    );
}

/// The program on a disk that fails when it is told to.
struct FaultyDisk {
    library: PathBuf,
    control: File,
    control_path: PathBuf,
    _dir: TempDir,
}

const EIO: i32 = 5;
const ENOSPC: i32 = 28;

impl FaultyDisk {
    fn new() -> Self {
        let dir = TempDir::new().unwrap();
        let library = dir.path().join("faulty_disk.so");
        let source = concat!(
            env!("CARGO_MANIFEST_DIR"),
            "/tests/all/system/faulty_disk.c"
        );
        let built = Command::new("cc")
            .args(["-shared", "-fPIC", "-O1", "-o"])
            .args([library.as_os_str(), source.as_ref()])
            .arg("-ldl")
            .status()
            .unwrap();
        assert!(built.success());
        let control_path = dir.path().join("control");
        let mut options = File::options();
        let options = options.read(true).write(true).create_new(true);
        let control = options.open(&control_path).unwrap();
        control.set_len(20).unwrap();
        Self {
            library,
            control,
            control_path,
            _dir: dir,
        }
    }

    fn serve(&self, dir: &Path) -> Serving {
        let mut command = Command::new(FLEDGE);
        let files = dir.canonicalize().unwrap().join("fledge.db");
        command
            .env("LD_PRELOAD", &self.library)
            .env("FLEDGE_TEST_FAULT_FILES", files)
            .env("FLEDGE_TEST_FAULT_CONTROL", &self.control_path);
        start(command, dir, &[])
    }

    fn write(&self, at: u64, numbers: &[i32]) {
        let bytes: Vec<u8> = numbers.iter().flat_map(|it| it.to_ne_bytes()).collect();
        self.control.write_all_at(&bytes, at).unwrap();
    }

    fn failed(&self) -> i32 {
        let mut bytes = [0; 4];
        self.control.read_exact_at(&mut bytes, 16).unwrap();
        i32::from_ne_bytes(bytes)
    }

    /// The n-th call from now on that changes the database fails; `lasts`: and all after it.
    fn fail(&self, n: i32, error: i32, lasts: bool, halves: bool) {
        self.write(4, &[error, lasts.into(), halves.into(), 0]);
        self.write(0, &[n]);
    }

    fn mend(&self) {
        self.write(0, &[0]);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_full_disk_is_told_of_and_heals_without_a_restart() {
    let school = School::new().await;
    let disk = FaultyDisk::new();
    let serving = disk.serve(school.dir.path());
    let before = school.keeps(&serving.address);
    disk.fail(1, ENOSPC, true, false);
    school.only_reads(&serving.address, StorageFault::Full);
    disk.mend();
    school.heals(&serving.address);
    disk.fail(1, EIO, true, false);
    school.only_reads(&serving.address, StorageFault::Failing);
    disk.mend();
    school.heals(&serving.address);
    drop(serving);
    let there = School::events(&school.path("fledge.db")).await;
    assert!(there.contains(&before));
}

/// How many calls are made to fail, one after the other, of each kind of fault;
/// `FLEDGE_TEST_FAULTS=500` for more.
fn faults() -> i32 {
    let asked = std::env::var("FLEDGE_TEST_FAULTS").ok();
    asked.and_then(|it| it.parse().ok()).unwrap_or(40)
}

#[tokio::test(flavor = "multi_thread")]
async fn whichever_call_fails_what_was_acknowledged_is_there_once_and_the_database_is_whole() {
    let school = School::new().await;
    let disk = FaultyDisk::new();
    let path = school.path("fledge.db");
    let acknowledged: Mutex<Vec<EventId>> = Mutex::default();
    let mut refused = 0;
    for (error, halves) in [(EIO, false), (ENOSPC, false), (EIO, true)] {
        let mut serving = disk.serve(school.dir.path());
        for n in 1..=faults() {
            disk.fail(n, error, false, halves);
            let of_round = thread::scope(|scope| {
                let write = || {
                    let mut refused = 0;
                    for _ in 0..30 {
                        if disk.failed() > 0 {
                            break;
                        }
                        match school.send(&serving.address).unwrap() {
                            (id, 200, _) => acknowledged.lock().unwrap().push(id),
                            (_, 503, _) => refused += 1,
                            (_, status, answer) => panic!("{status}: {answer}"),
                        }
                    }
                    refused
                };
                let writers: Vec<_> = (0..3).map(|_| scope.spawn(write)).collect();
                let refused = writers.into_iter().map(|it| it.join().unwrap());
                refused.sum::<i32>()
            });
            refused += of_round;
            assert_eq!(disk.failed(), 1, "call {n} as {error}");
            disk.mend();
            acknowledged
                .lock()
                .unwrap()
                .push(school.keeps(&serving.address));
            if n % 20 == 0 {
                serving.child.kill().unwrap();
                serving.child.wait().unwrap();
                serving = disk.serve(school.dir.path());
            }
        }
        assert!(stop(&mut serving).success());
        let there = School::events(&path).await;
        let unique: BTreeSet<_> = there.iter().collect();
        assert_eq!(unique.len(), there.len());
        let acknowledged = acknowledged.lock().unwrap();
        let lost: Vec<_> = acknowledged
            .iter()
            .filter(|id| !unique.contains(id))
            .collect();
        assert!(lost.is_empty(), "{lost:?}");
    }
    assert!(refused > 0, "some were refused");
    let count = acknowledged.into_inner().unwrap().len();
    assert!(count > 100, "{count} acknowledged");
}

#[test]
fn the_demo_begins_where_nothing_is() {
    let dir = TempDir::new().unwrap();
    let serving = serve_with(dir.path(), &["--demo"]);
    assert_eq!(get(&serving.address, "/readyz").0, 200);
}
