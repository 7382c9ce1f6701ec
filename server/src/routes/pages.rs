//! The pages of `app` and its server functions.

use super::class_page;
use crate::{render, state::ServerState};
use app::{
    DeskApp, GoalsApp, HomeApp, MakeApp, SurveyApp, WallApp,
    request::{API, ApiError, Caller},
    shell::Program,
};
use axum::{
    Router,
    extract::{Request, State},
    http::StatusCode,
    response::{IntoResponse, Response},
    routing::get,
};
use domain::AppError;
use leptos::server_fn::axum::get_server_fn_service;

/// The pages, by the program that shows them. While no child is signed in, the wall stands in for
/// the home.
pub const PAGES: [(&str, Program); 31] = [
    ("/", Program::Home),
    ("/survey", Program::Survey),
    ("/goals", Program::Goals),
    ("/goals/new", Program::Make),
    ("/goals/before", Program::Goals),
    ("/goals/together", Program::Make),
    ("/me", Program::Survey),
    ("/desk", Program::Desk),
    ("/desk/account", Program::Desk),
    ("/desk/sign-in", Program::Desk),
    ("/desk/welcome/{token}", Program::Desk),
    (class_page::ROUTE, Program::Desk),
    ("/desk/class/{class}/projector", Program::Desk),
    ("/desk/class/{class}/tablets", Program::Desk),
    ("/desk/class/{class}/pictures", Program::Desk),
    ("/desk/class/{class}/plans", Program::Desk),
    ("/desk/class/{class}/week", Program::Desk),
    ("/desk/class/{class}/competencies", Program::Desk),
    ("/desk/class/{class}/groups", Program::Desk),
    ("/desk/school/competencies", Program::Desk),
    ("/desk/scores", Program::Desk),
    ("/desk/school", Program::Desk),
    ("/desk/school/calendar", Program::Desk),
    ("/desk/school/adults", Program::Desk),
    ("/desk/school/audit", Program::Desk),
    ("/desk/school/people", Program::Desk),
    ("/desk/school/people/{child}", Program::Desk),
    ("/desk/child/{child}", Program::Desk),
    ("/desk/child/{child}/plan", Program::Desk),
    ("/desk/child/{child}/competencies", Program::Desk),
    ("/desk/child/{child}/plan/history", Program::Desk),
];

pub fn routes() -> Router<ServerState> {
    // What pages spawn while they are written runs on this process's tokio; twice is harmless.
    let _ = any_spawner::Executor::init_tokio();
    PAGES
        .into_iter()
        .fold(Router::new(), |routes, (path, program)| {
            let show = move |State(state): State<ServerState>, request: Request| async move {
                let (parts, body) = request.into_parts();
                let cached = match path {
                    class_page::ROUTE => class_page::respond(&state, &parts).await,
                    _ => None,
                };
                match cached {
                    Some(cached) => cached,
                    None => program_page(&state, program, Request::from_parts(parts, body)).await,
                }
            };
            routes.route(path, get(show))
        })
}

/// A server function, called by a page in the browser.
pub async fn server_function(State(state): State<ServerState>, request: Request) -> Response {
    let (path, method) = (request.uri().path(), request.method().clone());
    if get_server_fn_service(path, method).is_none() {
        return ApiError(AppError::NotFound).into_response();
    }
    let context = render::context(&state);
    leptos_axum::handle_server_fns_with_context(context, request)
        .await
        .into_response()
}

/// The answer where there is nothing: for a person a page that says so.
pub async fn not_found(state: ServerState, request: Request) -> Response {
    let path = request.uri().path();
    let is_file = path.rsplit('/').next().is_some_and(|it| it.contains('.'));
    if is_file || path.starts_with(API) || path.starts_with("/live/") || path.starts_with("/pkg/") {
        return ApiError(AppError::NotFound).into_response();
    }
    let program = if path.starts_with("/desk") {
        Program::Desk
    } else {
        Program::Home
    };
    let mut response = program_page(&state, program, request).await;
    *response.status_mut() = StatusCode::NOT_FOUND;
    response
}

async fn program_page(state: &ServerState, program: Program, request: Request) -> Response {
    let (parts, body) = request.into_parts();
    let program = match program {
        Program::Home if !Caller::of(&state.ctx, &parts).is_child_in().await => Program::Wall,
        program => program,
    };
    let request = Request::from_parts(parts, body);
    match program {
        Program::Wall => render::page(state, program, WallApp, request, || ()).await,
        Program::Home => render::page(state, program, HomeApp, request, || ()).await,
        Program::Survey => render::page(state, program, SurveyApp, request, || ()).await,
        Program::Goals => render::page(state, program, GoalsApp, request, || ()).await,
        Program::Make => render::page(state, program, MakeApp, request, || ()).await,
        Program::Desk => render::page(state, program, DeskApp, request, || ()).await,
    }
}
