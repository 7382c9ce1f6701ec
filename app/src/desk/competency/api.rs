//! What desks ask of competencies and levels, and do with them.

use crate::ApiError;
#[cfg(feature = "ssr")]
use crate::request::{Ctx, refuse, refused, staff, teacher, teacher_of_child};
use domain::{
    competency::{
        ChildLevels, ClassLevels, Competency, FrameworkCard, FrameworkPreview, LevelDraft,
        LevelEntry, LevelMark, RowProblems,
    },
    ids::{ClassId, CompetencyId, LevelId, PersonId},
};
use leptos::{prelude::*, server_fn::codec::Json};
use serde::{Deserialize, Serialize};
#[cfg(feature = "ssr")]
use store::competency as kept;

/// The school's competencies, in the order of its frameworks.
#[server(endpoint = "competency/list")]
pub async fn list() -> Result<Vec<Competency>, ApiError> {
    let (cx, staff) = staff().await?;
    kept::list_competencies(&cx.db, &staff)
        .await
        .map_err(refused)
}

/// How far the children of a class are.
#[server(endpoint = "competency/class")]
pub async fn read_class(class: ClassId) -> Result<ClassLevels, ApiError> {
    let (cx, teacher) = teacher(class).await?;
    kept::list_class_levels(&cx.db, &teacher, cx.today())
        .await
        .map_err(refused)
}

/// How far a child is.
#[server(endpoint = "competency/child")]
pub async fn read_child(child: PersonId) -> Result<ChildLevels, ApiError> {
    let (cx, teacher) = teacher_of_child(child).await?;
    kept::find_child_levels(&cx.db, &teacher, cx.today())
        .await
        .map_err(refused)
}

/// Says how far a child is with one; answers what stands then.
#[server(endpoint = "competency/set_level", input = Json)]
pub async fn set_level(child: PersonId, draft: LevelDraft) -> Result<Option<LevelMark>, ApiError> {
    let (cx, teacher) = teacher_of_child(child).await?;
    let (today, now) = (cx.today(), cx.now());
    kept::set_level(&cx.db, &teacher, child, draft, today, now)
        .await
        .map_err(refused)
}

/// Takes back one thing that was said; answers what stands then.
#[server(endpoint = "competency/undo_level")]
pub async fn undo_level(child: PersonId, entry: LevelId) -> Result<Option<LevelMark>, ApiError> {
    let (cx, teacher) = teacher_of_child(child).await?;
    kept::undo_level(&cx.db, &teacher, child, entry, cx.now())
        .await
        .map_err(refused)
}

/// All that was ever said of one, the last first.
#[server(endpoint = "competency/levels")]
pub async fn list_levels(
    child: PersonId,
    competency: CompetencyId,
) -> Result<Vec<LevelEntry>, ApiError> {
    let (cx, teacher) = teacher_of_child(child).await?;
    kept::list_levels(&cx.db, &teacher, competency)
        .await
        .map_err(refused)
}

/// A framework's file as it was chosen in the browser.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sent {
    /// What the school calls the framework; empty: as the file does.
    pub framework: String,
    pub text: String,
}

/// What a file would change or has changed; none where it can't be taken, for the reasons given.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Answer {
    pub said: RowProblems,
    pub preview: Option<FrameworkPreview>,
}

/// The school's frameworks.
#[server(endpoint = "competency/frameworks")]
pub async fn list_frameworks() -> Result<Vec<FrameworkCard>, ApiError> {
    let (cx, staff) = staff().await?;
    kept::list_frameworks(&cx.db, &staff).await.map_err(refused)
}

/// What a framework's file would change.
#[server(endpoint = "competency/preview", input = Json)]
pub async fn preview_file(sent: Sent) -> Result<Answer, ApiError> {
    let (cx, staff) = staff().await?;
    take(&cx, &staff, sent, async |given| {
        kept::preview(&cx.db, &staff, given).await
    })
    .await
}

/// Takes a framework's file in.
#[server(endpoint = "competency/import", input = Json)]
pub async fn import_file(sent: Sent) -> Result<Answer, ApiError> {
    let (cx, staff) = staff().await?;
    let now = cx.now();
    take(&cx, &staff, sent, async |given| {
        kept::apply(&cx.db, &staff, given, now).await
    })
    .await
}

#[cfg(feature = "ssr")]
async fn take(
    cx: &Ctx,
    staff: &store::proof::Staff,
    sent: Sent,
    act: impl AsyncFnOnce(kept::NamedFramework) -> store::Result<FrameworkPreview>,
) -> Result<Answer, ApiError> {
    kept::may_import(staff).map_err(refused)?;
    let asked = Some(sent.framework.trim().to_owned()).filter(|it| !it.is_empty());
    let called = asked.clone().unwrap_or_else(|| "Competencies".to_owned());
    let text = sent.text;
    let read = cx.heavy_work.run(move || {
        let read = domain::competency::read_framework(text.as_bytes(), &called);
        (called, read)
    });
    let (called, (mut framework, mut said)) = read.await.map_err(|error| refuse(error.0))?;
    let name = match asked {
        Some(name) => name,
        None => framework.name.take().unwrap_or(called),
    };
    if said.stop {
        let preview = None;
        return Ok(Answer { said, preview });
    }
    let given = kept::NamedFramework::new(&name, framework).map_err(refused)?;
    let preview = act(given).await.map_err(refused)?;
    said.append(preview.said.clone());
    let preview = Some(preview);
    Ok(Answer { said, preview })
}
