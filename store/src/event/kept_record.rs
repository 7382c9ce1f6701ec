//! Events of a child whose record went into another: they are the other record's. A tablet may bring
//! them long after.

use super::{EventBatch, ReadEvent};
use crate::Result;
use domain::{event::Event, ids::PersonId};

impl EventBatch<'_> {
    /// The events, each of the record that is the child's now.
    pub(super) async fn of_kept_records(
        &mut self,
        events: Vec<ReadEvent>,
    ) -> Result<Vec<ReadEvent>> {
        let mut kept = Vec::with_capacity(events.len());
        for event in events {
            kept.push(match event {
                ReadEvent::Read(event) => ReadEvent::Read(self.of_kept_record(event).await?),
                unreadable @ ReadEvent::Unreadable { .. } => unreadable,
            });
        }
        Ok(kept)
    }

    /// The event, of the record that is the child's now.
    pub(super) async fn of_kept_record(&mut self, event: Event) -> Result<Event> {
        let child = match self.kept_records.get(&event.child) {
            Some(kept) => *kept,
            None => {
                let row: Option<(PersonId,)> = find!(
                    self.tx,
                    "SELECT merged_into FROM person
                     WHERE id = $1 AND school = $2 AND merged_into IS NOT NULL",
                    event.child,
                    self.device.school()
                )?;
                let kept = row.map_or(event.child, |it| it.0);
                self.kept_records.insert(event.child, kept);
                kept
            }
        };
        Ok(Event { child, ..event })
    }

    /// Whether a record is the one of this child, or went into it.
    pub(super) fn is_record_of(&self, record: PersonId, child: PersonId) -> bool {
        record == child || self.kept_records.get(&record) == Some(&child)
    }
}
