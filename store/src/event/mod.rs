//! What children did, taken from their tablets: once, whatever the number and order of re-sends.
//! What is kept depends only on which events came: an answer wins by (revision, event id), every
//! done answer leaves its statements, and those of the winner are the ones that stand.

mod answer;
mod evidence;
mod help;
mod kept_record;
mod plan;
mod refused;
mod session;
mod statement;

use crate::{
    Db, Result, Tx,
    audit::{self, NewEntry},
    column::{to_json, to_millis},
    help as wishes,
    plan::refresh_tile_of,
    proof::{Device, device_that_sent},
    survey::CachedResponse,
    survey::answers,
    tile,
};
use chrono::{DateTime, NaiveDate, Utc};
use domain::{
    audit::AuditAct,
    event::{Event, Op, Outcome, Receipt, Refusal},
    ids::{ClassId, DeviceId, EventId, PersonId, PlanId, ResponseId, SessionId},
    limits,
    plan::TermCard,
};
use refused::RefusedDay;
use serde::Deserialize as _;
use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};
use uuid::Uuid;

/// One entry of a batch, read as far as it can be.
#[derive(Clone, Debug)]
pub enum ReadEvent {
    Read(Event),
    Unreadable {
        id: Option<EventId>,
        /// Whose it says it is.
        child: Option<PersonId>,
        raw: String,
    },
}

impl From<serde_json::Value> for ReadEvent {
    fn from(value: serde_json::Value) -> Self {
        match Event::deserialize(&value) {
            Ok(event) => Self::Read(event),
            Err(_) => Self::Unreadable {
                id: value.get("id").and_then(|id| id.as_str()?.parse().ok()),
                child: value.get("child").and_then(|id| id.as_str()?.parse().ok()),
                raw: value.to_string(),
            },
        }
    }
}

impl From<Event> for ReadEvent {
    fn from(event: Event) -> Self {
        Self::Read(event)
    }
}

/// Takes a batch and answers after the commit: one receipt an entry, in their order.
///
/// # Errors
/// Only those of the database: see [`StoreError`](crate::StoreError).
pub async fn apply_events<E>(
    db: &Db,
    device: &Device,
    events: Vec<E>,
    now: DateTime<Utc>,
) -> Result<Vec<Receipt>>
where
    E: Into<ReadEvent>,
{
    let device = *device;
    let events: Vec<ReadEvent> = events.into_iter().map(Into::into).collect();
    transaction!(db.write, |tx| {
        EventBatch::new(tx, device, now).apply_all(events).await
    })
}

/// Judges the events again that were refused because their day had not come, by the school's clock as it
/// was then. Answers how many were applied.
///
/// # Errors
/// Only those of the database: see [`StoreError`](crate::StoreError).
pub async fn apply_due(db: &Db, now: DateTime<Utc>) -> Result<usize> {
    let mut applied = 0;
    loop {
        let due: Option<(DeviceId,)> = find!(
            db,
            "SELECT device FROM event_refused WHERE judged_again_on <= $1 LIMIT 1",
            now.date_naive().to_string()
        )?;
        let Some((device,)) = due else {
            return Ok(applied);
        };
        applied += transaction!(db.write, |tx| {
            let device = device_that_sent(tx, device).await?;
            EventBatch::new(tx, device, now).apply_due().await
        })?;
    }
}

/// One batch on its way in.
struct EventBatch<'t> {
    tx: &'t mut Tx,
    device: Device,
    now: DateTime<Utc>,
    /// Responses whose tile is to be written once at the end.
    changed_responses: BTreeMap<ResponseId, ChangedResponse>,
    /// Days of plans whose ticks have changed, likewise.
    changed_days: BTreeMap<(PersonId, NaiveDate), (PlanId, TermCard)>,
    /// The classes of the children whose acts show in each of theirs.
    classes: BTreeMap<PersonId, BTreeSet<ClassId>>,
    /// Children whose tile only gets a new number.
    dirty_children: BTreeSet<PersonId>,
    /// Children whose wish for help has changed.
    changed_wishes: BTreeSet<PersonId>,
    /// Children who proposed a goal.
    new_proposals: BTreeSet<PersonId>,
    /// The children of this batch, and whose record is theirs now.
    kept_records: BTreeMap<PersonId, PersonId>,
    mismatched: Vec<(EventId, PersonId)>,
    recovered: Vec<(SessionId, PersonId)>,
    /// What is kept of this tablet's refused events today; read when the first is refused.
    refused_day: Option<RefusedDay>,
}

