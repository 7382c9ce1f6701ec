//! Goals as adults make and change them. Every change is kept with what was before it; one that was
//! made from an older state is told what stands now, and changes nothing.

use super::{
    book::book,
    history::note_aside,
    load::{self, made_plan, refresh_tile, term},
};
use crate::{
    Db, Result, StoreError, Tx,
    competency::{is_here, says},
    proof::Teacher,
    stored::{day, json, ms, word},
    tile,
};
use chrono::{DateTime, NaiveDate, Utc};
use domain::{
    access::Action,
    ids::{ClassId, EventId, GoalId, PersonId, PlanId, SchoolId, StepId},
    plan::{Answered, Aside, Draft, Goal, GoalState, MOST_GOALS, TermCard, Updated, What},
};
use std::collections::HashMap;
use uuid::Uuid;

/// Longest dream in own words, in characters.
const DREAM: usize = 200;

/// What is written of a goal.
pub(crate) struct Write<'a> {
    pub(crate) school: SchoolId,
    pub(crate) child: PersonId,
    pub(crate) plan: PlanId,
    pub(crate) goal: &'a Goal,
    pub(crate) before: Option<&'a Goal>,
    pub(crate) what: What,
    pub(crate) who: PersonId,
    pub(crate) event: Option<EventId>,
    pub(crate) now: DateTime<Utc>,
}

/// Writes a goal, whose its daily goals and steps are, and the line of its history. False, and
/// nothing is written, if it is no longer the one it was made from.
pub(crate) async fn write_goal(tx: &mut Tx, it: Write<'_>) -> Result<bool> {
    let touched = match it.before {
        None => run!(
            tx,
            "INSERT INTO goal (id, school, child, plan, state, rev, body, carried_from, event,
                 made_at)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
            it.goal.id.0,
            it.school.0,
            it.child.0,
            it.plan.0,
            word(it.goal.state)?,
            i64::from(it.goal.rev),
            json(it.goal)?,
            it.goal.carried_from.map(|id| id.0),
            it.event.map(|id| id.0),
            ms(it.now)
        )?,
        Some(before) => run!(
            tx,
            "UPDATE goal SET state = $3, rev = $4, body = $5 WHERE id = $1 AND rev = $2",
            it.goal.id.0,
            i64::from(before.rev),
            word(it.goal.state)?,
            i64::from(it.goal.rev),
            json(it.goal)?
        )?,
    };
    if touched == 0 {
        return Ok(false);
    }
    for daily in &it.goal.daily {
        run!(
            tx,
            "INSERT INTO daily (id, school, child, goal, plan) VALUES ($1, $2, $3, $4, $5)
             ON CONFLICT DO NOTHING",
            daily.id.0,
            it.school.0,
            it.child.0,
            it.goal.id.0,
            it.plan.0
        )?;
    }
    for step in &it.goal.steps {
        run!(
            tx,
            "INSERT INTO step (id, school, child, goal, plan, done, rev, event)
             VALUES ($1, $2, $3, $4, $5, FALSE, 0, $6) ON CONFLICT DO NOTHING",
            step.id.0,
            it.school.0,
            it.child.0,
            it.goal.id.0,
            it.plan.0,
            Uuid::nil()
        )?;
    }
    run!(
        tx,
        "INSERT INTO goal_change (goal, rev, school, child, what, who, at, before_body, after_body)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        it.goal.id.0,
        i64::from(it.goal.rev),
        it.school.0,
        it.child.0,
        word(it.what)?,
        it.who.0,
        ms(it.now),
        it.before.map(json).transpose()?,
        json(it.goal)?
    )?;
    Ok(true)
}

/// Holds every class these children are in, and the teacher's.
pub(super) async fn hold(tx: &mut Tx, teacher: &Teacher, children: &[PersonId]) -> Result<()> {
    let mut classes = tile::classes(tx, teacher.school(), children).await?;
    classes.insert(teacher.class());
    for class in classes {
        tx.hold_class(class).await?;
    }
    Ok(())
}

