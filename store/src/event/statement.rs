//! What a child does with their own statements. A change of one that is not there yet is refused
//! and waits; it is taken when the statement comes.

use super::Taking;
use crate::{
    Result,
    db::Held,
    stored::{kind, ms, word},
};
use domain::{
    event::{Event, Op, Outcome, Refusal},
    ids::{EventId, ResponseId, StatementId},
    profile::{Facet, Said, Source},
};
use std::sync::Arc;
use uuid::Uuid;

/// A statement of a child, as far as changing it goes.
struct Target {
    response: ResponseId,
    said: Said,
}

/// A statement to come into being.
struct New<'a> {
    id: StatementId,
    response: ResponseId,
    said: &'a Said,
    replaces: Option<StatementId>,
    stands: bool,
}

impl Taking<'_> {
    pub(super) async fn keep(
        &mut self,
        event: &Event,
        body: &str,
        id: StatementId,
    ) -> Result<Result<Outcome, Refusal>> {
        if self.target(event, id).await?.is_none() {
            return Ok(Err(Refusal::Unknown));
        }
        if let Some(known) = self.keep_event(event, body).await? {
            return Ok(known);
        }
        run!(
            self.tx,
            "UPDATE statement SET kept_at = $2 WHERE id = $1",
            id.0,
            ms(self.now)
        )?;
        Ok(Ok(Outcome::Accepted))
    }

    pub(super) async fn change(
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
        let Some(held) = self.response(event, target.response).await? else {
            return Ok(Err(Refusal::Unknown));
        };
        let said = Said {
            card: card.clone(),
            ..target.said
        };
        if said.words(&held.paper.survey).is_none() || self.is_taken(event, *new).await? {
            return Ok(Err(Refusal::Impossible));
        }
        if let Some(known) = self.keep_event(event, body).await? {
            return Ok(known);
        }
        run!(
            self.tx,
            "UPDATE statement SET ended_at = COALESCE(ended_at, $2) WHERE id = $1",
            statement.0,
            ms(self.now)
        )?;
        // Two tablets may both have changed it: the later event's card stands.
        let rivals: Vec<(Uuid,)> = list!(
            self.tx,
            "SELECT event FROM statement WHERE replaces = $1",
            statement.0
        )?;
        let stands = rivals.iter().all(|(rival,)| EventId(*rival) < event.id);
        if stands && !rivals.is_empty() {
            run!(
                self.tx,
                "UPDATE statement SET ended_at = COALESCE(ended_at, $2) WHERE replaces = $1",
                statement.0,
                ms(self.now)
            )?;
        }
        let new = New {
            id: *new,
            response: target.response,
            said: &said,
            replaces: Some(*statement),
            stands,
        };
        self.begin(event, new).await
    }

    pub(super) async fn add(
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
        let Some(held) = self.response(event, *response).await? else {
            return Ok(Err(Refusal::Unknown));
        };
        let Some(said) = added(&held, item, card) else {
            return Ok(Err(Refusal::Unknown));
        };
        if self.is_taken(event, *new).await? {
            return Ok(Err(Refusal::Impossible));
        }
        if let Some(known) = self.keep_event(event, body).await? {
            return Ok(known);
        }
        let new = New {
            id: *new,
            response: *response,
            said: &said,
            replaces: None,
            stands: true,
        };
        self.begin(event, new).await
    }

    async fn begin(&mut self, event: &Event, new: New<'_>) -> Result<Result<Outcome, Refusal>> {
        run!(
            self.tx,
            "INSERT INTO statement (id, school, child, response, item, basket, card, facet,
                 source, event, replaces, at, ended_at)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)",
            new.id.0,
            self.device.school().0,
            event.child.0,
            new.response.0,
            &new.said.item,
            &new.said.basket,
            &new.said.card,
            word(new.said.facet)?,
            word(Source::Child)?,
            event.id.0,
            new.replaces.map(|id| id.0),
            ms(self.now),
            (!new.stands).then_some(ms(self.now))
        )?;
        self.waiting_for(event, new.id.0).await?;
        Ok(Ok(Outcome::Accepted))
    }

    /// A statement of this child.
    async fn target(&mut self, event: &Event, id: StatementId) -> Result<Option<Target>> {
        let row: Option<(Uuid, String, Option<String>, String, String)> = find!(
            self.tx,
            "SELECT response, item, basket, card, facet FROM statement
             WHERE id = $1 AND child = $2 AND school = $3",
            id.0,
            event.child.0,
            self.device.school().0
        )?;
        let Some((response, item, basket, card, facet)) = row else {
            return Ok(None);
        };
        Ok(Some(Target {
            response: ResponseId(response),
            said: Said {
                facet: kind::<Facet>(facet)?,
                item,
                basket,
                card,
            },
        }))
    }

    /// Whether another event made a statement of this id.
    async fn is_taken(&mut self, event: &Event, id: StatementId) -> Result<bool> {
        let row: Option<(Uuid,)> =
            find!(self.tx, "SELECT event FROM statement WHERE id = $1", id.0)?;
        Ok(row.is_some_and(|(by,)| by != event.id.0))
    }
}

/// What a child says by adding a card to an item; in a sort it goes where statements come from.
fn added(held: &Arc<Held>, item: &str, card: &str) -> Option<Said> {
    let item = held.paper.item(item)?;
    let basket = item.places.iter().find(|it| it.stem.is_some());
    let said = Said {
        facet: basket.and_then(|it| it.facet).or(item.facet)?,
        item: item.id.clone(),
        basket: basket.map(|it| it.id.clone()),
        card: card.to_owned(),
    };
    said.words(&held.paper.survey).map(|_| ())?;
    Some(said)
}
