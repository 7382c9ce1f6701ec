//! What a tablet asks before and while a child is signed in.

use crate::ApiError;
use domain::{
    Lang,
    ids::{PersonId, SessionId},
    signin::{Gate, SignInResult, Wall},
};
use leptos::{prelude::*, server_fn::codec::Json};

/// What this tablet shows while no child is signed in.
#[server(endpoint = "signin/wall")]
pub async fn see_wall() -> Result<Wall, ApiError> {
    match crate::request::device().await {
        Ok((cx, device)) => store::signin::wall(&cx.db, &device)
            .await
            .map_err(crate::request::refused),
        Err(ApiError(domain::AppError::SignedOut)) => {
            crate::request::set_status_ok();
            Ok(Wall::NewTablet)
        }
        Err(refused) => Err(refused),
    }
}

/// Enrols this tablet with the code on the teacher's screen.
#[server(endpoint = "device/enrol")]
pub async fn enrol(code: String) -> Result<(), ApiError> {
    let cx = crate::request::ctx();
    crate::request::attempt(crate::request::Attempt::EnrolCode)?;
    let visitor = store::proof::Visitor::new();
    let enrolled = store::device::enrol(&cx.db, &visitor, &code, cx.now()).await;
    let outcome = crate::request::Outcome::of_code(&enrolled);
    cx.sign_ins.count(crate::request::WayIn::EnrolCode, outcome);
    let enrolled = enrolled
        .map_err(crate::request::refused)?
        .ok_or_else(|| crate::request::refuse(domain::device::CodeError::IsWrong.into()))?;
    cx.set_token(crate::request::TokenCookie::Tablet, &enrolled.token);
    Ok(())
}

/// Tries three pictures for a child of this tablet's class.
#[server(endpoint = "signin/try_pictures", input = Json)]
pub async fn try_pictures(
    child: PersonId,
    pictures: Vec<String>,
) -> Result<SignInResult, ApiError> {
    let (cx, device) = crate::request::device().await?;
    let secret = pictures
        .try_into()
        .map_err(|_| crate::request::refuse(domain::RequestError::Unreadable.into()))?;
    let (tried, token) = store::signin::try_pictures(&cx.db, &device, child, &secret, cx.now())
        .await
        .map_err(crate::request::refused)?;
    let outcome = crate::request::Outcome::of_pictures(&tried);
    cx.sign_ins.count(crate::request::WayIn::Pictures, outcome);
    if let Some(token) = token {
        cx.set_token(crate::request::TokenCookie::Child, &token);
    }
    Ok(tried)
}

/// Whether a child may try their pictures now.
#[server(endpoint = "signin/gate", input = Json)]
pub async fn see_gate(child: PersonId) -> Result<Gate, ApiError> {
    let (cx, device) = crate::request::device().await?;
    store::signin::gate(&cx.db, &device, child, cx.now())
        .await
        .map_err(crate::request::refused)
}

/// Ends the child's stay on this tablet. Told late, of a stay that is named: who came since stays.
#[server(endpoint = "signin/leave")]
pub async fn leave(of: Option<SessionId>) -> Result<(), ApiError> {
    let (cx, child) = crate::request::child_even_if_left().await?;
    if of.is_some_and(|it| it != child.session()) {
        return Err(crate::request::refuse(domain::AppError::SignedOut));
    }
    cx.clear_token(crate::request::TokenCookie::Child);
    store::signin::leave(&cx.db, &child, cx.now())
        .await
        .map_err(crate::request::refused)
}

/// Remembers the child's language.
#[server(endpoint = "signin/set_lang", input = Json)]
pub async fn set_lang(lang: Lang) -> Result<(), ApiError> {
    let (cx, child) = crate::request::child().await?;
    store::signin::set_lang(&cx.db, &child, lang)
        .await
        .map_err(crate::request::refused)
}

/// Said by a tablet: whether its browser promised to keep what lies on it.
#[server(endpoint = "device/lasts")]
pub async fn say_lasts(lasts: bool) -> Result<(), ApiError> {
    let (cx, device) = crate::request::device().await?;
    store::device::set_lasts(&cx.db, &device, lasts)
        .await
        .map_err(crate::request::refused)
}
