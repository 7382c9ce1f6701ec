//! Makes, changes and ends groups, as a teacher asks.

use super::load::term_ends;
use crate::{
    Db, Result, StoreError, Tx,
    column::{to_date, to_millis, to_text},
    competency::exists,
    enrollment::children_of_class,
    plan::{assign_goals, term},
    proof::Teacher,
};
use chrono::{DateTime, NaiveDate, Utc};
use domain::{
    access::Action,
    group::{GroupDraft, GroupError, Helpfulness, Move},
    ids::{CompetencyId, GroupId, PersonId},
    limits,
    plan::{Draft, GoalAssignment},
};

/// Makes a group of these children of the class, from today on.
///
/// # Errors
/// `NotFound` if the teacher may not do this or the child is not of the class; `Invalid` if what
/// was sent breaks a rule.
pub async fn make(
    db: &Db,
    teacher: &Teacher,
    draft: GroupDraft,
    children: Vec<PersonId>,
    today: NaiveDate,
    now: DateTime<Utc>,
) -> Result<GroupId> {
    teacher.must(Action::EditGroups)?;
    transaction!(db.write, teacher, |tx| {
        tx.lock_class(teacher.class()).await?;
        check(tx, &teacher, &draft, (today, today)).await?;
        let id = tx.ids().uuid();
        run!(
        tx,
        "INSERT INTO child_group (id, school, class, name, note, competency, begins_on, ends_on,
             span, made_by, made_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
        id,
        teacher.school(),
        teacher.class(),
        draft.name.trim(),
        draft.note.trim(),
        draft.competency,
        today.to_string(),
        draft.ends.to_string(),
        to_text(draft.span)?,
        teacher.person(),
        to_millis(now)
    )?;
        for child in children {
            must_be_here(tx, &teacher, child).await?;
            join(tx, &teacher, GroupId(id), child, today).await?;
        }
        Ok(GroupId(id))
    })
}

/// Whether a group that began then can be as the draft says.
async fn check(
    tx: &mut Tx,
    teacher: &Teacher,
    draft: &GroupDraft,
    (begins, today): (NaiveDate, NaiveDate),
) -> Result<()> {
    let term = term(tx, teacher.school(), teacher.class(), today).await?;
    draft.check(begins, term_ends(term.as_ref(), today))?;
    match draft.competency {
        Some(id) if !exists(tx, teacher.school(), id).await? => Err(StoreError::NotFound),
        _ => Ok(()),
    }
}

async fn must_be_here(tx: &mut Tx, teacher: &Teacher, child: PersonId) -> Result<()> {
    let room = children_of_class(tx, teacher.school(), teacher.class()).await?;
    match room.iter().any(|it| it.child == child) {
        true => Ok(()),
        false => Err(StoreError::NotFound),
    }
}

/// When a group of the class began, that has not ended.
async fn group_end(tx: &mut Tx, teacher: &Teacher, group: GroupId) -> Result<NaiveDate> {
    let row: Option<(String, Option<String>)> = find!(
        tx,
        "SELECT begins_on, closed_on FROM child_group
         WHERE id = $1 AND class = $2 AND school = $3 AND NOT taken_back",
        group,
        teacher.class(),
        teacher.school()
    )?;
    match row.ok_or(StoreError::NotFound)? {
        (begins, None) => to_date(&begins),
        (_, Some(_)) => Err(GroupError::IsOver.into()),
    }
}

/// In again, who was in it before, since the day they first joined.
async fn join(
    tx: &mut Tx,
    teacher: &Teacher,
    group: GroupId,
    child: PersonId,
    today: NaiveDate,
) -> Result<()> {
    run!(
        tx,
        "INSERT INTO group_member (grp, child, school, since) VALUES ($1, $2, $3, $4)
         ON CONFLICT (grp, child) DO UPDATE SET until = NULL",
        group,
        child,
        teacher.school(),
        today.to_string()
    )
    .map(drop)
}

/// Who joined today and got no goal there never was in it.
async fn leave(
    tx: &mut Tx,
    teacher: &Teacher,
    group: GroupId,
    child: PersonId,
    today: NaiveDate,
) -> Result<()> {
    let (school, today) = (teacher.school().0, today.to_string());
    run!(
        tx,
        "DELETE FROM group_member
         WHERE grp = $1 AND child = $2 AND school = $3 AND since = $4 AND goal IS NULL",
        group,
        child,
        school,
        &today
    )?;
    run!(
        tx,
        "UPDATE group_member SET until = $4
         WHERE grp = $1 AND child = $2 AND school = $3 AND until IS NULL",
        group,
        child,
        school,
        &today
    )
    .map(drop)
}

