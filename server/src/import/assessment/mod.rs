//! `fledge import assessment`: a vendor's file of scores into the database. Knows files and the
//! terminal; what rows mean is `domain::assessment`'s, what is written `store`'s.

mod report;

use super::{ImportError, today};
use crate::cli;
use chrono::{DateTime, NaiveDate, Utc};
use domain::school::SchoolError;
use domain::{
    Invalid,
    assessment::{
        DateOrder, Mapping, MappingChoice as Columns, ParsedScores, Preset, Preview, RowProblem,
        RowProblemKind, preview,
    },
    csv_table,
    limits::assessment::MOST_ROWS,
};
use std::{fs, io::Write, path::PathBuf};
use store::{
    Db, StoreError,
    assessment::{Import, ImportOutcome, import_at_console, preview_at_console},
    proof::Office,
};

/// Largest file at the terminal.
const MEGABYTES: usize = 64;

/// The invented school's file.
const DEMO: &[u8] = include_bytes!("../../../demo/growth-fall-2026.csv");

/// What to import, and how.
#[derive(Clone, Debug)]
pub struct AssessmentImport {
    pub path: PathBuf,
    pub columns: Columns,
    pub dates: Option<DateOrder>,
    pub school: Option<String>,
    pub dry_run: bool,
}

impl AssessmentImport {
    /// As the command line says; reads the mapping's file.
    pub fn of(options: cli::Assessment) -> Result<Self, ImportError> {
        let columns = match (options.preset, options.map) {
            (Some(preset), _) => Columns::Preset(preset),
            (None, Some(path)) => {
                let text = fs::read_to_string(&path)
                    .map_err(|error| ImportError::File(path.clone(), error))?;
                let mapping: Mapping = serde_json::from_str(&text)
                    .map_err(|error| ImportError::Mapping(path, error))?;
                Columns::Mapping(mapping)
            }
            (None, None) => Columns::Propose,
        };
        Ok(Self {
            path: options.path,
            columns,
            dates: options.dates.as_deref().and_then(DateOrder::named),
            school: options.school,
            dry_run: options.dry_run,
        })
    }
}

/// Reads a file of scores, writes to `out` how it is read, what it would change and every row that
/// can't be taken, and, unless it is a dry run, brings it in as one transaction.
pub async fn import(
    db: &Db,
    options: &AssessmentImport,
    presets: &[Preset],
    now: DateTime<Utc>,
    out: &mut impl Write,
) -> Result<(), ImportError> {
    if let Columns::Preset(id) = &options.columns
        && !presets.iter().any(|it| it.id == *id)
    {
        let all: Vec<_> = presets.iter().map(|it| it.id.as_str()).collect();
        return Err(ImportError::NoPreset(id.clone(), all.join(", ")));
    }
    let file = options.path.file_name().unwrap_or_default();
    let file = file.to_string_lossy().into_owned();
    let text = match text(&options.path)? {
        Ok(text) => text,
        Err(refused) => {
            report::stops(&file, &[refused], out)?;
            return Err(ImportError::Scores);
        }
    };
    let (seen, reading) = read(&text, options, presets, today(now));
    report::columns(&file, &seen, presets, out)?;
    let Some(reading) = reading else {
        report::stops(&file, &seen.stops, out)?;
        return Err(ImportError::Scores);
    };
    let (office, school) = (Office::at_the_console(), options.school.as_deref());
    let (compared, _) = preview_at_console(db, &office, school, reading.clone())
        .await
        .map_err(of_school)?;
    report::counts(&compared.counts, out)?;
    report::refused(&file, &compared.refused, out)?;
    let end = if options.dry_run {
        "This was a dry run: nothing has changed."
    } else {
        let import = Import {
            file,
            preset: seen.preset,
            mapping: seen.mapping,
        };
        let done = import_at_console(db, &office, school, import, reading, now);
        match done.await.map_err(of_school)? {
            ImportOutcome::Done { .. } => "Imported.",
            _ => "All of this was already here: nothing changed.",
        }
    };
    writeln!(out, "{end}")?;
    Ok(())
}

/// The file's text; the inner error is of what stands in it.
fn text(path: &PathBuf) -> Result<Result<String, RowProblem>, ImportError> {
    let unreadable = |error| ImportError::File(path.clone(), error);
    let size = fs::metadata(path).map_err(unreadable)?.len();
    if size > (MEGABYTES * 1_000_000) as u64 {
        let why = RowProblemKind::TooBig {
            megabytes: MEGABYTES,
        };
        return Ok(Err(RowProblem::of_file(why)));
    }
    let bytes = fs::read(path).map_err(unreadable)?;
    Ok(csv_table::decode(&bytes).map_err(|flaw| RowProblem::of_file(RowProblemKind::Flaw(flaw))))
}

/// As the options say; with their order of dates, if they name one.
fn read(
    text: &str,
    options: &AssessmentImport,
    presets: &[Preset],
    today: NaiveDate,
) -> (Preview, Option<ParsedScores>) {
    let (seen, reading) = preview(text, MOST_ROWS, &options.columns, presets, today);
    let known = seen
        .stops
        .iter()
        .all(|it| it.why != RowProblemKind::NoPreset);
    if options.dates.is_none() || !known {
        return (seen, reading);
    }
    let mapping = Mapping {
        dates: options.dates,
        ..seen.mapping
    };
    let (again, reading) = preview(text, MOST_ROWS, &Columns::Mapping(mapping), presets, today);
    let preset = seen.preset;
    (Preview { preset, ..again }, reading)
}

fn of_school(error: StoreError) -> ImportError {
    match error {
        StoreError::Invalid(Invalid::School(SchoolError::IsUnknown)) => ImportError::NoSchool,
        error => ImportError::Store(error),
    }
}

/// Brings the invented school's scores in.
pub async fn demo(db: &Db, presets: &[Preset], now: DateTime<Utc>) -> Result<(), ImportError> {
    let text = csv_table::decode(DEMO).map_err(|_| ImportError::Scores)?;
    let (seen, reading) = preview(&text, MOST_ROWS, &Columns::Propose, presets, NaiveDate::MAX);
    let reading = reading.ok_or(ImportError::Scores)?;
    let import = Import {
        file: "growth-fall-2026.csv".to_owned(),
        preset: seen.preset,
        mapping: seen.mapping,
    };
    let office = Office::at_the_console();
    import_at_console(db, &office, None, import, reading, now).await?;
    Ok(())
}
