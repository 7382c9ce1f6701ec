//! `fledge import`: reads files of a roster, of competencies or of assessments into the database.
//! Knows files and the terminal; `domain` knows what a row means, `store` writes it.

pub mod assessment;
mod competency;
mod report;
mod roster_rows;
mod roster_source;
#[cfg(test)]
mod tests;

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use domain::roster::{File, RowProblems, School};
use indicatif::{ProgressBar, ProgressStyle};
use roster_source::Source;
use std::{
    io::{self, Write},
    path::{Path, PathBuf},
    sync::Arc,
};
use store::{
    Db, StoreError,
    proof::Office,
    roster::{self, Report},
};

pub use competency::{CompetencyImport, competencies};

/// Largest file, unpacked.
const FILE_MEGABYTES: u64 = if cfg!(test) { 8 } else { 256 };

/// The invented school's files, as its office would export them.
const DEMO: &[(File, &[u8])] = &[
    (
        File::Manifest,
        include_bytes!("../../demo/oneroster-1.1/manifest.csv"),
    ),
    (
        File::Orgs,
        include_bytes!("../../demo/oneroster-1.1/orgs.csv"),
    ),
    (
        File::AcademicSessions,
        include_bytes!("../../demo/oneroster-1.1/academicSessions.csv"),
    ),
    (
        File::Classes,
        include_bytes!("../../demo/oneroster-1.1/classes.csv"),
    ),
    (
        File::Users,
        include_bytes!("../../demo/oneroster-1.1/users.csv"),
    ),
    (
        File::Enrollments,
        include_bytes!("../../demo/oneroster-1.1/enrollments.csv"),
    ),
];

/// How to import.
#[derive(Clone, Copy, Debug, Default)]
pub struct Options {
    /// Only say what would happen.
    pub dry_run: bool,
    /// Let more than half of a school's children be archived.
    pub many_leave: bool,
}

/// Why nothing was imported.
#[derive(Debug, thiserror::Error)]
pub enum ImportError {
    /// The files can't be taken; what is wrong has been written out.
    #[error("nothing was imported")]
    Refused(Box<RowProblems>),
    /// The same; nothing more is to be said.
    #[error("nothing was imported")]
    Said,
    #[error(transparent)]
    Store(#[from] StoreError),
    #[error("the report can't be written")]
    Output(#[from] io::Error),
    #[error("reading the files was not finished")]
    Unfinished,
    #[error("{0}: can't be read: {1}")]
    File(PathBuf, #[source] io::Error),
    #[error("{0}: {1}")]
    Mapping(PathBuf, #[source] serde_json::Error),
    #[error("there is no such school: --school takes the school's sourcedId in the roster")]
    NoSchool,
    #[error("there is no preset “{0}”; there are {1}")]
    NoPreset(String, String),
    /// The file of scores can't be taken; what is wrong has been written out.
    #[error("nothing was imported")]
    Scores,
}

/// A bar on the terminal's error stream; none where that is no terminal.
pub fn bar() -> ProgressBar {
    let bar = ProgressBar::new(0);
    let style = ProgressStyle::with_template("{msg:18} {wide_bar} {percent:>3} %  {elapsed}");
    bar.set_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()));
    bar
}

/// Reads a folder or zip of `OneRoster` files, writes to `out` what is in it, what would change and
/// what is wrong, and, unless it is a dry run or something is wrong, imports it as one transaction.
pub async fn oneroster(
    db: &Db,
    path: &Path,
    options: Options,
    now: DateTime<Utc>,
    bar: &ProgressBar,
    out: &mut impl Write,
) -> Result<Report, ImportError> {
    let (reading, path) = (bar.clone(), path.to_owned());
    reading.set_message("Reading the files");
    let read = tokio::task::spawn_blocking(move || match Source::open(&path) {
        Ok(source) => roster_rows::roster(source, today(now), &reading),
        Err(reason) => {
            let mut said = RowProblems::default();
            said.say(reason);
            (Vec::new(), said)
        }
    });
    let (schools, mut said) = read.await.map_err(|_| ImportError::Unfinished)?;
    if said.stop() {
        return refuse(said, bar, out);
    }
    let mut report = into(db, schools, options, now, bar).await?;
    bar.finish_and_clear();
    said.append(std::mem::take(&mut report.said));
    if said.stop() {
        return refuse(said, bar, out);
    }
    report::report(&report, out)?;
    report::reasons(&said, out)?;
    report.said = said;
    let end = match (options.dry_run, report.rows()) {
        (true, _) => "This was a dry run: nothing has changed.",
        (false, 0) => "All of this was already here: nothing changed.",
        (false, _) => "Imported.",
    };
    writeln!(out, "{end}")?;
    Ok(report)
}

/// Imports the invented school with its competencies, as of a day in its first weeks, whatever day it is.
pub async fn demo(db: &Db, now: DateTime<Utc>) -> Result<Report, ImportError> {
    let day = NaiveDate::from_ymd_opt(2026, 9, 15).unwrap_or_else(|| today(now));
    let bar = ProgressBar::hidden();
    let (schools, said) = roster_rows::roster(Source::embedded(DEMO), day, &bar);
    if said.stop() {
        return Err(ImportError::Refused(Box::new(said)));
    }
    let report = into(db, schools, Options::default(), now, &bar).await?;
    competency::demo(db, now).await?;
    Ok(report)
}

async fn into(
    db: &Db,
    schools: Vec<School>,
    options: Options,
    now: DateTime<Utc>,
    bar: &ProgressBar,
) -> Result<Report, ImportError> {
    let (office, schools) = (Office::at_the_console(), Arc::new(schools));
    bar.set_message("Comparing");
    if options.dry_run {
        return Ok(roster::preview(db, &office, schools, options.many_leave).await?);
    }
    let writing = bar.clone();
    let progress = Arc::new(move |done: usize, of: usize| {
        writing.set_message("Writing");
        writing.set_length(of as u64);
        writing.set_position(done as u64);
    });
    Ok(roster::apply(db, &office, schools, options.many_leave, now, progress).await?)
}

fn refuse(
    said: RowProblems,
    bar: &ProgressBar,
    out: &mut impl Write,
) -> Result<Report, ImportError> {
    bar.finish_and_clear();
    report::reasons(&said, out)?;
    writeln!(out, "Nothing was imported.")?;
    Err(ImportError::Refused(Box::new(said)))
}

/// By the last clock on Earth: a day counts until it is over everywhere.
fn today(now: DateTime<Utc>) -> NaiveDate {
    (now - TimeDelta::hours(12)).date_naive()
}
