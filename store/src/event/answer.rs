//! An answer: the winner stands, and each done one leaves its statements, standing or ended.

use super::{Taking, derived};
use crate::{
    Result,
    stored::{json, ms, small, word},
};
use domain::{
    event::{Event, Outcome, Refusal},
    ids::{EventId, ResponseId},
    profile::{Source, said},
    survey::{Answer, Item},
};
use uuid::Uuid;

/// What an answer is weighed by; it has no equal.
type Weight = (u32, EventId);

#[derive(sqlx::FromRow)]
struct Row {
    rev: i64,
    event: Uuid,
    done: bool,
    done_rev: Option<i64>,
    done_event: Option<Uuid>,
}

impl Taking<'_> {
    pub(super) async fn answer(
        &mut self,
        event: &Event,
        body: &str,
        response: ResponseId,
        answer: &Answer,
    ) -> Result<Result<Outcome, Refusal>> {
        let Some(held) = self.response(event, response).await? else {
            return Ok(Err(Refusal::Unknown));
        };
        let Some(item) = held.paper.item(&answer.item) else {
            return Ok(Err(Refusal::Unknown));
        };
        if item.accepts(&answer.given).is_err() {
            return Ok(Err(Refusal::Impossible));
        }
        if let Some(known) = self.keep_event(event, body).await? {
            return Ok(known);
        }
        let row: Option<Row> = find!(
            self.tx,
            "SELECT rev, event, done, done_rev, done_event FROM answer
             WHERE response = $1 AND item = $2",
            response.0,
            &answer.item
        )?;
        let mine: Weight = (answer.rev, event.id);
        let (mut best, mut best_done, mut was_done) = (None, None, false);
        if let Some(row) = row {
            best = Some((small(row.rev)?, EventId(row.event)));
            was_done = row.done;
            if let (Some(rev), Some(id)) = (row.done_rev, row.done_event) {
                best_done = Some((small(rev)?, EventId(id)));
            }
        }
        let wins = best < Some(mine);
        let wins_done = answer.done && best_done < Some(mine);
        if wins_done {
            best_done = Some(mine);
        }
        if wins {
            self.set(event, response, answer, best_done).await?;
        } else if wins_done {
            run!(
                self.tx,
                "UPDATE answer SET done_rev = $3, done_event = $4
                 WHERE response = $1 AND item = $2",
                response.0,
                &answer.item,
                i64::from(answer.rev),
                event.id.0
            )?;
        }
        if answer.done {
            self.said(event, response, item, answer, wins_done).await?;
        }
        if wins {
            self.stir(response, held, was_done || answer.done);
        }
        Ok(Ok(Outcome::Accepted))
    }

    async fn set(
        &mut self,
        event: &Event,
        response: ResponseId,
        answer: &Answer,
        done: Option<Weight>,
    ) -> Result<()> {
        run!(
            self.tx,
            "INSERT INTO answer (response, item, school, rev, event, given, done, took_ms, at,
                 done_rev, done_event)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
             ON CONFLICT (response, item) DO UPDATE SET rev = excluded.rev,
                 event = excluded.event, given = excluded.given, done = excluded.done,
                 took_ms = excluded.took_ms, at = excluded.at, done_rev = excluded.done_rev,
                 done_event = excluded.done_event",
            response.0,
            &answer.item,
            self.device.school().0,
            i64::from(answer.rev),
            event.id.0,
            json(&answer.given)?,
            answer.done,
            i64::from(answer.took_ms),
            ms(event.at),
            done.map(|(rev, _)| i64::from(rev)),
            done.map(|(_, id)| id.0)
        )?;
        Ok(())
    }

    /// What the answer says of the child; where another has won, it is history at once.
    async fn said(
        &mut self,
        event: &Event,
        response: ResponseId,
        item: &Item,
        answer: &Answer,
        stands: bool,
    ) -> Result<()> {
        let says = item.stem.is_some() || item.places.iter().any(|it| it.stem.is_some());
        if !says {
            return Ok(());
        }
        if stands {
            run!(
                self.tx,
                "UPDATE statement SET ended_at = $3
                 WHERE response = $1 AND item = $2 AND source = 'survey' AND ended_at IS NULL",
                response.0,
                &answer.item,
                ms(self.now)
            )?;
        }
        for said in said(item, &answer.given) {
            run!(
                self.tx,
                "INSERT INTO statement (id, school, child, response, item, basket, card, facet,
                     source, event, at, ended_at)
                 VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)",
                derived(event.id, &said),
                self.device.school().0,
                event.child.0,
                response.0,
                &said.item,
                &said.basket,
                &said.card,
                word(said.facet)?,
                word(Source::Survey)?,
                event.id.0,
                ms(self.now),
                (!stands).then_some(ms(self.now))
            )?;
        }
        Ok(())
    }
}
