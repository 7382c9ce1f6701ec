//! `fledge check`: says whether settings, database, data files and site are as they should be.

use super::{CommandError, audit, open};
use crate::{
    assets,
    bundled::{assessment_presets, goal_book, plan_templates, surveys},
    config::Config,
};
use app::shell::Program;
use std::{collections::BTreeSet, fs, io::Write, os::unix::fs::PermissionsExt as _, path::PathBuf};
use store::{audit::VerifiedLog, backup, cause_chain, proof::Office, school};

pub(super) async fn check(config: &Config, out: &mut impl Write) -> Result<(), CommandError> {
    let DatabaseCheck {
        found: database,
        logs,
        left,
    } = check_database(config).await;
    let mut warnings = readable_files(config);
    warnings.extend(left);
    if config.is_readable_by_all() {
        warnings.push(format!(
            "settings: {} is without TLS: anyone on the network can read along",
            config.public_url
        ));
    }
    for line in warnings {
        writeln!(out, "warn  {line}")?;
    }
    let mut wrong = 0;
    let mut say = |good: bool, line: String| {
        wrong += u32::from(!good);
        writeln!(out, "{} {line}", if good { "ok   " } else { "WRONG" })
    };
    say(
        true,
        format!("settings: {} on {}", config.public_url, config.listen),
    )?;
    match database {
        Ok(line) => say(true, format!("database: {line}"))?,
        Err(line) => say(false, format!("database: {line}"))?,
    }
    for log in logs {
        let line = format!("audit log of {}", audit::describe(&log));
        say(log.broken_at.is_none(), line)?;
    }
    match surveys::load() {
        Ok(surveys) => {
            for it in surveys {
                let (survey, items) = (&it.survey, it.survey.items.len());
                let missing = surveys::missing(survey);
                let name = format!("survey: {} version {}", survey.id, survey.version);
                say(true, format!("{name}, {items} items"))?;
                for problem in missing {
                    say(false, format!("{name}, {problem}"))?;
                }
            }
        }
        Err(error) => say(false, format!("surveys: {error}"))?,
    }
    match goal_book::load() {
        Ok(book) => {
            let name = format!("goals: version {}", book.version);
            say(true, format!("{name}, {} ready-made", book.goals.len()))?;
            for problem in goal_book::missing(&book) {
                say(false, format!("{name}, {problem}"))?;
            }
        }
        Err(error) => say(false, error.to_string())?,
    }
    match assessment_presets::load() {
        Ok(presets) => {
            let names: Vec<_> = presets.iter().map(|it| it.id.as_str()).collect();
            say(true, format!("files of scores: {}", names.join(", ")))?;
        }
        Err(error) => say(false, error.to_string())?,
    }
    match plan_templates::load() {
        Ok(forms) => {
            for it in forms {
                let (form, sections) = (&it.template, it.template.sections.len());
                let name = format!("plan form: {} version {}", form.id, form.version);
                say(true, format!("{name}, {sections} sections"))?;
                for flaw in plan_templates::missing(form) {
                    say(false, format!("{name}, {flaw}"))?;
                }
            }
        }
        Err(error) => say(false, error.to_string())?,
    }
    let built = assets::manifest()?;
    let needed = Program::ALL.into_iter().flat_map(|program| {
        let name = program.name();
        let style = program.style().to_owned();
        [format!("{name}.js"), format!("{name}.wasm"), style]
    });
    let lacking: BTreeSet<_> = needed
        .filter(|name| !built.get(name).is_some_and(|path| assets::has(path)))
        .collect();
    if lacking.is_empty() {
        say(true, format!("site: {} files", assets::count()))?;
    } else {
        let lacking = Vec::from_iter(lacking).join(", ");
        say(
            false,
            format!("site: was not built with this program; it lacks {lacking}"),
        )?;
    }
    if wrong == 0 {
        Ok(())
    } else {
        Err(CommandError::Message(format!("{wrong} wrong")))
    }
}

/// The files of the database, and backups, that others on this machine may read.
fn readable_files(config: &Config) -> Vec<String> {
    let mut files: Vec<PathBuf> = Vec::new();
    if let Some(file) = config.database_file() {
        files.extend(["", "-wal", "-shm"].map(|end| backup::with_suffix(file, end)));
    }
    if let Some(folder) = &config.backups {
        let entries = fs::read_dir(folder).into_iter().flatten();
        files.extend(entries.filter_map(|it| Some(it.ok()?.path())));
    }
    let readable = files.into_iter().filter_map(|path| {
        let mode = path.metadata().ok()?.permissions().mode() & 0o777;
        (mode & 0o077 != 0).then(|| {
            let path = path.display();
            format!("{path} may be read by others on this machine ({mode:o}): chmod 600 {path}")
        })
    });
    readable.collect()
}

/// What was found of the database.
struct DatabaseCheck {
    /// What is said of it, or what is wrong with it.
    found: Result<String, String>,
    logs: Vec<VerifiedLog>,
    /// What a server that did not end well had left.
    left: Option<String>,
}

/// Opens the database and closes it again, which leaves one file unless someone else has it open. What
/// is right or wrong with it, and a warning if the last work was not in the one file.
async fn check_database(config: &Config) -> DatabaseCheck {
    let log = config
        .database_file()
        .map(|file| backup::with_suffix(file, "-wal"));
    let has_log = || log.as_ref().is_some_and(|log| log.exists());
    let had_log = has_log();
    let wrong = |error: String| DatabaseCheck {
        found: Err(error),
        logs: Vec::new(),
        left: None,
    };
    let db = match open(config).await {
        Ok(db) => db,
        Err(error) => return wrong(error.to_string()),
    };
    let found = format!("{}, whole, its tables up to date", db.engine_name());
    let logs = school::verify_audit_logs(&db, &Office::at_the_console()).await;
    let closed = db.close().await;
    match closed.and(logs) {
        Err(error) => wrong(cause_chain(&error)),
        Ok(logs) if has_log() => DatabaseCheck {
            found: Ok(format!("{found}, in use by a server")),
            logs,
            left: None,
        },
        Ok(logs) => DatabaseCheck {
            found: Ok(found),
            logs,
            left: had_log.then(|| {
                "database: no server ran, and the last work lay in the file ending in -wal beside the \
                 database; now it is in the one file"
                    .to_owned()
            }),
        },
    }
}