struct ChangedResponse {
    cached: Arc<CachedResponse>,
    /// The answers that are done have changed: count them anew.
    recount: bool,
}

impl<'t> EventBatch<'t> {
    fn new(tx: &'t mut Tx, device: Device, now: DateTime<Utc>) -> Self {
        Self {
            tx,
            device,
            now,
            changed_responses: BTreeMap::new(),
            changed_days: BTreeMap::new(),
            classes: BTreeMap::new(),
            dirty_children: BTreeSet::new(),
            changed_wishes: BTreeSet::new(),
            new_proposals: BTreeSet::new(),
            kept_records: BTreeMap::new(),
            mismatched: Vec::new(),
            recovered: Vec::new(),
            refused_day: None,
        }
    }
}

impl EventBatch<'_> {
    async fn apply_all(&mut self, events: Vec<ReadEvent>) -> Result<Vec<Receipt>> {
        let events = self.of_kept_records(events).await?;
        self.lock_classes(&events).await?;
        let mut receipts = Vec::with_capacity(events.len());
        for incoming in events {
            receipts.push(match incoming {
                ReadEvent::Read(event) => Receipt {
                    id: event.id,
                    outcome: self.apply_one(event).await?,
                },
                ReadEvent::Unreadable { id, child, raw } => {
                    self.unreadable(id, child, &raw).await?
                }
            });
        }
        self.finish().await?;
        Ok(receipts)
    }

    /// Writes down what is written once for all events of the batch.
    async fn finish(&mut self) -> Result<()> {
        self.update_tiles().await?;
        self.save_refused_day().await?;
        for (event, child) in std::mem::take(&mut self.mismatched) {
            let line = NewEntry {
                school: self.device.school(),
                who: Some(self.device.id().0),
                what: AuditAct::EventMismatch,
                about: Some(child.0),
                detail: &event.to_string(),
            };
            audit::append(self.tx, self.now, line).await?;
        }
        for (session, child) in std::mem::take(&mut self.recovered) {
            let line = NewEntry {
                school: self.device.school(),
                who: Some(self.device.id().0),
                what: AuditAct::StayRecovered,
                about: Some(child.0),
                detail: &session.to_string(),
            };
            audit::append(self.tx, self.now, line).await?;
        }
        Ok(())
    }

    /// Holds the classes the events are for, in the order all writers take them.
    async fn lock_classes(&mut self, events: &[ReadEvent]) -> Result<()> {
        let school = self.device.school();
        let mut classes = BTreeSet::from([self.device.class()]);
        for incoming in events {
            if let ReadEvent::Read(event) = incoming
                && let Op::Answer { response, .. } | Op::AddStatement { response, .. } = &event.op
                && let Some(cached) = self.tx.response(school, *response).await?
            {
                classes.insert(cached.class);
            }
            if let ReadEvent::Read(event) = incoming
                && event.op.shows_in_every_class()
                && !self.classes.contains_key(&event.child)
            {
                let of_child = tile::classes_of(self.tx, school, &[event.child]).await?;
                classes.extend(&of_child);
                self.classes.insert(event.child, of_child);
            }
        }
        for class in classes {
            self.tx.lock_class(class).await?;
        }
        Ok(())
    }

    async fn apply_one(&mut self, event: Event) -> Result<Outcome> {
        let body = to_json(&event)?;
        match self.apply(&event, &body).await? {
            Ok(outcome) => Ok(outcome),
            Err(why) => self.refuse(&event, &body, why).await,
        }
    }

    async fn apply(&mut self, event: &Event, body: &str) -> Result<Result<Outcome, Refusal>> {
        let session = self
            .tx
            .child_session(self.device.school(), event.session)
            .await?;
        let theirs = match session {
            Some(session) => {
                self.is_record_of(session.child, event.child) && session.device == event.device
            }
            None => self.recover_session(event).await?,
        };
        if !theirs || event.device != self.device.id() {
            return Ok(Err(Refusal::NotTheirs));
        }
        if body.len() > limits::sync::MOST_EVENT_BYTES || i64::try_from(event.seq).is_err() {
            return Ok(Err(Refusal::Impossible));
        }
        match &event.op {
            Op::Answer { response, answer } => {
                self.apply_answer(event, body, *response, answer).await
            }
            Op::KeepStatement { statement } => {
                self.apply_keep_statement(event, body, *statement).await
            }
            Op::ChangeStatement { .. } => self.apply_change_statement(event, body).await,
            Op::AddStatement { .. } => self.apply_add_statement(event, body).await,
            Op::Tick { tick } => self.apply_tick(event, body, tick).await,
            Op::ProposeGoal { .. } => self.apply_proposal(event, body).await,
            Op::StepDone { .. } => self.apply_step(event, body).await,
            Op::ShowEvidence { piece } => self.apply_evidence(event, body, piece).await,
            Op::AskHelp { wish } => self.apply_wish(event, body, wish).await,
        }
    }

    /// The response, if it is this child's.
    async fn response(
        &mut self,
        event: &Event,
        id: ResponseId,
    ) -> Result<Option<Arc<CachedResponse>>> {
        let school = self.device.school();
        let cached = self.tx.response(school, id).await?;
        let cached = match cached {
            // It may have gone over to another record since it was read.
            Some(cached) if cached.child != event.child => {
                self.tx.response_anew(school, id).await?
            }
            cached => cached,
        };
        Ok(cached.filter(|cached| cached.child == event.child))
    }

    /// Writes the event down; `None` if it is new, else what it is instead.
    async fn insert_event(
        &mut self,
        event: &Event,
        body: &str,
    ) -> Result<Option<Result<Outcome, Refusal>>> {
        let added = run!(
            self.tx,
            "INSERT INTO event (id, school, device, session, child, seq, at, taken_at, body)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) ON CONFLICT DO NOTHING",
            event.id,
            self.device.school(),
            event.device,
            event.session,
            event.child,
            event.seq.cast_signed(),
            to_millis(event.at),
            to_millis(self.now),
            body
        )?;
        if added > 0 {
            return Ok(None);
        }
        let known = self.find_same(event).await?;
        Ok(Some(match known {
            Some(true) => Ok(Outcome::Duplicate),
            _ => Err(Refusal::Mismatch),
        }))
    }

    /// Whether an event of this id was taken, and with the same content.
    async fn find_same(&mut self, event: &Event) -> Result<Option<bool>> {
        let row: Option<(String,)> =
            find!(self.tx, "SELECT body FROM event WHERE id = $1", event.id)?;
        // Read, not compared as text: an older release may have written it otherwise. Whose it is says
        // the session; the record of a child may be another now.
        let same = |(body,): (String,)| {
            let known = serde_json::from_str::<Event>(&body).ok();
            let known = known.map(|it| Event {
                child: event.child,
                ..it
            });
            known.as_ref() == Some(event)
        };
        Ok(row.map(same))
    }

    fn mark_response_changed(
        &mut self,
        id: ResponseId,
        cached: Arc<CachedResponse>,
        recount: bool,
    ) {
        let entry = self.changed_responses.entry(id).or_insert(ChangedResponse {
            cached,
            recount: false,
        });
        entry.recount |= recount;
    }

    async fn update_tiles(&mut self) -> Result<()> {
        let mut changed_responses: Vec<_> = std::mem::take(&mut self.changed_responses)
            .into_iter()
            .collect();
        changed_responses.sort_by_key(|(_, it)| it.cached.class);
        for (id, ChangedResponse { cached, recount }) in changed_responses {
            if recount {
                let (progress, attention) = cached.tally(answers(self.tx, id).await?);
                let at = (self.device.school(), cached.class, cached.child);
                tile::set_progress(self.tx, at, cached.run, progress, attention.rushed).await?;
            } else {
                self.tx.mark_tile_dirty(cached.class, cached.child);
            }
        }
        let school = self.device.school();
        for ((child, on), plan) in std::mem::take(&mut self.changed_days) {
            self.dirty_children.remove(&child);
            if let Some(classes) = self.classes.get(&child) {
                refresh_tile_of(self.tx, (school, child, classes), plan, on).await?;
            }
        }
        for child in std::mem::take(&mut self.changed_wishes) {
            self.dirty_children.remove(&child);
            wishes::refresh_tile(self.tx, school, child).await?;
        }
        for child in std::mem::take(&mut self.new_proposals) {
            self.dirty_children.remove(&child);
            tile::set_proposals(self.tx, school, child).await?;
        }
        for child in std::mem::take(&mut self.dirty_children) {
            for class in self.classes.get(&child).into_iter().flatten() {
                self.tx.mark_tile_dirty(*class, child);
            }
        }
        Ok(())
    }
}

/// A statement's id, the same whenever and wherever it follows from the same event.
fn statement_id(event: EventId, said: &domain::profile::StatementKey) -> Uuid {
    let text = format!(
        "{event}|{}|{}",
        said.basket.as_deref().unwrap_or_default(),
        said.card
    );
    let mut bytes = [0; 16];
    bytes.copy_from_slice(&crate::proof::digest(&text)[..16]);
    uuid::Builder::from_custom_bytes(bytes).into_uuid()
}