/// What is said to be the book's or a competency's is; else nobody could hear it in both languages.
pub(super) async fn check(tx: &mut Tx, school: SchoolId, draft: &Draft) -> Result<()> {
    draft.check()?;
    if let Some(competency) = draft.competency
        && !is_here(tx, school, competency).await?
    {
        return Err(StoreError::invalid("competency", "unknown"));
    }
    let mut words = draft.from_book().peekable();
    if words.peek().is_none() {
        return Ok(());
    }
    let version = draft.entry.as_ref().map(|it| it.book);
    let book = match version {
        Some(version) => book(tx, version).await?,
        None => None,
    };
    for it in words {
        let known = book.as_ref().is_some_and(|book| book.has(it));
        if !known && !says(tx, school, it).await? {
            return Err(StoreError::invalid("title", "not-of-the-book"));
        }
    }
    Ok(())
}

pub(super) async fn room_for_one_more(
    tx: &mut Tx,
    plan: PlanId,
    but: Option<GoalId>,
) -> Result<()> {
    let living: Vec<(Uuid,)> = list!(
        tx,
        "SELECT id FROM goal WHERE plan = $1 AND state = 'living'",
        plan.0
    )?;
    let others = living.iter().filter(|(id,)| Some(GoalId(*id)) != but);
    if others.count() < MOST_GOALS {
        Ok(())
    } else {
        Err(StoreError::invalid("goals", "three-already"))
    }
}

pub(super) async fn new_tile(
    tx: &mut Tx,
    school: SchoolId,
    found: &Found,
    today: NaiveDate,
) -> Result<()> {
    if found.term.0 <= today && today <= found.term.1 {
        refresh_tile(tx, school, found.child, found.plan, today).await?;
    }
    Ok(())
}

/// A goal of a child of the class.
pub(super) struct Found {
    pub(super) child: PersonId,
    pub(super) plan: PlanId,
    pub(super) term: (NaiveDate, NaiveDate),
    pub(super) goal: Goal,
}

type FoundRow = (Uuid, Uuid, String, String, String);

pub(super) async fn found(tx: &mut Tx, teacher: &Teacher, id: GoalId) -> Result<Found> {
    found_in(tx, teacher.school(), teacher.class(), id).await
}

pub(super) async fn found_in(
    tx: &mut Tx,
    school: SchoolId,
    class: ClassId,
    id: GoalId,
) -> Result<Found> {
    let row: Option<FoundRow> = find!(
        tx,
        "SELECT g.child, g.plan, g.body, t.begins_on, t.ends_on
         FROM goal g JOIN plan p ON p.id = g.plan JOIN term t ON t.id = p.term
         JOIN enrollment e ON e.person = g.child AND e.class = $3 AND e.role = 'child'
         WHERE g.id = $1 AND g.school = $2",
        id.0,
        school.0,
        class.0
    )?;
    let (child, plan, body, begins, ends) = row.ok_or(StoreError::NotFound)?;
    let rows: Vec<(Uuid, bool, i64)> =
        list!(tx, "SELECT id, done, rev FROM step WHERE goal = $1", id.0)?;
    let steps: HashMap<_, _> = rows
        .into_iter()
        .map(|(id, done, rev)| (id, (done, rev)))
        .collect();
    Ok(Found {
        child: PersonId(child),
        plan: PlanId(plan),
        term: (day(&begins)?, day(&ends)?),
        goal: load::goal(&body, &steps)?,
    })
}

/// A change somebody asks for.
struct Asked {
    teacher: Teacher,
    goal: GoalId,
    /// The revision it was made from.
    expected: u32,
    change: Changing,
    today: NaiveDate,
    now: DateTime<Utc>,
}

enum Changing {
    Draft(Box<Draft>),
    State(GoalState),
    Answer(Answered),
}

async fn change(db: &Db, asked: Asked) -> Result<Updated> {
    asked.teacher.must(Action::EditPlan)?;
    db.write(move |tx| Box::pin(change_in(tx, asked))).await
}

