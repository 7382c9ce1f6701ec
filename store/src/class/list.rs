//! A class as a list: its children with what a teacher wants to know at a glance, and the class a child
//! is in.

use crate::{
    Db, Result, StoreError, Tx,
    column::{to_date, to_int},
    enrollment::children_of_class,
    plan::term,
    proof::{Teacher, TeacherOfChild},
};
use chrono::NaiveDate;
use domain::{
    access::Action,
    ids::{ClassId, PersonId, SchoolId, TermId},
    school::class_list::{ClassList, ClassOfChild, ListedChild, ListedSurvey},
};
use std::collections::HashMap;

#[derive(sqlx::FromRow)]
struct ListRow {
    child: PersonId,
    given: String,
    family: String,
    grade: i64,
    done: Option<i64>,
    total: Option<i64>,
    goals: i64,
    noted_on: Option<String>,
}

impl ListRow {
    fn listed(self, picture: String) -> Result<ListedChild> {
        let survey = match (self.done, self.total) {
            (Some(done), Some(of)) => Some(ListedSurvey {
                done: to_int(done)?,
                of: to_int(of)?,
            }),
            _ => None,
        };
        Ok(ListedChild {
            child: self.child,
            name: format!("{} {}", self.given, self.family).trim().to_owned(),
            picture,
            grade: to_int(self.grade)?,
            survey,
            goals: to_int(self.goals)?,
            noted_on: self.noted_on.as_deref().map(to_date).transpose()?,
        })
    }
}

/// The children of a class in the order of their names, on a school date.
///
/// # Errors
/// `NotFound` if it is not theirs to see.
pub async fn class_list(db: &Db, teacher: &Teacher, today: NaiveDate) -> Result<ClassList> {
    teacher.must(Action::SeeChild)?;
    transaction!(db.read, teacher, |tx| {
        let (school, class) = (teacher.school(), teacher.class());
        let title = title(tx, school, class).await?;
        let term = term(tx, school, class, today).await?;
        let term = term.map_or(TermId(uuid::Uuid::nil()), |it| it.id);
        let rows: Vec<ListRow> = list!(
            tx,
            "SELECT p.id AS child, p.given, p.family, p.grade, t.done, t.total,
                 (SELECT COUNT(*) FROM goal g JOIN plan n ON n.id = g.plan
                  WHERE g.child = p.id AND n.term = $3 AND g.state = 'living') AS goals,
                 (SELECT MAX(o.on_day) FROM observation_child h
                  JOIN observation o ON o.id = h.observation
                  WHERE h.child = p.id) AS noted_on
             FROM enrollment e JOIN person p ON p.id = e.person AND p.role = 'child' AND p.active
             LEFT JOIN tile t ON t.class = e.class AND t.child = p.id
             WHERE e.class = $1 AND e.school = $2 AND e.role = 'child'",
            class,
            school,
            term
        )?;
        let mut rows: HashMap<PersonId, ListRow> =
            rows.into_iter().map(|it| (it.child, it)).collect();
        let children = children_of_class(tx, school, class).await?;
        let listed = children
            .into_iter()
            .filter_map(|it| Some(rows.remove(&it.child)?.listed(it.picture)));
        Ok(ClassList {
            title,
            children: listed.collect::<Result<_>>()?,
        })
    })
}

/// The class in which this adult sees the child, with all of its children.
///
/// # Errors
/// `NotFound` if what is asked for is not there or not theirs.
pub async fn class_of_child(db: &Db, teacher: &TeacherOfChild) -> Result<ClassOfChild> {
    teacher.must(Action::SeeChild)?;
    transaction!(db.read, teacher, |tx| {
        let (school, class) = (teacher.school(), teacher.class());
        Ok(ClassOfChild {
            class,
            title: title(tx, school, class).await?,
            children: children_of_class(tx, school, class).await?,
        })
    })
}

async fn title(tx: &mut Tx, school: SchoolId, class: ClassId) -> Result<String> {
    let title: Option<(String,)> = find!(
        tx,
        "SELECT title FROM class WHERE id = $1 AND school = $2",
        class,
        school
    )?;
    title.map(|(it,)| it).ok_or(StoreError::NotFound)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{TestDb, fixture, morning};

    #[tokio::test]
    async fn a_new_class_lists_its_children_whole_and_nothing_of_them() {
        TestDb::each(async |db| {
            let small = fixture::small(&db).await;
            let teacher = fixture::teacher(&db, small.reed, small.room1).await;
            let list = class_list(&db, &teacher, morning().date_naive()).await;
            let list = list.expect("a list");
            let names: Vec<_> = list.children.iter().map(|it| it.name.as_str()).collect();
            assert_eq!(list.title, "Room 1");
            assert_eq!(names, ["Milo Tran", "Sofía García", "Sofía Gutiérrez"]);
            for child in &list.children {
                assert_eq!((child.survey, child.goals, child.noted_on), (None, 0, None));
            }
        })
        .await;
    }

    #[tokio::test]
    async fn a_childs_class_is_shown_to_its_teacher_and_to_the_leader() {
        TestDb::each(async |db| {
            let small = fixture::small(&db).await;
            for person in [small.reed, small.leader] {
                let teacher = fixture::teacher(&db, person, small.room1).await;
                let proof = fixture::of_child(&db, &teacher, small.milo).await;
                let class = class_of_child(&db, &proof).await.expect("a class");
                assert_eq!((class.class, class.children.len()), (small.room1, 3));
                assert_eq!(class.turn(small.milo).expect("a turn").n, 1);
            }
        })
        .await;
    }
}
