//! How a request is refused before a handler has answered it: for programs as typed JSON, for people as a
//! small page.

use crate::metrics::RequestKind;
use app::request::ApiError;
use axum::{
    extract::Request,
    http::header::CONTENT_TYPE,
    response::{IntoResponse, Response},
};
use domain::{AppError, Invalid, RequestError};

/// The answer to a method that an address does not know.
pub async fn method_not_allowed(request: Request) -> Response {
    respond(request.uri().path(), RequestError::WrongMethod.into())
}

/// Refuses what was asked of this path.
pub fn respond(path: &str, error: AppError) -> Response {
    let is_for_people = RequestKind::of(path) == RequestKind::Page;
    if is_for_people {
        page(&error)
    } else {
        ApiError(error).into_response()
    }
}

/// What a person sees where there is no page that could speak their language.
fn page(error: &AppError) -> Response {
    let (en, es) = match error {
        AppError::Broken { .. } => (
            "Something broke. Please try again.",
            "Algo se rompió. Inténtalo otra vez.",
        ),
        AppError::Invalid(Invalid::Request(RequestError::ForeignSite)) => (
            "Only this site’s own pages may ask for that.",
            "Solo las páginas de este sitio pueden pedir eso.",
        ),
        AppError::Busy { .. } => (
            "There is too much to do just now. Please try again in a moment.",
            "Hay demasiado que hacer ahora. Inténtalo otra vez en un momento.",
        ),
        _ => (
            "This can’t be taken. Please go back and try again.",
            "Esto no se puede aceptar. Vuelve atrás e inténtalo otra vez.",
        ),
    };
    let id = match error {
        AppError::Broken { id } => id.as_str(),
        _ => "",
    };
    let page = format!(
        "<!DOCTYPE html><html lang=\"en\"><meta charset=\"utf-8\"><title>Fledge</title>\
         <h1>{en}</h1><p lang=\"es\">{es}</p><p>{id}</p></html>"
    );
    let mut response = ApiError(error.clone()).into_response();
    *response.body_mut() = page.into();
    let html = axum::http::HeaderValue::from_static("text/html; charset=utf-8");
    response.headers_mut().insert(CONTENT_TYPE, html);
    response
        .headers_mut()
        .remove(axum::http::header::CONTENT_LENGTH);
    response
}
