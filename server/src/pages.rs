//! Pages and server functions of `app`, each with what it needs to know of its request.

use crate::{Process, class_page, refusal::Refusal};
use app::{
    DeskApp, GoalsApp, HomeApp, MakeApp, SurveyApp, WallApp,
    server::{API, is_child_in},
    shell::{Program, shell},
};
use axum::{
    Router,
    extract::{Request, State},
    http::{StatusCode, request::Parts},
    response::{IntoResponse, Response},
    routing::get,
};
use domain::AppError;
use leptos::{
    nonce::Nonce,
    prelude::{IntoView, Owner, provide_context, use_context},
    server_fn::axum::get_server_fn_service,
};
use std::{
    future::poll_fn,
    pin::pin,
    sync::{Arc, OnceLock},
};

/// The pages, by the program that shows them. While no child is signed in, the wall stands in for
/// the home.
pub const PAGES: [(&str, Program); 26] = [
    ("/", Program::Home),
    ("/survey", Program::Survey),
    ("/goals", Program::Goals),
    ("/goals/new", Program::Make),
    ("/goals/before", Program::Goals),
    ("/goals/together", Program::Make),
    ("/me", Program::Survey),
    ("/desk", Program::Desk),
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
    ("/desk/child/{child}", Program::Desk),
    ("/desk/child/{child}/plan", Program::Desk),
    ("/desk/child/{child}/competencies", Program::Desk),
    ("/desk/child/{child}/plan/history", Program::Desk),
];

pub fn routes() -> Router<Process> {
    // What pages spawn while they are written runs on this process's tokio; twice is harmless.
    let _ = any_spawner::Executor::init_tokio();
    PAGES
        .into_iter()
        .fold(Router::new(), |routes, (path, program)| {
            let show = move |State(process): State<Process>, request: Request| async move {
                let (parts, body) = request.into_parts();
                let kept = match path {
                    class_page::ROUTE => class_page::answer(&process, &parts).await,
                    _ => None,
                };
                match kept {
                    Some(kept) => kept,
                    None => page(&process, program, Request::from_parts(parts, body)).await,
                }
            };
            routes.route(path, get(show))
        })
}

/// A server function, called by a page in the browser.
pub async fn function(State(process): State<Process>, request: Request) -> Response {
    let (path, method) = (request.uri().path(), request.method().clone());
    if get_server_fn_service(path, method).is_none() {
        return Refusal(AppError::NotFound).into_response();
    }
    let context = context(&process);
    leptos_axum::handle_server_fns_with_context(context, request)
        .await
        .into_response()
}

/// The answer where there is nothing: for a person a page that says so.
pub async fn nothing(process: Process, request: Request) -> Response {
    let path = request.uri().path();
    let is_file = path.rsplit('/').next().is_some_and(|it| it.contains('.'));
    if is_file || path.starts_with(API) || path.starts_with("/live/") || path.starts_with("/pkg/") {
        return Refusal(AppError::NotFound).into_response();
    }
    let program = if path.starts_with("/desk") {
        Program::Desk
    } else {
        Program::Home
    };
    let mut response = page(&process, program, request).await;
    *response.status_mut() = StatusCode::NOT_FOUND;
    response
}

async fn page(process: &Process, program: Program, request: Request) -> Response {
    let (parts, body) = request.into_parts();
    let program = match program {
        Program::Home if !is_child_in(&process.ctx, &parts).await => Program::Wall,
        program => program,
    };
    let request = Request::from_parts(parts, body);
    match program {
        Program::Wall => write(process, program, WallApp, request, || ()).await,
        Program::Home => write(process, program, HomeApp, request, || ()).await,
        Program::Survey => write(process, program, SurveyApp, request, || ()).await,
        Program::Goals => write(process, program, GoalsApp, request, || ()).await,
        Program::Make => write(process, program, MakeApp, request, || ()).await,
        Program::Desk => write(process, program, DeskApp, request, || ()).await,
    }
}

/// A page as it is now; `give` gives it what its writer knows already.
pub(crate) async fn write<V: IntoView + 'static>(
    process: &Process,
    program: Program,
    app: fn() -> V,
    request: Request,
    give: impl Fn() + Clone + Send + Sync + 'static,
) -> Response {
    let ctx = process.ctx.clone();
    let page = move || shell(&ctx, program, app);
    let context = context(process);
    let root = Arc::new(OnceLock::new());
    let context = {
        let root = Arc::clone(&root);
        move || {
            if let Some(owner) = Owner::current() {
                root.get_or_init(|| owner);
            }
            context();
            give();
        }
    };
    let written = leptos_axum::render_app_async_with_context(context, page)(request);
    within(&root, written).await
}

/// Leptos writes a page's head after it has waited, outside of what it keeps for this page alone:
/// without this, a title is read from whatever page the thread wrote before.
async fn within<T>(root: &OnceLock<Owner>, written: impl Future<Output = T>) -> T {
    let mut written = pin!(written);
    poll_fn(|cx| match root.get() {
        Some(owner) => owner.with(|| written.as_mut().poll(cx)),
        None => written.as_mut().poll(cx),
    })
    .await
}

/// What pages and server functions find around them: the process's [`app::server::Ctx`], and the
/// nonce that the answer's policy names.
fn context(process: &Process) -> impl Fn() + Clone + Send + Sync + 'static {
    let ctx = process.ctx.clone();
    move || {
        provide_context(ctx.clone());
        let nonce = use_context::<Parts>().and_then(|it| it.extensions.get::<Nonce>().cloned());
        if let Some(nonce) = nonce {
            provide_context(nonce);
        }
    }
}
