//! What a child does with their plan. A tick of a daily goal, or a step, that is not there yet is
//! refused and waits; it is taken when the proposal it belongs to comes.

use super::EventBatch;
use crate::{
    Result,
    column::{from_json, to_date, to_int, to_text},
    plan::{GoalWrite, book, make_if_shown, note_aside, write_goal},
};
use domain::{
    Lang,
    event::{Event, Op, Outcome, Refusal},
    ids::{EventId, PlanId, TermId},
    limits,
    plan::{Goal, GoalChangeKind, GoalState, PlanChangeKind, TermCard, Tick, TickWeight},
};
use uuid::Uuid;

impl EventBatch<'_> {
    pub(super) async fn apply_tick(
        &mut self,
        event: &Event,
        body: &str,
        tick: &Tick,
    ) -> Result<Result<Outcome, Refusal>> {
        let school = self.device.school();
        let daily: Option<(PlanId, TermId, String, String, String)> = find!(
            self.tx,
            "SELECT p.id, t.id, t.title, t.begins_on, t.ends_on
             FROM daily d JOIN plan p ON p.id = d.plan JOIN term t ON t.id = p.term
             WHERE d.id = $1 AND d.child = $2 AND d.school = $3 AND p.child = $2 AND p.school = $3",
            tick.daily,
            event.child,
            school
        )?;
        let Some((plan, id, title, begins, ends)) = daily else {
            return Ok(Err(Refusal::Unknown));
        };
        let (plan, term) = (plan, term((id, title, begins, ends))?);
        if !tick.is_possible(&term, self.now) {
            return Ok(Err(Refusal::Impossible));
        }
        if let Some(known) = self.insert_event(event, body).await? {
            return Ok(known);
        }
        let on = tick.on.to_string();
        let stands = run!(
            self.tx,
            "INSERT INTO tick (daily, on_day, school, child, plan, rev, event, state, felt)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
             ON CONFLICT (daily, on_day) DO UPDATE SET rev = excluded.rev, event = excluded.event,
                 state = excluded.state, felt = excluded.felt
             WHERE tick.rev < excluded.rev
                 OR (tick.rev = excluded.rev AND tick.event < excluded.event)",
            tick.daily,
            &on,
            school,
            event.child,
            plan,
            i64::from(tick.rev),
            event.id,
            to_text(tick.state)?,
            tick.felt.map(to_text).transpose()?
        )?;
        if stands > 0 {
            self.changed_days
                .insert((event.child, tick.on), (plan, term));
        }
        Ok(Ok(Outcome::Accepted))
    }

    /// The term of a plan of this child.
    async fn term_of(&mut self, event: &Event, plan: PlanId) -> Result<Option<TermCard>> {
        let row: Option<(TermId, String, String, String)> = find!(
            self.tx,
            "SELECT t.id, t.title, t.begins_on, t.ends_on FROM plan p JOIN term t ON t.id = p.term
             WHERE p.id = $1 AND p.child = $2 AND p.school = $3",
            plan,
            event.child,
            self.device.school()
        )?;
        row.map(term).transpose()
    }

    pub(super) async fn apply_step(
        &mut self,
        event: &Event,
        body: &str,
    ) -> Result<Result<Outcome, Refusal>> {
        let Op::StepDone {
            goal,
            step,
            rev,
            done,
        } = &event.op
        else {
            return Ok(Err(Refusal::Impossible));
        };
        let row: Option<(i64, EventId, PlanId, bool, String)> = find!(
            self.tx,
            "SELECT s.rev, s.event, s.plan, s.done, g.body FROM step s JOIN goal g ON g.id = s.goal
             WHERE s.id = $1 AND s.goal = $2 AND s.child = $3 AND s.school = $4",
            step,
            goal,
            event.child,
            self.device.school()
        )?;
        let Some((cached, by, plan, was_done, body_of_goal)) = row else {
            return Ok(Err(Refusal::Unknown));
        };
        if let Some(known) = self.insert_event(event, body).await? {
            return Ok(known);
        }
        if is_outweighed(event, *rev, Some((cached, by)))? {
            return Ok(Ok(Outcome::Accepted));
        }
        run!(
            self.tx,
            "UPDATE step SET done = $2, rev = $3, event = $4 WHERE id = $1",
            step,
            *done,
            i64::from(*rev),
            event.id
        )?;
        if was_done != *done {
            let goal: Goal = from_json(&body_of_goal, "goal")?;
            let title = goal.steps.iter().find(|it| it.id == *step);
            let aside = PlanChangeKind::Step {
                step: title.map_or_else(String::new, |it| it.title.clone()),
                goal: goal.title,
                done: *done,
            };
            let of = (self.device.school(), plan);
            note_aside(self.tx, of, event.child, self.now, &aside).await?;
        }
        self.dirty_children.insert(event.child);
        Ok(Ok(Outcome::Accepted))
    }

    pub(super) async fn apply_proposal(
        &mut self,
        event: &Event,
        body: &str,
    ) -> Result<Result<Outcome, Refusal>> {
        let Op::ProposeGoal {
            plan,
            goal,
            book: version,
            entry,
            daily,
            why,
            on,
        } = &event.op
        else {
            return Ok(Err(Refusal::Impossible));
        };
        make_if_shown(self.tx, self.device.school(), event.child, *plan, *on).await?;
        let Some(term) = self.term_of(event, *plan).await? else {
            return Ok(Err(Refusal::Unknown));
        };
        let Some(book) = book(self.tx, *version).await? else {
            return Ok(Err(Refusal::Unknown));
        };
        let Some(mut draft) = book.draft(entry, daily) else {
            return Ok(Err(Refusal::Impossible));
        };
        let card = match why {
            Some(why) => match book.why(why) {
                Some(card) => Some(card),
                None => return Ok(Err(Refusal::Impossible)),
            },
            None => None,
        };
        if let Some(card) = card {
            let lang = self.lang_of(event).await?;
            card.word.get(lang).clone_into(&mut draft.why);
        }
        if !term.contains(*on) {
            return Ok(Err(Refusal::Impossible));
        }
        let mut ids = vec![goal.0];
        ids.extend(daily.iter().map(|it| it.id.0));
        for id in ids {
            if self.is_taken_by_another(event, id).await? {
                return Ok(Err(Refusal::Impossible));
            }
        }
        let waiting: Option<(i64,)> = find!(
            self.tx,
            "SELECT COUNT(*) FROM goal WHERE plan = $1 AND state = 'proposed'",
            plan
        )?;
        if waiting.is_some_and(|(count,)| count >= limits::plan::MOST_WAITING_PROPOSALS) {
            return Ok(Err(Refusal::Impossible));
        }
        if let Some(known) = self.insert_event(event, body).await? {
            return Ok(known);
        }
        // All of its daily goals have ids already.
        let mut new = draft.begin(*goal, *on, Uuid::nil);
        new.state = GoalState::Proposed;
        new.why_picture = card.map(|it| it.picture.clone());
        let write = GoalWrite {
            school: self.device.school(),
            child: event.child,
            plan: *plan,
            goal: &new,
            before: None,
            what: GoalChangeKind::Proposed,
            who: event.child,
            event: Some(event.id),
            now: self.now,
        };
        write_goal(self.tx, write).await?;
        self.new_proposals.insert(event.child);
        for it in daily {
            self.apply_waiting(event, it.id.0).await?;
        }
        Ok(Ok(Outcome::Accepted))
    }

    /// The language the child hears and reads: their words are in it.
    async fn lang_of(&mut self, event: &Event) -> Result<Lang> {
        let row: Option<(String,)> = find!(
            self.tx,
            "SELECT lang FROM person WHERE id = $1 AND school = $2",
            event.child,
            self.device.school()
        )?;
        let lang = row.and_then(|(lang,)| Lang::parse(&lang));
        Ok(lang.unwrap_or_default())
    }

    /// Whether a goal or a daily goal of this id is there that this event did not make.
    async fn is_taken_by_another(&mut self, event: &Event, id: Uuid) -> Result<bool> {
        let rows: Vec<(Option<EventId>,)> = list!(
            self.tx,
            "SELECT event FROM goal WHERE id = $1
             UNION ALL SELECT g.event FROM daily d JOIN goal g ON g.id = d.goal WHERE d.id = $1",
            id
        )?;
        Ok(rows.iter().any(|(by,)| *by != Some(event.id)))
    }
}

fn term((id, title, begins, ends): (TermId, String, String, String)) -> Result<TermCard> {
    Ok(TermCard {
        id,
        title,
        begins: to_date(&begins)?,
        ends: to_date(&ends)?,
    })
}

/// Whether what stands is weightier.
pub(super) fn is_outweighed(
    event: &Event,
    rev: u32,
    cached: Option<(i64, EventId)>,
) -> Result<bool> {
    let mine: TickWeight = (rev, event.id);
    Ok(match cached {
        Some((rev, id)) => (to_int(rev)?, id) >= mine,
        None => false,
    })
}
