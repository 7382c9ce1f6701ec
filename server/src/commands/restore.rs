//! `fledge restore`: puts a backup in the place of the database, and has tablets send the last day again.

use super::{CommandError, finish, open};
use crate::{clock, config::Config};
use std::{io::Write, path::Path};
use store::{backup, proof::Office};

pub(super) async fn restore(
    config: &Config,
    from: Option<&Path>,
    out: &mut impl Write,
) -> Result<(), CommandError> {
    let (office, now) = (Office::at_the_console(), clock::wall()());
    let Some(from) = from else {
        let db = open(config).await?;
        finish(backup::renew_epoch(&db, &office, now).await, db).await?;
        writeln!(
            out,
            "Tablets will send what they did in the last day once more."
        )?;
        return Ok(());
    };
    let Some(to) = config.database_file() else {
        return Err(CommandError::Message(
            "put PostgreSQL back with its own tools (pg_restore), then: fledge restore --done"
                .to_owned(),
        ));
    };
    let restored = backup::restore(&office, from, to, now).await?;
    let newest = restored.found.newest.map_or_else(
        || "nothing a child did".to_owned(),
        |at| {
            format!(
                "what children did until {}",
                at.format("%Y-%m-%d %H:%M UTC")
            )
        },
    );
    writeln!(
        out,
        "{} is {} again, with {newest}.",
        to.display(),
        from.display()
    )?;
    if let Some(kept) = restored.kept {
        writeln!(out, "What was there before is {}.", kept.display())?;
    }
    writeln!(
        out,
        "Start the server: tablets will send what they did in the last day once more."
    )?;
    Ok(())
}
