//! Pictures of evidence: brought by the tablet they were made on, shown to the child and to who may
//! see the child's plan, and to nobody else.

use crate::{
    Process,
    refusal::{Refusal, told},
};
use app::server::Token;
use axum::{
    Json,
    body::Bytes,
    extract::{Path, State},
    http::{
        HeaderName, HeaderValue, StatusCode,
        header::{CONTENT_DISPOSITION, CONTENT_TYPE},
        request::Parts,
    },
    response::{IntoResponse, Response},
};
use domain::{AppError, ids::EvidenceId};
use std::str::FromStr;
use store::{StoreError, audit, evidence, proof};

/// A picture is shown and runs nothing, whatever is in it.
const POLICY: HeaderValue = HeaderValue::from_static("default-src 'none'; sandbox");

/// Takes the picture of a piece this tablet has told of; answers after the commit, and the same
/// however often it is brought.
pub async fn bring(
    State(process): State<Process>,
    Path(id): Path<String>,
    parts: Parts,
    body: Bytes,
) -> Result<StatusCode, Refusal> {
    let ctx = &process.ctx;
    let told = |error| Refusal(told(error, &parts));
    let token = Token::Tablet.read(&parts, ctx.secure_cookies);
    let token = token.ok_or(Refusal(AppError::SignedOut))?;
    let device = proof::device(&ctx.db, &token, ctx.now())
        .await
        .map_err(told)?;
    let id = read(&id)?;
    evidence::keep_picture(&ctx.db, &device, id, body.to_vec())
        .await
        .map_err(told)?;
    Ok(StatusCode::NO_CONTENT)
}

/// Takes a teacher's photo of a goal of a child; answers what piece it is.
pub async fn photo(
    State(process): State<Process>,
    Path((child, goal)): Path<(String, String)>,
    parts: Parts,
    body: Bytes,
) -> Result<Json<EvidenceId>, Refusal> {
    let (ctx, now) = (&process.ctx, process.ctx.now());
    let told = |error| Refusal(told(error, &parts));
    let token = Token::Desk.read(&parts, ctx.secure_cookies);
    let token = token.ok_or(Refusal(AppError::SignedOut))?;
    proof::staff(&ctx.db, &token, now).await.map_err(told)?;
    let (child, goal) = (read(&child)?, read(&goal)?);
    let teacher = proof::teacher_of_child(&ctx.db, &token, child, now).await;
    let teacher = teacher.map_err(told)?;
    let bytes = body.to_vec();
    let kept = evidence::insert_photo(&ctx.db, &teacher, child, goal, bytes, ctx.today(), now);
    kept.await.map(Json).map_err(told)
}

/// Shows a picture.
pub async fn picture(
    State(process): State<Process>,
    Path(id): Path<String>,
    parts: Parts,
) -> Result<Response, Refusal> {
    let found = find(&process, &id, &parts).await?;
    let kind = HeaderValue::from_static(found.media.name());
    let headers = [
        (CONTENT_TYPE, kind),
        (CONTENT_DISPOSITION, HeaderValue::from_static("inline")),
        (HeaderName::from_static("content-security-policy"), POLICY),
    ];
    Ok((headers, found.bytes).into_response())
}

async fn find(process: &Process, id: &str, parts: &Parts) -> Result<evidence::Picture, Refusal> {
    let (ctx, now) = (&process.ctx, process.ctx.now());
    let told = |error| Refusal(told(error, parts));
    let mut refused = StoreError::SignedOut;
    if let Some(token) = Token::Child.read(parts, ctx.secure_cookies) {
        match proof::child(&ctx.db, &token, now).await {
            Ok(child) => match evidence::find_my_picture(&ctx.db, &child, read(id)?).await {
                Err(StoreError::NotFound) => refused = StoreError::NotFound,
                found => return found.map_err(told),
            },
            Err(StoreError::SignedOut) => {}
            Err(error) => return Err(told(error)),
        }
    }
    let Some(token) = Token::Desk.read(parts, ctx.secure_cookies) else {
        return Err(told(refused));
    };
    let staff = proof::staff(&ctx.db, &token, now).await.map_err(told)?;
    let id = read(id)?;
    let child = evidence::find_child_of(&ctx.db, &staff, id).await;
    let child = child.map_err(told)?;
    let teacher = proof::teacher_of_child(&ctx.db, &token, child, now).await;
    let teacher = teacher.map_err(told)?;
    let looked = audit::look(&ctx.db, &teacher, child, "evidence", now).await;
    looked.map_err(told)?;
    let found = evidence::find_picture(&ctx.db, &teacher, child, id).await;
    found.map_err(told)
}

fn read<I: FromStr>(id: &str) -> Result<I, Refusal> {
    id.parse().map_err(|_| Refusal(AppError::NotFound))
}