/// Changes what a group is called, for and until when.
///
/// # Errors
/// `NotFound` if the teacher may not do this or there is no such thing in the school; `Invalid` if
/// what was sent breaks a rule.
pub async fn change(
    db: &Db,
    teacher: &Teacher,
    group: GroupId,
    draft: GroupDraft,
    today: NaiveDate,
) -> Result<()> {
    teacher.must(Action::EditGroups)?;
    transaction!(db.write, teacher, |tx| {
        tx.lock_class(teacher.class()).await?;
        let begins = group_end(tx, &teacher, group).await?;
        check(tx, &teacher, &draft, (begins, today)).await?;
        run!(
            tx,
            "UPDATE child_group SET name = $2, note = $3, competency = $4, ends_on = $5,
                     span = $6
                 WHERE id = $1",
            group,
            draft.name.trim(),
            draft.note.trim(),
            draft.competency,
            draft.ends.to_string(),
            to_text(draft.span)?
        )
        .map(drop)
    })
}

/// Puts a child of the class into a group, out of one, or from one to another.
///
/// # Errors
/// `NotFound` if the teacher may not do this or the child is not of the class; `Invalid` if what
/// was sent breaks a rule.
pub async fn put(db: &Db, teacher: &Teacher, it: Move, today: NaiveDate) -> Result<()> {
    teacher.must(Action::EditGroups)?;
    transaction!(db.write, teacher, |tx| {
        tx.lock_class(teacher.class()).await?;
        must_be_here(tx, &teacher, it.child).await?;
        if let Some(from) = it.from {
            group_end(tx, &teacher, from).await?;
            leave(tx, &teacher, from, it.child, today).await?;
        }
        if let Some(to) = it.to {
            group_end(tx, &teacher, to).await?;
            join(tx, &teacher, to, it.child, today).await?;
        }
        Ok(())
    })
}

/// Ends a group with a word on whether it helped; without one it goes on after all.
///
/// # Errors
/// `NotFound` if the teacher may not do this or there is no such thing in the school; `Invalid` if
/// what was sent breaks a rule.
pub async fn end(
    db: &Db,
    teacher: &Teacher,
    group: GroupId,
    helped: Option<Helpfulness>,
    note: &str,
    today: NaiveDate,
) -> Result<()> {
    teacher.must(Action::EditGroups)?;
    if note.chars().count() > limits::group::NOTE_CHARS {
        return Err(GroupError::NoteIsTooLong.into());
    }
    let (teacher, note) = (*teacher, note.trim().to_owned());
    transaction!(db.write, |tx| {
        let touched = run!(
            tx,
            "UPDATE child_group SET helped = $4, closing = $5, closed_on = $6
                 WHERE id = $1 AND class = $2 AND school = $3 AND NOT taken_back",
            group,
            teacher.class(),
            teacher.school(),
            helped.map(to_text).transpose()?,
            helped.map(|_| note),
            helped.map(|_| today.to_string())
        )?;
        match touched {
            0 => Err(StoreError::NotFound),
            _ => Ok(()),
        }
    })
}

/// Takes back a group that was made today: it was never meant, and counts for nothing.
///
/// # Errors
/// `NotFound` if the teacher may not do this or there is no such thing in the school; `Invalid` if
/// what was sent breaks a rule.
pub async fn take_back(db: &Db, teacher: &Teacher, group: GroupId, today: NaiveDate) -> Result<()> {
    teacher.must(Action::EditGroups)?;
    transaction!(db.write, teacher, |tx| {
        if group_end(tx, &teacher, group).await? != today {
            return Err(GroupError::TooLateToDelete.into());
        }
        run!(
            tx,
            "UPDATE child_group SET taken_back = TRUE WHERE id = $1",
            group
        )
        .map(drop)
    })
}

/// Gives a goal to those of the group who were not given one in it: to all of them or none.
///
/// # Errors
/// `NotFound` if the teacher may not do this or there is no such thing in the school; `Invalid` if
/// what was sent breaks a rule.
pub async fn give_goal(
    db: &Db,
    teacher: &Teacher,
    group: GroupId,
    draft: Draft,
    today: NaiveDate,
    now: DateTime<Utc>,
) -> Result<()> {
    teacher.must(Action::EditGroups)?;
    teacher.must(Action::EditPlan)?;
    transaction!(db.write, teacher, |tx| {
        group_end(tx, &teacher, group).await?;
        let rows: Vec<(PersonId, Option<CompetencyId>)> = list!(
            tx,
            "SELECT m.child, g.competency FROM group_member m JOIN child_group g ON g.id = m.grp
         JOIN enrollment e ON e.person = m.child AND e.class = g.class AND e.role = 'child'
         WHERE m.grp = $1 AND m.until IS NULL AND m.goal IS NULL ORDER BY m.child",
            group
        )?;
        let each = rows.iter().map(|(child, competency)| GoalAssignment {
            child: *child,
            draft: Draft {
                competency: *competency,
                ..draft.clone()
            },
        });
        let goals = assign_goals(tx, teacher, each.collect(), today, now).await?;
        for ((child, _), goal) in rows.iter().zip(goals) {
            run!(
                tx,
                "UPDATE group_member SET goal = $3 WHERE grp = $1 AND child = $2",
                group,
                child,
                goal.id
            )?;
        }
        Ok(())
    })
}
