//! The program itself: what it says, what it refuses, and how it ends.

use chrono::Utc;
use domain::{
    event::{Op, Outcome},
    ids::StatementId,
    signin::Me,
};
use serde_json::{Value, json};
use std::{
    fs,
    io::{BufRead, BufReader, Read, Write},
    net::TcpStream,
    path::Path,
    process::{Child, Command, ExitStatus, Output, Stdio},
    sync::{
        Mutex,
        atomic::{AtomicBool, Ordering::SeqCst},
    },
    thread,
    time::{Duration, Instant},
};
use store::{
    Db,
    testing::{fixture, morning},
};
use tempfile::TempDir;

pub const FLEDGE: &str = env!("CARGO_BIN_EXE_fledge");

pub fn fledge(dir: &Path, args: &[&str]) -> Output {
    let mut command = Command::new(FLEDGE);
    command
        .current_dir(dir)
        .args(args)
        .env_remove("DATABASE_URL");
    command.output().unwrap()
}

pub fn said(output: &Output) -> String {
    let (out, err) = (&output.stdout, &output.stderr);
    String::from_utf8_lossy(out).into_owned() + &String::from_utf8_lossy(err)
}

/// The program, serving; gone with this.
pub struct Serving {
    pub child: Child,
    pub address: String,
}

