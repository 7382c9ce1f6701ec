//! Files as offices send them, good and hostile.

use super::*;
use domain::{
    roster::{RowProblem, RowProblemKind, Severity},
    school::Role,
};
use std::{fs, path::PathBuf};
use tempfile::TempDir;

fn now() -> DateTime<Utc> {
    "2026-09-15T15:00:00Z".parse().unwrap()
}

/// The Cedar Street files in a folder of their own, to be changed.
fn cedar_street() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (file, bytes) in DEMO {
        fs::write(folder.path().join(file.name()), bytes).unwrap();
    }
    folder
}

fn change(folder: &TempDir, file: &str, change: impl FnOnce(String) -> String) {
    let path = folder.path().join(file);
    let text = fs::read_to_string(&path).unwrap();
    let changed = change(text.clone());
    assert_ne!(text, changed);
    fs::write(path, changed).unwrap();
}

fn read(path: &Path) -> (Vec<School>, RowProblems) {
    match Source::open(path) {
        Ok(source) => roster_rows::roster(source, today(now()), &ProgressBar::hidden()),
        Err(reason) => {
            let mut said = RowProblems::default();
            said.say(reason);
            (Vec::new(), said)
        }
    }
}

fn stops(path: &Path) -> Vec<RowProblem> {
    let (schools, said) = read(path);
    assert!(schools.is_empty());
    said.of(Severity::Stop).cloned().collect()
}

/// The one thing that stops it: (file, line, column, value, why).
fn stop(path: &Path) -> (String, u64, String, String, RowProblemKind) {
    let mut all = stops(path);
    assert_eq!(all.len(), 1, "{all:?}");
    let it = all.remove(0);
    (it.file, it.line.unwrap_or(0), it.column, it.value, it.kind)
}

fn why(path: &Path) -> RowProblemKind {
    stop(path).4
}

