//! What the desk asks of the school.

use crate::ApiError;
use domain::school::Adult;
use leptos::prelude::*;

/// The adult who is signed in, with the classes they may look at.
#[server(endpoint = "school/me")]
pub async fn me() -> Result<Adult, ApiError> {
    if let Some(me) = crate::given::me() {
        return Ok(me);
    }
    let (cx, staff) = crate::server::staff().await?;
    store::school::me(&cx.db, &staff)
        .await
        .map_err(crate::server::refused)
}
