//! What was tried with a child or a group of a class, and whether it helped.

use crate::{
    Db, Result, StoreError, Tx,
    column::{from_text, to_date, to_millis, to_text},
    enrollment::{child_name, children_of_class},
    group::names,
    proof::{Teacher, TeacherOfChild},
};
use chrono::{DateTime, NaiveDate, Utc};
use domain::{
    access::Action,
    ids::{GroupId, InterventionId, PersonId},
    intervention::{
        Intervention, InterventionDraft, InterventionError, InterventionList, InterventionReview,
        InterventionTarget, ReviewRow,
    },
    school::ChildName,
};
use std::collections::HashMap;

/// Begins something for a child or a group of the class.
///
/// # Errors
/// `NotFound` if the teacher may not do this or the child is not of the class; `Invalid` if what
/// was sent breaks a rule.
pub async fn begin(
    db: &Db,
    teacher: &Teacher,
    draft: InterventionDraft,
    now: DateTime<Utc>,
) -> Result<InterventionId> {
    teacher.must(Action::EditInterventions)?;
    draft.check()?;
    transaction!(db.write, teacher, |tx| {
        must_be_here(tx, &teacher, draft.of).await?;
        let (child, group) = match draft.of {
            InterventionTarget::Child(child) => (Some(child.0), None),
            InterventionTarget::Group(group) => (None, Some(group.0)),
        };
        let id = tx.ids().uuid();
        run!(
            tx,
            "INSERT INTO intervention (id, school, class, child, grp, what, done_by, begins_on,
             follow_on, made_by, made_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
            id,
            teacher.school(),
            teacher.class(),
            child,
            group,
            draft.what.trim(),
            draft.by.trim(),
            draft.begins.to_string(),
            draft.follow_up.to_string(),
            teacher.person(),
            to_millis(now)
        )?;
        Ok(InterventionId(id))
    })
}

/// Whether a child or a group is of the class.
async fn must_be_here(tx: &mut Tx, teacher: &Teacher, of: InterventionTarget) -> Result<()> {
    match of {
        InterventionTarget::Child(child) => {
            child_name(tx, teacher.school(), teacher.class(), child).await?;
        }
        InterventionTarget::Group(group) => {
            let row: Option<(GroupId,)> = find!(
                tx,
                "SELECT id FROM child_group WHERE id = $1 AND class = $2 AND school = $3",
                group,
                teacher.class(),
                teacher.school()
            )?;
            row.ok_or(StoreError::NotFound)?;
        }
    }
    Ok(())
}

fn of(child: Option<PersonId>, group: Option<GroupId>) -> Result<InterventionTarget> {
    match (child, group) {
        (Some(child), None) => Ok(InterventionTarget::Child(child)),
        (None, Some(group)) => Ok(InterventionTarget::Group(group)),
        _ => Err(StoreError::Unreadable("intervention")),
    }
}

/// Says whether it helped; it is over then, or comes back on another day.
///
/// # Errors
/// `NotFound` if the teacher may not do this or the child is not of the class; `Invalid` if what
/// was sent breaks a rule.
pub async fn look(
    db: &Db,
    teacher: &Teacher,
    id: InterventionId,
    look: InterventionReview,
    today: NaiveDate,
    now: DateTime<Utc>,
) -> Result<()> {
    teacher.must(Action::EditInterventions)?;
    look.check(today)?;
    transaction!(db.write, teacher, |tx| {
        tx.lock_class(teacher.class()).await?;
        let row: Option<(Option<PersonId>, Option<GroupId>, bool)> = find!(
            tx,
            "SELECT child, grp, open FROM intervention WHERE id = $1 AND school = $2",
            id,
            teacher.school()
        )?;
        let (child, group, is_open) = row.ok_or(StoreError::NotFound)?;
        must_be_here(tx, &teacher, of(child, group)?).await?;
        if !is_open {
            return Err(InterventionError::IsLookedAtAlready.into());
        }
        let again = look.again.map(|it| it.to_string());
        let entry = tx.ids().uuid();
        run!(
        tx,
        "INSERT INTO intervention_look (id, intervention, school, helped, note, again_on, on_day,
             who, at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        entry,
        id,
        teacher.school(),
        to_text(look.helped)?,
        look.note.trim(),
        &again,
        today.to_string(),
        teacher.person(),
        to_millis(now)
    )?;
        run!(
            tx,
            "UPDATE intervention SET open = $2, follow_on = COALESCE($3, follow_on) WHERE id = $1",
            id,
            again.is_some(),
            &again
        )
        .map(drop)
    })
}

/// What was tried with a child, also in groups they are or were in.
///
/// # Errors
/// `NotFound` if the teacher may not do this or the child is not of the class.
pub async fn list_of_child(
    db: &Db,
    teacher: &TeacherOfChild,
    today: NaiveDate,
) -> Result<InterventionList> {
    teacher.must(Action::SeeInterventions)?;
    let (teacher, child) = (teacher.teacher(), teacher.child());
    transaction!(db.read, |tx| {
        must_be_here(tx, &teacher, InterventionTarget::Child(child)).await?;
        let rows = of_child(tx, &teacher, child).await?;
        tried(tx, &teacher, rows, today).await
    })
}

