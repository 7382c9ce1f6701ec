//! What a tablet asks about evidence; what a child shows goes through the outbox, and its picture
//! beside it.

use crate::ApiError;
use domain::evidence::MyEvidence;
use leptos::prelude::*;

/// The signed-in child's pieces, and the sentences to choose from.
#[server(endpoint = "evidence/mine")]
pub async fn see_evidence() -> Result<MyEvidence, ApiError> {
    let (cx, child) = crate::request::child().await?;
    let pieces = store::evidence::list_mine(&cx.db, &child)
        .await
        .map_err(crate::request::refused)?;
    Ok(MyEvidence {
        session: child.session(),
        book: cx.book.version,
        starters: cx.book.starters.clone(),
        pieces,
    })
}
