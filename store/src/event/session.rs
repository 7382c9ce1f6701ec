//! The sessions that events were done in. One the school does not know was lost when the school was
//! restored from an older backup: the tablet is one of ours and the child of its class, so what was
//! done there is theirs, as before.

use super::EventBatch;
use crate::{
    Result, StoreError, Tx,
    column::{from_millis, to_millis},
    db::Cache,
    proof::Token,
};
use domain::{
    event::Event,
    ids::{DeviceId, PersonId, SchoolId, SessionId},
    limits,
};
use std::sync::Arc;

#[derive(Default)]
struct Sessions(Cache<SessionId, ChildSession>);

/// A child's session, as far as it never changes.
#[derive(Clone, Copy, Debug)]
pub(crate) struct ChildSession {
    pub(crate) child: PersonId,
    pub(crate) device: DeviceId,
}

impl Tx {
    /// A child's session of this school, ended or not.
    pub(crate) async fn child_session(
        &mut self,
        school: SchoolId,
        id: SessionId,
    ) -> Result<Option<Arc<ChildSession>>> {
        if let Some(cached) = self.cache::<Sessions>().0.get(&id) {
            return Ok(Some(cached));
        }
        let row: Option<(PersonId, DeviceId)> = find!(
            self,
            "SELECT person, device FROM session
             WHERE id = $1 AND school = $2 AND device IS NOT NULL",
            id,
            school,
        )?;
        Ok(row.map(|(child, device)| {
            let session = ChildSession { child, device };
            self.cache::<Sessions>().0.put(id, session)
        }))
    }
}

impl EventBatch<'_> {
    /// Writes the session of an event down anew, as one that is over; false where it can't have been.
    pub(super) async fn recover_session(&mut self, event: &Event) -> Result<bool> {
        let known: Option<(i64,)> = find!(
            self.tx,
            "SELECT started_at FROM session WHERE id = $1",
            event.session
        )?;
        if known.is_some() || event.device != self.device.id() || !self.was_restored().await? {
            return Ok(false);
        }
        let theirs: Option<(i64,)> = find!(
            self.tx,
            "SELECT d.enrolled_at FROM enrollment e JOIN device d ON d.class = e.class
             WHERE e.person = $1 AND e.role = 'child' AND d.id = $2 AND e.school = $3",
            event.child,
            event.device,
            self.device.school()
        )?;
        if theirs.is_none() {
            return Ok(false);
        }
        // Nobody has this token: the session is over, and can't be gone on with.
        let token = Token::new(self.tx.ids());
        run!(
            self.tx,
            "INSERT INTO session (id, school, person, device, class, token_hash,
                 started_at, seen_at, expires_at, ended_at)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $7, $7, $7)",
            event.session,
            self.device.school(),
            event.child,
            event.device,
            self.device.class(),
            token.digest(),
            to_millis(self.now)
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
        Ok(self.now - from_millis(value)? <= limits::sync::RESTORED_TAKES_LOST_STAYS_FOR)
    }
}