/// What was tried with a group.
///
/// # Errors
/// `NotFound` if the teacher may not do this or the group is not of the class.
pub async fn list_of_group(
    db: &Db,
    teacher: &Teacher,
    group: GroupId,
    today: NaiveDate,
) -> Result<InterventionList> {
    teacher.must(Action::SeeInterventions)?;
    transaction!(db.read, teacher, |tx| {
        must_be_here(tx, &teacher, InterventionTarget::Group(group)).await?;
        let rows = of_group(tx, &teacher, group).await?;
        tried(tx, &teacher, rows, today).await
    })
}

/// What comes back today or should have before, the earliest first.
///
/// # Errors
/// `NotFound` if the teacher may not do this or there is no such thing in the school.
pub async fn list_due(db: &Db, teacher: &Teacher, today: NaiveDate) -> Result<InterventionList> {
    teacher.must(Action::SeeInterventions)?;
    transaction!(db.read, teacher, |tx| {
        let rows: Vec<Row> = list!(
            tx,
            "SELECT i.id, i.child, i.grp, i.what, i.done_by, i.begins_on, i.follow_on
                 FROM intervention i LEFT JOIN child_group g ON g.id = i.grp
                 WHERE i.school = $2 AND i.open AND i.follow_on <= $3
                 AND ((g.class = $1 AND NOT g.taken_back) OR EXISTS (
                     SELECT 1 FROM enrollment e
                     WHERE e.person = i.child AND e.class = $1 AND e.role = 'child'
                 ))
                 ORDER BY i.follow_on, i.made_at, i.id",
            teacher.class(),
            teacher.school(),
            today.to_string()
        )?;
        tried(tx, &teacher, rows, today).await
    })
}

#[derive(sqlx::FromRow)]
struct Row {
    id: InterventionId,
    child: Option<PersonId>,
    grp: Option<GroupId>,
    what: String,
    done_by: String,
    begins_on: String,
    follow_on: String,
}

async fn of_child(tx: &mut Tx, teacher: &Teacher, child: PersonId) -> Result<Vec<Row>> {
    list!(
        tx,
        "SELECT id, child, grp, what, done_by, begins_on, follow_on FROM intervention
         WHERE school = $2 AND (child = $1 OR grp IN (
             SELECT g.id FROM group_member m JOIN child_group g ON g.id = m.grp
             WHERE m.child = $1 AND g.class = $3 AND NOT g.taken_back
         ))
         ORDER BY begins_on DESC, made_at DESC, id DESC",
        child,
        teacher.school(),
        teacher.class()
    )
}

async fn of_group(tx: &mut Tx, teacher: &Teacher, group: GroupId) -> Result<Vec<Row>> {
    list!(
        tx,
        "SELECT id, child, grp, what, done_by, begins_on, follow_on FROM intervention
         WHERE school = $2 AND grp = $1 ORDER BY begins_on DESC, made_at DESC, id DESC",
        group,
        teacher.school()
    )
}

async fn tried(
    tx: &mut Tx,
    teacher: &Teacher,
    rows: Vec<Row>,
    today: NaiveDate,
) -> Result<InterventionList> {
    let room = children_of_class(tx, teacher.school(), teacher.class()).await?;
    let groups = names(tx, teacher).await?;
    let mut all = Vec::with_capacity(rows.len());
    for row in rows {
        let looks = looks(tx, row.id).await?;
        all.push(intervention(row, looks, &room, &groups)?);
    }
    let me: Option<(String, String)> = find!(
        tx,
        "SELECT given, family FROM person WHERE id = $1",
        teacher.person()
    )?;
    let (given, family) = me.ok_or(StoreError::NotFound)?;
    Ok(InterventionList {
        class: teacher.class(),
        today,
        me: format!("{given} {family}").trim().to_owned(),
        all,
    })
}

fn intervention(
    row: Row,
    looks: Vec<ReviewRow>,
    room: &[ChildName],
    groups: &HashMap<GroupId, (String, Vec<PersonId>)>,
) -> Result<Intervention> {
    let of = of(row.child, row.grp)?;
    let (group, children) = match of {
        InterventionTarget::Child(child) => (None, vec![child]),
        InterventionTarget::Group(group) => {
            let (name, children) = groups.get(&group).cloned().unwrap_or_default();
            (Some(name), children)
        }
    };
    let children = room.iter().filter(|it| children.contains(&it.child));
    Ok(Intervention {
        id: row.id,
        of,
        group,
        children: children.cloned().collect(),
        what: row.what,
        by: row.done_by,
        begins: to_date(&row.begins_on)?,
        follow_up: to_date(&row.follow_on)?,
        looks,
    })
}

async fn looks(tx: &mut Tx, id: InterventionId) -> Result<Vec<ReviewRow>> {
    type Row = (String, String, Option<String>, String, String, String);
    let rows: Vec<Row> = list!(
        tx,
        "SELECT l.helped, l.note, l.again_on, l.on_day, p.given, p.family
         FROM intervention_look l JOIN person p ON p.id = l.who
         WHERE l.intervention = $1 ORDER BY l.at DESC, l.id DESC",
        id
    )?;
    rows.into_iter()
        .map(|(helped, note, again, on, given, family)| {
            Ok(ReviewRow {
                look: InterventionReview {
                    helped: from_text(helped)?,
                    note,
                    again: again.as_deref().map(to_date).transpose()?,
                },
                on: to_date(&on)?,
                who: format!("{given} {family}").trim().to_owned(),
            })
        })
        .collect()
}
