//! What was tried with a child or a group of a class, and whether it helped.

use crate::{
    Db, Result, StoreError, Tx,
    class::{child_name, room},
    group::names,
    proof::Teacher,
    stored::{day, kind, ms, word},
};
use chrono::{DateTime, NaiveDate, Utc};
use domain::{
    access::Action,
    ids::{GroupId, InterventionId, PersonId},
    intervention::{Intervention, InterventionDraft, Look, Looked, Of, Tried},
    school::ChildName,
};
use std::collections::HashMap;
use uuid::Uuid;

/// Begins something for a child or a group of the class.
pub async fn begin(
    db: &Db,
    teacher: &Teacher,
    draft: InterventionDraft,
    now: DateTime<Utc>,
) -> Result<InterventionId> {
    teacher.must(Action::EditInterventions)?;
    draft.check()?;
    let teacher = *teacher;
    db.write(move |tx| Box::pin(begin_in(tx, teacher, draft, now)))
        .await
}

async fn begin_in(
    tx: &mut Tx,
    teacher: Teacher,
    draft: InterventionDraft,
    now: DateTime<Utc>,
) -> Result<InterventionId> {
    must_be_here(tx, &teacher, draft.of).await?;
    let (child, group) = match draft.of {
        Of::Child(child) => (Some(child.0), None),
        Of::Group(group) => (None, Some(group.0)),
    };
    let id = tx.ids().uuid();
    run!(
        tx,
        "INSERT INTO intervention (id, school, class, child, grp, what, done_by, begins_on,
             follow_on, made_by, made_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
        id,
        teacher.school().0,
        teacher.class().0,
        child,
        group,
        draft.what.trim(),
        draft.by.trim(),
        draft.begins.to_string(),
        draft.follow_up.to_string(),
        teacher.person().0,
        ms(now)
    )?;
    Ok(InterventionId(id))
}

/// Whether a child or a group is of the class.
async fn must_be_here(tx: &mut Tx, teacher: &Teacher, of: Of) -> Result<()> {
    match of {
        Of::Child(child) => {
            child_name(tx, teacher.school(), teacher.class(), child).await?;
        }
        Of::Group(group) => {
            let row: Option<(Uuid,)> = find!(
                tx,
                "SELECT id FROM child_group WHERE id = $1 AND class = $2 AND school = $3",
                group.0,
                teacher.class().0,
                teacher.school().0
            )?;
            row.ok_or(StoreError::NotFound)?;
        }
    }
    Ok(())
}

fn of(child: Option<Uuid>, group: Option<Uuid>) -> Result<Of> {
    match (child, group) {
        (Some(child), None) => Ok(Of::Child(PersonId(child))),
        (None, Some(group)) => Ok(Of::Group(GroupId(group))),
        _ => Err(StoreError::Unreadable("intervention")),
    }
}

/// Says whether it helped; it is over then, or comes back on another day.
pub async fn look(
    db: &Db,
    teacher: &Teacher,
    id: InterventionId,
    look: Look,
    today: NaiveDate,
    now: DateTime<Utc>,
) -> Result<()> {
    teacher.must(Action::EditInterventions)?;
    look.check(today)?;
    let teacher = *teacher;
    db.write(move |tx| Box::pin(look_in(tx, teacher, id, look, (today, now))))
        .await
}

async fn look_in(
    tx: &mut Tx,
    teacher: Teacher,
    id: InterventionId,
    look: Look,
    (today, now): (NaiveDate, DateTime<Utc>),
) -> Result<()> {
    tx.hold_class(teacher.class()).await?;
    let row: Option<(Option<Uuid>, Option<Uuid>, bool)> = find!(
        tx,
        "SELECT child, grp, open FROM intervention WHERE id = $1 AND school = $2",
        id.0,
        teacher.school().0
    )?;
    let (child, group, is_open) = row.ok_or(StoreError::NotFound)?;
    must_be_here(tx, &teacher, of(child, group)?).await?;
    if !is_open {
        return Err(StoreError::invalid("intervention", "looked-already"));
    }
    let again = look.again.map(|it| it.to_string());
    let entry = tx.ids().uuid();
    run!(
        tx,
        "INSERT INTO intervention_look (id, intervention, school, helped, note, again_on, on_day,
             who, at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        entry,
        id.0,
        teacher.school().0,
        word(look.helped)?,
        look.note.trim(),
        &again,
        today.to_string(),
        teacher.person().0,
        ms(now)
    )?;
    run!(
        tx,
        "UPDATE intervention SET open = $2, follow_on = COALESCE($3, follow_on) WHERE id = $1",
        id.0,
        again.is_some(),
        &again
    )
    .map(drop)
}

