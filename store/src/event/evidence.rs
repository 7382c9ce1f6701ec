//! A child's piece of evidence: of two states the higher revision stands. Its picture comes by
//! itself, before or after; see `crate::evidence`.

use super::{EventBatch, plan::is_outweighed};
use crate::{
    Result,
    column::{to_json, to_millis, to_text},
    plan::book,
};
use domain::{
    event::{Event, Outcome, Refusal},
    evidence::{EvidenceSentence, EvidenceState},
    ids::{EventId, GoalId, PersonId},
    limits,
};

impl EventBatch<'_> {
    pub(super) async fn apply_evidence(
        &mut self,
        event: &Event,
        body: &str,
        piece: &EvidenceState,
    ) -> Result<Result<Outcome, Refusal>> {
        if !piece.is_possible() {
            return Ok(Err(Refusal::Impossible));
        }
        let school = self.device.school();
        let goal: Option<(i64,)> = find!(
            self.tx,
            "SELECT (SELECT COUNT(*) FROM evidence e
                 WHERE e.goal = g.id AND NOT e.taken_back AND e.id <> $4)
             FROM goal g WHERE g.id = $1 AND g.child = $2 AND g.school = $3",
            piece.goal,
            event.child,
            school,
            piece.evidence
        )?;
        let Some((others,)) = goal else {
            return Ok(Err(Refusal::Unknown));
        };
        let row: Option<(i64, Option<EventId>, PersonId, GoalId)> = find!(
            self.tx,
            "SELECT rev, event, child, goal FROM evidence WHERE id = $1",
            piece.evidence
        )?;
        let is_anothers = row.is_some_and(|(_, by, child, goal)| {
            by.is_none() || child != event.child || goal != piece.goal
        });
        if is_anothers || (others >= limits::evidence::MOST_PIECES && row.is_none()) {
            return Ok(Err(Refusal::Impossible));
        }
        let sentence = match &piece.starter {
            Some(starter) => {
                let book = book(self.tx, starter.book).await?;
                let card = book.as_ref().and_then(|it| it.starter(&starter.id));
                match card {
                    Some(card) => Some(EvidenceSentence::of(&card.picture, &card.word)),
                    None => return Ok(Err(Refusal::Impossible)),
                }
            }
            None => None,
        };
        if let Some(known) = self.insert_event(event, body).await? {
            return Ok(known);
        }
        let cached = row.and_then(|(rev, by, ..)| Some((rev, by?)));
        if is_outweighed(event, piece.rev, cached)? {
            return Ok(Ok(Outcome::Accepted));
        }
        run!(
            self.tx,
            "INSERT INTO evidence (id, school, child, goal, kind, event, rev, said, made_on,
                 made_by, taken_at, taken_back)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $3, $10, $11)
             ON CONFLICT (id) DO UPDATE SET event = excluded.event, rev = excluded.rev,
                 taken_back = excluded.taken_back",
            piece.evidence,
            school,
            event.child,
            piece.goal,
            to_text(piece.kind)?,
            event.id,
            i64::from(piece.rev),
            sentence.as_ref().map(to_json).transpose()?,
            piece.on.to_string(),
            to_millis(self.now),
            piece.taken_back
        )?;
        if piece.taken_back {
            run!(
                self.tx,
                "DELETE FROM evidence_picture WHERE evidence = $1",
                piece.evidence
            )?;
        }
        self.dirty_children.insert(event.child);
        Ok(Ok(Outcome::Accepted))
    }
}
