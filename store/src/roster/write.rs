//! A planned import into rows, many to a statement: a district's roster holds the one writer for
//! seconds, not minutes.

use super::{Progress, SchoolChanges};
use crate::{Result, Tx, column::to_millis, signin::secret_text, tile};
use chrono::{DateTime, Utc};
use domain::{
    ids::{ClassId, PersonId, SchoolId, TermId},
    roster::{ClassRole, ClassRow, Person, RosterChanges, RowWrite, School, SignIn, Term},
};
use std::collections::{BTreeSet, HashSet};

/// Rows to a statement: a dozen columns of these stay far below what either engine binds at once.
const MANY: usize = 400;

/// Runs one statement for each few hundred rows: what stands before their VALUES, and after.
macro_rules! many {
    ($to:expr, $before:literal, $rows:expr, |$row:pat_param, $cells:ident| $bind:expr, $after:literal) => {
        for rows in $rows.chunks(MANY) {
            on!($to.tx, |c| {
                let mut query = sqlx::QueryBuilder::new($before);
                query.push_values(rows, |mut $cells, $row| {
                    $bind;
                });
                query.push($after);
                query.build().execute(c).await.map(drop)
            })?;
            $to.sent(rows.len());
        }
    };
}

type PersonPut = RowWrite<PersonId, (Person, Option<SignIn>)>;

struct To<'t> {
    tx: &'t mut Tx,
    now: i64,
    done: usize,
    of: usize,
    progress: &'t Progress,
}

impl To<'_> {
    fn sent(&mut self, rows: usize) {
        self.done += rows;
        (self.progress)(self.done.min(self.of), self.of);
    }
}

pub(super) async fn all(
    tx: &mut Tx,
    schools: &[School],
    all_changes: &[SchoolChanges],
    now: DateTime<Utc>,
    progress: &Progress,
) -> Result<()> {
    // In one order, as everyone who holds several classes does.
    let boards: BTreeSet<ClassId> = all_changes
        .iter()
        .flat_map(|it| &it.changes.boards)
        .copied()
        .collect();
    for class in &boards {
        tx.lock_class(*class).await?;
    }
    let mut to = To {
        tx,
        now: to_millis(now),
        done: 0,
        of: all_changes.iter().map(|it| to_send(&it.changes)).sum(),
        progress,
    };
    for it in all_changes {
        free_usernames(&mut to, &it.changes.people, &it.changes.people_gone).await?;
    }
    let mut new = HashSet::new();
    for (school, it) in schools.iter().zip(all_changes) {
        one(&mut to, school, it).await?;
        new.extend(
            it.changes
                .classes
                .iter()
                .filter(|it| it.new)
                .map(|it| it.id),
        );
    }
    // Nobody watches a class that was not there.
    for class in boards.iter().filter(|it| !new.contains(it)) {
        tile::reload_class(to.tx, *class).await?;
    }
    Ok(())
}

/// Rows to be sent, with those that only end a session.
fn to_send(changes: &RosterChanges) -> usize {
    changes.rows()
        + changes.classes_gone.len()
        + off(&changes.people).count()
        + changes.people_gone.len()
        + 2 * changes.unenroll.len()
}

/// Who was active and is to be so no longer.
fn off(people: &[PersonPut]) -> impl Iterator<Item = PersonId> {
    let off = people.iter().filter(|it| !it.new && !it.what.0.active);
    off.map(|it| it.id)
}

async fn one(to: &mut To<'_>, school: &School, it: &SchoolChanges) -> Result<()> {
    let (id, changes) = (it.id, &it.changes);
    if let Some(title) = &changes.title {
        run!(
            to.tx,
            "INSERT INTO school (id, source_id, title) VALUES ($1, $2, $3)
             ON CONFLICT (id) DO UPDATE SET title = excluded.title",
            id,
            &school.source_id,
            title
        )?;
        to.sent(1);
    }
    terms(to, id, &changes.terms).await?;
    classes(to, id, &changes.classes, &changes.classes_gone).await?;
    people(to, id, &changes.people).await?;
    archive(to, &changes.people, &changes.people_gone).await?;
    unenroll(to, &changes.unenroll).await?;
    enroll(to, id, &changes.enroll).await?;
    families(to, id, &changes.link, &changes.unlink).await
}

/// Names are one a server: those given up are free before others get them.
async fn free_usernames(to: &mut To<'_>, people: &[PersonPut], gone: &[PersonId]) -> Result<()> {
    let known = people.iter().filter(|it| !it.new).map(|it| it.id);
    let ids: Vec<PersonId> = known.chain(gone.iter().copied()).collect();
    for ids in ids.chunks(MANY) {
        on!(to.tx, |c| {
            let mut query = sqlx::QueryBuilder::new(
                "UPDATE person SET username = NULL WHERE username IS NOT NULL AND id IN (",
            );
            let mut list = query.separated(", ");
            for id in ids {
                list.push_bind(id.0);
            }
            query.push(")");
            query.build().execute(c).await.map(drop)
        })?;
    }
    Ok(())
}

async fn terms(to: &mut To<'_>, school: SchoolId, terms: &[RowWrite<TermId, Term>]) -> Result<()> {
    many!(
        to,
        "INSERT INTO term (id, school, source_id, title, begins_on, ends_on) ",
        terms,
        |put, cells| cells
            .push_bind(put.id.0)
            .push_bind(school.0)
            .push_bind(&put.what.source_id)
            .push_bind(&put.what.title)
            .push_bind(put.what.begins.to_string())
            .push_bind(put.what.ends.to_string()),
        " ON CONFLICT (id) DO UPDATE SET title = excluded.title, begins_on = excluded.begins_on,
          ends_on = excluded.ends_on"
    );
    Ok(())
}

