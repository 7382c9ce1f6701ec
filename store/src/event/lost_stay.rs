//! A stay the school does not know, since it was restored from a backup older than it. The tablet
//! is one of ours and the child of its class: what was done there is theirs, as before.

use super::Taking;
use crate::{
    Result, StoreError,
    stored::{at, ms},
    token::Token,
};
use chrono::TimeDelta;
use domain::event::Event;

/// How long after a restore tablets may bring what the backup lacked.
const LONGEST: TimeDelta = TimeDelta::days(30);

impl Taking<'_> {
    /// Writes the stay of an event down anew, as one that is over; false where it can't have been.
    pub(super) async fn recover_stay(&mut self, event: &Event) -> Result<bool> {
        let known: Option<(i64,)> = find!(
            self.tx,
            "SELECT started_at FROM session WHERE id = $1",
            event.session.0
        )?;
        if known.is_some() || event.device != self.device.id() || !self.was_restored().await? {
            return Ok(false);
        }
        let theirs: Option<(i64,)> = find!(
            self.tx,
            "SELECT d.enrolled_at FROM enrollment e JOIN device d ON d.class = e.class
             WHERE e.person = $1 AND e.role = 'child' AND d.id = $2 AND e.school = $3",
            event.child.0,
            event.device.0,
            self.device.school().0
        )?;
        if theirs.is_none() {
            return Ok(false);
        }
        // Nobody has this token: the stay is over, and can't be gone on with.
        let token = Token::new(self.tx.ids());
        run!(
            self.tx,
            "INSERT INTO session (id, school, person, device, class, token_hash,
                 started_at, seen_at, expires_at, ended_at)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $7, $7, $7)",
            event.session.0,
            self.device.school().0,
            event.child.0,
            event.device.0,
            self.device.class().0,
            token.digest(),
            ms(self.now)
        )?;
        self.recovered.push((event.session, event.child));
        Ok(true)
    }

    /// Whether the school was restored from a backup not long ago.
    async fn was_restored(&mut self) -> Result<bool> {
        let row: Option<(String,)> =
            find!(self.tx, "SELECT value FROM meta WHERE name = 'restored_at'")?;
        let Some((value,)) = row else {
            return Ok(false);
        };
        let value = value
            .parse()
            .map_err(|_| StoreError::Unreadable("restored_at"))?;
        Ok(self.now - at(value)? <= LONGEST)
    }
}
