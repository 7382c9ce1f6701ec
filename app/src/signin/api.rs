//! What a tablet asks before and while a child is signed in.

use crate::ApiError;
use domain::{
    Lang,
    ids::{PersonId, SessionId},
    signin::{Gate, Tried, Wall},
};
use leptos::{prelude::*, server_fn::codec::Json};

/// What this tablet shows while no child is signed in.
#[server(endpoint = "signin/wall")]
pub async fn see_wall() -> Result<Wall, ApiError> {
    match crate::server::device().await {
        Ok((cx, device)) => store::signin::wall(&cx.db, &device)
            .await
            .map_err(crate::server::refused),
        Err(ApiError(domain::AppError::SignedOut)) => {
            crate::server::answer_well();
            Ok(Wall::NewTablet)
        }
        Err(refused) => Err(refused),
    }
}

/// Enrols this tablet with the code on the teacher's screen.
#[server(endpoint = "device/enrol")]
pub async fn enrol(code: String) -> Result<(), ApiError> {
    let cx = crate::server::ctx();
    cx.attempt(crate::server::Attempt::EnrolCode)?;
    let visitor = store::proof::Visitor::new();
    let enrolled = store::device::enrol(&cx.db, &visitor, &code, cx.now())
        .await
        .map_err(crate::server::refused)?
        .ok_or_else(|| crate::server::refuse(domain::AppError::invalid("code", "wrong")))?;
    cx.keep(crate::server::Token::Tablet, &enrolled.token);
    Ok(())
}

/// Tries three pictures for a child of this tablet's class.
#[server(endpoint = "signin/try_pictures", input = Json)]
pub async fn try_pictures(child: PersonId, pictures: Vec<String>) -> Result<Tried, ApiError> {
    let (cx, device) = crate::server::device().await?;
    let secret = pictures
        .try_into()
        .map_err(|_| crate::server::refuse(domain::AppError::invalid("pictures", "three")))?;
    let (tried, token) = store::signin::try_pictures(&cx.db, &device, child, &secret, cx.now())
        .await
        .map_err(crate::server::refused)?;
    if let Some(token) = token {
        cx.keep(crate::server::Token::Child, &token);
    }
    Ok(tried)
}

/// Whether a child may try their pictures now.
#[server(endpoint = "signin/gate", input = Json)]
pub async fn see_gate(child: PersonId) -> Result<Gate, ApiError> {
    let (cx, device) = crate::server::device().await?;
    store::signin::gate(&cx.db, &device, child, cx.now())
        .await
        .map_err(crate::server::refused)
}

/// Ends the child's stay on this tablet. Told late, of a stay that is named: who came since stays.
#[server(endpoint = "signin/leave")]
pub async fn leave(of: Option<SessionId>) -> Result<(), ApiError> {
    let (cx, child) = crate::server::child_even_if_left().await?;
    if of.is_some_and(|it| it != child.session()) {
        return Err(crate::server::refuse(domain::AppError::SignedOut));
    }
    cx.forget(crate::server::Token::Child);
    store::signin::leave(&cx.db, &child, cx.now())
        .await
        .map_err(crate::server::refused)
}

/// Remembers the child's language.
#[server(endpoint = "signin/set_lang", input = Json)]
pub async fn set_lang(lang: Lang) -> Result<(), ApiError> {
    let (cx, child) = crate::server::child().await?;
    store::signin::set_lang(&cx.db, &child, lang)
        .await
        .map_err(crate::server::refused)
}
