//! Keeps the events that are not applied, as they came, for a teacher to see. Nothing is dropped in
//! silence: beyond a budget of each tablet and day they are counted. What came too early, for what it is
//! about or for its day, is judged again.

use super::{EventBatch, ReadEvent};
use crate::{
    Result,
    column::{to_millis, to_text},
    proof::digest,
};
use chrono::{Datelike, NaiveDate};
use domain::{
    event::{Event, Op, Outcome, Receipt, Refusal},
    ids::{EventId, PersonId},
    limits::sync::{MOST_EVENT_BYTES, MOST_REFUSED_BYTES_A_DAY, MOST_REFUSED_KEPT_A_DAY},
};
use std::collections::{BTreeMap, BTreeSet};
use uuid::Uuid;

/// Most events that are judged again in one transaction.
const MOST_JUDGED_AGAIN: i64 = 200;

/// What is kept of a tablet's refused events of a day, with what this batch adds.
pub(super) struct RefusedDay {
    kept: i64,
    kept_bytes: i64,
    /// The children of the tablet's class: only of these one is believed to be named.
    children: BTreeSet<PersonId>,
    added: BTreeMap<Uuid, Counts>,
}

#[derive(Clone, Copy, Default)]
struct Counts {
    kept: i64,
    kept_bytes: i64,
    not_kept: i64,
}

impl RefusedDay {
    fn has_room(&self, bytes: i64) -> bool {
        self.kept < MOST_REFUSED_KEPT_A_DAY && self.kept_bytes + bytes <= MOST_REFUSED_BYTES_A_DAY
    }

    fn of(&mut self, child: Option<PersonId>) -> &mut Counts {
        let child = child.map_or(Uuid::nil(), |it| it.0);
        self.added.entry(child).or_default()
    }
}

/// What it takes for a refused event to be judged again.
#[derive(Clone, Copy, Default)]
struct JudgedAgain {
    /// When this comes.
    with: Option<Uuid>,
    /// From this day on.
    on: Option<NaiveDate>,
}

impl JudgedAgain {
    fn of(event: &Event, why: Refusal) -> Self {
        match (&event.op, why) {
            (
                Op::KeepStatement { statement } | Op::ChangeStatement { statement, .. },
                Refusal::Unknown,
            ) => Self {
                with: Some(statement.0),
                on: None,
            },
            (Op::Tick { tick }, Refusal::Unknown) => Self {
                with: Some(tick.daily.0),
                on: None,
            },
            (Op::Tick { tick }, Refusal::Impossible) => Self {
                with: None,
                // Dates are compared as texts, which is right for years of four digits.
                on: Some(tick.believed_from()).filter(|it| (0..=9_999).contains(&it.year())),
            },
            _ => Self::default(),
        }
    }
}

