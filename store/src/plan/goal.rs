//! Goals as adults make and change them. Every change is kept with what was before it; one that was
//! made from an older state changes nothing and answers the state there is now.

use super::{
    book::book,
    history::note_aside,
    load::{GoalRow, find_goal, made_plan, refresh_tile, term},
};
use crate::{
    Db, Result, StoreError, Tx,
    column::{to_json, to_millis, to_text},
    competency::{exists, has_words},
    proof::Teacher,
    tile,
};
use chrono::{DateTime, NaiveDate, Utc};
use domain::{
    access::Action,
    ids::{EventId, GoalId, PersonId, PlanId, SchoolId, StepId},
    limits,
    plan::{
        Draft, Goal, GoalChangeKind, GoalError, GoalState, GoalUpdate, PlanChangeKind,
        ProposalAnswer, TermCard,
    },
};
use uuid::Uuid;

/// What is written of a goal.
pub(crate) struct GoalWrite<'a> {
    pub(crate) school: SchoolId,
    pub(crate) child: PersonId,
    pub(crate) plan: PlanId,
    pub(crate) goal: &'a Goal,
    pub(crate) before: Option<&'a Goal>,
    pub(crate) what: GoalChangeKind,
    pub(crate) who: PersonId,
    pub(crate) event: Option<EventId>,
    pub(crate) now: DateTime<Utc>,
}

/// Writes a goal, whose its daily goals and steps are, and the line of its history. False, and
/// nothing is written, if it is no longer the one it was made from.
pub(crate) async fn write_goal(tx: &mut Tx, it: GoalWrite<'_>) -> Result<bool> {
    let touched = match it.before {
        None => run!(
            tx,
            "INSERT INTO goal (id, school, child, plan, state, rev, body, carried_from, event,
                 made_at)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
            it.goal.id,
            it.school,
            it.child,
            it.plan,
            to_text(it.goal.state)?,
            i64::from(it.goal.rev),
            to_json(it.goal)?,
            it.goal.carried_from,
            it.event,
            to_millis(it.now)
        )?,
        Some(before) => run!(
            tx,
            "UPDATE goal SET state = $3, rev = $4, body = $5 WHERE id = $1 AND rev = $2",
            it.goal.id,
            i64::from(before.rev),
            to_text(it.goal.state)?,
            i64::from(it.goal.rev),
            to_json(it.goal)?
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
            daily.id,
            it.school,
            it.child,
            it.goal.id,
            it.plan
        )?;
    }
    for step in &it.goal.steps {
        run!(
            tx,
            "INSERT INTO step (id, school, child, goal, plan, done, rev, event)
             VALUES ($1, $2, $3, $4, $5, FALSE, 0, $6) ON CONFLICT DO NOTHING",
            step.id,
            it.school,
            it.child,
            it.goal.id,
            it.plan,
            Uuid::nil()
        )?;
    }
    run!(
        tx,
        "INSERT INTO goal_change (goal, rev, school, child, what, who, at, before_body, after_body)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        it.goal.id,
        i64::from(it.goal.rev),
        it.school,
        it.child,
        to_text(it.what)?,
        it.who,
        to_millis(it.now),
        it.before.map(to_json).transpose()?,
        to_json(it.goal)?
    )?;
    Ok(true)
}

/// Holds every class these children are in, and the teacher's.
pub(super) async fn lock_classes(
    tx: &mut Tx,
    teacher: &Teacher,
    children: &[PersonId],
) -> Result<()> {
    let mut classes = tile::classes_of(tx, teacher.school(), children).await?;
    classes.insert(teacher.class());
    for class in classes {
        tx.lock_class(class).await?;
    }
    Ok(())
}

