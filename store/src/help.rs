//! Wishes for help: the one that stands goes onto the child's tiles, and back to the child.

use crate::{
    Db, Result, StoreError, Tx,
    class::child_name,
    proof::{Child, Teacher},
    stored::{at, json, kind, ms, small},
    tile,
};
use chrono::{DateTime, Utc};
use domain::{
    access::Action,
    help::{Coming, Help, MyHelp, Wish},
    ids::{ClassId, PersonId, SchoolId, WishId},
};
use std::collections::BTreeSet;
use uuid::Uuid;

#[derive(sqlx::FromRow)]
struct Row {
    id: Uuid,
    rev: i64,
    asking: String,
    tried: String,
    asked_at: i64,
    given: Option<String>,
    family: Option<String>,
}

/// The newest wish of a child that stands.
async fn stands(tx: &mut Tx, school: SchoolId, child: PersonId) -> Result<Option<Row>> {
    find!(
        tx,
        "SELECT h.id, h.rev, h.asking, h.tried, h.asked_at, p.given, p.family
         FROM help h LEFT JOIN person p ON p.id = h.coming_by
         WHERE h.child = $1 AND h.school = $2 AND h.asking = 'asked' AND h.done_at IS NULL
         ORDER BY h.taken_at DESC, h.id DESC LIMIT 1",
        child.0,
        school.0
    )
}

impl Row {
    fn coming(&self) -> Option<String> {
        let (given, family) = (self.given.as_ref()?, self.family.as_ref()?);
        Some(format!("{given} {family}").trim().to_owned())
    }

    fn help(self) -> Result<Help> {
        Ok(Help {
            coming: self.coming(),
            wish: WishId(self.id),
            asked_at: at(self.asked_at)?,
            tried: serde_json::from_str(&self.tried).map_err(|_| StoreError::Unreadable("help"))?,
        })
    }

    fn mine(self) -> Result<MyHelp> {
        Ok(MyHelp {
            coming: self.coming(),
            wish: Wish {
                wish: WishId(self.id),
                rev: small(self.rev)?,
                asking: kind(self.asking)?,
                tried: Vec::new(),
            },
        })
    }
}

/// The child's own wish that stands.
pub(crate) async fn mine(tx: &mut Tx, child: &Child) -> Result<Option<MyHelp>> {
    let row = stands(tx, child.school(), child.id()).await?;
    row.map(Row::mine).transpose()
}

/// Renews the child's tiles; the classes are held already.
pub(crate) async fn refresh_tile(tx: &mut Tx, school: SchoolId, child: PersonId) -> Result<()> {
    let row = stands(tx, school, child).await?;
    let help = row.map(Row::help).transpose()?;
    let help = help.as_ref().map(json).transpose()?;
    tile::help(tx, school, child, help).await
}

/// What an adult of the class says to a child's wish; answers what stands then. Of two who say that
/// they come the first is the one.
pub async fn answer(
    db: &Db,
    teacher: &Teacher,
    child: PersonId,
    wish: WishId,
    coming: Coming,
    now: DateTime<Utc>,
) -> Result<Option<Help>> {
    teacher.must(Action::AnswerHelp)?;
    let teacher = *teacher;
    db.write(move |tx| Box::pin(answer_in(tx, teacher, child, wish, coming, now)))
        .await
}

async fn answer_in(
    tx: &mut Tx,
    teacher: Teacher,
    child: PersonId,
    wish: WishId,
    coming: Coming,
    now: DateTime<Utc>,
) -> Result<Option<Help>> {
    let school = teacher.school();
    for class in tile::classes(tx, school, &[child]).await? {
        tx.hold_class(class).await?;
    }
    child_name(tx, school, teacher.class(), child).await?;
    let touched = match coming {
        Coming::Yes => run!(
            tx,
            "UPDATE help SET coming_by = $4, coming_at = $5
             WHERE id = $1 AND child = $2 AND school = $3 AND coming_by IS NULL
             AND done_at IS NULL",
            wish.0,
            child.0,
            school.0,
            teacher.person().0,
            ms(now)
        )?,
        Coming::NotMe => run!(
            tx,
            "UPDATE help SET coming_by = NULL, coming_at = NULL
             WHERE id = $1 AND child = $2 AND school = $3 AND coming_by IS NOT NULL
             AND done_at IS NULL",
            wish.0,
            child.0,
            school.0
        )?,
        Coming::Done => run!(
            tx,
            "UPDATE help SET done_at = $4
             WHERE id = $1 AND child = $2 AND school = $3 AND done_at IS NULL",
            wish.0,
            child.0,
            school.0,
            ms(now)
        )?,
    };
    if touched > 0 {
        refresh_tile(tx, school, child).await?;
    }
    let row = stands(tx, school, child).await?;
    row.map(Row::help).transpose()
}

/// The children of a class whose wish stands, and all the classes they are in: to be held before
/// [`lay_down`].
pub(crate) async fn waiting(
    tx: &mut Tx,
    school: SchoolId,
    class: ClassId,
) -> Result<(Vec<PersonId>, BTreeSet<ClassId>)> {
    let rows: Vec<(Uuid,)> = list!(
        tx,
        "SELECT DISTINCT h.child FROM help h
         JOIN enrollment e ON e.person = h.child AND e.class = $1 AND e.role = 'child'
         WHERE h.school = $2 AND h.asking = 'asked' AND h.done_at IS NULL",
        class.0,
        school.0
    )?;
    let children: Vec<PersonId> = rows.into_iter().map(|(id,)| PersonId(id)).collect();
    let mut classes = tile::classes(tx, school, &children).await?;
    classes.insert(class);
    Ok((children, classes))
}

/// The lesson ends, or another begins: nobody waits from one to the next.
pub(crate) async fn lay_down(
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
            child.0,
            school.0,
            ms(now)
        )?;
        refresh_tile(tx, school, *child).await?;
    }
    Ok(())
}
