//! A teacher beside a child, on the child's tablet: let in once by a code from the teacher's own
//! screen, for one goal of one child in one stay. No adult's session comes of it.

use super::{
    goal::{GoalWrite, check, check_goal_count, refresh_tile_today, write_goal},
    load::find_goal_in,
};
use crate::{
    Db, Result, StoreError, Token, Tx,
    audit::{self, NewEntry},
    column::to_millis,
    competency::within_reach,
    lasting::latest_end,
    proof::{self, Child, Teacher},
    tile,
};
use chrono::{DateTime, NaiveDate, Utc};
use domain::{
    access::Action,
    audit::AuditAct,
    competency::Competency,
    device::EnrolCode,
    ids::{GoalId, PersonId},
    limits,
    plan::{Goal, GoalChangeKind, GoalError, GoalState, GoalUpdate, TeacherPart},
};

/// A code with which this teacher sits down beside a child of the class, once. An earlier one of
/// theirs is good no more.
///
/// # Errors
/// `NotFound` if the teacher may not do this.
pub async fn new_beside_code(db: &Db, teacher: &Teacher, now: DateTime<Utc>) -> Result<EnrolCode> {
    teacher.must(Action::SitBeside)?;
    transaction!(db.write, teacher, |tx| {
        let expires = now + limits::together::CODE_LASTS;
        let mut number = tx.ids().number();
        let mut digit = || {
            let digit = number % 10;
            number /= 10;
            digit.to_string()
        };
        let code: String = (0..limits::device::CODE_DIGITS).map(|_| digit()).collect();
        run!(
            tx,
            "INSERT INTO beside_code (class, made_by, school, code, expires_at)
         VALUES ($1, $2, $3, $4, $5)
         ON CONFLICT (class, made_by) DO UPDATE SET code = excluded.code,
             expires_at = excluded.expires_at, wrong = 0",
            teacher.class(),
            teacher.person(),
            teacher.school(),
            &code,
            to_millis(expires)
        )?;
        Ok(EnrolCode { code, expires })
    })
}

/// Somebody who sat down.
#[derive(Clone, Debug)]
pub struct BesideSession {
    pub token: Token,
    /// The teacher's.
    pub name: String,
    pub until: DateTime<Utc>,
    /// What the goal may aim at.
    pub offered: Vec<Competency>,
}

/// Lets the teacher whose code this is sit down beside the child, for a proposal of the child's;
/// `None` for a wrong code. After a few wrong ones the codes of the class are gone.
///
/// # Errors
/// `NotFound` if what is asked for is not there or not theirs; `Invalid` if what was sent breaks a
/// rule.
pub async fn sit_beside(
    db: &Db,
    child: &Child,
    goal: GoalId,
    code: &str,
    now: DateTime<Utc>,
) -> Result<Option<BesideSession>> {
    let code: String = code.chars().filter(char::is_ascii_digit).collect();
    transaction!(db.write, child, |tx| {
        let (school, class) = (child.school(), child.class());
        tx.lock_class(class).await?;
        let held = find_goal_in(tx, school, class, goal).await?;
        if held.child != child.id() {
            return Err(StoreError::NotFound);
        }
        if held.goal.state != GoalState::Proposed {
            return Err(GoalError::IsAnsweredAlready.into());
        }
        let row: Option<(PersonId, String, String)> = find!(
            tx,
            "DELETE FROM beside_code WHERE class = $1 AND school = $2 AND code = $3
             AND expires_at > $4 AND expires_at <= $5
         RETURNING made_by, (SELECT given FROM person WHERE id = made_by),
             (SELECT family FROM person WHERE id = made_by)",
            class,
            school,
            &code,
            to_millis(now),
            latest_end(now, limits::together::CODE_LASTS)
        )?;
        let Some((teacher, given, family)) = row else {
            run!(
                tx,
                "UPDATE beside_code SET wrong = wrong + 1 WHERE class = $1",
                class
            )?;
            run!(
                tx,
                "DELETE FROM beside_code WHERE class = $1 AND (wrong >= $2 OR expires_at <= $3)",
                class,
                limits::together::MOST_WRONG_CODES,
                to_millis(now)
            )?;
            return Ok(None);
        };
        let (token, until) = (Token::new(tx.ids()), now + limits::together::BESIDE_LASTS);
        run!(
        tx,
        "INSERT INTO beside (token_hash, school, class, teacher, child, goal, session, began_at,
             expires_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        token.digest(),
        school,
        class,
        teacher,
        child.id(),
        goal,
        child.session(),
        to_millis(now),
        to_millis(until)
    )?;
        let line = NewEntry {
            school,
            who: Some(teacher.0),
            what: AuditAct::GoalBeside,
            about: Some(child.id().0),
            detail: &goal.to_string(),
        };
        audit::append(tx, now, line).await?;
        Ok(Some(BesideSession {
            token,
            name: format!("{given} {family}").trim().to_owned(),
            until,
            offered: within_reach(tx, school, child.id(), held.goal.area).await?,
        }))
    })
}