/// What is said to be the book's or a competency's is; else nobody could hear it in both languages.
pub(super) async fn check(tx: &mut Tx, school: SchoolId, draft: &Draft) -> Result<()> {
    draft.check()?;
    if let Some(competency) = draft.competency
        && !exists(tx, school, competency).await?
    {
        return Err(GoalError::CompetencyIsUnknown.into());
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
        if !known && !has_words(tx, school, it).await? {
            return Err(GoalError::NotOfTheBook.into());
        }
    }
    Ok(())
}

pub(super) async fn check_goal_count(tx: &mut Tx, plan: PlanId, but: Option<GoalId>) -> Result<()> {
    let living: Vec<(GoalId,)> = list!(
        tx,
        "SELECT id FROM goal WHERE plan = $1 AND state = 'living'",
        plan
    )?;
    let others = living.iter().filter(|(id,)| Some(*id) != but);
    if others.count() < limits::plan::MOST_GOALS {
        Ok(())
    } else {
        Err(GoalError::ThreeLiveAlready.into())
    }
}

pub(super) async fn refresh_tile_today(
    tx: &mut Tx,
    school: SchoolId,
    found: &GoalRow,
    today: NaiveDate,
) -> Result<()> {
    if found.term.0 <= today && today <= found.term.1 {
        refresh_tile(tx, school, found.child, found.plan, today).await?;
    }
    Ok(())
}

/// A change somebody asks for.
struct GoalChange {
    teacher: Teacher,
    goal: GoalId,
    /// The revision it was made from.
    expected: u32,
    change: GoalChangeBody,
    today: NaiveDate,
    now: DateTime<Utc>,
}

enum GoalChangeBody {
    Draft(Box<Draft>),
    State(GoalState),
    Answer(ProposalAnswer),
}

async fn change(db: &Db, request: GoalChange) -> Result<GoalUpdate> {
    request.teacher.must(Action::EditPlan)?;
    transaction!(db.write, |tx| {
        let child = find_goal(tx, &request.teacher, request.goal).await?.child;
        lock_classes(tx, &request.teacher, &[child]).await?;
        let stored = find_goal(tx, &request.teacher, request.goal).await?;
        if stored.goal.rev != request.expected {
            return Ok(GoalUpdate::Conflict(stored.goal));
        }
        let (goal, what) = apply_change(tx, &stored, &request).await?;
        if goal.state == GoalState::Living {
            check_goal_count(tx, stored.plan, Some(goal.id)).await?;
        }
        let school = request.teacher.school();
        let write = GoalWrite {
            school,
            child,
            plan: stored.plan,
            goal: &goal,
            before: Some(&stored.goal),
            what,
            who: request.teacher.person(),
            event: None,
            now: request.now,
        };
        if !write_goal(tx, write).await? {
            return Ok(GoalUpdate::Conflict(stored.goal));
        }
        refresh_tile_today(tx, school, &stored, request.today).await?;
        if stored.goal.state == GoalState::Proposed {
            tile::set_proposals(tx, school, child).await?;
        }
        Ok(GoalUpdate::Kept(goal))
    })
}

async fn apply_change(
    tx: &mut Tx,
    stored: &GoalRow,
    request: &GoalChange,
) -> Result<(Goal, GoalChangeKind)> {
    let mut goal = stored.goal.clone();
    goal.rev += 1;
    let what = match &request.change {
        GoalChangeBody::Draft(draft) => {
            if matches!(goal.state, GoalState::Reached | GoalState::Ended) {
                return Err(GoalError::IsOver.into());
            }
            check(tx, request.teacher.school(), draft).await?;
            let ids = tx.ids();
            goal = draft.apply(&stored.goal, request.today, || ids.uuid())?;
            GoalChangeKind::Changed
        }
        GoalChangeBody::State(state) => {
            if goal.state == GoalState::Proposed || *state == GoalState::Proposed {
                return Err(GoalError::IsStillProposed.into());
            }
            goal.state = *state;
            match state {
                GoalState::Reached => GoalChangeKind::Reached,
                GoalState::Ended => GoalChangeKind::Ended,
                GoalState::Living | GoalState::Proposed => GoalChangeKind::Changed,
            }
        }
        GoalChangeBody::Answer(answer) => {
            if goal.state != GoalState::Proposed {
                return Err(GoalError::IsAnsweredAlready.into());
            }
            match answer {
                ProposalAnswer::Yes => {
                    goal.signed_teacher = true;
                    goal.live_from(request.today);
                    GoalChangeKind::Agreed
                }
                ProposalAnswer::Talk => {
                    goal.talk = true;
                    GoalChangeKind::Talk
                }
                ProposalAnswer::No => {
                    goal.state = GoalState::Ended;
                    goal.talk = false;
                    GoalChangeKind::Ended
                }
            }
        }
    };
    Ok((goal, what))
}

