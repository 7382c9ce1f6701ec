//! Plans as PDFs, made here from the same words as the pages: no browser, no other program.

mod paper;
mod pen;
mod picture;
mod sheet;
mod type_face;

use crate::{
    Process,
    refusal::{Refusal, told},
};
use app::{
    server::Token,
    sheet::{Sheet, sheet},
};
use axum::{
    extract::{Path, Query, State},
    http::{HeaderValue, header, request::Parts},
    response::{IntoResponse, Response},
};
use domain::{
    AppError,
    ids::{ClassId, PersonId, PlanId},
};
use serde::Deserialize;
use std::str::FromStr;
use store::{StoreError, audit, plan, proof};

#[derive(Deserialize)]
pub struct Asked {
    plan: Option<String>,
}

/// A child's plan that is named, of this term, or the last there was, in the family's language.
pub async fn child(
    State(process): State<Process>,
    Path(child): Path<String>,
    Query(asked): Query<Asked>,
    parts: Parts,
) -> Result<Response, Refusal> {
    let child: PersonId = id(&child)?;
    let asked = asked.plan.as_deref().map(id::<PlanId>).transpose()?;
    let (token, now) = (token(&process, &parts)?, process.ctx.now());
    let refused = |error: StoreError| Refusal(told(error, &parts));
    let db = &process.ctx.db;
    let teacher = proof::teacher_of_child(db, &token, child, now)
        .await
        .map_err(refused)?;
    audit::look(db, &teacher, child, "plan", now)
        .await
        .map_err(refused)?;
    let today = process.ctx.today();
    let found = plan::find_sheet(db, &teacher, child, asked, today)
        .await
        .map_err(refused)?;
    let (page, lang) = found.ok_or(Refusal(AppError::NotFound))?;
    let sheet = sheet(&page, today, lang);
    answer(sheet.title.clone(), vec![sheet]).await
}

/// The plans of all children of a class who have one, of this term or the last they had, in the
/// order of the class.
pub async fn class(
    State(process): State<Process>,
    Path(class): Path<String>,
    parts: Parts,
) -> Result<Response, Refusal> {
    let class: ClassId = id(&class)?;
    let (token, now) = (token(&process, &parts)?, process.ctx.now());
    let refused = |error: StoreError| Refusal(told(error, &parts));
    let db = &process.ctx.db;
    let teacher = proof::teacher(db, &token, class, now)
        .await
        .map_err(refused)?;
    let today = process.ctx.today();
    let plans = plan::list_class_plans(db, &teacher, today)
        .await
        .map_err(refused)?;
    let mut sheets = Vec::new();
    for row in &plans.rows {
        let (child, plan) = (row.child.child, row.plan);
        audit::look(db, &teacher, child, "plan", now)
            .await
            .map_err(refused)?;
        let found = plan::find_sheet(db, &teacher, child, plan, today)
            .await
            .map_err(refused)?;
        sheets.extend(found.map(|(page, lang)| sheet(&page, today, lang)));
    }
    if sheets.is_empty() {
        return Err(Refusal(AppError::NotFound));
    }
    answer(plans.title, sheets).await
}

fn id<T: FromStr>(text: &str) -> Result<T, Refusal> {
    text.parse().map_err(|_| Refusal(AppError::NotFound))
}

fn token(process: &Process, parts: &Parts) -> Result<String, Refusal> {
    let token = Token::Desk.read(parts, process.ctx.secure_cookies);
    token.ok_or(Refusal(AppError::SignedOut))
}

async fn answer(title: String, sheets: Vec<Sheet>) -> Result<Response, Refusal> {
    // Drawing takes some milliseconds a page: not on a thread that others wait for.
    let made = tokio::task::spawn_blocking(move || self::sheet::pdf(&title, &sheets)).await;
    let broken = || Refusal(AppError::Broken { id: String::new() });
    let file = made.ok().flatten().ok_or_else(broken)?;
    let kind = [
        (
            header::CONTENT_TYPE,
            HeaderValue::from_static("application/pdf"),
        ),
        (
            header::CONTENT_DISPOSITION,
            HeaderValue::from_static("inline; filename=\"plan.pdf\""),
        ),
        (header::CACHE_CONTROL, HeaderValue::from_static("no-store")),
    ];
    Ok((kind, file).into_response())
}