/// The goal they sit over, as it stands.
///
/// # Errors
/// Only those of the database: see [`StoreError`].
pub async fn find_beside(db: &Db, beside: &proof::Beside) -> Result<Goal> {
    transaction!(db.read, beside, |tx| {
        let held = find_goal_in(tx, beside.school(), beside.class(), beside.goal()).await?;
        Ok(held.goal)
    })
}

/// The teacher gets up: the tablet is the child's alone again.
///
/// # Errors
/// Only those of the database: see [`StoreError`].
pub async fn leave_beside(db: &Db, beside: &proof::Beside, now: DateTime<Utc>) -> Result<()> {
    transaction!(db.write, beside, |tx| { end(tx, &beside, now).await })
}

async fn end(tx: &mut Tx, beside: &proof::Beside, now: DateTime<Utc>) -> Result<()> {
    run!(
        tx,
        "UPDATE beside SET ended_at = $4
         WHERE goal = $1 AND child = $2 AND teacher = $3 AND ended_at IS NULL",
        beside.goal(),
        beside.child(),
        beside.teacher(),
        to_millis(now)
    )
    .map(drop)
}

/// Both have signed: the goal lives from `today` on, with the teacher's part in it, and the teacher
/// gets up. One that has changed since is told instead.
///
/// # Errors
/// `Invalid` if what was sent breaks a rule.
pub async fn agree(
    db: &Db,
    beside: &proof::Beside,
    expected: u32,
    part: TeacherPart,
    today: NaiveDate,
    now: DateTime<Utc>,
) -> Result<GoalUpdate> {
    transaction!(db.write, beside, |tx| {
        let (school, child): (_, PersonId) = (beside.school(), beside.child());
        for class in tile::classes_of(tx, school, &[child]).await? {
            tx.lock_class(class).await?;
        }
        let held = find_goal_in(tx, school, beside.class(), beside.goal()).await?;
        if held.goal.rev != expected {
            return Ok(GoalUpdate::Conflict(held.goal));
        }
        let draft = part.draft(&held.goal)?;
        check(tx, school, &draft).await?;
        check_goal_count(tx, held.plan, Some(held.goal.id)).await?;
        let ids = tx.ids();
        let mut goal = draft.apply(&held.goal, today, || ids.uuid())?;
        goal.live_from(today);
        let write = GoalWrite {
            school,
            child,
            plan: held.plan,
            goal: &goal,
            before: Some(&held.goal),
            what: GoalChangeKind::Together,
            who: beside.teacher(),
            event: None,
            now,
        };
        if !write_goal(tx, write).await? {
            return Ok(GoalUpdate::Conflict(held.goal));
        }
        refresh_tile_today(tx, school, &held, today).await?;
        tile::set_proposals(tx, school, child).await?;
        end(tx, &beside, now).await?;
        Ok(GoalUpdate::Kept(goal))
    })
}
