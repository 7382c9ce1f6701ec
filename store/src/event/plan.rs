//! What a child does with their plan. A tick of a daily goal, or a step, that is not there yet is
//! refused and waits; it is taken when the proposal it belongs to comes.

use super::Taking;
use crate::{
    Result, StoreError,
    plan::{Write, book, note_aside, write_goal},
    stored::{day, small, word},
};
use domain::{
    Lang,
    event::{Event, Op, Outcome, Refusal},
    ids::{EventId, PlanId, TermId},
    plan::{Aside, Goal, GoalState, TermCard, Tick, Weight, What},
};
use uuid::Uuid;

/// Most proposals of a plan that wait for an answer.
const MOST_WAITING: i64 = 20;

impl Taking<'_> {
    pub(super) async fn tick(
        &mut self,
        event: &Event,
        body: &str,
        tick: &Tick,
    ) -> Result<Result<Outcome, Refusal>> {
        let school = self.device.school();
        let daily: Option<(Uuid, Uuid, String, String, String)> = find!(
            self.tx,
            "SELECT p.id, t.id, t.title, t.begins_on, t.ends_on
             FROM daily d JOIN plan p ON p.id = d.plan JOIN term t ON t.id = p.term
             WHERE d.id = $1 AND d.child = $2 AND d.school = $3 AND p.child = $2 AND p.school = $3",
            tick.daily.0,
            event.child.0,
            school.0
        )?;
        let Some((plan, id, title, begins, ends)) = daily else {
            return Ok(Err(Refusal::Unknown));
        };
        let (plan, term) = (PlanId(plan), term((id, title, begins, ends))?);
        if !tick.is_possible(&term, self.now) {
            return Ok(Err(Refusal::Impossible));
        }
        if let Some(known) = self.keep_event(event, body).await? {
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
            tick.daily.0,
            &on,
            school.0,
            event.child.0,
            plan.0,
            i64::from(tick.rev),
            event.id.0,
            word(tick.state)?,
            tick.felt.map(word).transpose()?
        )?;
        if stands > 0 {
            self.ticked.insert((event.child, tick.on), (plan, term));
        }
        Ok(Ok(Outcome::Accepted))
    }

    /// The term of a plan of this child.
    async fn term_of(&mut self, event: &Event, plan: PlanId) -> Result<Option<TermCard>> {
        let row: Option<(Uuid, String, String, String)> = find!(
            self.tx,
            "SELECT t.id, t.title, t.begins_on, t.ends_on FROM plan p JOIN term t ON t.id = p.term
             WHERE p.id = $1 AND p.child = $2 AND p.school = $3",
            plan.0,
            event.child.0,
            self.device.school().0
        )?;
        row.map(term).transpose()
    }

    pub(super) async fn step(
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
        let row: Option<(i64, Uuid, Uuid, bool, String)> = find!(
            self.tx,
            "SELECT s.rev, s.event, s.plan, s.done, g.body FROM step s JOIN goal g ON g.id = s.goal
             WHERE s.id = $1 AND s.goal = $2 AND s.child = $3 AND s.school = $4",
            step.0,
            goal.0,
            event.child.0,
            self.device.school().0
        )?;
        let Some((held, by, plan, was_done, body_of_goal)) = row else {
            return Ok(Err(Refusal::Unknown));
        };
        if let Some(known) = self.keep_event(event, body).await? {
            return Ok(known);
        }
        if loses(event, *rev, Some((held, by)))? {
            return Ok(Ok(Outcome::Accepted));
        }
        run!(
            self.tx,
            "UPDATE step SET done = $2, rev = $3, event = $4 WHERE id = $1",
            step.0,
            *done,
            i64::from(*rev),
            event.id.0
        )?;
        if was_done != *done {
            let goal: Goal =
                serde_json::from_str(&body_of_goal).map_err(|_| StoreError::Unreadable("goal"))?;
            let title = goal.steps.iter().find(|it| it.id == *step);
            let aside = Aside::Step {
                step: title.map_or_else(String::new, |it| it.title.clone()),
                goal: goal.title,
                done: *done,
            };
            let of = (self.device.school(), PlanId(plan));
            note_aside(self.tx, of, event.child, self.now, &aside).await?;
        }
        self.stirred_children.insert(event.child);
        Ok(Ok(Outcome::Accepted))
    }

    pub(super) async fn propose(
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
            plan.0
        )?;
        if waiting.is_some_and(|(count,)| count >= MOST_WAITING) {
            return Ok(Err(Refusal::Impossible));
        }
        if let Some(known) = self.keep_event(event, body).await? {
            return Ok(known);
        }
        // All of its daily goals have ids already.
        let mut new = draft.begin(*goal, *on, Uuid::nil);
        new.state = GoalState::Proposed;
        new.why_picture = card.map(|it| it.picture.clone());
        let write = Write {
            school: self.device.school(),
            child: event.child,
            plan: *plan,
            goal: &new,
            before: None,
            what: What::Proposed,
            who: event.child,
            event: Some(event.id),
            now: self.now,
        };
        write_goal(self.tx, write).await?;
        self.proposed.insert(event.child);
        for it in daily {
            self.waiting_for(event, it.id.0).await?;
        }
        Ok(Ok(Outcome::Accepted))
    }

    /// The language the child hears and reads: their words are in it.
    async fn lang_of(&mut self, event: &Event) -> Result<Lang> {
        let row: Option<(String,)> = find!(
            self.tx,
            "SELECT lang FROM person WHERE id = $1 AND school = $2",
            event.child.0,
            self.device.school().0
        )?;
        let lang = row.and_then(|(lang,)| Lang::parse(&lang));
        Ok(lang.unwrap_or_default())
    }

    /// Whether a goal or a daily goal of this id is there that this event did not make.
    async fn is_taken_by_another(&mut self, event: &Event, id: Uuid) -> Result<bool> {
        let rows: Vec<(Option<Uuid>,)> = list!(
            self.tx,
            "SELECT event FROM goal WHERE id = $1
             UNION ALL SELECT g.event FROM daily d JOIN goal g ON g.id = d.goal WHERE d.id = $1",
            id
        )?;
        Ok(rows.iter().any(|(by,)| *by != Some(event.id.0)))
    }
}

fn term((id, title, begins, ends): (Uuid, String, String, String)) -> Result<TermCard> {
    Ok(TermCard {
        id: TermId(id),
        title,
        begins: day(&begins)?,
        ends: day(&ends)?,
    })
}

/// Whether what stands is weightier.
pub(super) fn loses(event: &Event, rev: u32, held: Option<(i64, Uuid)>) -> Result<bool> {
    let mine: Weight = (rev, event.id);
    Ok(match held {
        Some((rev, id)) => (small(rev)?, EventId(id)) >= mine,
        None => false,
    })
}