async fn classes(
    to: &mut To<'_>,
    school: SchoolId,
    classes: &[RowWrite<ClassId, ClassRow>],
    gone: &[ClassId],
) -> Result<()> {
    many!(
        to,
        "INSERT INTO class (id, school, term, source_id, title) ",
        classes,
        |put, cells| cells
            .push_bind(put.id.0)
            .push_bind(school.0)
            .push_bind(put.what.term.map(|it| it.0))
            .push_bind(&put.what.source_id)
            .push_bind(&put.what.title),
        " ON CONFLICT (id) DO UPDATE SET title = excluded.title, term = excluded.term,
          active = TRUE"
    );
    many!(
        to,
        "UPDATE class SET active = FALSE, open = FALSE WHERE id IN (",
        gone,
        |id, cells| cells.push_bind(id.0),
        ")"
    );
    let now = to.now;
    many!(
        to,
        "UPDATE session SET ended_at = v.column2 FROM (",
        gone,
        |id, cells| cells.push_bind(id.0).push_bind(now),
        ") AS v WHERE session.class = v.column1 AND session.ended_at IS NULL"
    );
    Ok(())
}

async fn people(to: &mut To<'_>, school: SchoolId, people: &[PersonPut]) -> Result<()> {
    let (new, known): (Vec<_>, Vec<_>) = people.iter().partition(|it| it.new);
    many!(
        to,
        "INSERT INTO person (id, school, role, source_id, given, family, active, username, email,
         grade, identifier, picture, secret) ",
        new,
        |put, cells| {
            let (person, sign_in) = &put.what;
            cells
                .push_bind(put.id.0)
                .push_bind(school.0)
                .push_bind(person.role.name())
                .push_bind(&person.source_id)
                .push_bind(&person.given)
                .push_bind(&person.family)
                .push_bind(person.active)
                .push_bind(person.username.as_deref())
                .push_bind(person.email.as_deref())
                .push_bind(person.grade.map(i64::from))
                .push_bind(person.identifier.as_deref())
                .push_bind(sign_in.as_ref().map(|it| it.picture))
                .push_bind(sign_in.as_ref().map(|it| secret_text(&it.secret)))
        },
        ""
    );
    many!(
        to,
        "UPDATE person SET role = v.column2, given = v.column3, family = v.column4,
         active = v.column5, username = v.column6, email = v.column7,
         grade = v.column8, identifier = v.column9 FROM (",
        known,
        |put, cells| {
            let (person, _) = &put.what;
            cells
                .push_bind(put.id.0)
                .push_bind(person.role.name())
                .push_bind(&person.given)
                .push_bind(&person.family)
                .push_bind(person.active)
                .push_bind(person.username.as_deref())
                .push_bind(person.email.as_deref())
                .push_bind(person.grade.map(i64::from))
                .push_bind(person.identifier.as_deref())
        },
        ") AS v WHERE person.id = v.column1"
    );
    Ok(())
}

/// Who is gone keeps everything but the ways in.
async fn archive(to: &mut To<'_>, people: &[PersonPut], gone: &[PersonId]) -> Result<()> {
    many!(
        to,
        "UPDATE person SET active = FALSE, email = NULL WHERE id IN (",
        gone,
        |id, cells| cells.push_bind(id.0),
        ")"
    );
    let out: Vec<PersonId> = off(people).chain(gone.iter().copied()).collect();
    let now = to.now;
    many!(
        to,
        "UPDATE session SET ended_at = v.column2 FROM (",
        out,
        |id, cells| cells.push_bind(id.0).push_bind(now),
        ") AS v WHERE session.person = v.column1 AND session.ended_at IS NULL"
    );
    Ok(())
}

async fn unenroll(to: &mut To<'_>, seats: &[(ClassId, PersonId)]) -> Result<()> {
    many!(
        to,
        "DELETE FROM enrollment WHERE (class, person) IN (",
        seats,
        |(class, person), cells| cells.push_bind(class.0).push_bind(person.0),
        ")"
    );
    let now = to.now;
    many!(
        to,
        "UPDATE session SET ended_at = v.column3 FROM (",
        seats,
        |(class, person), cells| cells.push_bind(class.0).push_bind(person.0).push_bind(now),
        ") AS v WHERE session.class = v.column1 AND session.person = v.column2
          AND session.ended_at IS NULL"
    );
    many!(
        to,
        "UPDATE tile SET here = FALSE WHERE here AND (class, child) IN (",
        seats,
        |(class, person), cells| cells.push_bind(class.0).push_bind(person.0),
        ")"
    );
    Ok(())
}

async fn enroll(
    to: &mut To<'_>,
    school: SchoolId,
    seats: &[(ClassId, PersonId, ClassRole)],
) -> Result<()> {
    many!(
        to,
        "INSERT INTO enrollment (class, person, school, role) ",
        seats,
        |(class, person, seat), cells| {
            let role = match seat {
                ClassRole::Child => "child",
                ClassRole::Teacher => "teacher",
            };
            cells
                .push_bind(class.0)
                .push_bind(person.0)
                .push_bind(school.0)
                .push_bind(role)
        },
        ""
    );
    Ok(())
}

async fn families(
    to: &mut To<'_>,
    school: SchoolId,
    link: &[(PersonId, PersonId)],
    unlink: &[(PersonId, PersonId)],
) -> Result<()> {
    many!(
        to,
        "DELETE FROM guardian WHERE (child, adult) IN (",
        unlink,
        |(child, adult), cells| cells.push_bind(child.0).push_bind(adult.0),
        ")"
    );
    many!(
        to,
        "INSERT INTO guardian (child, adult, school) ",
        link,
        |(child, adult), cells| cells
            .push_bind(child.0)
            .push_bind(adult.0)
            .push_bind(school.0),
        ""
    );
    Ok(())
}
