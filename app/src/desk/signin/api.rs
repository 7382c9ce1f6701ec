//! What the desk asks about signing in: of adults, and about children's pictures.

use crate::ApiError;
use domain::{
    ids::{PersonId, SessionId},
    signin::{AdultSession, ChildSecret},
};
use leptos::prelude::*;

/// Signs an adult in, and goes on to the page they came for.
#[server(endpoint = "signin/adult")]
pub async fn adult_sign_in(name: String, password: String, to: String) -> Result<(), ApiError> {
    let (cx, browser) = (crate::request::ctx(), crate::request::caller().browser());
    let (visitor, now) = (store::proof::Visitor::new(), cx.now());
    let tried =
        store::signin::adult_sign_in(&cx.db, &visitor, &browser, &name, &password, now).await;
    cx.finish_sign_in(crate::request::WayIn::Password, tried)?;
    crate::request::redirect_to_desk(&to);
    Ok(())
}

/// Signs the adult out, on the server too.
#[server(endpoint = "signin/adult_out")]
pub async fn adult_sign_out() -> Result<(), ApiError> {
    let (cx, staff) = crate::request::staff().await?;
    store::signin::adult_leave(&cx.db, &staff, cx.now())
        .await
        .map_err(crate::request::refused)?;
    cx.clear_token(crate::request::TokenCookie::Desk);
    crate::request::redirect_to_desk("/desk");
    Ok(())
}

/// Sets the first password by a one-time link, and signs in.
#[server(endpoint = "signin/accept_invite")]
pub async fn accept_invite(token: String, password: String, again: String) -> Result<(), ApiError> {
    if password != again {
        return Err(crate::request::refuse(
            domain::signin::PasswordError::Differs.into(),
        ));
    }
    let (cx, browser) = (crate::request::ctx(), crate::request::caller().browser());
    let (visitor, now) = (store::proof::Visitor::new(), cx.now());
    let tried =
        store::signin::accept_invite(&cx.db, &visitor, &browser, &token, &password, now).await;
    cx.finish_sign_in(crate::request::WayIn::Invitation, tried)?;
    crate::request::redirect_to_desk("/desk");
    Ok(())
}

/// Sets a new password, for who knows the one of now; all other sessions end.
#[server(endpoint = "signin/change_password")]
pub async fn change_password(
    current: String,
    password: String,
    again: String,
) -> Result<(), ApiError> {
    if password != again {
        return Err(crate::request::refuse(
            domain::signin::PasswordError::Differs.into(),
        ));
    }
    let browser = crate::request::caller().browser();
    let (cx, staff) = crate::request::staff().await?;
    let now = cx.now();
    let tried =
        store::signin::change_password(&cx.db, &staff, &browser, &current, &password, now).await;
    cx.finish_sign_in(crate::request::WayIn::Password, tried)
}

/// The sessions the adult has open.
#[server(endpoint = "signin/sessions")]
pub async fn list_sessions() -> Result<Vec<AdultSession>, ApiError> {
    let (cx, staff) = crate::request::staff().await?;
    store::signin::own_sessions(&cx.db, &staff, cx.now())
        .await
        .map_err(crate::request::refused)
}

/// Ends one of the adult's own sessions.
#[server(endpoint = "signin/end_session")]
pub async fn end_session(session: SessionId) -> Result<(), ApiError> {
    let (cx, staff) = crate::request::staff().await?;
    store::signin::end_own_session(&cx.db, &staff, session, cx.now())
        .await
        .map_err(crate::request::refused)
}

/// Ends all of the adult's sessions, this one too, and makes every browser a stranger to them.
#[server(endpoint = "signin/out_everywhere")]
pub async fn sign_out_everywhere() -> Result<(), ApiError> {
    let (cx, staff) = crate::request::staff().await?;
    store::signin::sign_out_everywhere(&cx.db, &staff, cx.now())
        .await
        .map_err(crate::request::refused)?;
    cx.clear_token(crate::request::TokenCookie::Desk);
    crate::request::redirect_to_desk("/desk");
    Ok(())
}

/// The three pictures of each child of a class.
#[server(endpoint = "signin/secrets")]
pub async fn list_secrets(class: domain::ids::ClassId) -> Result<Vec<ChildSecret>, ApiError> {
    let (cx, teacher) = crate::request::teacher(class).await?;
    store::signin::secrets(&cx.db, &teacher, cx.now())
        .await
        .map_err(crate::request::refused)
}

/// Gives a child three new pictures; the old ones open nothing any more.
#[server(endpoint = "signin/new_secret")]
pub async fn new_secret(child: PersonId) -> Result<(), ApiError> {
    let (cx, teacher) = crate::request::teacher_of_child(child).await?;
    store::signin::new_secret(&cx.db, &teacher, child, cx.now())
        .await
        .map_err(crate::request::refused)
}

/// Lets a child who tried wrong pictures too often try again.
#[server(endpoint = "signin/unlock")]
pub async fn unlock_child(child: PersonId) -> Result<(), ApiError> {
    let (cx, teacher) = crate::request::teacher_of_child(child).await?;
    store::signin::unlock(&cx.db, &teacher, child, cx.now())
        .await
        .map_err(crate::request::refused)
}