impl EventBatch<'_> {
    pub(super) async fn refuse(
        &mut self,
        event: &Event,
        body: &str,
        why: Refusal,
    ) -> Result<Outcome> {
        let why = match self.find_same(event).await? {
            Some(true) => return Ok(Outcome::Duplicate),
            Some(false) => Refusal::Mismatch,
            None => why,
        };
        let again = self.judged_again(event, why);
        let added = self
            .insert_refused(Some(event.id), Some(event.child), body, why, again)
            .await?;
        if added && why == Refusal::Mismatch {
            self.mismatched.push((event.id, event.child));
        }
        Ok(Outcome::Rejected { why })
    }

    pub(super) async fn unreadable(
        &mut self,
        id: Option<EventId>,
        child: Option<PersonId>,
        raw: &str,
    ) -> Result<Receipt> {
        let why = Refusal::Unreadable;
        self.insert_refused(id, child, raw, why, JudgedAgain::default())
            .await?;
        Ok(Receipt {
            id: id.unwrap_or(EventId(Uuid::nil())),
            outcome: Outcome::Rejected { why },
        })
    }

    /// Only a day that has not come yet is waited for.
    fn judged_again(&self, event: &Event, why: Refusal) -> JudgedAgain {
        let again = JudgedAgain::of(event, why);
        let today = self.now.date_naive();
        JudgedAgain {
            on: again.on.filter(|it| *it > today),
            ..again
        }
    }

    /// Keeps what came, cut to a size, or counts it where the tablet's budget is spent; false if it is
    /// not kept, or was before. The child it names is believed only if they are of the tablet's class.
    async fn insert_refused(
        &mut self,
        id: Option<EventId>,
        child: Option<PersonId>,
        body: &str,
        why: Refusal,
        again: JudgedAgain,
    ) -> Result<bool> {
        let end = body.floor_char_boundary(MOST_EVENT_BYTES);
        let bytes = i64::try_from(end).unwrap_or(i64::MAX);
        let day = self.refused_day().await?;
        let child = child.filter(|it| day.children.contains(it));
        let has_room = day.has_room(bytes);
        let key = digest(body);
        if !has_room {
            let known: Option<(i64,)> = find!(
                self.tx,
                "SELECT taken_at FROM event_refused WHERE digest = $1",
                key
            )?;
            if known.is_none() {
                self.refused_day().await?.of(child).not_kept += 1;
            }
            return Ok(false);
        }
        let added = run!(
            self.tx,
            "INSERT INTO event_refused (digest, school, class, device, child, event, why,
                 waits_for, judged_again_on, body, taken_at)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) ON CONFLICT DO NOTHING",
            key,
            self.device.school(),
            self.device.class(),
            self.device.id(),
            child,
            id,
            to_text(why)?,
            again.with,
            again.on.map(|it| it.to_string()),
            &body[..end],
            to_millis(self.now)
        )?;
        if added > 0 {
            let day = self.refused_day().await?;
            day.kept += 1;
            day.kept_bytes += bytes;
            let counts = day.of(child);
            counts.kept += 1;
            counts.kept_bytes += bytes;
        }
        Ok(added > 0)
    }

    async fn refused_day(&mut self) -> Result<&mut RefusedDay> {
        let day = match self.refused_day.take() {
            Some(day) => day,
            None => self.load_refused_day().await?,
        };
        Ok(self.refused_day.insert(day))
    }

    async fn load_refused_day(&mut self) -> Result<RefusedDay> {
        let counts: Option<(i64, i64)> = find!(
            self.tx,
            "SELECT CAST(COALESCE(SUM(kept), 0) AS BIGINT),
                 CAST(COALESCE(SUM(kept_bytes), 0) AS BIGINT)
             FROM event_refused_count WHERE device = $1 AND on_day = $2",
            self.device.id(),
            self.now.date_naive().to_string()
        )?;
        let children: Vec<(PersonId,)> = list!(
            self.tx,
            "SELECT person FROM enrollment WHERE class = $1 AND role = 'child'",
            self.device.class()
        )?;
        let (kept, kept_bytes) = counts.unwrap_or_default();
        Ok(RefusedDay {
            kept,
            kept_bytes,
            children: children.into_iter().map(|(child,)| child).collect(),
            added: BTreeMap::new(),
        })
    }

    /// Adds this batch's counts to those of the day.
    pub(super) async fn save_refused_day(&mut self) -> Result<()> {
        let Some(day) = self.refused_day.take() else {
            return Ok(());
        };
        for (child, counts) in day.added {
            run!(
                self.tx,
                "INSERT INTO event_refused_count (device, on_day, child, school, class, kept,
                     kept_bytes, not_kept)
                 VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
                 ON CONFLICT (device, on_day, child) DO UPDATE SET
                     kept = event_refused_count.kept + excluded.kept,
                     kept_bytes = event_refused_count.kept_bytes + excluded.kept_bytes,
                     not_kept = event_refused_count.not_kept + excluded.not_kept",
                self.device.id(),
                self.now.date_naive().to_string(),
                child,
                self.device.school(),
                self.device.class(),
                counts.kept,
                counts.kept_bytes,
                counts.not_kept
            )?;
        }
        Ok(())
    }

    /// Takes what came too early for a statement or a daily goal that is here now.
    pub(super) async fn apply_waiting(&mut self, event: &Event, id: Uuid) -> Result<()> {
        let rows: Vec<(Vec<u8>, String)> = list!(
            self.tx,
            "SELECT digest, body FROM event_refused
             WHERE waits_for = $1 AND child = $2 AND device = $3 ORDER BY event",
            id,
            event.child,
            self.device.id()
        )?;
        for (key, body) in rows {
            self.judge_again(key, &body).await?;
        }
        Ok(())
    }

    /// Takes this tablet's events whose day has come. Answers how many were applied.
    pub(super) async fn apply_due(&mut self) -> Result<usize> {
        let rows: Vec<(Vec<u8>, String)> = list!(
            self.tx,
            "SELECT digest, body FROM event_refused
             WHERE device = $1 AND judged_again_on <= $2 ORDER BY event LIMIT $3",
            self.device.id(),
            self.now.date_naive().to_string(),
            MOST_JUDGED_AGAIN
        )?;
        let events: Vec<Event> = rows
            .iter()
            .filter_map(|(_, body)| serde_json::from_str(body).ok())
            .collect();
        let events = events.into_iter().map(ReadEvent::Read).collect();
        let events = self.of_kept_records(events).await?;
        self.lock_classes(&events).await?;
        let mut applied = 0;
        for (key, body) in rows {
            applied += usize::from(self.judge_again(key, &body).await?);
        }
        self.finish().await?;
        Ok(applied)
    }

    /// Applies a refused event; where it still can't be, why is written down anew.
    async fn judge_again(&mut self, key: Vec<u8>, body: &str) -> Result<bool> {
        let event = match serde_json::from_str::<Event>(body) {
            Ok(event) => Some(self.of_kept_record(event).await?),
            Err(_) => None,
        };
        let why = match &event {
            Some(event) => match Box::pin(self.apply(event, body)).await? {
                Ok(_) => {
                    run!(self.tx, "DELETE FROM event_refused WHERE digest = $1", key)?;
                    return Ok(true);
                }
                Err(why) => why,
            },
            None => Refusal::Unreadable,
        };
        let again = event.map_or(JudgedAgain::default(), |it| self.judged_again(&it, why));
        run!(
            self.tx,
            "UPDATE event_refused SET why = $2, waits_for = $3, judged_again_on = $4
             WHERE digest = $1",
            key,
            to_text(why)?,
            again.with,
            again.on.map(|it| it.to_string())
        )?;
        Ok(false)
    }
}
