//! Events that were not applied: kept as they came, for a teacher's look. Nothing is dropped.

use super::{LONGEST, Taking};
use crate::{
    Db, Result, Tx,
    class::room,
    proof::Teacher,
    stored::{at, kind, ms, word},
    token::digest,
};
use domain::{
    access::Action,
    event::{Event, Op, Outcome, Receipt, Refusal},
    ids::{ClassId, EventId, PersonId, SchoolId},
    profile::NeedsALook,
};
use uuid::Uuid;

/// Most that are shown at once.
const MOST_SHOWN: i64 = 100;

impl Taking<'_> {
    pub(super) async fn refuse(
        &mut self,
        event: &Event,
        body: &str,
        why: Refusal,
    ) -> Result<Outcome> {
        let why = match self.known(event).await? {
            Some(true) => return Ok(Outcome::Duplicate),
            Some(false) => Refusal::Mismatch,
            None => why,
        };
        let waits_for = match (&event.op, why) {
            (
                Op::KeepStatement { statement } | Op::ChangeStatement { statement, .. },
                Refusal::Unknown,
            ) => Some(statement.0),
            (Op::Tick { tick }, Refusal::Unknown) => Some(tick.daily.0),
            _ => None,
        };
        let added = self
            .put_aside(Some(event.id), Some(event.child), body, why, waits_for)
            .await?;
        if added && why == Refusal::Mismatch {
            self.mismatched.push((event.id, event.child));
        }
        Ok(Outcome::Rejected { why })
    }

    pub(super) async fn unreadable(&mut self, id: Option<EventId>, raw: &str) -> Result<Receipt> {
        let child = serde_json::from_str::<serde_json::Value>(raw)
            .ok()
            .and_then(|value| value.get("child")?.as_str()?.parse().ok());
        let why = Refusal::Unreadable;
        self.put_aside(id, child, raw, why, None).await?;
        Ok(Receipt {
            id: id.unwrap_or(EventId(Uuid::nil())),
            outcome: Outcome::Rejected { why },
        })
    }

    /// Keeps what came, cut to a size; false if it had been kept before. The child it names is
    /// believed only if they are of the tablet's class.
    async fn put_aside(
        &mut self,
        id: Option<EventId>,
        child: Option<PersonId>,
        body: &str,
        why: Refusal,
        waits_for: Option<Uuid>,
    ) -> Result<bool> {
        let end = body.floor_char_boundary(LONGEST);
        let added = run!(
            self.tx,
            "INSERT INTO event_refused (digest, school, class, device, child, event, why,
                 waits_for, body, taken_at)
             VALUES ($1, $2, $3, $4, (SELECT e.person FROM enrollment e
                 WHERE e.class = $3 AND e.person = $5 AND e.role = 'child'), $6, $7, $8, $9, $10)
             ON CONFLICT DO NOTHING",
            digest(body),
            self.device.school().0,
            self.device.class().0,
            self.device.id().0,
            child.map(|child| child.0),
            id.map(|id| id.0),
            word(why)?,
            waits_for,
            &body[..end],
            ms(self.now)
        )?;
        Ok(added > 0)
    }

    /// Takes what came too early for a statement or a daily goal that is here now.
    pub(super) async fn waiting_for(&mut self, event: &Event, id: Uuid) -> Result<()> {
        let rows: Vec<(Vec<u8>, String)> = list!(
            self.tx,
            "SELECT digest, body FROM event_refused
             WHERE waits_for = $1 AND child = $2 AND device = $3 ORDER BY event",
            id,
            event.child.0,
            self.device.id().0
        )?;
        for (key, body) in rows {
            let Ok(early) = serde_json::from_str::<Event>(&body) else {
                continue;
            };
            if Box::pin(self.apply(&early, &body)).await?.is_ok() {
                run!(self.tx, "DELETE FROM event_refused WHERE digest = $1", key)?;
            }
        }
        Ok(())
    }
}

/// An entry that was put aside.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refused {
    /// By tile name, if it could be told whose it is.
    pub child: Option<String>,
    pub needs: NeedsALook,
}

/// What tablets of the class sent that was not applied, newest first.
pub async fn list_refused(db: &Db, teacher: &Teacher) -> Result<Vec<Refused>> {
    teacher.must(Action::SeeChild)?;
    let teacher = *teacher;
    db.read(move |tx| Box::pin(list_in(tx, teacher))).await
}

async fn list_in(tx: &mut Tx, teacher: Teacher) -> Result<Vec<Refused>> {
    let room = room(tx, teacher.school(), teacher.class()).await?;
    let rows: Vec<(Option<Uuid>, String, i64)> = list!(
        tx,
        "SELECT r.child, r.why, r.taken_at FROM event_refused r
         WHERE r.class = $1 AND r.school = $2 AND (r.why = 'mismatch'
             OR NOT EXISTS (SELECT 1 FROM event e WHERE e.id = r.event))
         ORDER BY r.taken_at DESC, r.digest LIMIT $3",
        teacher.class().0,
        teacher.school().0,
        MOST_SHOWN
    )?;
    rows.into_iter()
        .map(|(child, why, taken_at)| {
            let named = room.iter().find(|it| Some(it.child.0) == child);
            Ok(Refused {
                child: named.map(|it| it.name.clone()),
                needs: needs(why, taken_at)?,
            })
        })
        .collect()
}

/// The same of one child, of the tablets of one class.
pub(crate) async fn of_child(
    tx: &mut Tx,
    school: SchoolId,
    class: ClassId,
    child: PersonId,
) -> Result<Vec<NeedsALook>> {
    let rows: Vec<(String, i64)> = list!(
        tx,
        "SELECT r.why, r.taken_at FROM event_refused r
         WHERE r.child = $3 AND r.class = $1 AND r.school = $2 AND (r.why = 'mismatch'
             OR NOT EXISTS (SELECT 1 FROM event e WHERE e.id = r.event))
         ORDER BY r.taken_at DESC, r.digest LIMIT $4",
        class.0,
        school.0,
        child.0,
        MOST_SHOWN
    )?;
    rows.into_iter()
        .map(|(why, taken_at)| needs(why, taken_at))
        .collect()
}

fn needs(why: String, taken_at: i64) -> Result<NeedsALook> {
    Ok(NeedsALook {
        why: kind(why)?,
        at: at(taken_at)?,
    })
}
