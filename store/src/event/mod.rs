//! What children did, taken from their tablets: once, whatever the number and order of re-sends.
//! What is kept depends only on which events came: an answer wins by (revision, event id), every
//! done answer leaves its statements, and those of the winner are the ones that stand.

mod answer;
mod evidence;
mod help;
mod lost_stay;
mod plan;
mod refused;
mod statement;

pub use refused::{Refused, list_refused};

pub(crate) use refused::of_child;

use crate::{
    Db, Result, Tx,
    audit::{self, Line},
    db::Held,
    help as wishes,
    plan::refresh_tile_in,
    proof::Device,
    stored::{json, ms},
    survey::answers,
    tile,
};
use chrono::{DateTime, NaiveDate, Utc};
use domain::{
    event::{Event, Op, Outcome, Receipt, Refusal},
    ids::{ClassId, EventId, PersonId, PlanId, ResponseId, SessionId},
    plan::TermCard,
};
use serde::Deserialize as _;
use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};
use uuid::Uuid;

/// Longest event that is taken, in bytes of its text.
const LONGEST: usize = 16 * 1024;

/// One entry of a batch, read as far as it can be.
#[derive(Clone, Debug)]
pub enum Incoming {
    Read(Event),
    Unreadable { id: Option<EventId>, raw: String },
}

impl From<serde_json::Value> for Incoming {
    fn from(value: serde_json::Value) -> Self {
        match Event::deserialize(&value) {
            Ok(event) => Self::Read(event),
            Err(_) => Self::Unreadable {
                id: value.get("id").and_then(|id| id.as_str()?.parse().ok()),
                raw: value.to_string(),
            },
        }
    }
}

impl From<Event> for Incoming {
    fn from(event: Event) -> Self {
        Self::Read(event)
    }
}

/// Takes a batch and answers after the commit: one receipt an entry, in their order.
pub async fn take<E>(
    db: &Db,
    device: &Device,
    events: Vec<E>,
    now: DateTime<Utc>,
) -> Result<Vec<Receipt>>
where
    E: Into<Incoming>,
{
    let device = *device;
    let events: Vec<Incoming> = events.into_iter().map(Into::into).collect();
    db.write(move |tx| {
        Box::pin(async move {
            let mut taking = Taking {
                tx,
                device,
                now,
                stirred: BTreeMap::new(),
                ticked: BTreeMap::new(),
                classes: BTreeMap::new(),
                stirred_children: BTreeSet::new(),
                wished: BTreeSet::new(),
                proposed: BTreeSet::new(),
                mismatched: Vec::new(),
                recovered: Vec::new(),
            };
            taking.all(events).await
        })
    })
    .await
}

/// One batch on its way in.
struct Taking<'t> {
    tx: &'t mut Tx,
    device: Device,
    now: DateTime<Utc>,
    /// Responses whose tile is to be written once at the end.
    stirred: BTreeMap<ResponseId, Stirred>,
    /// Days of plans whose ticks have changed, likewise.
    ticked: BTreeMap<(PersonId, NaiveDate), (PlanId, TermCard)>,
    /// The classes of the children whose acts show in each of theirs.
    classes: BTreeMap<PersonId, BTreeSet<ClassId>>,
    /// Children whose tile only gets a new number.
    stirred_children: BTreeSet<PersonId>,
    /// Children whose wish for help has changed.
    wished: BTreeSet<PersonId>,
    /// Children who proposed a goal.
    proposed: BTreeSet<PersonId>,
    mismatched: Vec<(EventId, PersonId)>,
    recovered: Vec<(SessionId, PersonId)>,
}

struct Stirred {
    held: Arc<Held>,
    /// The answers that are done have changed: count them anew.
    recount: bool,
}

