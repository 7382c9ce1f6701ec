//! A class: whose it is, who is in it, and whether its children may sign in now.

use crate::{
    Db, Result, StoreError, Tx,
    audit::{self, Line},
    help,
    proof::{Device, Staff, Teacher},
    school,
    stored::ms,
    tile,
};
use chrono::{DateTime, Utc};
use domain::{
    access::Action,
    ids::{ClassId, PersonId, SchoolId},
    name::tile_names,
    school::{ChildName, ClassCard},
};
use uuid::Uuid;

/// The classes an adult teaches, or may look into.
pub async fn my_classes(db: &Db, staff: &Staff) -> Result<Vec<ClassCard>> {
    Ok(school::me(db, staff).await?.classes)
}

/// Opens or closes the class; closing signs its children out.
pub async fn set_open(db: &Db, teacher: &Teacher, open: bool, now: DateTime<Utc>) -> Result<()> {
    teacher.must(if open {
        Action::OpenClass
    } else {
        Action::CloseClass
    })?;
    let teacher = *teacher;
    db.write(move |tx| Box::pin(set_open_in(tx, teacher, open, now)))
        .await
}

async fn set_open_in(tx: &mut Tx, teacher: Teacher, open: bool, now: DateTime<Utc>) -> Result<()> {
    let class = teacher.class();
    let (children, classes) = help::waiting(tx, teacher.school(), class).await?;
    for class in classes {
        tx.hold_class(class).await?;
    }
    let touched = run!(
        tx,
        "UPDATE class SET open = $3 WHERE id = $1 AND school = $2 AND open <> $3",
        class.0,
        teacher.school().0,
        open
    )?;
    if touched == 0 {
        return Ok(());
    }
    let seq = tile::reload(tx, class).await?;
    run!(
        tx,
        "UPDATE session SET ended_at = $2 WHERE class = $1 AND ended_at IS NULL",
        class.0,
        ms(now)
    )?;
    run!(
        tx,
        "UPDATE tile SET here = FALSE, seq = $2 WHERE class = $1 AND here",
        class.0,
        seq
    )?;
    help::lay_down(tx, teacher.school(), &children, now).await?;
    let line = Line {
        school: teacher.school(),
        who: Some(teacher.person().0),
        what: if open { "class.open" } else { "class.close" },
        about: Some(class.0),
        detail: "",
    };
    audit::note(tx, now, line).await
}

/// Whether the tablet's class is open.
pub async fn is_open(db: &Db, device: &Device) -> Result<bool> {
    let row: Option<(bool,)> = find!(
        db,
        "SELECT open FROM class WHERE id = $1 AND school = $2",
        device.class().0,
        device.school().0
    )?;
    row.map(|(open,)| open).ok_or(StoreError::NotFound)
}

/// The children of a class in the order of their names, told apart as on the tile wall.
pub(crate) async fn room(tx: &mut Tx, school: SchoolId, class: ClassId) -> Result<Vec<ChildName>> {
    let mut rows: Vec<(Uuid, String, String, String)> = list!(
        tx,
        "SELECT p.id, p.given, p.family, p.picture FROM enrollment e JOIN person p ON p.id = e.person
         WHERE e.class = $1 AND e.school = $2 AND e.role = 'child' AND p.role = 'child' AND p.active",
        class.0,
        school.0
    )?;
    rows.sort_by_cached_key(|(id, given, family, _)| {
        (given.to_lowercase(), family.to_lowercase(), *id)
    });
    let people: Vec<(&str, &str)> = rows
        .iter()
        .map(|(_, given, family, _)| (given.as_str(), family.as_str()))
        .collect();
    let names = tile_names(&people);
    Ok(rows
        .into_iter()
        .zip(names)
        .map(|((id, _, _, picture), name)| ChildName {
            child: PersonId(id),
            name,
            picture,
        })
        .collect())
}

/// One child of a class, as on the tile wall.
pub(crate) async fn child_name(
    tx: &mut Tx,
    school: SchoolId,
    class: ClassId,
    child: PersonId,
) -> Result<ChildName> {
    let room = room(tx, school, class).await?;
    room.into_iter()
        .find(|it| it.child == child)
        .ok_or(StoreError::NotFound)
}