/// Makes a goal what the draft says, if it is still at the revision the draft was made from.
///
/// # Errors
/// `NotFound` if the teacher may not do this or the goal is not of the class; `Invalid` if what was
/// sent breaks a rule.
pub async fn update_goal(
    db: &Db,
    teacher: &Teacher,
    goal: GoalId,
    expected: u32,
    draft: Draft,
    today: NaiveDate,
    now: DateTime<Utc>,
) -> Result<GoalUpdate> {
    let request = GoalChange {
        teacher: *teacher,
        goal,
        expected,
        change: GoalChangeBody::Draft(Box::new(draft)),
        today,
        now,
    };
    change(db, request).await
}

/// Says that a goal is reached or laid aside; or that it lives after all.
///
/// # Errors
/// `NotFound` if the teacher may not do this or the goal is not of the class; `Invalid` if what was
/// sent breaks a rule.
pub async fn end_goal(
    db: &Db,
    teacher: &Teacher,
    goal: GoalId,
    expected: u32,
    state: GoalState,
    today: NaiveDate,
    now: DateTime<Utc>,
) -> Result<GoalUpdate> {
    let request = GoalChange {
        teacher: *teacher,
        goal,
        expected,
        change: GoalChangeBody::State(state),
        today,
        now,
    };
    change(db, request).await
}

/// Answers a child's proposal; with yes it lives from `today` on.
///
/// # Errors
/// `NotFound` if the teacher may not do this or the goal is not of the class; `Invalid` if what was
/// sent breaks a rule.
pub async fn answer_proposal(
    db: &Db,
    teacher: &Teacher,
    goal: GoalId,
    expected: u32,
    answer: ProposalAnswer,
    today: NaiveDate,
    now: DateTime<Utc>,
) -> Result<GoalUpdate> {
    let request = GoalChange {
        teacher: *teacher,
        goal,
        expected,
        change: GoalChangeBody::Answer(answer),
        today,
        now,
    };
    change(db, request).await
}

/// Takes an unfinished goal of an earlier term over into this one, with its history; the same goal
/// however often. The earlier plan stays as it is.
///
/// # Errors
/// `NotFound` if the teacher may not do this or the goal is not of the class; `Invalid` if what was
/// sent breaks a rule.
pub async fn carry_over(
    db: &Db,
    teacher: &Teacher,
    goal: GoalId,
    today: NaiveDate,
    now: DateTime<Utc>,
) -> Result<Goal> {
    teacher.must(Action::EditPlan)?;
    transaction!(db.write, teacher, |tx| {
        carry_in(tx, teacher, goal, today, now).await
    })
}

