//! What the office and the leader ask of the school's audit log.

use crate::ApiError;
#[cfg(feature = "ssr")]
use crate::request::{refused, staff};
use domain::audit::AuditPage;
use leptos::prelude::*;

/// The newest rows of the school's audit log.
#[server(endpoint = "school/audit")]
pub async fn read_audit() -> Result<AuditPage, ApiError> {
    let (cx, staff) = staff().await?;
    store::school::read_audit_log(&cx.db, &staff)
        .await
        .map_err(refused)
}
