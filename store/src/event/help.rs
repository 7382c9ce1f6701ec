//! A child's wish for help: of two states of one the higher revision stands.

use super::{Taking, plan::loses};
use crate::{
    Result,
    profile::statements,
    stored::{json, ms, word},
};
use domain::{
    event::{Event, Outcome, Refusal},
    help::{Tried, Wish, asked_at},
};
use uuid::Uuid;

impl Taking<'_> {
    pub(super) async fn ask_help(
        &mut self,
        event: &Event,
        body: &str,
        wish: &Wish,
    ) -> Result<Result<Outcome, Refusal>> {
        if !wish.is_possible() {
            return Ok(Err(Refusal::Impossible));
        }
        let school = self.device.school();
        let row: Option<(i64, Uuid, Uuid)> = find!(
            self.tx,
            "SELECT rev, event, child FROM help WHERE id = $1 AND school = $2",
            wish.wish.0,
            school.0
        )?;
        if row.is_some_and(|(_, _, child)| child != event.child.0) {
            return Ok(Err(Refusal::Impossible));
        }
        if let Some(known) = self.keep_event(event, body).await? {
            return Ok(known);
        }
        if loses(event, wish.rev, row.map(|(rev, event, _)| (rev, event)))? {
            return Ok(Ok(Outcome::Accepted));
        }
        let tried = self.tried(event, wish).await?;
        run!(
            self.tx,
            "INSERT INTO help (id, school, child, rev, event, asking, tried, asked_at, taken_at)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
             ON CONFLICT (id) DO UPDATE SET rev = excluded.rev, event = excluded.event,
                 asking = excluded.asking, tried = excluded.tried",
            wish.wish.0,
            school.0,
            event.child.0,
            i64::from(wish.rev),
            event.id.0,
            word(wish.asking)?,
            json(&tried)?,
            ms(asked_at(event.at, self.now)),
            ms(self.now)
        )?;
        self.wished.insert(event.child);
        Ok(Ok(Outcome::Accepted))
    }

    /// What the child has tried, in their order; a statement that is not theirs says nothing.
    async fn tried(&mut self, event: &Event, wish: &Wish) -> Result<Vec<Tried>> {
        if wish.tried.is_empty() {
            return Ok(Vec::new());
        }
        let all = statements(self.tx, self.device.school(), event.child).await?;
        let own = wish
            .tried
            .iter()
            .filter_map(|id| all.iter().find(|it| it.id == *id));
        let own = own.map(|it| Tried {
            picture: it.picture.clone(),
            word: it.word.clone(),
        });
        Ok(own.collect())
    }
}
