//! `fledge audit verify`: whether any school's audit log was changed.

use super::{CommandError, finish, open};
use crate::config::Config;
use std::io::Write;
use store::{audit::VerifiedLog, proof::Office, school};

pub(super) async fn verify(config: &Config, out: &mut impl Write) -> Result<(), CommandError> {
    let db = open(config).await?;
    let logs = school::verify_audit_logs(&db, &Office::at_the_console()).await;
    let logs = finish(logs, db).await?;
    let mut broken = 0;
    for log in &logs {
        broken += u32::from(log.broken_at.is_some());
        writeln!(out, "{}", describe(log))?;
    }
    match broken {
        0 => Ok(()),
        _ => Err(CommandError::Message(format!(
            "{broken} of {} audit logs are not as they were written",
            logs.len()
        ))),
    }
}

/// What was found, on one line.
pub(super) fn describe(log: &VerifiedLog) -> String {
    let (school, good) = (&log.school, log.good_rows);
    match log.broken_at {
        None => format!("{school}: {good} rows, whole"),
        Some(row) => format!("{school}: {good} rows, then row {row} is not as it was written"),
    }
}
