//! A child's scores, for the adults who may see them. No child is asked here, and no other child's
//! score is read.

use super::load::of_child;
use crate::{Db, Result, Tx, class::child_name, plan::goals_now, proof::Teacher};
use chrono::NaiveDate;
use domain::{
    access::Action,
    assessment::{ChildScores, GoalBeside, Score, series},
    ids::PersonId,
};

/// The scores of a child of the class as lines over time, and the goals of this term beside them.
pub async fn find_scores(
    db: &Db,
    teacher: &Teacher,
    child: PersonId,
    today: NaiveDate,
) -> Result<ChildScores> {
    teacher.must(Action::SeeScores)?;
    let teacher = *teacher;
    db.read(move |tx| Box::pin(scores_in(tx, teacher, child, today)))
        .await
}

async fn scores_in(
    tx: &mut Tx,
    teacher: Teacher,
    child: PersonId,
    today: NaiveDate,
) -> Result<ChildScores> {
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
    let goals = goals_now(tx, school, class, child, today).await?;
    let goals = goals.into_iter().map(|it| GoalBeside {
        area: it.area,
        title: it.title,
        state: it.state,
    });
    Ok(ChildScores {
        series: series(scores),
        goals: goals.collect(),
    })
}
