//! Which first steps of a class and of a school are done.

use crate::{
    Db, Result, StoreError, Tx,
    proof::{Staff, Teacher},
};
use chrono::NaiveDate;
use domain::{
    access::Action,
    ids::{ClassId, SchoolId},
    school::setup::{ClassSetup, SchoolSetup},
};

/// The first steps of a class.
///
/// # Errors
/// `NotFound` if it is not theirs to do.
pub async fn class_setup(db: &Db, teacher: &Teacher) -> Result<ClassSetup> {
    teacher.must(Action::SeeNext)?;
    let row: Option<(bool, bool, bool, bool, bool)> = find!(
        db,
        "SELECT
             EXISTS (SELECT 1 FROM enrollment e JOIN person p ON p.id = e.person AND p.active
                     WHERE e.class = c.id AND e.role = 'child'),
             EXISTS (SELECT 1 FROM device d WHERE d.class = c.id AND d.revoked_at IS NULL),
             EXISTS (SELECT 1 FROM session s WHERE s.class = c.id),
             EXISTS (SELECT 1 FROM survey_run r WHERE r.class = c.id),
             EXISTS (SELECT 1 FROM goal g JOIN enrollment e ON e.person = g.child
                     WHERE e.class = c.id AND e.role = 'child'
                     AND g.state IN ('living', 'reached'))
         FROM class c WHERE c.id = $1 AND c.school = $2",
        teacher.class(),
        teacher.school()
    )?;
    let (children, tablets, pictures, survey, goals) = row.ok_or(StoreError::NotFound)?;
    Ok(ClassSetup {
        children,
        tablets,
        pictures,
        survey,
        goals,
    })
}

/// Whether a survey was ever started in a class.
pub(crate) async fn is_surveyed(tx: &mut Tx, school: SchoolId, class: ClassId) -> Result<bool> {
    let row: Option<(bool,)> = find!(
        tx,
        "SELECT EXISTS (SELECT 1 FROM survey_run WHERE class = $1 AND school = $2)",
        class,
        school
    )?;
    Ok(row.is_some_and(|(is,)| is))
}

/// The first steps of a school, on a school date.
///
/// # Errors
/// `NotFound` if it is not theirs to do.
pub async fn school_setup(db: &Db, staff: &Staff, today: NaiveDate) -> Result<SchoolSetup> {
    staff.must(Action::ListAdults)?;
    let row: Option<(bool, bool, bool)> = find!(
        db,
        "SELECT
             EXISTS (SELECT 1 FROM term t WHERE t.school = s.id AND t.ends_on >= $2),
             EXISTS (SELECT 1 FROM class c JOIN enrollment e ON e.class = c.id AND e.role = 'child'
                     WHERE c.school = s.id AND c.active),
             EXISTS (SELECT 1 FROM person p JOIN enrollment e ON e.person = p.id
                     AND e.role = 'teacher'
                     WHERE p.school = s.id AND p.active AND p.password IS NOT NULL)
         FROM school s WHERE s.id = $1",
        staff.school(),
        today.to_string()
    )?;
    let (year, roster, adults) = row.ok_or(StoreError::NotFound)?;
    Ok(SchoolSetup {
        year,
        roster,
        adults,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{TestDb, fixture, morning};
    use chrono::TimeDelta;

    #[tokio::test]
    async fn a_class_takes_its_first_steps_one_by_one() {
        TestDb::each(async |db| {
            let small = fixture::small(&db).await;
            let teacher = fixture::teacher(&db, small.reed, small.room1).await;
            let seen = async || class_setup(&db, &teacher).await.expect("steps");
            let new = ClassSetup {
                children: true,
                ..ClassSetup::default()
            };
            assert_eq!(seen().await, new);
            let (device, _) = fixture::tablet(&db, &teacher).await;
            let open = super::super::set_open(&db, &teacher, true, morning()).await;
            open.expect("it opens");
            assert!(seen().await.tablets && !seen().await.pictures);
            fixture::child_in(&db, &device, small.milo).await;
            assert!(seen().await.pictures && !seen().await.survey);
            fixture::started(&db, &teacher).await;
            assert!(seen().await.survey && !seen().await.is_done());
        })
        .await;
    }

    #[tokio::test]
    async fn the_first_steps_of_a_class_are_its_teachers_and_those_of_the_school_its_offices() {
        TestDb::each(async |db| {
            let small = fixture::small(&db).await;
            let leader = fixture::teacher(&db, small.leader, small.room1).await;
            assert!(matches!(
                class_setup(&db, &leader).await,
                Err(StoreError::NotFound)
            ));
            let today = morning().date_naive();
            let teacher = fixture::staff(&db, small.reed).await;
            assert!(matches!(
                school_setup(&db, &teacher, today).await,
                Err(StoreError::NotFound)
            ));
        })
        .await;
    }

    #[tokio::test]
    async fn a_school_has_a_year_until_its_last_term_is_over() {
        TestDb::each(async |db| {
            let small = fixture::small(&db).await;
            let office = fixture::staff(&db, small.office).await;
            let today = morning().date_naive();
            let seen = async |on| school_setup(&db, &office, on).await.expect("steps");
            assert!(!seen(today).await.year && seen(today).await.roster);
            let ends = today + TimeDelta::days(30);
            fixture::term(&db, small.cedar, &[], "Fall", (today, ends)).await;
            assert!(seen(ends).await.year && !seen(ends + TimeDelta::days(1)).await.year);
        })
        .await;
    }
}