/// What was tried with a child, also in groups they are or were in; or with a group.
pub async fn list_of(db: &Db, teacher: &Teacher, of: Of, today: NaiveDate) -> Result<Tried> {
    teacher.must(Action::SeeInterventions)?;
    let teacher = *teacher;
    db.read(move |tx| {
        Box::pin(async move {
            must_be_here(tx, &teacher, of).await?;
            let rows = match of {
                Of::Child(child) => of_child(tx, &teacher, child).await?,
                Of::Group(group) => of_group(tx, &teacher, group).await?,
            };
            tried(tx, &teacher, rows, today).await
        })
    })
    .await
}

/// What comes back today or should have before, the earliest first.
pub async fn list_due(db: &Db, teacher: &Teacher, today: NaiveDate) -> Result<Tried> {
    teacher.must(Action::SeeInterventions)?;
    let teacher = *teacher;
    db.read(move |tx| {
        Box::pin(async move {
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
                teacher.class().0,
                teacher.school().0,
                today.to_string()
            )?;
            tried(tx, &teacher, rows, today).await
        })
    })
    .await
}

#[derive(sqlx::FromRow)]
struct Row {
    id: Uuid,
    child: Option<Uuid>,
    grp: Option<Uuid>,
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
        child.0,
        teacher.school().0,
        teacher.class().0
    )
}

async fn of_group(tx: &mut Tx, teacher: &Teacher, group: GroupId) -> Result<Vec<Row>> {
    list!(
        tx,
        "SELECT id, child, grp, what, done_by, begins_on, follow_on FROM intervention
         WHERE school = $2 AND grp = $1 ORDER BY begins_on DESC, made_at DESC, id DESC",
        group.0,
        teacher.school().0
    )
}

async fn tried(tx: &mut Tx, teacher: &Teacher, rows: Vec<Row>, today: NaiveDate) -> Result<Tried> {
    let room = room(tx, teacher.school(), teacher.class()).await?;
    let groups = names(tx, teacher).await?;
    let mut all = Vec::with_capacity(rows.len());
    for row in rows {
        let looks = looks(tx, row.id).await?;
        all.push(intervention(row, looks, &room, &groups)?);
    }
    let me: Option<(String, String)> = find!(
        tx,
        "SELECT given, family FROM person WHERE id = $1",
        teacher.person().0
    )?;
    let (given, family) = me.ok_or(StoreError::NotFound)?;
    Ok(Tried {
        class: teacher.class(),
        today,
        me: format!("{given} {family}").trim().to_owned(),
        all,
    })
}

fn intervention(
    row: Row,
    looks: Vec<Looked>,
    room: &[ChildName],
    groups: &HashMap<GroupId, (String, Vec<PersonId>)>,
) -> Result<Intervention> {
    let of = of(row.child, row.grp)?;
    let (group, children) = match of {
        Of::Child(child) => (None, vec![child]),
        Of::Group(group) => {
            let (name, children) = groups.get(&group).cloned().unwrap_or_default();
            (Some(name), children)
        }
    };
    let children = room.iter().filter(|it| children.contains(&it.child));
    Ok(Intervention {
        id: InterventionId(row.id),
        of,
        group,
        children: children.cloned().collect(),
        what: row.what,
        by: row.done_by,
        begins: day(&row.begins_on)?,
        follow_up: day(&row.follow_on)?,
        looks,
    })
}

async fn looks(tx: &mut Tx, id: Uuid) -> Result<Vec<Looked>> {
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
            Ok(Looked {
                look: Look {
                    helped: kind(helped)?,
                    note,
                    again: again.as_deref().map(day).transpose()?,
                },
                on: day(&on)?,
                who: format!("{given} {family}").trim().to_owned(),
            })
        })
        .collect()
}
