//! What a teacher may do next in a class: the rules are `domain::next`, what they look at is read
//! here, in a fixed number of questions however many children there are.

mod noted;
mod seen;

pub use noted::{list_noted, note};
pub(crate) use seen::contacts;

use crate::{
    Db, Result, StoreError, Tx,
    proof::Teacher,
    stored::{json, ms},
};
use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use domain::{
    access::Action,
    next::{Key, MOST, NextPage, Tuning, standing},
};
use std::{collections::BTreeSet, sync::Arc};

/// The school date of an instant.
pub type Dates = Arc<dyn Fn(DateTime<Utc>) -> NaiveDate + Send + Sync>;

/// What was put aside is forgotten after so long.
const REMEMBERED: TimeDelta = TimeDelta::days(180);
/// Nobody waits from one day to the next.
const WISHES_REMEMBERED: TimeDelta = TimeDelta::days(1);

/// What there is to do in the class, but for who wants help just now.
pub async fn find_next(
    db: &Db,
    teacher: &Teacher,
    now: DateTime<Utc>,
    dates: Dates,
) -> Result<NextPage> {
    teacher.must(Action::SeeNext)?;
    let teacher = *teacher;
    db.read(move |tx| Box::pin(find_in(tx, teacher, now, dates)))
        .await
}

async fn find_in(
    tx: &mut Tx,
    teacher: Teacher,
    now: DateTime<Utc>,
    dates: Dates,
) -> Result<NextPage> {
    let tuning = tuning(tx, &teacher).await?;
    let aside = aside(tx, &teacher).await?;
    let seen = seen::of_class(tx, &teacher, now, &dates).await?;
    let mut standing = standing(&seen, &tuning, &aside);
    standing.truncate(MOST);
    let away = seen.children.iter().filter(|it| it.away);
    Ok(NextPage {
        away: away.map(|it| it.child).collect(),
        aside: aside.into_iter().filter(Key::is_sit).collect(),
        tuning,
        standing,
    })
}

async fn tuning(tx: &mut Tx, teacher: &Teacher) -> Result<Tuning> {
    let row: Option<(String,)> = find!(
        tx,
        "SELECT body FROM next_tuning WHERE teacher = $1 AND class = $2 AND school = $3",
        teacher.person().0,
        teacher.class().0,
        teacher.school().0
    )?;
    row.map_or_else(
        || Ok(Tuning::default()),
        |(body,)| serde_json::from_str(&body).map_err(|_| StoreError::Unreadable("tuning")),
    )
}

async fn aside(tx: &mut Tx, teacher: &Teacher) -> Result<BTreeSet<Key>> {
    let rows: Vec<(String,)> = list!(
        tx,
        "SELECT key FROM next_aside WHERE teacher = $1 AND class = $2 AND school = $3",
        teacher.person().0,
        teacher.class().0,
        teacher.school().0
    )?;
    rows.iter()
        .map(|(key,)| key.parse().map_err(|_| StoreError::Unreadable("key")))
        .collect()
}

/// Keeps which rules count for this teacher in the class, and from how much on.
pub async fn set_tuning(db: &Db, teacher: &Teacher, tuning: Tuning) -> Result<()> {
    teacher.must(Action::SeeNext)?;
    tuning.check()?;
    let teacher = *teacher;
    db.write(move |tx| {
        Box::pin(async move {
            run!(
                tx,
                "INSERT INTO next_tuning (teacher, class, school, body) VALUES ($1, $2, $3, $4)
                 ON CONFLICT (teacher, class) DO UPDATE SET body = excluded.body",
                teacher.person().0,
                teacher.class().0,
                teacher.school().0,
                json(&tuning)?
            )
            .map(drop)
        })
    })
    .await
}

/// Puts something aside for this teacher until its reason is another, or takes that back.
pub async fn put_aside(
    db: &Db,
    teacher: &Teacher,
    key: Key,
    aside: bool,
    now: DateTime<Utc>,
) -> Result<()> {
    teacher.must(Action::SeeNext)?;
    let teacher = *teacher;
    db.write(move |tx| Box::pin(put_in(tx, teacher, key, aside, now)))
        .await
}

async fn put_in(
    tx: &mut Tx,
    teacher: Teacher,
    key: Key,
    aside: bool,
    now: DateTime<Utc>,
) -> Result<()> {
    let (who, class) = (teacher.person().0, teacher.class().0);
    run!(
        tx,
        "DELETE FROM next_aside WHERE teacher = $1 AND class = $2
         AND (key = $3 OR at < $4 OR (at < $5 AND key LIKE 'sit:%'))",
        who,
        class,
        key.to_string(),
        ms(now - REMEMBERED),
        ms(now - WISHES_REMEMBERED)
    )?;
    if aside {
        run!(
            tx,
            "INSERT INTO next_aside (teacher, class, key, school, at) VALUES ($1, $2, $3, $4, $5)",
            who,
            class,
            key.to_string(),
            teacher.school().0,
            ms(now)
        )?;
    }
    Ok(())
}
