//! What a child does with their own statements. A change of one that is not there yet is refused
//! and waits; it is taken when the statement comes.

use super::EventBatch;
use crate::{
    Result,
    column::{from_text, to_millis, to_text},
    survey::CachedResponse,
};
use domain::{
    event::{Event, Op, Outcome, Refusal},
    ids::{EventId, ResponseId, StatementId},
    limits,
    profile::{Facet, Source, StatementKey},
};
use std::sync::Arc;

/// A statement of a child, as far as changing it goes.
struct Target {
    response: ResponseId,
    said: StatementKey,
    rank: i64,
}

/// A statement to come into being.
struct NewStatement<'a> {
    id: StatementId,
    response: ResponseId,
    said: &'a StatementKey,
    replaces: Option<StatementId>,
    stands: bool,
    rank: i64,
}

impl EventBatch<'_> {
    pub(super) async fn apply_keep_statement(
        &mut self,
        event: &Event,
        body: &str,
        id: StatementId,
    ) -> Result<Result<Outcome, Refusal>> {
        if self.target(event, id).await?.is_none() {
            return Ok(Err(Refusal::Unknown));
        }
        if let Some(known) = self.insert_event(event, body).await? {
            return Ok(known);
        }
        run!(
            self.tx,
            "UPDATE statement SET kept_at = $2 WHERE id = $1",
            id,
            to_millis(self.now)
        )?;
        Ok(Ok(Outcome::Accepted))
    }

    pub(super) async fn apply_change_statement(
        &mut self,
        event: &Event,
        body: &str,
    ) -> Result<Result<Outcome, Refusal>> {
        let Op::ChangeStatement {
            statement,
            new,
            card,
        } = &event.op
        else {
            return Ok(Err(Refusal::Impossible));
        };
        let Some(target) = self.target(event, *statement).await? else {
            return Ok(Err(Refusal::Unknown));
        };
        let Some(cached) = self.response(event, target.response).await? else {
            return Ok(Err(Refusal::Unknown));
        };
        let said = StatementKey {
            card: card.clone(),
            ..target.said
        };
        if said.words(&cached.survey_version.survey).is_none() || self.is_taken(event, *new).await?
        {
            return Ok(Err(Refusal::Impossible));
        }
        if let Some(known) = self.insert_event(event, body).await? {
            return Ok(known);
        }
        run!(
            self.tx,
            "UPDATE statement SET ended_at = COALESCE(ended_at, $2) WHERE id = $1",
            statement,
            to_millis(self.now)
        )?;
        // Two tablets may both have changed it: the later event's card stands.
        let rivals: Vec<(EventId,)> = list!(
            self.tx,
            "SELECT event FROM statement WHERE replaces = $1",
            statement
        )?;
        let stands = rivals.iter().all(|(rival,)| *rival < event.id);
        if stands && !rivals.is_empty() {
            run!(
                self.tx,
                "UPDATE statement SET ended_at = COALESCE(ended_at, $2) WHERE replaces = $1",
                statement,
                to_millis(self.now)
            )?;
        }
        let new = NewStatement {
            id: *new,
            response: target.response,
            said: &said,
            replaces: Some(*statement),
            stands,
            rank: target.rank,
        };
        self.insert_statement(event, new).await
    }

    pub(super) async fn apply_add_statement(
        &mut self,
        event: &Event,
        body: &str,
    ) -> Result<Result<Outcome, Refusal>> {
        let Op::AddStatement {
            response,
            item,
            new,
            card,
        } = &event.op
        else {
            return Ok(Err(Refusal::Impossible));
        };
        let Some(cached) = self.response(event, *response).await? else {
            return Ok(Err(Refusal::Unknown));
        };
        let Some(said) = statement_from_card(&cached, item, card) else {
            return Ok(Err(Refusal::Unknown));
        };
        if self.is_taken(event, *new).await? {
            return Ok(Err(Refusal::Impossible));
        }
        if let Some(known) = self.insert_event(event, body).await? {
            return Ok(known);
        }
        let new = NewStatement {
            id: *new,
            response: *response,
            said: &said,
            replaces: None,
            stands: true,
            rank: limits::survey::RANK_OF_ADDED.into(),
        };
        self.insert_statement(event, new).await
    }

    async fn insert_statement(
        &mut self,
        event: &Event,
        new: NewStatement<'_>,
    ) -> Result<Result<Outcome, Refusal>> {
        run!(
            self.tx,
            "INSERT INTO statement (id, school, child, response, item, basket, card, facet,
                 source, event, replaces, at, ended_at, rank)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)",
            new.id,
            self.device.school(),
            event.child,
            new.response,
            &new.said.item,
            &new.said.basket,
            &new.said.card,
            to_text(new.said.facet)?,
            to_text(Source::Child)?,
            event.id,
            new.replaces,
            to_millis(self.now),
            (!new.stands).then_some(to_millis(self.now)),
            new.rank
        )?;
        self.apply_waiting(event, new.id.0).await?;
        Ok(Ok(Outcome::Accepted))
    }

    /// A statement of this child.
    async fn target(&mut self, event: &Event, id: StatementId) -> Result<Option<Target>> {
        let row: Option<(ResponseId, String, Option<String>, String, String, i64)> = find!(
            self.tx,
            "SELECT response, item, basket, card, facet, rank FROM statement
             WHERE id = $1 AND child = $2 AND school = $3",
            id,
            event.child,
            self.device.school()
        )?;
        let Some((response, item, basket, card, facet, rank)) = row else {
            return Ok(None);
        };
        Ok(Some(Target {
            response,
            said: StatementKey {
                facet: from_text::<Facet>(facet)?,
                item,
                basket,
                card,
            },
            rank,
        }))
    }

    /// Whether another event made a statement of this id.
    async fn is_taken(&mut self, event: &Event, id: StatementId) -> Result<bool> {
        let row: Option<(EventId,)> =
            find!(self.tx, "SELECT event FROM statement WHERE id = $1", id)?;
        Ok(row.is_some_and(|(by,)| by != event.id))
    }
}

/// What a child says by adding a card to an item; in a sort it goes where statements come from.
fn statement_from_card(
    cached: &Arc<CachedResponse>,
    item: &str,
    card: &str,
) -> Option<StatementKey> {
    let item = cached.survey_version.item(item)?;
    let basket = item.places.iter().find(|it| it.stem.is_some());
    let said = StatementKey {
        facet: basket.and_then(|it| it.facet).or(item.facet)?,
        item: item.id.clone(),
        basket: basket.map(|it| it.id.clone()),
        card: card.to_owned(),
    };
    said.words(&cached.survey_version.survey).map(|_| ())?;
    Some(said)
}
