//! What the desk asks of assessment scores.

use crate::ApiError;
use domain::{
    assessment::{Asked, ChildScores, Committed, Counts, Desk, Mapping, Preview, SheetFile},
    ids::{ImportId, PersonId},
};
use leptos::{prelude::*, server_fn::codec::Json};
#[cfg(feature = "ssr")]
use {
    crate::server::{Ctx, refuse, refused, staff, teacher_of_child},
    domain::{
        AppError,
        assessment::{self, Compared, MOST_BYTES, PresetCard, Reading},
    },
    store::assessment::{Import, Imported, Names},
};

/// The imports so far, and which files are known.
#[server(endpoint = "assessment/desk")]
pub async fn read_desk() -> Result<Desk, ApiError> {
    let (cx, staff) = staff().await?;
    let imports = store::assessment::list_imports(&cx.db, &staff).await;
    let card = |it: &assessment::Preset| PresetCard {
        id: it.id.clone(),
        name: it.name.clone(),
    };
    Ok(Desk {
        imports: imports.map_err(refused)?,
        presets: cx.presets.iter().map(card).collect(),
    })
}

/// What a file would do; keeps nothing of it.
#[server(endpoint = "assessment/preview", input = Json)]
pub async fn preview_scores(file: SheetFile, asked: Asked) -> Result<Preview, ApiError> {
    let (cx, staff) = staff().await?;
    store::assessment::may_import(&staff).map_err(refused)?;
    let (seen, reading) = read(&cx, &file, &asked)?;
    let Some(reading) = reading else {
        return Ok(seen);
    };
    let found = store::assessment::preview(&cx.db, &staff, reading).await;
    let (compared, names): (Compared, Names) = found.map_err(refused)?;
    Ok(seen.with(&compared, &names))
}

#[cfg(feature = "ssr")]
fn read(cx: &Ctx, file: &SheetFile, asked: &Asked) -> Result<(Preview, Option<Reading>), ApiError> {
    if file.text.len() > MOST_BYTES {
        return Err(refuse(AppError::invalid("file", "too-big")));
    }
    Ok(assessment::preview(
        &file.text,
        asked,
        &cx.presets,
        cx.today(),
    ))
}

/// Brings a file in, if it does what was seen before.
#[server(endpoint = "assessment/commit", input = Json)]
pub async fn import_scores(
    file: SheetFile,
    preset: Option<String>,
    mapping: Mapping,
    expected: Counts,
) -> Result<Committed, ApiError> {
    let (cx, staff) = staff().await?;
    store::assessment::may_import(&staff).map_err(refused)?;
    let (seen, reading) = read(&cx, &file, &Asked::Mapping(mapping.clone()))?;
    let Some(reading) = reading else {
        return Ok(Committed::Moved(Box::new(seen)));
    };
    let preset = preset.filter(|id| cx.presets.iter().any(|it| it.id == *id));
    let import = Import {
        file: file.name,
        preset,
        mapping,
    };
    let done = store::assessment::import(&cx.db, &staff, import, reading, expected, cx.now());
    Ok(match done.await.map_err(refused)? {
        Imported::Done { counts, .. } => Committed::Done { counts },
        Imported::Nothing { counts } => Committed::Nothing { counts },
        Imported::Moved { compared, names } => {
            Committed::Moved(Box::new(seen.with(&compared, &names)))
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
    store::assessment::find_scores(&cx.db, &teacher, child, cx.today())
        .await
        .map_err(refused)
}
