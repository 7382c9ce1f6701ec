//! A child's wish for help: of two states of one the higher revision stands.

use super::{EventBatch, plan::is_outweighed};
use crate::{
    Result,
    column::{to_json, to_millis, to_text},
    profile::statements,
};
use domain::{
    event::{Event, Outcome, Refusal},
    help::{TriedStep, Wish, asked_at},
    ids::{EventId, PersonId},
};

impl EventBatch<'_> {
    pub(super) async fn apply_wish(
        &mut self,
        event: &Event,
        body: &str,
        wish: &Wish,
    ) -> Result<Result<Outcome, Refusal>> {
        if !wish.is_possible() {
            return Ok(Err(Refusal::Impossible));
        }
        let school = self.device.school();
        let row: Option<(i64, EventId, PersonId)> = find!(
            self.tx,
            "SELECT rev, event, child FROM help WHERE id = $1 AND school = $2",
            wish.wish,
            school
        )?;
        if row.is_some_and(|(_, _, child)| child != event.child) {
            return Ok(Err(Refusal::Impossible));
        }
        if let Some(known) = self.insert_event(event, body).await? {
            return Ok(known);
        }
        if is_outweighed(event, wish.rev, row.map(|(rev, event, _)| (rev, event)))? {
            return Ok(Ok(Outcome::Accepted));
        }
        let tried = self.find_tried(event, wish).await?;
        run!(
            self.tx,
            "INSERT INTO help (id, school, child, rev, event, asking, tried, asked_at, taken_at)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
             ON CONFLICT (id) DO UPDATE SET rev = excluded.rev, event = excluded.event,
                 asking = excluded.asking, tried = excluded.tried",
            wish.wish,
            school,
            event.child,
            i64::from(wish.rev),
            event.id,
            to_text(wish.asking)?,
            to_json(&tried)?,
            to_millis(asked_at(event.at, self.now)),
            to_millis(self.now)
        )?;
        self.changed_wishes.insert(event.child);
        Ok(Ok(Outcome::Accepted))
    }

    /// What the child has tried, in their order; a statement that is not theirs says nothing.
    async fn find_tried(&mut self, event: &Event, wish: &Wish) -> Result<Vec<TriedStep>> {
        if wish.tried.is_empty() {
            return Ok(Vec::new());
        }
        let all = statements(self.tx, self.device.school(), event.child).await?;
        let own = wish
            .tried
            .iter()
            .filter_map(|id| all.iter().find(|it| it.id == *id));
        let own = own.map(|it| TriedStep {
            picture: it.picture.clone(),
            word: it.word.clone(),
        });
        Ok(own.collect())
    }
}
