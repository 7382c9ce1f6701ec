//! What the desk asks about signing in: of adults, and about children's pictures.

use crate::ApiError;
use domain::{ids::PersonId, signin::ChildSecret};
use leptos::prelude::*;

/// Signs an adult in, and goes on to the page they came for.
#[server(endpoint = "signin/adult")]
pub async fn adult_sign_in(name: String, password: String, to: String) -> Result<(), ApiError> {
    let cx = crate::server::ctx();
    cx.attempt(crate::server::Attempt::Password)?;
    let visitor = store::proof::Visitor::new();
    let token = store::signin::adult_sign_in(&cx.db, &visitor, &name, &password, cx.now())
        .await
        .map_err(crate::server::refused)?;
    cx.keep(crate::server::Token::Desk, token.as_str());
    crate::server::go(&to);
    Ok(())
}

/// Signs the adult out, on the server too.
#[server(endpoint = "signin/adult_out")]
pub async fn adult_sign_out() -> Result<(), ApiError> {
    let (cx, staff) = crate::server::staff().await?;
    store::signin::adult_leave(&cx.db, &staff, cx.now())
        .await
        .map_err(crate::server::refused)?;
    cx.forget(crate::server::Token::Desk);
    crate::server::go("/desk");
    Ok(())
}

/// Sets the first password by a one-time link, and signs in.
#[server(endpoint = "signin/accept_invite")]
pub async fn accept_invite(token: String, password: String, again: String) -> Result<(), ApiError> {
    let cx = crate::server::ctx();
    cx.attempt(crate::server::Attempt::Invitation)?;
    if password != again {
        return Err(crate::server::refuse(domain::AppError::invalid(
            "again",
            "different",
        )));
    }
    let visitor = store::proof::Visitor::new();
    let session = store::signin::accept_invite(&cx.db, &visitor, &token, &password, cx.now())
        .await
        .map_err(crate::server::refused)?;
    cx.keep(crate::server::Token::Desk, session.as_str());
    crate::server::go("/desk");
    Ok(())
}

/// The three pictures of each child of a class.
#[server(endpoint = "signin/secrets")]
pub async fn list_secrets(class: domain::ids::ClassId) -> Result<Vec<ChildSecret>, ApiError> {
    let (cx, teacher) = crate::server::teacher(class).await?;
    store::signin::secrets(&cx.db, &teacher, cx.now())
        .await
        .map_err(crate::server::refused)
}

/// Gives a child three new pictures; the old ones open nothing any more.
#[server(endpoint = "signin/new_secret")]
pub async fn new_secret(child: PersonId) -> Result<(), ApiError> {
    let (cx, teacher) = crate::server::teacher_of_child(child).await?;
    store::signin::new_secret(&cx.db, &teacher, child, cx.now())
        .await
        .map_err(crate::server::refused)
}

/// Lets a child who tried wrong pictures too often try again.
#[server(endpoint = "signin/unlock")]
pub async fn unlock_child(child: PersonId) -> Result<(), ApiError> {
    let (cx, teacher) = crate::server::teacher_of_child(child).await?;
    store::signin::unlock(&cx.db, &teacher, child, cx.now())
        .await
        .map_err(crate::server::refused)
}
