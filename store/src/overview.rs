//! Counts of each class of a school for its leaders, without a child's name.

use crate::{
    Db, Result, StoreError, Tx,
    column::{to_int, to_millis},
    enrollment::children_of_class,
    next::{Dates, contacts},
    plan,
    proof::Staff,
};
use chrono::{NaiveDate, NaiveTime, TimeDelta};
use domain::{
    access::Action,
    ids::{ClassId, SchoolId},
    next::{NextTuning, due},
    plan::{TermCard, WeekOf},
    school::{ChildName, ClassCounts, Overview, OverviewRow},
};

/// The classes of the school of who asks, on a school date.
///
/// # Errors
/// `NotFound` if what is asked for is not there or not theirs.
pub async fn find_overview(
    db: &Db,
    staff: &Staff,
    today: NaiveDate,
    dates: Dates,
) -> Result<Overview> {
    staff.must(Action::SeeOverview)?;
    let school = staff.school();
    transaction!(db.read, |tx| {
        let rows: Vec<(ClassId, String)> = list!(
            tx,
            "SELECT id, title FROM class WHERE school = $1 AND active",
            school
        )?;
        let (mut lines, mut title) = (Vec::with_capacity(rows.len()), None);
        for (id, name) in rows {
            let class = id;
            let term = plan::term(tx, school, class, today).await?;
            let children = children_of_class(tx, school, class).await?;
            let contacts = contacts(tx, school, class, &dates).await?;
            let every = i64::from(NextTuning::default().check_in.from);
            let began = term.as_ref().map(|it| it.begins);
            let is_unmet = |child: &&ChildName| {
                due(contacts.get(&child.child).copied(), began, today, every).is_some()
            };
            let unmet = count(children.iter().filter(is_unmet).count())?;
            let counts = counts(tx, (school, class), term.as_ref(), today, unmet).await?;
            lines.push(OverviewRow::new(
                class,
                name,
                count(children.len())?,
                counts,
            ));
            title = title.or(term.map(|it| it.title));
        }
        Ok(Overview::new(title, lines))
    })
}

fn count(number: usize) -> Result<u32> {
    u32::try_from(number).map_err(|_| StoreError::Unreadable("number"))
}

/// None of it names a child, and each is bounded by the class.
async fn counts(
    tx: &mut Tx,
    (school, class): (SchoolId, ClassId),
    term: Option<&TermCard>,
    today: NaiveDate,
    unmet: u32,
) -> Result<ClassCounts> {
    let Some(term) = term else {
        return Ok(ClassCounts {
            surveyed: 0,
            planned: 0,
            ticked: 0,
            unmet,
            waiting: 0,
        });
    };
    let begins = to_millis(term.begins.and_time(NaiveTime::MIN).and_utc());
    let over = to_millis(term.ends.and_time(NaiveTime::MIN).and_utc() + TimeDelta::days(1));
    let monday = WeekOf::of(today).0;
    let row: Option<(i64, i64, i64, i64)> = find!(
        tx,
        "WITH child AS (SELECT p.id FROM enrollment e
             JOIN person p ON p.id = e.person AND p.role = 'child' AND p.active
             WHERE e.class = $1 AND e.school = $2 AND e.role = 'child')
         SELECT
             (SELECT COUNT(*) FROM child c WHERE EXISTS
                 (SELECT 1 FROM response r JOIN survey_run u ON u.id = r.run
                  WHERE r.child = c.id AND u.class = $1
                  AND r.opened_at >= $3 AND r.opened_at < $4
                  AND EXISTS (SELECT 1 FROM answer a WHERE a.response = r.id))),
             (SELECT COUNT(*) FROM child c WHERE EXISTS
                 (SELECT 1 FROM plan p JOIN goal g ON g.plan = p.id
                  WHERE p.child = c.id AND p.term = $5 AND g.state IN ('living', 'reached'))),
             (SELECT COUNT(*) FROM child c WHERE EXISTS
                 (SELECT 1 FROM plan p JOIN tick k ON k.plan = p.id
                  WHERE p.child = c.id AND p.term = $5 AND k.state = 'done'
                  AND k.on_day >= $6 AND k.on_day <= $7)),
             (SELECT COUNT(*) FROM goal g JOIN child c ON c.id = g.child
              WHERE g.state = 'proposed')",
        class,
        school,
        begins,
        over,
        term.id,
        monday.to_string(),
        today.to_string()
    )?;
    let (surveyed, planned, ticked, waiting) = row.ok_or(StoreError::NotFound)?;
    Ok(ClassCounts {
        surveyed: to_int(surveyed)?,
        planned: to_int(planned)?,
        ticked: to_int(ticked)?,
        unmet,
        waiting: to_int(waiting)?,
    })
}
