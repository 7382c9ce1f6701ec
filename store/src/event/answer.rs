//! Applies an answer: the one with the highest revision counts, and each answer that is done leaves
//! its statements, which are current or ended.

use super::{EventBatch, statement_id};
use crate::{
    Result,
    column::{to_json, to_millis, to_text},
};
use domain::{
    event::{Event, Outcome, Refusal},
    ids::ResponseId,
    profile::{Source, said},
    survey::{Answer, Item},
};

/// The answer stands now. Answers are weighed by (revision, event id), which has no equal.
struct Winner {
    /// Some answer to this item was done, so what counts as done may have changed.
    ever_done: bool,
}

impl EventBatch<'_> {
    pub(super) async fn apply_answer(
        &mut self,
        event: &Event,
        body: &str,
        response: ResponseId,
        answer: &Answer,
    ) -> Result<Result<Outcome, Refusal>> {
        let Some(cached) = self.response(event, response).await? else {
            return Ok(Err(Refusal::Unknown));
        };
        let Some(item) = cached.survey_version.item(&answer.item) else {
            return Ok(Err(Refusal::Unknown));
        };
        if item.accepts(&answer.given).is_err() {
            return Ok(Err(Refusal::Impossible));
        }
        if let Some(known) = self.insert_event(event, body).await? {
            return Ok(known);
        }
        let winner = self.insert_answer(event, response, answer).await?;
        if answer.done {
            let stands = winner.is_some() || self.set_done(event, response, answer).await?;
            self.insert_statements(event, response, item, answer, stands)
                .await?;
        }
        if let Some(Winner { ever_done }) = winner {
            self.mark_response_changed(response, cached, ever_done);
        }
        Ok(Ok(Outcome::Accepted))
    }

    /// Lets the answer stand if none is weightier; none if one is.
    async fn insert_answer(
        &mut self,
        event: &Event,
        response: ResponseId,
        answer: &Answer,
    ) -> Result<Option<Winner>> {
        let winner: Option<(Option<i64>,)> = find!(
            self.tx,
            "INSERT INTO answer (response, item, school, rev, event, given, done, took_ms, at,
                 done_rev, done_event)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
             ON CONFLICT (response, item) DO UPDATE SET rev = excluded.rev,
                 event = excluded.event, given = excluded.given, done = excluded.done,
                 took_ms = excluded.took_ms, at = excluded.at,
                 done_rev = COALESCE(excluded.done_rev, answer.done_rev),
                 done_event = COALESCE(excluded.done_event, answer.done_event)
             WHERE answer.rev < excluded.rev
                 OR (answer.rev = excluded.rev AND answer.event < excluded.event)
             RETURNING done_rev",
            response,
            &answer.item,
            self.device.school(),
            i64::from(answer.rev),
            event.id,
            to_json(&answer.given)?,
            answer.done,
            i64::from(answer.took_ms),
            to_millis(event.at),
            answer.done.then_some(i64::from(answer.rev)),
            answer.done.then_some(event.id.0)
        )?;
        Ok(winner.map(|(done_rev,)| Winner {
            ever_done: done_rev.is_some(),
        }))
    }

    /// The same among the done answers, for one that came too late to stand: whether it is the
    /// weightiest of them.
    async fn set_done(
        &mut self,
        event: &Event,
        response: ResponseId,
        answer: &Answer,
    ) -> Result<bool> {
        let touched = run!(
            self.tx,
            "UPDATE answer SET done_rev = $3, done_event = $4 WHERE response = $1 AND item = $2
                 AND (done_rev IS NULL OR done_rev < $3 OR (done_rev = $3 AND done_event < $4))",
            response,
            &answer.item,
            i64::from(answer.rev),
            event.id
        )?;
        Ok(touched > 0)
    }

    /// What the answer says of the child; where another has won, it is history at once.
    async fn insert_statements(
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
                response,
                &answer.item,
                to_millis(self.now)
            )?;
        }
        for (rank, said) in (1_i64..).zip(said(item, &answer.given)) {
            run!(
                self.tx,
                "INSERT INTO statement (id, school, child, response, item, basket, card, facet,
                     source, event, at, ended_at, rank)
                 VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)",
                statement_id(event.id, &said),
                self.device.school(),
                event.child,
                response,
                &said.item,
                &said.basket,
                &said.card,
                to_text(said.facet)?,
                to_text(Source::Survey)?,
                event.id,
                to_millis(self.now),
                (!stands).then_some(to_millis(self.now)),
                rank
            )?;
        }
        Ok(())
    }
}
