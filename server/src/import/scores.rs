//! `fledge import assessment`: a vendor's file of scores into the database. Knows files and the
//! terminal; what rows mean is `domain::assessment`'s, what is written `store`'s.

mod print;

use super::{ImportError, today};
use crate::cli;
use chrono::{DateTime, NaiveDate, Utc};
use domain::{
    assessment::{
        Asked as How, DateOrder, Mapping, Preset, Preview, Reading, Refused, Why, preview,
    },
    sheet,
};
use std::{fs, io::Write, path::PathBuf};
use store::{
    Db, StoreError,
    assessment::{Import, Imported, import_at_console, preview_at_console},
    proof::Office,
};

/// Largest file at the terminal.
const MEGABYTES: usize = 64;

/// The invented school's file.
const DEMO: &[u8] = include_bytes!("../../demo/growth-fall-2026.csv");

/// What to bring in, and how.
#[derive(Clone, Debug)]
pub struct Asked {
    pub path: PathBuf,
    pub how: How,
    pub dates: Option<DateOrder>,
    pub school: Option<String>,
    pub dry_run: bool,
}

impl Asked {
    /// As the command line says; reads the mapping's file.
    pub fn of(asked: cli::Assessment) -> Result<Self, ImportError> {
        let how = match (asked.preset, asked.map) {
            (Some(preset), _) => How::Preset(preset),
            (None, Some(path)) => {
                let text = fs::read_to_string(&path)
                    .map_err(|error| ImportError::File(path.clone(), error))?;
                let mapping: Mapping = serde_json::from_str(&text)
                    .map_err(|error| ImportError::Mapping(path, error))?;
                How::Mapping(mapping)
            }
            (None, None) => How::Propose,
        };
        Ok(Self {
            path: asked.path,
            how,
            dates: asked.dates.as_deref().and_then(DateOrder::named),
            school: asked.school,
            dry_run: asked.dry_run,
        })
    }
}

/// Reads a file of scores, writes to `out` how it is read, what it would change and every row that
/// can't be taken, and, unless it is a dry run, brings it in as one transaction.
pub async fn assessment(
    db: &Db,
    asked: &Asked,
    presets: &[Preset],
    now: DateTime<Utc>,
    out: &mut impl Write,
) -> Result<(), ImportError> {
    if let How::Preset(id) = &asked.how
        && !presets.iter().any(|it| it.id == *id)
    {
        let all: Vec<_> = presets.iter().map(|it| it.id.as_str()).collect();
        return Err(ImportError::NoPreset(id.clone(), all.join(", ")));
    }
    let file = asked.path.file_name().unwrap_or_default();
    let file = file.to_string_lossy().into_owned();
    let text = match text(&asked.path)? {
        Ok(text) => text,
        Err(refused) => {
            print::stops(&file, &[refused], out)?;
            return Err(ImportError::Scores);
        }
    };
    let (seen, reading) = read(&text, asked, presets, today(now));
    print::columns(&file, &seen, presets, out)?;
    let Some(reading) = reading else {
        print::stops(&file, &seen.stops, out)?;
        return Err(ImportError::Scores);
    };
    let (office, school) = (Office::at_the_console(), asked.school.as_deref());
    let (compared, _) = preview_at_console(db, &office, school, reading.clone())
        .await
        .map_err(of_school)?;
    print::counts(&compared.counts, out)?;
    print::refused(&file, &compared.refused, out)?;
    let end = if asked.dry_run {
        "This was a dry run: nothing has changed."
    } else {
        let import = Import {
            file,
            preset: seen.preset,
            mapping: seen.mapping,
        };
        let done = import_at_console(db, &office, school, import, reading, now);
        match done.await.map_err(of_school)? {
            Imported::Done { .. } => "Imported.",
            _ => "All of it was there already: nothing has changed.",
        }
    };
    writeln!(out, "{end}")?;
    Ok(())
}

/// The file's text; the inner error is of what stands in it.
fn text(path: &PathBuf) -> Result<Result<String, Refused>, ImportError> {
    let unreadable = |error| ImportError::File(path.clone(), error);
    let size = fs::metadata(path).map_err(unreadable)?.len();
    if size > (MEGABYTES * 1_000_000) as u64 {
        let why = Why::TooBig {
            megabytes: MEGABYTES,
        };
        return Ok(Err(Refused::of_file(why)));
    }
    let bytes = fs::read(path).map_err(unreadable)?;
    Ok(sheet::decode(&bytes).map_err(|flaw| Refused::of_file(Why::Flaw(flaw))))
}

/// As it was asked for; with the order of dates, if that was said too.
fn read(
    text: &str,
    asked: &Asked,
    presets: &[Preset],
    today: NaiveDate,
) -> (Preview, Option<Reading>) {
    let (seen, reading) = preview(text, &asked.how, presets, today);
    let known = seen.stops.iter().all(|it| it.why != Why::NoPreset);
    if asked.dates.is_none() || !known {
        return (seen, reading);
    }
    let mapping = Mapping {
        dates: asked.dates,
        ..seen.mapping
    };
    let (again, reading) = preview(text, &How::Mapping(mapping), presets, today);
    let preset = seen.preset;
    (Preview { preset, ..again }, reading)
}

fn of_school(error: StoreError) -> ImportError {
    match error {
        StoreError::Invalid { field, .. } if field == "school" => ImportError::NoSchool,
        error => ImportError::Store(error),
    }
}

/// Brings the invented school's scores in.
pub async fn demo(db: &Db, presets: &[Preset], now: DateTime<Utc>) -> Result<(), ImportError> {
    let text = sheet::decode(DEMO).map_err(|_| ImportError::Scores)?;
    let (seen, reading) = preview(&text, &How::Propose, presets, NaiveDate::MAX);
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
