//! Wishes for help: a child's open wish is shown on their tiles, and to the child.

use crate::{
    Db, Result, Tx,
    column::{from_json, from_millis, from_text, to_int, to_json, to_millis},
    enrollment::child_name,
    proof::{Child, Teacher},
    tile,
};
use chrono::{DateTime, Utc};
use domain::{
    access::Action,
    help::{HelpAnswer, MyHelp, OpenWish, Wish},
    ids::{ClassId, PersonId, SchoolId, WishId},
};
use std::collections::BTreeSet;

#[derive(sqlx::FromRow)]
struct Row {
    id: WishId,
    rev: i64,
    asking: String,
    tried: String,
    asked_at: i64,
    given: Option<String>,
    family: Option<String>,
}

/// The newest wish of a child that stands.
async fn find_open(tx: &mut Tx, school: SchoolId, child: PersonId) -> Result<Option<Row>> {
    find!(
        tx,
        "SELECT h.id, h.rev, h.asking, h.tried, h.asked_at, p.given, p.family
         FROM help h LEFT JOIN person p ON p.id = h.coming_by
         WHERE h.child = $1 AND h.school = $2 AND h.asking = 'asked' AND h.done_at IS NULL
         ORDER BY h.taken_at DESC, h.id DESC LIMIT 1",
        child,
        school
    )
}

impl Row {
    fn coming(&self) -> Option<String> {
        let (given, family) = (self.given.as_ref()?, self.family.as_ref()?);
        Some(format!("{given} {family}").trim().to_owned())
    }

    fn help(self) -> Result<OpenWish> {
        Ok(OpenWish {
            coming: self.coming(),
            wish: self.id,
            asked_at: from_millis(self.asked_at)?,
            tried: from_json(&self.tried, "help")?,
        })
    }

    fn for_child(self) -> Result<MyHelp> {
        Ok(MyHelp {
            coming: self.coming(),
            wish: Wish {
                wish: self.id,
                rev: to_int(self.rev)?,
                asking: from_text(self.asking)?,
                tried: Vec::new(),
            },
        })
    }
}

/// The child's own wish that stands.
pub(crate) async fn find_mine(tx: &mut Tx, child: &Child) -> Result<Option<MyHelp>> {
    let row = find_open(tx, child.school(), child.id()).await?;
    row.map(Row::for_child).transpose()
}

/// Renews the child's tiles; the classes are held already.
pub(crate) async fn refresh_tile(tx: &mut Tx, school: SchoolId, child: PersonId) -> Result<()> {
    let row = find_open(tx, school, child).await?;
    let help = row.map(Row::help).transpose()?;
    let help = help.as_ref().map(to_json).transpose()?;
    tile::set_help(tx, school, child, help).await
}

/// What an adult of the class says to a child's wish; answers what stands then. Of two who say that
/// they come the first is the one.
///
/// # Errors
/// `NotFound` if the teacher may not do this or the child is not of the class.
pub async fn answer(
    db: &Db,
    teacher: &Teacher,
    child: PersonId,
    wish: WishId,
    coming: HelpAnswer,
    now: DateTime<Utc>,
) -> Result<Option<OpenWish>> {
    teacher.must(Action::AnswerHelp)?;
    transaction!(db.write, teacher, |tx| {
        let school = teacher.school();
        for class in tile::classes_of(tx, school, &[child]).await? {
            tx.lock_class(class).await?;
        }
        child_name(tx, school, teacher.class(), child).await?;
        let touched = match coming {
            HelpAnswer::Yes => run!(
                tx,
                "UPDATE help SET coming_by = $4, coming_at = $5
             WHERE id = $1 AND child = $2 AND school = $3 AND coming_by IS NULL
             AND done_at IS NULL",
                wish,
                child,
                school,
                teacher.person(),
                to_millis(now)
            )?,
            HelpAnswer::NotMe => run!(
                tx,
                "UPDATE help SET coming_by = NULL, coming_at = NULL
             WHERE id = $1 AND child = $2 AND school = $3 AND coming_by IS NOT NULL
             AND done_at IS NULL",
                wish,
                child,
                school
            )?,
            HelpAnswer::Done => run!(
                tx,
                "UPDATE help SET done_at = $4
             WHERE id = $1 AND child = $2 AND school = $3 AND done_at IS NULL",
                wish,
                child,
                school,
                to_millis(now)
            )?,
        };
        if touched > 0 {
            refresh_tile(tx, school, child).await?;
        }
        let row = find_open(tx, school, child).await?;
        row.map(Row::help).transpose()
    })
}

/// The children of a class whose wish stands, and all the classes they are in: to be locked before
/// the wishes end.
pub(crate) async fn find_waiting(
    tx: &mut Tx,
    school: SchoolId,
    class: ClassId,
) -> Result<(Vec<PersonId>, BTreeSet<ClassId>)> {
    let rows: Vec<(PersonId,)> = list!(
        tx,
        "SELECT DISTINCT h.child FROM help h
         JOIN enrollment e ON e.person = h.child AND e.class = $1 AND e.role = 'child'
         WHERE h.school = $2 AND h.asking = 'asked' AND h.done_at IS NULL",
        class,
        school
    )?;
    let children: Vec<PersonId> = rows.into_iter().map(|(id,)| id).collect();
    let mut classes = tile::classes_of(tx, school, &children).await?;
    classes.insert(class);
    Ok((children, classes))
}

/// The lesson ends, or another begins: nobody waits from one to the next.
pub(crate) async fn close_wishes(
    tx: &mut Tx,
    school: SchoolId,
    children: &[PersonId],
    now: DateTime<Utc>,
) -> Result<()> {
    for child in children {
        run!(
            tx,
            "UPDATE help SET done_at = $3
             WHERE child = $1 AND school = $2 AND asking = 'asked' AND done_at IS NULL",
            child,
            school,
            to_millis(now)
        )?;
        refresh_tile(tx, school, *child).await?;
    }
    Ok(())
}