impl Taking<'_> {
    async fn all(&mut self, events: Vec<Incoming>) -> Result<Vec<Receipt>> {
        self.hold(&events).await?;
        let mut receipts = Vec::with_capacity(events.len());
        for incoming in events {
            receipts.push(match incoming {
                Incoming::Read(event) => Receipt {
                    id: event.id,
                    outcome: self.one(event).await?,
                },
                Incoming::Unreadable { id, raw } => self.unreadable(id, &raw).await?,
            });
        }
        self.tiles().await?;
        for (event, child) in std::mem::take(&mut self.mismatched) {
            let line = Line {
                school: self.device.school(),
                who: Some(self.device.id().0),
                what: "event.mismatch",
                about: Some(child.0),
                detail: &event.to_string(),
            };
            audit::note(self.tx, self.now, line).await?;
        }
        for (stay, child) in std::mem::take(&mut self.recovered) {
            let line = Line {
                school: self.device.school(),
                who: Some(self.device.id().0),
                what: "stay.recovered",
                about: Some(child.0),
                detail: &stay.to_string(),
            };
            audit::note(self.tx, self.now, line).await?;
        }
        Ok(receipts)
    }

    /// Holds the classes the events are for, in the order all writers take them.
    async fn hold(&mut self, events: &[Incoming]) -> Result<()> {
        let school = self.device.school();
        let mut classes = BTreeSet::from([self.device.class()]);
        for incoming in events {
            if let Incoming::Read(event) = incoming
                && let Op::Answer { response, .. } | Op::AddStatement { response, .. } = &event.op
                && let Some(held) = self.tx.response(school, *response).await?
            {
                classes.insert(held.class);
            }
            if let Incoming::Read(event) = incoming
                && event.op.shows_in_every_class()
                && !self.classes.contains_key(&event.child)
            {
                let of_child = tile::classes(self.tx, school, &[event.child]).await?;
                classes.extend(&of_child);
                self.classes.insert(event.child, of_child);
            }
        }
        for class in classes {
            self.tx.hold_class(class).await?;
        }
        Ok(())
    }

    async fn one(&mut self, event: Event) -> Result<Outcome> {
        let body = json(&event)?;
        match self.apply(&event, &body).await? {
            Ok(outcome) => Ok(outcome),
            Err(why) => self.refuse(&event, &body, why).await,
        }
    }

    async fn apply(&mut self, event: &Event, body: &str) -> Result<Result<Outcome, Refusal>> {
        let stay = self.tx.stay(self.device.school(), event.session).await?;
        let theirs = match stay {
            Some(stay) => stay.child == event.child && stay.device == event.device,
            None => self.recover_stay(event).await?,
        };
        if !theirs || event.device != self.device.id() {
            return Ok(Err(Refusal::NotTheirs));
        }
        if body.len() > LONGEST || i64::try_from(event.seq).is_err() {
            return Ok(Err(Refusal::Impossible));
        }
        match &event.op {
            Op::Answer { response, answer } => self.answer(event, body, *response, answer).await,
            Op::KeepStatement { statement } => self.keep(event, body, *statement).await,
            Op::ChangeStatement { .. } => self.change(event, body).await,
            Op::AddStatement { .. } => self.add(event, body).await,
            Op::Tick { tick } => self.tick(event, body, tick).await,
            Op::ProposeGoal { .. } => self.propose(event, body).await,
            Op::StepDone { .. } => self.step(event, body).await,
            Op::ShowEvidence { piece } => self.show(event, body, piece).await,
            Op::AskHelp { wish } => self.ask_help(event, body, wish).await,
        }
    }

    /// The response, if it is this child's.
    async fn response(&mut self, event: &Event, id: ResponseId) -> Result<Option<Arc<Held>>> {
        let held = self.tx.response(self.device.school(), id).await?;
        Ok(held.filter(|held| held.child == event.child))
    }

    /// Writes the event down; `None` if it is new, else what it is instead.
    async fn keep_event(
        &mut self,
        event: &Event,
        body: &str,
    ) -> Result<Option<Result<Outcome, Refusal>>> {
        let added = run!(
            self.tx,
            "INSERT INTO event (id, school, device, session, child, seq, at, taken_at, body)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) ON CONFLICT DO NOTHING",
            event.id.0,
            self.device.school().0,
            event.device.0,
            event.session.0,
            event.child.0,
            event.seq.cast_signed(),
            ms(event.at),
            ms(self.now),
            body
        )?;
        if added > 0 {
            return Ok(None);
        }
        let known = self.known(event).await?;
        Ok(Some(match known {
            Some(true) => Ok(Outcome::Duplicate),
            _ => Err(Refusal::Mismatch),
        }))
    }

    /// Whether an event of this id was taken, and with the same content.
    async fn known(&mut self, event: &Event) -> Result<Option<bool>> {
        let row: Option<(String,)> =
            find!(self.tx, "SELECT body FROM event WHERE id = $1", event.id.0)?;
        // Read, not compared as text: an older release may have written it otherwise.
        let same = |(body,): (String,)| {
            serde_json::from_str::<Event>(&body).is_ok_and(|known| known == *event)
        };
        Ok(row.map(same))
    }

    fn stir(&mut self, id: ResponseId, held: Arc<Held>, recount: bool) {
        let entry = self.stirred.entry(id).or_insert(Stirred {
            held,
            recount: false,
        });
        entry.recount |= recount;
    }

    async fn tiles(&mut self) -> Result<()> {
        let mut stirred: Vec<_> = std::mem::take(&mut self.stirred).into_iter().collect();
        stirred.sort_by_key(|(_, it)| it.held.class);
        for (id, Stirred { held, recount }) in stirred {
            if recount {
                let (progress, attention) = held.tally(answers(self.tx, id).await?);
                let at = (self.device.school(), held.class, held.child);
                tile::progress(self.tx, at, held.run, progress, attention.rushed).await?;
            } else {
                self.tx.stir(held.class, held.child);
            }
        }
        let school = self.device.school();
        for ((child, on), plan) in std::mem::take(&mut self.ticked) {
            self.stirred_children.remove(&child);
            if let Some(classes) = self.classes.get(&child) {
                refresh_tile_in(self.tx, (school, child, classes), plan, on).await?;
            }
        }
        for child in std::mem::take(&mut self.wished) {
            self.stirred_children.remove(&child);
            wishes::refresh_tile(self.tx, school, child).await?;
        }
        for child in std::mem::take(&mut self.proposed) {
            self.stirred_children.remove(&child);
            tile::proposals(self.tx, school, child).await?;
        }
        for child in std::mem::take(&mut self.stirred_children) {
            for class in self.classes.get(&child).into_iter().flatten() {
                self.tx.stir(*class, child);
            }
        }
        Ok(())
    }
}

/// A statement's id, the same whenever and wherever it follows from the same event.
fn derived(event: EventId, said: &domain::profile::Said) -> Uuid {
    let text = format!(
        "{event}|{}|{}",
        said.basket.as_deref().unwrap_or_default(),
        said.card
    );
    let mut bytes = [0; 16];
    bytes.copy_from_slice(&crate::token::digest(&text)[..16]);
    uuid::Builder::from_custom_bytes(bytes).into_uuid()
}
