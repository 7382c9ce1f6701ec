//! What a teacher may do next in a class: the rules are `domain::next`, what they look at is read
//! here, in a fixed number of questions however many children there are.

mod contact;
mod load;

pub use contact::{list_contacts, record_contact};
pub(crate) use load::contacts;

use crate::{
    Db, Result, StoreError, Tx,
    column::{from_json, to_json, to_millis},
    proof::Teacher,
};
use chrono::{DateTime, NaiveDate, Utc};
use domain::{
    access::Action,
    limits,
    next::{Key, NextPage, NextTuning, standing},
};
use std::{collections::BTreeSet, sync::Arc};

/// The school date of an instant.
pub type Dates = Arc<dyn Fn(DateTime<Utc>) -> NaiveDate + Send + Sync>;

/// What there is to do in the class, but for who wants help just now.
///
/// # Errors
/// `NotFound` if the teacher may not do this.
pub async fn find_next(
    db: &Db,
    teacher: &Teacher,
    now: DateTime<Utc>,
    dates: Dates,
) -> Result<NextPage> {
    teacher.must(Action::SeeNext)?;
    transaction!(db.read, teacher, |tx| {
        let tuning = tuning(tx, &teacher).await?;
        let aside = aside(tx, &teacher).await?;
        let seen = load::of_class(tx, &teacher, now, &dates).await?;
        let mut standing = standing(&seen, &tuning, &aside);
        standing.truncate(limits::next::MOST_SHOWN);
        let away = seen.children.iter().filter(|it| it.away);
        Ok(NextPage {
            away: away.map(|it| it.child).collect(),
            aside: aside.into_iter().filter(Key::is_sit).collect(),
            tuning,
            standing,
        })
    })
}

async fn tuning(tx: &mut Tx, teacher: &Teacher) -> Result<NextTuning> {
    let row: Option<(String,)> = find!(
        tx,
        "SELECT body FROM next_tuning WHERE teacher = $1 AND class = $2 AND school = $3",
        teacher.person(),
        teacher.class(),
        teacher.school()
    )?;
    row.map_or_else(
        || Ok(NextTuning::default()),
        |(body,)| from_json(&body, "tuning"),
    )
}

async fn aside(tx: &mut Tx, teacher: &Teacher) -> Result<BTreeSet<Key>> {
    let rows: Vec<(String,)> = list!(
        tx,
        "SELECT key FROM next_aside WHERE teacher = $1 AND class = $2 AND school = $3",
        teacher.person(),
        teacher.class(),
        teacher.school()
    )?;
    rows.iter()
        .map(|(key,)| key.parse().map_err(|_| StoreError::Unreadable("key")))
        .collect()
}

/// Keeps which rules count for this teacher in the class, and from how much on.
///
/// # Errors
/// `NotFound` if the teacher may not do this; `Invalid` if what was sent breaks a rule.
pub async fn set_tuning(db: &Db, teacher: &Teacher, tuning: NextTuning) -> Result<()> {
    teacher.must(Action::SeeNext)?;
    tuning.check()?;
    transaction!(db.write, teacher, |tx| {
        run!(
            tx,
            "INSERT INTO next_tuning (teacher, class, school, body) VALUES ($1, $2, $3, $4)
                 ON CONFLICT (teacher, class) DO UPDATE SET body = excluded.body",
            teacher.person(),
            teacher.class(),
            teacher.school(),
            to_json(&tuning)?
        )
        .map(drop)
    })
}

/// Puts something aside for this teacher until its reason is another, or takes that back.
///
/// # Errors
/// `NotFound` if the teacher may not do this.
pub async fn put_aside(
    db: &Db,
    teacher: &Teacher,
    key: Key,
    aside: bool,
    now: DateTime<Utc>,
) -> Result<()> {
    teacher.must(Action::SeeNext)?;
    transaction!(db.write, teacher, |tx| {
        let (who, class) = (teacher.person().0, teacher.class().0);
        run!(
            tx,
            "DELETE FROM next_aside WHERE teacher = $1 AND class = $2
         AND (key = $3 OR at < $4 OR (at < $5 AND key LIKE 'sit:%'))",
            who,
            class,
            key.to_string(),
            to_millis(now - limits::next::ASIDE_REMEMBERED_FOR),
            to_millis(now - limits::next::WISH_ASIDE_REMEMBERED_FOR)
        )?;
        if aside {
            run!(
                tx,
                "INSERT INTO next_aside (teacher, class, key, school, at) VALUES ($1, $2, $3, $4, $5)",
                who,
                class,
                key.to_string(),
                teacher.school(),
                to_millis(now)
            )?;
        }
        Ok(())
    })
}
