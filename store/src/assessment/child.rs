//! A child's scores, for the adults who may see them. No child is asked here, and no other child's
//! score is read.

use super::load::of_child;
use crate::{Db, Result, enrollment::child_name, plan::living_goals, proof::TeacherOfChild};
use chrono::NaiveDate;
use domain::{
    access::Action,
    assessment::{AreaGoal, ChildScores, Score, series},
};

/// The scores of a child of the class as lines over time, and the goals of this term beside them.
///
/// # Errors
/// `NotFound` if the teacher may not do this or the child is not of the class.
pub async fn find_scores(
    db: &Db,
    teacher: &TeacherOfChild,
    today: NaiveDate,
) -> Result<ChildScores> {
    teacher.must(Action::SeeScores)?;
    let (teacher, child) = (teacher.teacher(), teacher.child());
    transaction!(db.read, |tx| {
        let (school, class) = (teacher.school(), teacher.class());
        child_name(tx, school, class, child).await?;
        let kept = of_child(tx, school, child).await?;
        let scores = kept.into_iter().map(|(key, kept)| Score {
            on: key.on,
            subject: key.subject,
            area: kept.area,
            test: key.test,
            measure: kept.measure,
            value: kept.value,
            parts: kept.parts,
        });
        let goals = living_goals(tx, school, class, child, today).await?;
        let goals = goals.into_iter().map(|it| AreaGoal {
            area: it.area,
            title: it.title,
            state: it.state,
        });
        Ok(ChildScores {
            series: series(scores),
            goals: goals.collect(),
        })
    })
}
