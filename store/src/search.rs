//! Finding a child by name, in the classes of who asks.

use crate::{Db, Result, proof::Staff};
use domain::{
    access::{Action, Relation, allows},
    ids::{ClassId, PersonId},
    school::search::{FoundChild, found},
};

/// The children whose names are found by what was typed. Names are compared here and not by the
/// engines, which fold accents each in its own way.
///
/// # Errors
/// Only those of the database: see [`StoreError`](crate::StoreError).
pub async fn find_children(db: &Db, staff: &Staff, typed: &str) -> Result<Vec<FoundChild>> {
    let rows: Vec<(PersonId, String, String, String, ClassId, String)> = list!(
        db,
        "SELECT p.id, p.given, p.family, p.picture, c.id, c.title
         FROM class c JOIN enrollment e ON e.class = c.id AND e.role = 'child'
         JOIN person p ON p.id = e.person AND p.role = 'child' AND p.active
         WHERE c.school = $1 AND c.active AND $3 AND ($4 OR EXISTS
             (SELECT 1 FROM enrollment t
              WHERE t.class = c.id AND t.person = $2 AND t.role = 'teacher'))",
        staff.school(),
        staff.person(),
        allows(staff.role(), Action::FindChild, Relation::SameClass),
        allows(staff.role(), Action::FindChild, Relation::OtherClass)
    )?;
    let all = rows
        .into_iter()
        .map(|(child, given, family, picture, class, title)| FoundChild {
            child,
            name: format!("{given} {family}").trim().to_owned(),
            picture,
            class,
            title,
        });
    Ok(found(all.collect(), typed))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{TestDb, fixture};

    async fn names(db: &Db, person: PersonId, typed: &str) -> Vec<String> {
        let staff = fixture::staff(db, person).await;
        let found = find_children(db, &staff, typed).await.expect("an answer");
        found.into_iter().map(|it| it.name).collect()
    }

    #[tokio::test]
    async fn a_teacher_finds_the_children_of_their_classes_and_no_other() {
        TestDb::each(async |db| {
            let small = fixture::small(&db).await;
            assert_eq!(names(&db, small.reed, "garcia").await, ["Sofía García"]);
            assert!(names(&db, small.reed, "ana").await.is_empty());
            assert!(names(&db, small.cole, "milo").await.is_empty());
        })
        .await;
    }

    #[tokio::test]
    async fn the_office_and_the_leader_find_the_children_of_their_school_alone() {
        TestDb::each(async |db| {
            let small = fixture::small(&db).await;
            for person in [small.office, small.leader] {
                assert_eq!(names(&db, person, "ruiz").await, ["Ana Ruiz"]);
                assert!(names(&db, person, "leo").await.is_empty());
            }
        })
        .await;
    }
}