async fn change_in(tx: &mut Tx, asked: Asked) -> Result<Updated> {
    let child = found(tx, &asked.teacher, asked.goal).await?.child;
    hold(tx, &asked.teacher, &[child]).await?;
    let held = found(tx, &asked.teacher, asked.goal).await?;
    if held.goal.rev != asked.expected {
        return Ok(Updated::Conflict(held.goal));
    }
    let (goal, what) = changed(tx, &held, &asked).await?;
    if goal.state == GoalState::Living {
        room_for_one_more(tx, held.plan, Some(goal.id)).await?;
    }
    let school = asked.teacher.school();
    let write = Write {
        school,
        child,
        plan: held.plan,
        goal: &goal,
        before: Some(&held.goal),
        what,
        who: asked.teacher.person(),
        event: None,
        now: asked.now,
    };
    if !write_goal(tx, write).await? {
        return Ok(Updated::Conflict(held.goal));
    }
    new_tile(tx, school, &held, asked.today).await?;
    if held.goal.state == GoalState::Proposed {
        tile::proposals(tx, school, child).await?;
    }
    Ok(Updated::Kept(goal))
}

async fn changed(tx: &mut Tx, held: &Found, asked: &Asked) -> Result<(Goal, What)> {
    let mut goal = held.goal.clone();
    goal.rev += 1;
    let what = match &asked.change {
        Changing::Draft(draft) => {
            if matches!(goal.state, GoalState::Reached | GoalState::Ended) {
                return Err(StoreError::invalid("state", "over"));
            }
            check(tx, asked.teacher.school(), draft).await?;
            let ids = tx.ids();
            goal = draft.apply(&held.goal, asked.today, || ids.uuid())?;
            What::Changed
        }
        Changing::State(state) => {
            if goal.state == GoalState::Proposed || *state == GoalState::Proposed {
                return Err(StoreError::invalid("state", "proposed"));
            }
            goal.state = *state;
            match state {
                GoalState::Reached => What::Reached,
                GoalState::Ended => What::Ended,
                GoalState::Living | GoalState::Proposed => What::Changed,
            }
        }
        Changing::Answer(answer) => {
            if goal.state != GoalState::Proposed {
                return Err(StoreError::invalid("state", "answered"));
            }
            match answer {
                Answered::Yes => {
                    goal.signed_teacher = true;
                    goal.live_from(asked.today);
                    What::Agreed
                }
                Answered::Talk => {
                    goal.talk = true;
                    What::Talk
                }
                Answered::No => {
                    goal.state = GoalState::Ended;
                    goal.talk = false;
                    What::Ended
                }
            }
        }
    };
    Ok((goal, what))
}

/// Makes a goal what the draft says, if it is still at the revision the draft was made from.
pub async fn update_goal(
    db: &Db,
    teacher: &Teacher,
    goal: GoalId,
    expected: u32,
    draft: Draft,
    today: NaiveDate,
    now: DateTime<Utc>,
) -> Result<Updated> {
    let asked = Asked {
        teacher: *teacher,
        goal,
        expected,
        change: Changing::Draft(Box::new(draft)),
        today,
        now,
    };
    change(db, asked).await
}

/// Says that a goal is reached or laid aside; or that it lives after all.
pub async fn end_goal(
    db: &Db,
    teacher: &Teacher,
    goal: GoalId,
    expected: u32,
    state: GoalState,
    today: NaiveDate,
    now: DateTime<Utc>,
) -> Result<Updated> {
    let asked = Asked {
        teacher: *teacher,
        goal,
        expected,
        change: Changing::State(state),
        today,
        now,
    };
    change(db, asked).await
}

/// Answers a child's proposal; with yes it lives from `today` on.
pub async fn answer_proposal(
    db: &Db,
    teacher: &Teacher,
    goal: GoalId,
    expected: u32,
    answer: Answered,
    today: NaiveDate,
    now: DateTime<Utc>,
) -> Result<Updated> {
    let asked = Asked {
        teacher: *teacher,
        goal,
        expected,
        change: Changing::Answer(answer),
        today,
        now,
    };
    change(db, asked).await
}

/// Takes an unfinished goal of an earlier term over into this one, with its history; the same goal
/// however often. The earlier plan stays as it is.
pub async fn carry_over(
    db: &Db,
    teacher: &Teacher,
    goal: GoalId,
    today: NaiveDate,
    now: DateTime<Utc>,
) -> Result<Goal> {
    teacher.must(Action::EditPlan)?;
    let teacher = *teacher;
    db.write(move |tx| Box::pin(carry_in(tx, teacher, goal, today, now)))
        .await
}