impl Drop for Serving {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

pub fn serve(dir: &Path) -> Serving {
    serve_with(dir, &[])
}

pub fn serve_with(dir: &Path, more: &[&str]) -> Serving {
    start(Command::new(FLEDGE), dir, more)
}

/// The same by a command that may say more.
pub fn start(mut command: Command, dir: &Path, more: &[&str]) -> Serving {
    let mut child = command
        .current_dir(dir)
        .args(["serve", "--listen", "127.0.0.1:0", "--log-level", "warn"])
        .args(more)
        .env_remove("DATABASE_URL")
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let lines = BufReader::new(child.stdout.take().unwrap()).lines();
    let address = lines
        .map_while(Result::ok)
        .find_map(|line| {
            let (_, rest) = line.split_once("listening on ")?;
            Some(rest.split_once(')')?.0.to_owned())
        })
        .expect("it says where it listens");
    Serving { child, address }
}

/// One request on a connection of its own: status and body, or nothing if the server is gone.
pub fn ask(address: &str, line: &str, cookie: &str, body: &str) -> Option<(u16, String)> {
    let mut socket = TcpStream::connect(address).ok()?;
    socket
        .set_read_timeout(Some(Duration::from_secs(10)))
        .ok()?;
    let length = body.len();
    let request = format!(
        "{line} HTTP/1.1\r\nhost: {address}\r\nconnection: close\r\ncookie: {cookie}\r\n\
         sec-fetch-site: same-origin\r\ncontent-length: {length}\r\n\r\n{body}"
    );
    socket.write_all(request.as_bytes()).ok()?;
    let mut answer = String::new();
    socket.read_to_string(&mut answer).ok()?;
    let status = answer.split(' ').nth(1)?.parse().ok()?;
    let (_, body) = answer.split_once("\r\n\r\n")?;
    Some((status, body.to_owned()))
}

fn get(address: &str, path: &str) -> Option<(u16, String)> {
    ask(address, &format!("GET {path}"), "", "")
}

#[test]
fn a_setting_that_is_none_is_refused_by_its_name() {
    let dir = TempDir::new().unwrap();
    fs::write(dir.path().join("f.toml"), "lisen = \"127.0.0.1:1\"\n").unwrap();
    let refused = fledge(dir.path(), &["check", "--config", "f.toml"]);
    assert!(!refused.status.success());
    let told = said(&refused);
    assert!(told.contains("lisen") && told.contains("f.toml"), "{told}");
    let refused = fledge(dir.path(), &["serve", "--lisen", "1"]);
    assert!(said(&refused).contains("--lisen"));
    let refused = fledge(dir.path(), &["check", "--database", "mysql://x"]);
    assert!(!refused.status.success());
    assert!(said(&refused).contains("sqlite:PATH or postgres://"));
}

#[test]
fn help_teaches_by_examples() {
    let dir = TempDir::new().unwrap();
    for (args, example) in [
        (&["--help"][..], "fledge serve --demo"),
        (&["serve", "--help"], "fledge serve --listen"),
        (
            &["import", "oneroster", "--help"],
            "fledge import oneroster",
        ),
        (&["user", "invite", "--help"], "fledge user invite rivera"),
        (&["backup", "--help"], "pg_dump"),
    ] {
        let help = fledge(dir.path(), args);
        assert!(
            help.status.success() && said(&help).contains(example),
            "{args:?}"
        );
    }
}

#[test]
fn a_roster_is_imported_adults_are_invited_and_a_backup_is_whole() {
    let dir = TempDir::new().unwrap();
    let roster = concat!(env!("CARGO_MANIFEST_DIR"), "/demo/oneroster-1.1");
    let dry_run = ["import", "oneroster", roster, "--create", "--dry-run"];
    let dry = fledge(dir.path(), &dry_run);
    assert!(
        dry.status.success() && said(&dry).contains("dry run"),
        "{}",
        said(&dry)
    );
    let imported = fledge(dir.path(), &["import", "oneroster", roster]);
    assert!(imported.status.success(), "{}", said(&imported));

    let list = said(&fledge(dir.path(), &["user", "list"]));
    assert!(
        list.contains("rivera") && list.contains("not invited yet"),
        "{list}"
    );
    let invited = fledge(dir.path(), &["user", "invite", "rivera"]);
    let link = said(&invited);
    assert!(
        link.starts_with("http://localhost:8420/desk/welcome/"),
        "{link}"
    );
    let nobody = fledge(dir.path(), &["user", "invite", "nobody"]);
    assert!(!nobody.status.success() && said(&nobody).contains("“nobody”"));
    let add = [
        "user", "add", "ode", "--role", "office", "--name", "Ada Ode", "--school",
    ];
    let added = fledge(dir.path(), &[&add[..], &["org-cedar"]].concat());
    assert!(added.status.success(), "{}", said(&added));
    let added = fledge(dir.path(), &[&add[..], &["org-nowhere"]].concat());
    assert!(!added.status.success() && said(&added).contains("sourcedId"));

    let backed_up = fledge(dir.path(), &["backup", "copy.db"]);
    assert!(backed_up.status.success(), "{}", said(&backed_up));
    assert!(!dir.path().join("copy.db.part").exists());
    let copy = ["user", "list", "--database", "sqlite:copy.db"];
    assert!(said(&fledge(dir.path(), &copy)).contains("Ada Ode"));
    let again = fledge(dir.path(), &["backup", "copy.db"]);
    assert!(!again.status.success() && said(&again).contains("already there"));
}

#[test]
fn the_demo_says_how_each_kind_of_person_signs_in_and_leaves_a_real_school_alone() {
    let dir = TempDir::new().unwrap();
    let demo = fledge(dir.path(), &["demo", "--json", "demo.json"]);
    assert!(demo.status.success(), "{}", said(&demo));
    let printed = said(&demo);
    for way in [
        "rivera",
        "castillo",
        "otters and foxes",
        "three pictures",
        "code",
    ] {
        assert!(printed.contains(way), "{way} is not in\n{printed}");
    }
    let json: Value =
        serde_json::from_slice(&fs::read(dir.path().join("demo.json")).unwrap()).unwrap();
    assert_eq!(json["children"][0]["pictures"].as_array().unwrap().len(), 3);
    let again = fledge(dir.path(), &["demo"]);
    assert!(again.status.success(), "{}", said(&again));

    let roster = concat!(env!("CARGO_MANIFEST_DIR"), "/demo/oneroster-1.1");
    let real = ["--database", "sqlite:real.db"];
    fledge(
        dir.path(),
        &[&["import", "oneroster", roster, "--create"][..], &real].concat(),
    );
    let refused = fledge(dir.path(), &[&["demo"][..], &real].concat());
    assert!(!refused.status.success());
    assert!(
        said(&refused).contains("another school"),
        "{}",
        said(&refused)
    );
}

#[test]
fn it_serves_and_ends_when_it_is_told_to() {
    let dir = TempDir::new().unwrap();
    let mut serving = serve_with(dir.path(), &["--create"]);
    // Pages are written by many threads; nothing of a page may care which.
    for path in ["/healthz", "/readyz", "/metrics"]
        .into_iter()
        .chain(["/"; 20])
    {
        let answer = get(&serving.address, path);
        assert_eq!(answer.map(|it| it.0), Some(200), "{path}");
    }
    let (_, metrics) = get(&serving.address, "/metrics").unwrap();
    assert!(metrics.contains("fledge_requests_total{kind=\"page\",status=\"2xx\"} 20"));
    // A connection that says nothing does not hold it.
    let _idle = TcpStream::connect(&serving.address).unwrap();
    ends_within_five_seconds(&mut serving);
}

#[tokio::test(flavor = "multi_thread")]
async fn it_ends_within_five_seconds_also_with_five_hundred_streams_open() {
    let dir = TempDir::new().unwrap();
    let url = format!("sqlite:{}", dir.path().join("fledge.db").display());
    let db = Db::create(&url, morning()).await.unwrap();
    let small = fixture::small(&db).await;
    let mut sessions = Vec::new();
    for _ in 0..50 {
        sessions.push(fixture::adult_token(&db, small.reed, Utc::now()).await);
    }
    db.close().await.unwrap();
    tokio::task::block_in_place(|| {
        let mut serving = serve(dir.path());
        let open = |n: usize| {
            let request = format!(
                "GET /live/{} HTTP/1.1\r\nhost: x\r\ncookie: __Host-fledge-desk={}\r\n\r\n",
                small.room1,
                sessions[n % sessions.len()].as_str()
            );
            let mut socket = TcpStream::connect(&serving.address).unwrap();
            socket.write_all(request.as_bytes()).unwrap();
            let mut start = [0; 15];
            socket.read_exact(&mut start).unwrap();
            assert_eq!(&start, b"HTTP/1.1 200 OK");
            socket
        };
        let streams: Vec<_> = (0..500).map(open).collect();
        let (_, metrics) = get(&serving.address, "/metrics").unwrap();
        assert!(metrics.contains("fledge_live_streams 500"));
        ends_within_five_seconds(&mut serving);
        drop(streams);
    });
}

#[test]
fn with_few_files_it_answers_whatever_is_half_open() {
    let dir = TempDir::new().unwrap();
    let mut program = Command::new("sh");
    program.args(["-c", "ulimit -n 64 && exec \"$0\" \"$@\"", FLEDGE]);
    let serving = start(program, dir.path(), &["--create"]);
    let open: Vec<_> = (0..200)
        .map(|_| {
            let mut socket = TcpStream::connect(&serving.address).unwrap();
            let _ = socket.write_all(b"POST /api/signin/adult HTTP/1.1\r\nhost: x\r\n");
            socket
        })
        .collect();
    for path in ["/healthz", "/readyz", "/metrics", "/desk/sign-in"] {
        let (status, _) = get(&serving.address, path).unwrap();
        assert_eq!(status, 200, "{path}");
    }
    drop(open);
}

/// Asks it to end, and waits until it has.
pub fn stop(serving: &mut Serving) -> ExitStatus {
    let id = serving.child.id().to_string();
    Command::new("kill").args(["-TERM", &id]).status().unwrap();
    serving.child.wait().unwrap()
}

fn ends_within_five_seconds(serving: &mut Serving) {
    let told = Instant::now();
    let ended = stop(serving);
    assert!(ended.success() && told.elapsed() < Duration::from_secs(5));
}

fn resident_mib(address: &str) -> u64 {
    let (_, metrics) = get(address, "/metrics").unwrap();
    let line = metrics
        .lines()
        .find_map(|line| line.strip_prefix("process_resident_memory_bytes "));
    line.unwrap().parse::<u64>().unwrap() / (1024 * 1024)
}

#[test]
fn forty_wrong_sign_ins_eight_at_once_take_one_block_of_memory() {
    let dir = TempDir::new().unwrap();
    let serving = serve_with(dir.path(), &["--create"]);
    let address = &serving.address;
    let wrong = |name: String| {
        let body = format!("name={name}&password=a+wrong+guess&to=%2Fdesk");
        let answer = ask(address, "POST /api/signin/adult", "", &body);
        assert_eq!(answer.map(|it| it.0), Some(422), "{name}");
    };
    assert_eq!(get(address, "/desk").map(|it| it.0), Some(200));
    let before = resident_mib(address);
    thread::scope(|scope| {
        for thread in 0..8 {
            scope.spawn(move || (0..5).for_each(|n| wrong(format!("nobody{thread}x{n}"))));
        }
    });
    let after = resident_mib(address);
    // One block is 19 MiB; eight threads that each kept one would be 152.
    assert!(after < before + 40, "from {before} to {after} MiB");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_changed_audit_log_and_what_a_terminal_would_act_on_are_named() {
    let dir = TempDir::new().unwrap();
    let url = format!("sqlite:{}", dir.path().join("fledge.db").display());
    let db = Db::create(&url, morning()).await.unwrap();
    let small = fixture::small(&db).await;
    for _ in 0..3 {
        fixture::adult_token(&db, small.reed, morning()).await;
    }
    let whole = fledge(dir.path(), &["audit", "verify"]);
    assert!(whole.status.success(), "{}", said(&whole));
    assert!(said(&whole).contains("cedar: 3 rows, whole"));
    let change = "UPDATE audit SET what = 'adult.out' WHERE seq = 2";
    fixture::run_statement(&db, change).await;
    for command in [&["audit", "verify"][..], &["check"]] {
        let broken = fledge(dir.path(), command);
        assert!(!broken.status.success());
        let named = "cedar: 1 rows, then row 2 is not as it was written";
        assert!(said(&broken).contains(named), "{}", said(&broken));
    }
    let name = "UPDATE person SET given = char(27) || '[31mKim' WHERE username = 'reed'";
    fixture::run_statement(&db, name).await;
    let list = said(&fledge(dir.path(), &["user", "list"]));
    assert!(!list.contains('\u{1b}') && list.contains("\\u{1b}[31mKim Reed"));
    let add = [
        "user",
        "add",
        "jo\u{202e}",
        "--role",
        "office",
        "--school",
        "cedar",
        "--name",
        "Jo",
    ];
    let added = fledge(dir.path(), &add);
    assert!(!added.status.success());
    assert!(
        said(&added).contains("control character"),
        "{}",
        said(&added)
    );
    db.close().await.unwrap();
}

/// How often the server is killed; `FLEDGE_TEST_KILLS=300` for the whole promise.
fn kills() -> usize {
    let asked = std::env::var("FLEDGE_TEST_KILLS").ok();
    asked.and_then(|it| it.parse().ok()).unwrap_or(4)
}

#[tokio::test(flavor = "multi_thread")]
async fn whatever_was_acknowledged_is_there_after_the_server_was_killed() {
    let dir = TempDir::new().unwrap();
    let url = format!("sqlite:{}", dir.path().join("fledge.db").display());
    let db = Db::create(&url, morning()).await.unwrap();
    let small = fixture::small(&db).await;
    let teacher = fixture::teacher(&db, small.reed, small.room1).await;
    store::class::set_open(&db, &teacher, true, morning())
        .await
        .unwrap();
    let (device, token) = fixture::tablet(&db, &teacher).await;
    let (child, _) = fixture::child_in(&db, &device, small.milo).await;
    let (token, ids) = (token.as_str().to_owned(), db.ids());
    let me = store::signin::me(&db, &child).await.unwrap();
    db.close().await.unwrap();

    let cookie = format!("__Host-fledge-tablet={token}");
    let send = |address: &str, batch: &str| ask(address, "POST /api/v1/events", &cookie, batch);
    let kept: Mutex<Vec<String>> = Mutex::default();
    let dir = dir.path();
    tokio::task::block_in_place(|| {
        for round in 0..kills() {
            let mut serving = serve(dir);
            let address = serving.address.clone();
            let over = AtomicBool::new(false);
            thread::scope(|scope| {
                for _ in 0..8 {
                    scope.spawn(|| {
                        while !over.load(SeqCst) {
                            let event = nothing_new(&me, ids.uuid());
                            let batch = json!({ "events": [event] }).to_string();
                            if let Some((200, answer)) = send(&address, &batch)
                                && answer.contains("receipts")
                            {
                                kept.lock().unwrap().push(batch);
                            }
                        }
                    });
                }
                thread::sleep(Duration::from_millis(150 + 37 * (round as u64 % 11)));
                serving.child.kill().unwrap();
                serving.child.wait().unwrap();
                over.store(true, SeqCst);
            });
        }
        let kept = kept.into_inner().unwrap();
        assert!(kept.len() > kills() * 5, "{} acknowledged", kept.len());
        let serving = serve(dir);
        for batch in &kept {
            let (status, answer) = send(&serving.address, batch).unwrap();
            assert_eq!(status, 200);
            let answer: Value = serde_json::from_str(&answer).unwrap();
            let receipt = &answer["receipts"][0];
            // The first answer was "unknown statement", kept for a look; so is every later one.
            assert_ne!(
                receipt["outcome"],
                json!(Outcome::Accepted),
                "it was forgotten"
            );
        }
    });
    let report = fledge(dir, &["check"]);
    assert!(
        said(&report).contains("database: sqlite, whole"),
        "{}",
        said(&report)
    );
}

fn nothing_new(me: &Me, id: uuid::Uuid) -> domain::event::Event {
    domain::event::Event {
        id: domain::ids::EventId(id),
        device: me.device,
        seq: 1,
        session: me.session,
        child: me.child,
        at: Utc::now(),
        op: Op::KeepStatement {
            statement: StatementId(id),
        },
    }
}
