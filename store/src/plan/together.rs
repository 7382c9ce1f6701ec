//! A teacher beside a child, on the child's tablet: let in once by a code from the teacher's own
//! screen, for one goal of one child in one stay. No adult's session comes of it.

use super::goal::{Write, check, found_in, new_tile, room_for_one_more, write_goal};
use crate::{
    Db, Result, StoreError, Token, Tx,
    audit::{self, Line},
    competency::within_reach,
    proof::{self, Child, Teacher},
    stored::ms,
    tile,
};
use chrono::{DateTime, NaiveDate, Utc};
use domain::{
    access::Action,
    competency::Competency,
    device::{CODE_DIGITS, Code},
    ids::{GoalId, PersonId},
    plan::{BESIDE_LASTS, CODE_LASTS, Goal, GoalState, MOST_WRONG, TeacherPart, Updated, What},
};
use uuid::Uuid;

/// A code with which this teacher sits down beside a child of the class, once. An earlier one of
/// theirs is good no more.
pub async fn new_beside_code(db: &Db, teacher: &Teacher, now: DateTime<Utc>) -> Result<Code> {
    teacher.must(Action::SitBeside)?;
    let teacher = *teacher;
    db.write(move |tx| Box::pin(new_code_in(tx, teacher, now)))
        .await
}

async fn new_code_in(tx: &mut Tx, teacher: Teacher, now: DateTime<Utc>) -> Result<Code> {
    let expires = now + CODE_LASTS;
    let mut number = tx.ids().number();
    let mut digit = || {
        let digit = number % 10;
        number /= 10;
        digit.to_string()
    };
    let code: String = (0..CODE_DIGITS).map(|_| digit()).collect();
    run!(
        tx,
        "INSERT INTO beside_code (class, made_by, school, code, expires_at)
         VALUES ($1, $2, $3, $4, $5)
         ON CONFLICT (class, made_by) DO UPDATE SET code = excluded.code,
             expires_at = excluded.expires_at, wrong = 0",
        teacher.class().0,
        teacher.person().0,
        teacher.school().0,
        &code,
        ms(expires)
    )?;
    Ok(Code { code, expires })
}

/// Somebody who sat down.
#[derive(Clone, Debug)]
pub struct SatDown {
    pub token: Token,
    /// The teacher's.
    pub name: String,
    pub until: DateTime<Utc>,
    /// What the goal may aim at.
    pub offered: Vec<Competency>,
}

/// Lets the teacher whose code this is sit down beside the child, for a proposal of the child's;
/// `None` for a wrong code. After a few wrong ones the codes of the class are gone.
pub async fn sit_beside(
    db: &Db,
    child: &Child,
    goal: GoalId,
    code: &str,
    now: DateTime<Utc>,
) -> Result<Option<SatDown>> {
    let code: String = code.chars().filter(char::is_ascii_digit).collect();
    let child = *child;
    db.write(move |tx| Box::pin(sit_in(tx, child, goal, code, now)))
        .await
}

