//! The door for server functions, which also run as plain calls while a page is rendered: the
//! request is in Leptos's context. Each gives the process's part and the proof that it found.

use super::{
    caller::Caller,
    context::{Attempt, Ctx},
    cookie::TokenCookie,
    error::ApiError,
    log::{request_id, to_api_error},
    preloaded::mark_uncacheable,
    set_status_of,
    sign_in_count::{Outcome, WayIn},
};
use axum::http::request::Parts;
use domain::{
    AppError,
    ids::{ClassId, PersonId},
};
use leptos::prelude::{expect_context, use_context};
use store::{StoreError, proof, signin::SignedIn};

/// Who calls.
pub fn caller() -> Caller {
    Caller::of(&ctx(), &expect_context::<Parts>())
}

/// What the process hands to every request, for what needs no proof.
pub fn ctx() -> Ctx {
    mark_uncacheable();
    expect_context::<Ctx>()
}

/// Counts an attempt at a code; too many from one address are refused for a while.
pub fn attempt(what: Attempt) -> Result<(), ApiError> {
    let caller = caller();
    let tried = caller.attempt(what);
    if tried.is_err() {
        let way = match what {
            Attempt::EnrolCode => WayIn::EnrolCode,
            Attempt::BesideCode => WayIn::BesideCode,
        };
        caller.ctx().sign_ins.count(way, Some(Outcome::Busy));
    }
    tried.map_err(with_status)
}

impl Ctx {
    /// Counts what came of an adult's signing in, and gives the browser its cookies.
    pub fn finish_sign_in(
        &self,
        way: WayIn,
        tried: Result<SignedIn, StoreError>,
    ) -> Result<(), ApiError> {
        self.sign_ins.count(way, Outcome::of(&tried));
        let signed_in = tried.map_err(refused)?;
        self.set_token(TokenCookie::Desk, &signed_in.session);
        self.set_token(TokenCookie::Browser, &signed_in.browser);
        Ok(())
    }
}

/// The tablet the request comes from.
pub async fn device() -> Result<(Ctx, proof::Device), ApiError> {
    let caller = caller();
    let device = caller.device().await.map_err(with_status)?;
    Ok((caller.into_ctx(), device))
}

/// The child signed in on this tablet, who has not left.
pub async fn child() -> Result<(Ctx, proof::Child), ApiError> {
    let caller = caller();
    let child = caller.child().await.map_err(with_status)?;
    Ok((caller.into_ctx(), child))
}

/// The same for the one who says that they leave.
pub async fn child_even_if_left() -> Result<(Ctx, proof::Child), ApiError> {
    let caller = caller();
    let child = caller.child_even_if_left().await.map_err(with_status)?;
    Ok((caller.into_ctx(), child))
}

/// The teacher who sits beside the child signed in on this tablet.
pub async fn beside(token: &str) -> Result<(Ctx, proof::Beside), ApiError> {
    let caller = caller();
    let beside = caller.beside(token).await.map_err(with_status)?;
    Ok((caller.into_ctx(), beside))
}

/// The adult who is signed in.
pub async fn staff() -> Result<(Ctx, proof::Staff), ApiError> {
    let caller = caller();
    let staff = caller.staff().await.map_err(with_status)?;
    Ok((caller.into_ctx(), staff))
}

/// The signed-in adult as a teacher of this class.
pub async fn teacher(class: ClassId) -> Result<(Ctx, proof::Teacher), ApiError> {
    let caller = caller();
    let teacher = caller.teacher(class).await.map_err(with_status)?;
    Ok((caller.into_ctx(), teacher))
}

/// The signed-in adult as a teacher of this child. A leader's view is recorded.
pub async fn teacher_of_child(child: PersonId) -> Result<(Ctx, proof::TeacherOfChild), ApiError> {
    let caller = caller();
    let teacher = caller.teacher_of_child(child).await.map_err(with_status)?;
    Ok((caller.into_ctx(), teacher))
}

/// A store's error as what a person may be told, with the status that fits; what is ours to mend is
/// logged.
pub fn refused(error: StoreError) -> ApiError {
    let id = use_context::<Parts>().map(|parts| request_id(&parts.headers));
    with_status(to_api_error(&error, &id.unwrap_or_default()))
}

/// Refuses with the status that fits.
pub fn refuse(error: AppError) -> ApiError {
    with_status(ApiError(error))
}

fn with_status(error: ApiError) -> ApiError {
    set_status_of(&error.0);
    error
}
