//! What the desk asks of assessment scores.

use crate::ApiError;
#[cfg(feature = "ssr")]
use crate::request::{Ctx, refuse, refused, staff, teacher_of_child};
#[cfg(feature = "ssr")]
use domain::assessment::{self, FileError, ParsedScores, PresetCard, ScoreChanges};
#[cfg(feature = "ssr")]
use domain::limits;
use domain::{
    assessment::{
        ChildScores, Counts, CsvFile, ImportResult, ImportsPage, Mapping, MappingChoice, Preview,
    },
    ids::{ImportId, PersonId},
};
use leptos::{prelude::*, server_fn::codec::Json};
#[cfg(feature = "ssr")]
use store::assessment::{Import, ImportOutcome, Names};

/// The imports so far, and which files are known.
#[server(endpoint = "assessment/desk")]
pub async fn read_desk() -> Result<ImportsPage, ApiError> {
    let (cx, staff) = staff().await?;
    let imports = store::assessment::list_imports(&cx.db, &staff).await;
    let card = |it: &assessment::Preset| PresetCard {
        id: it.id.clone(),
        name: it.name.clone(),
    };
    Ok(ImportsPage {
        imports: imports.map_err(refused)?,
        presets: cx.presets.iter().map(card).collect(),
    })
}

/// What a file would do; keeps nothing of it.
#[server(endpoint = "assessment/preview", input = Json)]
pub async fn preview_scores(file: CsvFile, asked: MappingChoice) -> Result<Preview, ApiError> {
    let (cx, staff) = staff().await?;
    store::assessment::may_import(&staff).map_err(refused)?;
    let (_, seen, reading) = read(&cx, file, asked).await?;
    let Some(reading) = reading else {
        return Ok(seen);
    };
    let found = store::assessment::preview(&cx.db, &staff, reading).await;
    let (compared, names): (ScoreChanges, Names) = found.map_err(refused)?;
    Ok(seen.with(&compared, &names))
}

/// Reads a file where it keeps no other request waiting; gives its name back.
#[cfg(feature = "ssr")]
async fn read(
    cx: &Ctx,
    file: CsvFile,
    asked: MappingChoice,
) -> Result<(String, Preview, Option<ParsedScores>), ApiError> {
    if file.text.len() > limits::assessment::MOST_PAGE_FILE_BYTES {
        return Err(refuse(FileError::IsTooBig.into()));
    }
    let (presets, today) = (cx.presets.clone(), cx.today());
    let most_rows = limits::assessment::MOST_PAGE_ROWS;
    let read = cx.heavy_work.run(move || {
        let (seen, reading) = assessment::preview(&file.text, most_rows, &asked, &presets, today);
        (file.name, seen, reading)
    });
    read.await.map_err(|error| refuse(error.0))
}

/// Brings a file in, if it does what was seen before.
#[server(endpoint = "assessment/commit", input = Json)]
pub async fn import_scores(
    file: CsvFile,
    preset: Option<String>,
    mapping: Mapping,
    expected: Counts,
) -> Result<ImportResult, ApiError> {
    let (cx, staff) = staff().await?;
    store::assessment::may_import(&staff).map_err(refused)?;
    let asked = MappingChoice::Mapping(mapping.clone());
    let (name, seen, reading) = read(&cx, file, asked).await?;
    let Some(reading) = reading else {
        return Ok(ImportResult::Moved(Box::new(seen)));
    };
    let preset = preset.filter(|id| cx.presets.iter().any(|it| it.id == *id));
    let import = Import {
        file: name,
        preset,
        mapping,
    };
    let done = store::assessment::import(&cx.db, &staff, import, reading, expected, cx.now());
    Ok(match done.await.map_err(refused)? {
        ImportOutcome::Done { counts, .. } => ImportResult::Done { counts },
        ImportOutcome::Nothing { counts } => ImportResult::Nothing { counts },
        ImportOutcome::Moved { compared, names } => {
            ImportResult::Moved(Box::new(seen.with(&compared, &names)))
        }
    })
}

/// Takes an import back.
#[server(endpoint = "assessment/undo")]
pub async fn undo_import(import: ImportId) -> Result<(), ApiError> {
    let (cx, staff) = staff().await?;
    store::assessment::undo_import(&cx.db, &staff, import, cx.now())
        .await
        .map_err(refused)
}

/// A child's scores over time, for those who may see them.
#[server(endpoint = "assessment/child")]
pub async fn read_scores(child: PersonId) -> Result<ChildScores, ApiError> {
    let (cx, teacher) = teacher_of_child(child).await?;
    store::assessment::find_scores(&cx.db, &teacher, cx.today())
        .await
        .map_err(refused)
}
