//! Groups as a teacher makes and changes them.

use super::load::term_ends;
use crate::{
    Db, Result, StoreError, Tx,
    class::room,
    competency::is_here,
    plan::{give_in, term},
    proof::Teacher,
    stored::{day, ms, word},
};
use chrono::{DateTime, NaiveDate, Utc};
use domain::{
    access::Action,
    group::{GroupDraft, Helped, Move, NOTE},
    ids::{CompetencyId, GroupId, PersonId},
    plan::{Draft, Given},
};
use uuid::Uuid;

/// Makes a group of these children of the class, from today on.
pub async fn make(
    db: &Db,
    teacher: &Teacher,
    draft: GroupDraft,
    children: Vec<PersonId>,
    today: NaiveDate,
    now: DateTime<Utc>,
) -> Result<GroupId> {
    teacher.must(Action::EditGroups)?;
    let teacher = *teacher;
    db.write(move |tx| Box::pin(make_in(tx, teacher, draft, children, (today, now))))
        .await
}

async fn make_in(
    tx: &mut Tx,
    teacher: Teacher,
    draft: GroupDraft,
    children: Vec<PersonId>,
    (today, now): (NaiveDate, DateTime<Utc>),
) -> Result<GroupId> {
    tx.hold_class(teacher.class()).await?;
    check(tx, &teacher, &draft, (today, today)).await?;
    let id = tx.ids().uuid();
    run!(
        tx,
        "INSERT INTO child_group (id, school, class, name, note, competency, begins_on, ends_on,
             span, made_by, made_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
        id,
        teacher.school().0,
        teacher.class().0,
        draft.name.trim(),
        draft.note.trim(),
        draft.competency.map(|it| it.0),
        today.to_string(),
        draft.ends.to_string(),
        word(draft.span)?,
        teacher.person().0,
        ms(now)
    )?;
    for child in children {
        must_be_here(tx, &teacher, child).await?;
        join(tx, &teacher, GroupId(id), child, today).await?;
    }
    Ok(GroupId(id))
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
        Some(id) if !is_here(tx, teacher.school(), id).await? => Err(StoreError::NotFound),
        _ => Ok(()),
    }
}

async fn must_be_here(tx: &mut Tx, teacher: &Teacher, child: PersonId) -> Result<()> {
    let room = room(tx, teacher.school(), teacher.class()).await?;
    match room.iter().any(|it| it.child == child) {
        true => Ok(()),
        false => Err(StoreError::NotFound),
    }
}

/// When a group of the class began, that has not ended.
async fn living(tx: &mut Tx, teacher: &Teacher, group: GroupId) -> Result<NaiveDate> {
    let row: Option<(String, Option<String>)> = find!(
        tx,
        "SELECT begins_on, closed_on FROM child_group
         WHERE id = $1 AND class = $2 AND school = $3 AND NOT taken_back",
        group.0,
        teacher.class().0,
        teacher.school().0
    )?;
    match row.ok_or(StoreError::NotFound)? {
        (begins, None) => day(&begins),
        (_, Some(_)) => Err(StoreError::invalid("group", "group-ended")),
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
        group.0,
        child.0,
        teacher.school().0,
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
        group.0,
        child.0,
        school,
        &today
    )?;
    run!(
        tx,
        "UPDATE group_member SET until = $4
         WHERE grp = $1 AND child = $2 AND school = $3 AND until IS NULL",
        group.0,
        child.0,
        school,
        &today
    )
    .map(drop)
}

/// Changes what a group is called, for and until when.
pub async fn change(
    db: &Db,
    teacher: &Teacher,
    group: GroupId,
    draft: GroupDraft,
    today: NaiveDate,
) -> Result<()> {
    teacher.must(Action::EditGroups)?;
    let teacher = *teacher;
    db.write(move |tx| {
        Box::pin(async move {
            tx.hold_class(teacher.class()).await?;
            let begins = living(tx, &teacher, group).await?;
            check(tx, &teacher, &draft, (begins, today)).await?;
            run!(
                tx,
                "UPDATE child_group SET name = $2, note = $3, competency = $4, ends_on = $5,
                     span = $6
                 WHERE id = $1",
                group.0,
                draft.name.trim(),
                draft.note.trim(),
                draft.competency.map(|it| it.0),
                draft.ends.to_string(),
                word(draft.span)?
            )
            .map(drop)
        })
    })
    .await
}