pub(super) async fn carry_in(
    tx: &mut Tx,
    teacher: Teacher,
    id: GoalId,
    today: NaiveDate,
    now: DateTime<Utc>,
) -> Result<Goal> {
    let school = teacher.school();
    let child = find_goal(tx, &teacher, id).await?.child;
    lock_classes(tx, &teacher, &[child]).await?;
    let old = find_goal(tx, &teacher, id).await?;
    let there: Option<(GoalId,)> = find!(tx, "SELECT id FROM goal WHERE carried_from = $1", id)?;
    if let Some((there,)) = there {
        return Ok(find_goal(tx, &teacher, there).await?.goal);
    }
    if old.goal.state != GoalState::Living {
        return Err(GoalError::IsNotLiving.into());
    }
    let term = term(tx, school, teacher.class(), today).await?;
    let term: TermCard = term.ok_or(GoalError::NoTerm)?;
    let plan = made_plan(tx, school, child, term.id, today).await?;
    if plan == old.plan {
        return Err(GoalError::IsInThisPlan.into());
    }
    check_goal_count(tx, plan, None).await?;
    let ids = tx.ids();
    let draft = Draft::copy_of(&old.goal);
    let mut goal = draft.begin(GoalId(ids.uuid()), today, || ids.uuid());
    goal.carried_from = Some(id);
    let write = GoalWrite {
        school,
        child,
        plan,
        goal: &goal,
        before: None,
        what: GoalChangeKind::Carried,
        who: teacher.person(),
        event: None,
        now,
    };
    write_goal(tx, write).await?;
    let new = GoalRow {
        child,
        plan,
        term: (term.begins, term.ends),
        goal: goal.clone(),
    };
    refresh_tile_today(tx, school, &new, today).await?;
    Ok(goal)
}

/// Says that a step was made, or not, for the child.
///
/// # Errors
/// `NotFound` if the teacher may not do this or the goal is not of the class.
pub async fn set_step(
    db: &Db,
    teacher: &Teacher,
    goal: GoalId,
    step: StepId,
    done: bool,
    now: DateTime<Utc>,
) -> Result<Goal> {
    teacher.must(Action::EditPlan)?;
    transaction!(db.write, teacher, |tx| {
        let before = find_goal(tx, &teacher, goal).await?;
        let id = tx.ids().uuid();
        let touched = run!(
            tx,
            "UPDATE step SET done = $4, rev = rev + 1, event = $5
                 WHERE id = $1 AND goal = $2 AND school = $3",
            step,
            goal,
            teacher.school(),
            done,
            id
        )?;
        if touched == 0 {
            return Err(StoreError::NotFound);
        }
        if let Some(it) = before.goal.steps.iter().find(|it| it.id == step)
            && it.done != done
        {
            let aside = PlanChangeKind::Step {
                goal: before.goal.title.clone(),
                step: it.title.clone(),
                done,
            };
            let plan = (teacher.school(), before.plan);
            note_aside(tx, plan, teacher.person(), now, &aside).await?;
        }
        Ok(find_goal(tx, &teacher, goal).await?.goal)
    })
}

/// Puts own words in the place of the profile's dream; none brings that back.
///
/// # Errors
/// `NotFound` if the teacher may not do this or the child is not of the class; `Invalid` if what
/// was sent breaks a rule.
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
    if dream
        .as_ref()
        .is_some_and(|it| it.chars().count() > limits::plan::DREAM_CHARS)
    {
        return Err(GoalError::DreamIsTooLong.into());
    }
    transaction!(db.write, teacher, |tx| {
        let school = teacher.school();
        crate::enrollment::child_name(tx, school, teacher.class(), child).await?;
        let term = term(tx, school, teacher.class(), today).await?;
        let term = term.ok_or(GoalError::NoTerm)?;
        let plan = made_plan(tx, school, child, term.id, today).await?;
        let row: Option<(Option<String>,)> =
            find!(tx, "SELECT dream FROM plan WHERE id = $1", plan)?;
        let before = row.and_then(|(dream,)| dream);
        if before == dream {
            return Ok(());
        }
        run!(tx, "UPDATE plan SET dream = $2 WHERE id = $1", plan, &dream)?;
        let aside = PlanChangeKind::Dream {
            before,
            after: dream,
        };
        note_aside(tx, (school, plan), teacher.person(), now, &aside).await
    })
}
