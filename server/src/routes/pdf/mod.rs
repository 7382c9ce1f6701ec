//! Plans as PDFs. The server draws them from the same words as the pages, without another program.

mod canvas;
mod document;
mod font;
mod plan_pages;
mod svg;

use app::{
    print_model::{Sheet, sheet},
    request::{ApiError, Caller, Ctx, Proved, UrlQuery, log_cause},
};
use axum::{
    extract::State,
    http::{HeaderValue, header},
    response::{IntoResponse, Response},
};
use domain::{AppError, ids::PlanId};
use serde::Deserialize;
use store::{
    plan,
    proof::{Teacher, TeacherOfChild},
};

#[derive(Deserialize)]
pub struct PlanQuery {
    plan: Option<String>,
}

/// A child's plan that is named, of this term, or the last there was, in the family's language.
pub async fn child_plan(
    State(ctx): State<Ctx>,
    Proved(caller, teacher): Proved<TeacherOfChild>,
    UrlQuery(query): UrlQuery<PlanQuery>,
) -> Result<Response, ApiError> {
    let plan = query.plan.map(|id| id.parse::<PlanId>()).transpose();
    let plan = plan.map_err(|_| ApiError(AppError::NotFound))?;
    let today = ctx.today();
    let found = plan::find_sheet(&ctx.db, &teacher, plan, today)
        .await
        .map_err(|error| caller.error(error))?;
    let (page, lang) = found.ok_or(ApiError(AppError::NotFound))?;
    let sheet = sheet(&page, today, lang);
    respond(&caller, sheet.title.clone(), vec![sheet]).await
}

/// The plans of all children of a class who have one, of this term or the last they had, in the
/// order of the class.
pub async fn class_plans(
    State(ctx): State<Ctx>,
    Proved(caller, teacher): Proved<Teacher>,
) -> Result<Response, ApiError> {
    let today = ctx.today();
    let plans = plan::list_class_plans(&ctx.db, &teacher, today)
        .await
        .map_err(|error| caller.error(error))?;
    let mut sheets = Vec::new();
    for row in &plans.rows {
        let teacher = caller.view_child(&teacher, row.child.child).await?;
        let found = plan::find_sheet(&ctx.db, &teacher, row.plan, today)
            .await
            .map_err(|error| caller.error(error))?;
        sheets.extend(found.map(|(page, lang)| sheet(&page, today, lang)));
    }
    if sheets.is_empty() {
        return Err(ApiError(AppError::NotFound));
    }
    respond(&caller, plans.title, sheets).await
}

/// Why there is no file.
#[derive(Debug, thiserror::Error)]
enum PdfError {
    #[error("a font of the PDF can't be read")]
    Font,
}

async fn respond(caller: &Caller, title: String, sheets: Vec<Sheet>) -> Result<Response, ApiError> {
    // Drawing takes some milliseconds a page: not on a thread that others wait for.
    let heavy = &caller.ctx().heavy_work;
    let drawn = heavy.run(move || plan_pages::pdf(&title, &sheets)).await?;
    let file = drawn.ok_or(PdfError::Font).map_err(|error| {
        log_cause(caller.id(), &error);
        let id = caller.id().to_owned();
        ApiError(AppError::Broken { id })
    })?;
    let headers = [
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
    Ok((headers, file).into_response())
}