/// Puts a child of the class into a group, out of one, or from one to another.
pub async fn put(db: &Db, teacher: &Teacher, it: Move, today: NaiveDate) -> Result<()> {
    teacher.must(Action::EditGroups)?;
    let teacher = *teacher;
    db.write(move |tx| {
        Box::pin(async move {
            tx.hold_class(teacher.class()).await?;
            must_be_here(tx, &teacher, it.child).await?;
            if let Some(from) = it.from {
                living(tx, &teacher, from).await?;
                leave(tx, &teacher, from, it.child, today).await?;
            }
            if let Some(to) = it.to {
                living(tx, &teacher, to).await?;
                join(tx, &teacher, to, it.child, today).await?;
            }
            Ok(())
        })
    })
    .await
}

/// Ends a group with a word on whether it helped; without one it goes on after all.
pub async fn end(
    db: &Db,
    teacher: &Teacher,
    group: GroupId,
    helped: Option<Helped>,
    note: &str,
    today: NaiveDate,
) -> Result<()> {
    teacher.must(Action::EditGroups)?;
    if note.chars().count() > NOTE {
        return Err(StoreError::invalid("note", "too-long"));
    }
    let (teacher, note) = (*teacher, note.trim().to_owned());
    db.write(move |tx| {
        Box::pin(async move {
            let touched = run!(
                tx,
                "UPDATE child_group SET helped = $4, closing = $5, closed_on = $6
                 WHERE id = $1 AND class = $2 AND school = $3 AND NOT taken_back",
                group.0,
                teacher.class().0,
                teacher.school().0,
                helped.map(word).transpose()?,
                helped.map(|_| note),
                helped.map(|_| today.to_string())
            )?;
            match touched {
                0 => Err(StoreError::NotFound),
                _ => Ok(()),
            }
        })
    })
    .await
}

/// Takes back a group that was made today: it was never meant, and counts for nothing.
pub async fn take_back(db: &Db, teacher: &Teacher, group: GroupId, today: NaiveDate) -> Result<()> {
    teacher.must(Action::EditGroups)?;
    let teacher = *teacher;
    db.write(move |tx| {
        Box::pin(async move {
            if living(tx, &teacher, group).await? != today {
                return Err(StoreError::invalid("group", "too-late"));
            }
            run!(
                tx,
                "UPDATE child_group SET taken_back = TRUE WHERE id = $1",
                group.0
            )
            .map(drop)
        })
    })
    .await
}

/// Gives a goal to those of the group who were not given one in it: to all of them or none.
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
    let teacher = *teacher;
    db.write(move |tx| Box::pin(give_goal_in(tx, teacher, group, draft, (today, now))))
        .await
}

async fn give_goal_in(
    tx: &mut Tx,
    teacher: Teacher,
    group: GroupId,
    draft: Draft,
    (today, now): (NaiveDate, DateTime<Utc>),
) -> Result<()> {
    living(tx, &teacher, group).await?;
    let rows: Vec<(Uuid, Option<Uuid>)> = list!(
        tx,
        "SELECT m.child, g.competency FROM group_member m JOIN child_group g ON g.id = m.grp
         JOIN enrollment e ON e.person = m.child AND e.class = g.class AND e.role = 'child'
         WHERE m.grp = $1 AND m.until IS NULL AND m.goal IS NULL ORDER BY m.child",
        group.0
    )?;
    let each = rows.iter().map(|(child, competency)| Given {
        child: PersonId(*child),
        draft: Draft {
            competency: competency.map(CompetencyId),
            ..draft.clone()
        },
    });
    let goals = give_in(tx, teacher, each.collect(), today, now).await?;
    for ((child, _), goal) in rows.iter().zip(goals) {
        run!(
            tx,
            "UPDATE group_member SET goal = $3 WHERE grp = $1 AND child = $2",
            group.0,
            child,
            goal.id.0
        )?;
    }
    Ok(())
}