async fn sit_in(
    tx: &mut Tx,
    child: Child,
    goal: GoalId,
    code: String,
    now: DateTime<Utc>,
) -> Result<Option<SatDown>> {
    let (school, class) = (child.school(), child.class());
    tx.hold_class(class).await?;
    let held = found_in(tx, school, class, goal).await?;
    if held.child != child.id() {
        return Err(StoreError::NotFound);
    }
    if held.goal.state != GoalState::Proposed {
        return Err(StoreError::invalid("state", "answered"));
    }
    let row: Option<(Uuid, String, String)> = find!(
        tx,
        "DELETE FROM beside_code WHERE class = $1 AND school = $2 AND code = $3
             AND expires_at > $4
         RETURNING made_by, (SELECT given FROM person WHERE id = made_by),
             (SELECT family FROM person WHERE id = made_by)",
        class.0,
        school.0,
        &code,
        ms(now)
    )?;
    let Some((teacher, given, family)) = row else {
        run!(
            tx,
            "UPDATE beside_code SET wrong = wrong + 1 WHERE class = $1",
            class.0
        )?;
        run!(
            tx,
            "DELETE FROM beside_code WHERE class = $1 AND (wrong >= $2 OR expires_at <= $3)",
            class.0,
            MOST_WRONG,
            ms(now)
        )?;
        return Ok(None);
    };
    let (token, until) = (Token::new(tx.ids()), now + BESIDE_LASTS);
    run!(
        tx,
        "INSERT INTO beside (token_hash, school, class, teacher, child, goal, session, began_at,
             expires_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        token.digest(),
        school.0,
        class.0,
        teacher,
        child.id().0,
        goal.0,
        child.session().0,
        ms(now),
        ms(until)
    )?;
    let line = Line {
        school,
        who: Some(teacher),
        what: "goal.beside",
        about: Some(child.id().0),
        detail: &goal.to_string(),
    };
    audit::note(tx, now, line).await?;
    Ok(Some(SatDown {
        token,
        name: format!("{given} {family}").trim().to_owned(),
        until,
        offered: within_reach(tx, school, child.id(), held.goal.area).await?,
    }))
}

/// The goal they sit over, as it stands.
pub async fn find_beside(db: &Db, beside: &proof::Beside) -> Result<Goal> {
    let beside = *beside;
    db.read(move |tx| {
        Box::pin(async move {
            let held = found_in(tx, beside.school(), beside.class(), beside.goal()).await?;
            Ok(held.goal)
        })
    })
    .await
}

/// The teacher gets up: the tablet is the child's alone again.
pub async fn leave_beside(db: &Db, beside: &proof::Beside, now: DateTime<Utc>) -> Result<()> {
    let beside = *beside;
    db.write(move |tx| Box::pin(async move { end(tx, &beside, now).await }))
        .await
}

async fn end(tx: &mut Tx, beside: &proof::Beside, now: DateTime<Utc>) -> Result<()> {
    run!(
        tx,
        "UPDATE beside SET ended_at = $4
         WHERE goal = $1 AND child = $2 AND teacher = $3 AND ended_at IS NULL",
        beside.goal().0,
        beside.child().0,
        beside.teacher().0,
        ms(now)
    )
    .map(drop)
}

/// Both have signed: the goal lives from `today` on, with the teacher's part in it, and the teacher
/// gets up. One that has changed since is told instead.
pub async fn agree(
    db: &Db,
    beside: &proof::Beside,
    expected: u32,
    part: TeacherPart,
    today: NaiveDate,
    now: DateTime<Utc>,
) -> Result<Updated> {
    let beside = *beside;
    db.write(move |tx| Box::pin(agree_in(tx, beside, expected, part, today, now)))
        .await
}

async fn agree_in(
    tx: &mut Tx,
    beside: proof::Beside,
    expected: u32,
    part: TeacherPart,
    today: NaiveDate,
    now: DateTime<Utc>,
) -> Result<Updated> {
    let (school, child): (_, PersonId) = (beside.school(), beside.child());
    for class in tile::classes(tx, school, &[child]).await? {
        tx.hold_class(class).await?;
    }
    let held = found_in(tx, school, beside.class(), beside.goal()).await?;
    if held.goal.rev != expected {
        return Ok(Updated::Conflict(held.goal));
    }
    let draft = part.draft(&held.goal)?;
    check(tx, school, &draft).await?;
    room_for_one_more(tx, held.plan, Some(held.goal.id)).await?;
    let ids = tx.ids();
    let mut goal = draft.apply(&held.goal, today, || ids.uuid())?;
    goal.live_from(today);
    let write = Write {
        school,
        child,
        plan: held.plan,
        goal: &goal,
        before: Some(&held.goal),
        what: What::Together,
        who: beside.teacher(),
        event: None,
        now,
    };
    if !write_goal(tx, write).await? {
        return Ok(Updated::Conflict(held.goal));
    }
    new_tile(tx, school, &held, today).await?;
    tile::proposals(tx, school, child).await?;
    end(tx, &beside, now).await?;
    Ok(Updated::Kept(goal))
}
