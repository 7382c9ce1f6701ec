//! Pictures of evidence: uploaded by a tablet or a teacher, shown to the child and to adults who may see
//! the child's plan, and to nobody else.

use app::request::{ApiError, Caller, Ctx, Proved, TokenCookie, UrlPath};
use axum::{
    Json,
    body::Bytes,
    extract::State,
    http::{
        HeaderName, HeaderValue, StatusCode,
        header::{CONTENT_DISPOSITION, CONTENT_TYPE},
    },
    response::{IntoResponse, Response},
};
use domain::{AppError, ids::EvidenceId};
use std::str::FromStr;
use store::{
    StoreError, evidence,
    proof::{Device, TeacherOfChild},
};

/// A picture is shown and runs nothing, whatever is in it.
const POLICY: HeaderValue = HeaderValue::from_static("default-src 'none'; sandbox");

/// Takes the picture of a piece that this tablet has announced; answers after the commit, and the
/// same however often it is sent.
pub async fn upload_picture(
    State(ctx): State<Ctx>,
    Proved(caller, device): Proved<Device>,
    UrlPath(id): UrlPath<String>,
    body: Bytes,
) -> Result<StatusCode, ApiError> {
    let id = parse(&id)?;
    evidence::save_picture(&ctx.db, &device, id, body.to_vec())
        .await
        .map_err(|error| caller.error(error))?;
    Ok(StatusCode::NO_CONTENT)
}

/// Takes a teacher's photo of a goal of a child; answers what piece it is.
pub async fn upload_photo(
    State(ctx): State<Ctx>,
    Proved(caller, teacher): Proved<TeacherOfChild>,
    UrlPath((_child, goal)): UrlPath<(String, String)>,
    body: Bytes,
) -> Result<Json<EvidenceId>, ApiError> {
    let (goal, bytes) = (parse(&goal)?, body.to_vec());
    let (child, today, now) = (teacher.child(), ctx.today(), ctx.now());
    evidence::insert_photo(&ctx.db, &teacher, child, goal, bytes, today, now)
        .await
        .map(Json)
        .map_err(|error| caller.error(error))
}

/// Shows a picture.
pub async fn show_picture(
    State(ctx): State<Ctx>,
    caller: Caller,
    UrlPath(id): UrlPath<String>,
) -> Result<Response, ApiError> {
    let found = find_picture(&ctx, &caller, &id).await?;
    let kind = HeaderValue::from_static(found.media.name());
    let headers = [
        (CONTENT_TYPE, kind),
        (CONTENT_DISPOSITION, HeaderValue::from_static("inline")),
        (HeaderName::from_static("content-security-policy"), POLICY),
    ];
    Ok((headers, found.bytes).into_response())
}

/// As the child whose it is, else as an adult who may see the child.
async fn find_picture(ctx: &Ctx, caller: &Caller, id: &str) -> Result<evidence::Picture, ApiError> {
    let mut refused = ApiError(AppError::SignedOut);
    match caller.child_even_if_left().await {
        Ok(child) => match evidence::find_my_picture(&ctx.db, &child, parse(id)?).await {
            Err(StoreError::NotFound) => refused = ApiError(AppError::NotFound),
            found => return found.map_err(|error| caller.error(error)),
        },
        Err(ApiError(AppError::SignedOut)) => {}
        Err(error) => return Err(error),
    }
    if caller.token(TokenCookie::Desk).is_none() {
        return Err(refused);
    }
    let staff = caller.staff().await?;
    let id = parse(id)?;
    let child = evidence::find_child_of(&ctx.db, &staff, id).await;
    let child = child.map_err(|error| caller.error(error))?;
    let teacher = caller.teacher_of_child(child).await?;
    let found = evidence::find_picture(&ctx.db, &teacher, id).await;
    found.map_err(|error| caller.error(error))
}

fn parse<I: FromStr>(id: &str) -> Result<I, ApiError> {
    id.parse().map_err(|_| ApiError(AppError::NotFound))
}