pub(super) async fn carry_in(
    tx: &mut Tx,
    teacher: Teacher,
    id: GoalId,
    today: NaiveDate,
    now: DateTime<Utc>,
) -> Result<Goal> {
    let school = teacher.school();
    let child = found(tx, &teacher, id).await?.child;
    hold(tx, &teacher, &[child]).await?;
    let old = found(tx, &teacher, id).await?;
    let there: Option<(Uuid,)> = find!(tx, "SELECT id FROM goal WHERE carried_from = $1", id.0)?;
    if let Some((there,)) = there {
        return Ok(found(tx, &teacher, GoalId(there)).await?.goal);
    }
    if old.goal.state != GoalState::Living {
        return Err(StoreError::invalid("state", "not-living"));
    }
    let term = term(tx, school, teacher.class(), today).await?;
    let term: TermCard = term.ok_or(StoreError::invalid("term", "none"))?;
    let plan = made_plan(tx, school, child, term.id, today).await?;
    if plan == old.plan {
        return Err(StoreError::invalid("term", "same"));
    }
    room_for_one_more(tx, plan, None).await?;
    let ids = tx.ids();
    let draft = Draft::copy_of(&old.goal);
    let mut goal = draft.begin(GoalId(ids.uuid()), today, || ids.uuid());
    goal.carried_from = Some(id);
    let write = Write {
        school,
        child,
        plan,
        goal: &goal,
        before: None,
        what: What::Carried,
        who: teacher.person(),
        event: None,
        now,
    };
    write_goal(tx, write).await?;
    let new = Found {
        child,
        plan,
        term: (term.begins, term.ends),
        goal: goal.clone(),
    };
    new_tile(tx, school, &new, today).await?;
    Ok(goal)
}

/// Says that a step was made, or not, for the child.
pub async fn set_step(
    db: &Db,
    teacher: &Teacher,
    goal: GoalId,
    step: StepId,
    done: bool,
    now: DateTime<Utc>,
) -> Result<Goal> {
    teacher.must(Action::EditPlan)?;
    let teacher = *teacher;
    db.write(move |tx| {
        Box::pin(async move {
            let before = found(tx, &teacher, goal).await?;
            let id = tx.ids().uuid();
            let touched = run!(
                tx,
                "UPDATE step SET done = $4, rev = rev + 1, event = $5
                 WHERE id = $1 AND goal = $2 AND school = $3",
                step.0,
                goal.0,
                teacher.school().0,
                done,
                id
            )?;
            if touched == 0 {
                return Err(StoreError::NotFound);
            }
            if let Some(it) = before.goal.steps.iter().find(|it| it.id == step)
                && it.done != done
            {
                let aside = Aside::Step {
                    goal: before.goal.title.clone(),
                    step: it.title.clone(),
                    done,
                };
                let plan = (teacher.school(), before.plan);
                note_aside(tx, plan, teacher.person(), now, &aside).await?;
            }
            Ok(found(tx, &teacher, goal).await?.goal)
        })
    })
    .await
}

/// Puts own words in the place of the profile's dream; none brings that back.
pub async fn set_dream(
    db: &Db,
    teacher: &Teacher,
    child: PersonId,
    dream: &str,
    today: NaiveDate,
    now: DateTime<Utc>,
) -> Result<()> {
    teacher.must(Action::EditPlan)?;
    let dream = Some(dream.trim().to_owned()).filter(|it| !it.is_empty());
    if dream.as_ref().is_some_and(|it| it.chars().count() > DREAM) {
        return Err(StoreError::invalid("dream", "too-long"));
    }
    let teacher = *teacher;
    db.write(move |tx| {
        Box::pin(async move {
            let school = teacher.school();
            crate::class::child_name(tx, school, teacher.class(), child).await?;
            let term = term(tx, school, teacher.class(), today).await?;
            let term = term.ok_or(StoreError::invalid("term", "none"))?;
            let plan = made_plan(tx, school, child, term.id, today).await?;
            let row: Option<(Option<String>,)> =
                find!(tx, "SELECT dream FROM plan WHERE id = $1", plan.0)?;
            let before = row.and_then(|(dream,)| dream);
            if before == dream {
                return Ok(());
            }
            run!(
                tx,
                "UPDATE plan SET dream = $2 WHERE id = $1",
                plan.0,
                &dream
            )?;
            let aside = Aside::Dream {
                before,
                after: dream,
            };
            note_aside(tx, (school, plan), teacher.person(), now, &aside).await
        })
    })
    .await
}