fn zip(files: &[(&str, &[u8])]) -> (TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("roster.zip");
    let mut zip = zip::ZipWriter::new(fs::File::create(&path).unwrap());
    for (name, bytes) in files {
        zip.start_file(*name, zip::write::SimpleFileOptions::default())
            .unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap();
    (folder, path)
}

fn zipped(prefix: &str) -> (TempDir, PathBuf) {
    let names: Vec<String> = DEMO
        .iter()
        .map(|it| format!("{prefix}{}", it.0.name()))
        .collect();
    let files: Vec<(&str, &[u8])> = names
        .iter()
        .map(String::as_str)
        .zip(DEMO.iter().map(|it| it.1))
        .collect();
    zip(&files)
}

async fn database() -> (TempDir, Db) {
    let folder = tempfile::tempdir().unwrap();
    let url = format!("sqlite:{}", folder.path().join("fledge.db").display());
    (folder, Db::create(&url, now()).await.unwrap())
}

async fn import(db: &Db, path: &Path, dry_run: bool) -> (Result<Report, ImportError>, String) {
    let options = Options {
        dry_run,
        many_leave: false,
    };
    let mut out = Vec::new();
    let report = oneroster(db, path, options, now(), &ProgressBar::hidden(), &mut out).await;
    (report, String::from_utf8(out).unwrap())
}

#[tokio::test]
async fn cedar_street_is_previewed_imported_and_then_nothing_more_changes() {
    let (_keep, db) = database().await;
    let folder = cedar_street();
    let (preview, text) = import(&db, folder.path(), true).await;
    assert!(text.contains("100 children: 100 new"), "{text}");
    assert!(
        text.ends_with("This was a dry run: nothing has changed.\n"),
        "{text}"
    );
    let (report, text) = import(&db, folder.path(), false).await;
    let report = report.unwrap();
    assert_eq!(
        report.rows(),
        preview.unwrap().rows(),
        "the preview had changed nothing"
    );
    assert!(text.ends_with("Imported.\n"));
    let all = |role| -> usize {
        let people = report.schools.iter().flat_map(|it| &it.people);
        people.filter(|it| it.0 == role).map(|it| it.1.new).sum()
    };
    assert_eq!(report.schools.len(), 2);
    assert_eq!(
        report
            .schools
            .iter()
            .map(|it| it.classes.new)
            .sum::<usize>(),
        5
    );
    assert_eq!(all(Role::Child), 118);
    assert_eq!(all(Role::Teacher), 9);
    assert_eq!(all(Role::Leader), 2);
    assert_eq!(all(Role::Guardian), 137);
    let (again, text) = import(&db, folder.path(), false).await;
    assert_eq!(again.unwrap().rows(), 0);
    assert!(
        text.ends_with("All of this was already here: nothing changed.\n"),
        "{text}"
    );
}

#[tokio::test]
async fn the_demo_is_the_same_school_in_whatever_year() {
    let (_keep, db) = database().await;
    let later = "2031-01-01T00:00:00Z".parse().unwrap();
    let report = demo(&db, later).await.unwrap();
    assert_eq!(report.schools.iter().map(|it| it.seats).sum::<usize>(), 126);
}

#[tokio::test]
async fn what_is_wrong_is_written_with_file_line_column_value_and_what_to_do() {
    let (_keep, db) = database().await;
    let folder = cedar_street();
    change(&folder, "enrollments.csv", |it| {
        it.replacen(
            "stu-0001,student,,2026-08-24",
            "stu-0001,student,,8/24/2026",
            1,
        )
    });
    change(&folder, "users.csv", |it| {
        it.replacen("\r\nldr-maple,,,true,", "\r\nldr-maple,,,perhaps,", 1)
    });
    let (report, text) = import(&db, folder.path(), false).await;
    assert!(matches!(report, Err(ImportError::Refused(_))));
    assert!(
        text.contains("beginDate “8/24/2026”: is not a date → write it as 2026-08-24"),
        "{text}"
    );
    assert!(
        text.contains("enabledUser “perhaps”: neither true nor false"),
        "{text}"
    );
    assert!(text.ends_with("Nothing was imported.\n"));
    let (report, _) = import(&db, cedar_street().path(), true).await;
    assert!(
        report.unwrap().schools.iter().all(|it| it.new),
        "nothing had been written"
    );
}

#[test]
fn a_zip_reads_as_its_folder_does_with_or_without_a_folder_inside() {
    let (folder, said) = read(cedar_street().path());
    assert!(!said.stop());
    for prefix in ["", "export 2026/", "a/b/c/"] {
        assert_eq!(read(&zipped(prefix).1).0, folder, "{prefix}");
    }
    let parent = tempfile::tempdir().unwrap();
    fs::rename(cedar_street().keep(), parent.path().join("export")).unwrap();
    assert_eq!(read(parent.path()).0, folder);
}

#[test]
fn a_byte_order_mark_other_line_ends_order_case_and_columns_change_nothing() {
    let plain = read(cedar_street().path()).0;
    let folder = cedar_street();
    for (file, _) in DEMO {
        change(&folder, file.name(), |it| {
            format!("\u{feff}{}", it.replace("\r\n", "\n"))
        });
    }
    assert_eq!(read(folder.path()).0, plain);
    change(&folder, "users.csv", |it| it.replace('\n', "\r"));
    assert_eq!(read(folder.path()).0, plain);

    let folder = cedar_street();
    change(&folder, "classes.csv", |it| {
        it.replacen("termSourcedIds", "TERMSOURCEDID", 1)
    });
    change(&folder, "users.csv", |it| {
        let mut csv = csv::Reader::from_reader(it.as_bytes());
        let turned = |row: &csv::StringRecord| {
            row.iter()
                .rev()
                .map(str::to_owned)
                .chain(["x".into()])
                .collect::<Vec<_>>()
        };
        let mut out = csv::Writer::from_writer(Vec::new());
        out.write_record(turned(csv.headers().unwrap())).unwrap();
        for row in csv.records() {
            out.write_record(turned(&row.unwrap())).unwrap();
        }
        String::from_utf8(out.into_inner().unwrap()).unwrap()
    });
    fs::remove_file(folder.path().join("manifest.csv")).unwrap();
    fs::rename(
        folder.path().join("orgs.csv"),
        folder.path().join("Orgs.CSV"),
    )
    .unwrap();
    let (schools, said) = read(folder.path());
    assert_eq!(schools, plain);
    let looks: Vec<RowProblemKind> = said.of(Severity::Look).map(|it| it.kind.clone()).collect();
    assert_eq!(
        looks,
        [RowProblemKind::ColumnRead {
            as_column: "termSourcedIds"
        }]
    );
    assert!(
        said.of(Severity::Note)
            .any(|it| it.kind == RowProblemKind::NoManifest)
    );
}

#[test]
fn demographics_and_passwords_are_not_read_and_that_is_said() {
    let folder = cedar_street();
    fs::write(
        folder.path().join("Demographics.csv"),
        b"\xff\xfe not even text",
    )
    .unwrap();
    let (schools, said) = read(folder.path());
    assert_eq!(schools.len(), 2);
    let not_read = said
        .of(Severity::Note)
        .filter(|it| it.kind == RowProblemKind::NotRead);
    assert_eq!(not_read.count(), 2, "the file, and the column in users.csv");
}

#[test]
fn the_line_is_right_however_lines_end() {
    for end in ["\n", "\r\n", "\r"] {
        for last in ["", end] {
            let folder = cedar_street();
            let orgs = ["sourcedId,name,type", "a,A,school", "a,B,school"].join(end);
            fs::write(folder.path().join("orgs.csv"), orgs + last).unwrap();
            let found = stops(folder.path());
            assert_eq!(found[0].kind, RowProblemKind::Twice { first: 2 }, "{end:?}");
            assert_eq!(found[0].line, Some(3), "{end:?} {last:?}");
        }
    }
    let folder = cedar_street();
    let orgs = "sourcedId,name,type\r\n\r\n,,\r\na,A,school\r\n\r\na,B,school";
    fs::write(folder.path().join("orgs.csv"), orgs).unwrap();
    assert_eq!(stops(folder.path())[0].line, Some(6), "blank lines count");
    let orgs = "sourcedId,name,type\r\na,A,school\nb,B,school\r\na,C,school\n";
    fs::write(folder.path().join("orgs.csv"), orgs).unwrap();
    assert_eq!(stops(folder.path())[0].line, Some(4), "mixed");
}

#[test]
fn a_missing_empty_or_headless_file_is_named() {
    for file in [
        "orgs",
        "academicSessions",
        "classes",
        "users",
        "enrollments",
    ] {
        let name = format!("{file}.csv");
        let folder = cedar_street();
        fs::write(folder.path().join(&name), "").unwrap();
        let (at, _, _, _, why) = stop(folder.path());
        assert_eq!((at, why), (name.clone(), RowProblemKind::NoHeader));
        let head = fs::read_to_string(cedar_street().path().join(&name)).unwrap();
        fs::write(folder.path().join(&name), head.lines().next().unwrap()).unwrap();
        let (at, _, _, _, why) = stop(folder.path());
        assert_eq!((at, why), (name.clone(), RowProblemKind::NoRows));
        if file != "users" {
            fs::remove_file(folder.path().join(&name)).unwrap();
            let (at, _, _, _, why) = stop(folder.path());
            assert_eq!((at, why), (name, RowProblemKind::MissingFile));
        }
    }
    let folder = cedar_street();
    change(&folder, "users.csv", |it| {
        it.replacen(",role,", ",rank,", 1)
    });
    let (at, line, column, _, why) = stop(folder.path());
    assert_eq!(
        (at.as_str(), line, column.as_str(), why),
        ("users.csv", 1, "role", RowProblemKind::MissingColumn)
    );
}

#[test]
fn what_is_no_roster_is_told_so() {
    let nothing = tempfile::tempdir().unwrap();
    assert_eq!(why(nothing.path()), RowProblemKind::NotOneRoster);
    assert!(matches!(
        why(&nothing.path().join("nowhere")),
        RowProblemKind::Unreadable(_)
    ));
    let text = nothing.path().join("roster.csv");
    fs::write(&text, "first_name,last_name").unwrap();
    assert_eq!(why(&text), RowProblemKind::NotOneRoster);
    let cut = nothing.path().join("cut.zip");
    let whole = fs::read(zipped("").1).unwrap();
    fs::write(&cut, &whole[..whole.len() / 2]).unwrap();
    assert_eq!(why(&cut), RowProblemKind::NotOneRoster);
}

#[test]
fn a_delta_export_is_refused() {
    let folder = cedar_street();
    change(&folder, "manifest.csv", |it| {
        it.replacen("file.users,bulk", "file.users,delta", 1)
    });
    let (file, line, column, value, why) = stop(folder.path());
    assert_eq!((file.as_str(), line), ("manifest.csv", 8));
    assert_eq!(
        (column.as_str(), value.as_str(), why),
        ("file.users", "delta", RowProblemKind::Delta)
    );
}

#[test]
fn a_zip_with_names_that_point_outside_is_refused() {
    let users = DEMO[4].1;
    for name in ["../users.csv", "a/../../users.csv", "/etc/users.csv"] {
        let (_keep, path) = zip(&[("users.csv", users), (name, users)]);
        let why = why(&path);
        assert!(
            matches!(
                why,
                RowProblemKind::UnsafeName | RowProblemKind::FoundTwice(_)
            ),
            "{name}: {why:?}"
        );
    }
    let (_keep, path) = zip(&[("a/users.csv", users), ("b/users.csv", users)]);
    assert!(matches!(why(&path), RowProblemKind::FoundTwice(_)));
}

#[test]
fn a_file_too_large_is_read_no_further_whatever_the_zip_says_of_it() {
    let mut users = DEMO[4].1.to_vec();
    let size = usize::try_from(FILE_MEGABYTES * 1_000_000).unwrap();
    let row = b"a,,,true,org-cedar,guardian,a,,A,B,,,,,,,,\r\n";
    users.extend(row.iter().cycle().take(size));
    let too_big = RowProblemKind::TooBig {
        megabytes: FILE_MEGABYTES,
    };
    let (_keep, path) = zip(&[("users.csv", &users)]);
    assert!(fs::metadata(&path).unwrap().len() < 500_000);
    assert_eq!(why(&path), too_big);
    let folder = cedar_street();
    fs::write(folder.path().join("users.csv"), &users).unwrap();
    assert_eq!(stops(folder.path()).last().unwrap().kind, too_big);
}

#[test]
fn a_cell_without_end_and_a_quote_left_open_are_found_where_they_begin() {
    let long = "x".repeat(1_000_000);
    let folder = cedar_street();
    change(&folder, "users.csv", |it| it.replacen("Marisol", &long, 1));
    let (file, line, _, _, why) = stop(folder.path());
    assert_eq!((file.as_str(), line), ("users.csv", 2));
    assert_eq!(why, RowProblemKind::LongRow { kilobytes: 256 });

    let folder = cedar_street();
    change(&folder, "users.csv", |it| {
        it.replacen("Marisol", &"x".repeat(1000), 1)
    });
    let (_, line, column, value, why) = stop(folder.path());
    assert_eq!(
        (line, column.as_str(), value.as_str()),
        (2, "givenName", "")
    );
    assert_eq!(why, RowProblemKind::LongCell { limit: 200 });

    let folder = cedar_street();
    change(&folder, "classes.csv", |it| {
        it.replacen("Room 5 · Otters", "\"Room 5 · Otters", 1)
    });
    let found = &stops(folder.path())[0];
    assert_eq!((found.file.as_str(), found.line), ("classes.csv", Some(3)));
    assert!(
        matches!(
            found.kind,
            RowProblemKind::LineBreak | RowProblemKind::TooManyCells { .. }
        ),
        "{found}"
    );

    let folder = cedar_street();
    change(&folder, "classes.csv", |it| {
        it.replacen("Room 1 · Bears", "Room 1, Bears", 1)
    });
    let (_, line, _, _, why) = stop(folder.path());
    assert_eq!(
        (line, why),
        (
            6,
            RowProblemKind::TooManyCells {
                cells: 15,
                columns: 14
            }
        )
    );
}

#[test]
fn text_that_is_not_utf_8_is_found_where_it_stands() {
    let folder = cedar_street();
    let path = folder.path().join("users.csv");
    let latin = fs::read_to_string(&path).unwrap();
    let latin: Vec<u8> = latin
        .chars()
        .map(|it| u8::try_from(u32::from(it)).unwrap_or(b'?'))
        .collect();
    fs::write(&path, latin).unwrap();
    let (file, line, column, value, why) = stop(folder.path());
    assert_eq!(
        (file.as_str(), line, column.as_str()),
        ("users.csv", 6, "givenName")
    );
    assert_eq!(
        (value.as_str(), why),
        ("Luc\u{fffd}a", RowProblemKind::NotUtf8)
    );

    let utf_16: Vec<u8> = "\u{feff}sourcedId,name"
        .encode_utf16()
        .flat_map(u16::to_le_bytes)
        .collect();
    fs::write(&path, utf_16).unwrap();
    assert_eq!(stop(folder.path()).4, RowProblemKind::NotUtf8);
}

#[test]
fn semicolons_and_nonsense_stop_without_a_crash() {
    let folder = cedar_street();
    change(&folder, "orgs.csv", |it| it.replace(',', ";"));
    assert_eq!(stop(folder.path()).4, RowProblemKind::Separator(';'));
    for nonsense in [
        &b"\0\0\0\0"[..],
        b"\"",
        b"\"\"\"\n\"",
        b",,,\n,,,,,,,\n",
        b"\r\r\r",
        b"\xef\xbb\xbf",
    ] {
        for (file, _) in DEMO {
            let folder = cedar_street();
            fs::write(folder.path().join(file.name()), nonsense).unwrap();
            assert!(
                !stops(folder.path()).is_empty(),
                "{nonsense:?} in {}",
                file.name()
            );
        }
    }
}

/// A district: 40 schools, 20,000 children in 800 rooms, 30,000 adults.
fn district(folder: &Path) {
    use std::fmt::Write as _;
    let mut orgs =
        "sourcedId,status,dateLastModified,name,type,identifier,parentSourcedId\r\n".to_owned();
    let mut classes = "sourcedId,title,schoolSourcedId,termSourcedIds\r\n".to_owned();
    let mut users = fs::read_to_string(cedar_street().path().join("users.csv")).unwrap();
    users.truncate(users.find("\r\n").unwrap() + 2);
    let mut enrollments =
        "sourcedId,classSourcedId,schoolSourcedId,userSourcedId,role,primary,beginDate,endDate\r\n"
            .to_owned();
    let mut seats = 0;
    let mut seat = |room: &str, school: usize, user: &str, role: &str| {
        seats += 1;
        write!(
            enrollments,
            "e{seats},{room},s{school},{user},{role},,2026-08-24,2027-06-11\r\n"
        )
        .unwrap();
    };
    for school in 0..40 {
        write!(orgs, "s{school},,,School {school},school,,\r\n").unwrap();
        for room in 0..20 {
            let id = format!("r{school}-{room}");
            write!(classes, "{id},Room {room},s{school},\"t1,t2\"\r\n").unwrap();
            for n in 0..2 {
                let user = format!("t-{id}-{n}");
                write!(
                    users,
                    "{user},,,true,s{school},teacher,{user},,Kim,Lee,,,,,,,,\r\n"
                )
                .unwrap();
                seat(&id, school, &user, "teacher");
            }
            for n in 0..25 {
                let user = format!("c-{id}-{n}");
                write!(users, "{user},,,true,s{school},student,{user},,Ana,García-{n},,88{n},,,,\"g-{user}-0,g-{user}-1\",02,\r\n").unwrap();
                seat(&id, school, &user, "student");
                for g in 0..=usize::from(n % 5 != 0 || room % 2 == 0) {
                    write!(
                        users,
                        "g-{user}-{g},,,true,s{school},guardian,,,Eva,García,,,,,,,,\r\n"
                    )
                    .unwrap();
                }
            }
        }
    }
    for (file, text) in [
        ("orgs", orgs),
        ("classes", classes),
        ("users", users),
        ("enrollments", enrollments),
    ] {
        fs::write(folder.join(format!("{file}.csv")), text).unwrap();
    }
    fs::write(folder.join("academicSessions.csv"), DEMO[2].1).unwrap();
}

/// Prints seconds and memory: `cargo test --release -p server import -- --ignored --nocapture`.
/// `FLEDGE_BENCH_DATABASE` names another database than a new file.
#[tokio::test(flavor = "multi_thread")]
#[ignore = "a benchmark"]
async fn fifty_thousand_people_take_less_than_a_minute() {
    let folder = tempfile::tempdir().unwrap();
    district(folder.path());
    let (_keep, file) = database().await;
    let db = match std::env::var("FLEDGE_BENCH_DATABASE") {
        Ok(url) => Db::open(&url, now()).await.unwrap(),
        Err(_) => file,
    };
    let people = fs::read_to_string(folder.path().join("users.csv"))
        .unwrap()
        .lines()
        .count()
        - 1;
    let mut err = io::stderr();
    writeln!(err, "{people} people in {}", db.engine_name()).unwrap();
    let off = |text: String| {
        text.replace(",02,\r\n", ",03,\r\n")
            .replace("Room ", "Class ")
    };
    for what in ["preview", "first", "again", "a year later"] {
        if what == "a year later" {
            change(&folder, "users.csv", off);
            change(&folder, "classes.csv", off);
        }
        let began = std::time::Instant::now();
        let (report, text) = import(&db, folder.path(), what == "preview").await;
        let seconds = began.elapsed().as_secs_f64();
        assert!(seconds < 60.0, "{text}");
        let rows = report.unwrap().rows();
        let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
        let peak = status
            .lines()
            .find(|it| it.starts_with("VmHWM"))
            .unwrap_or_default();
        writeln!(err, "{what}: {seconds:.1} s, {rows} rows, {peak}").unwrap();
    }
}
