//! A child's goals of this term, for pages that show something beside them.

use super::load::{goals, plan_of, term};
use crate::{Result, Tx};
use chrono::NaiveDate;
use domain::{
    ids::{ClassId, PersonId, SchoolId},
    plan::{Goal, GoalState},
};

/// The goals that live or were reached; none before a plan was made.
pub(crate) async fn living_goals(
    tx: &mut Tx,
    school: SchoolId,
    class: ClassId,
    child: PersonId,
    today: NaiveDate,
) -> Result<Vec<Goal>> {
    let Some(term) = term(tx, school, class, today).await? else {
        return Ok(Vec::new());
    };
    let Some(plan) = plan_of(tx, school, child, term.id).await? else {
        return Ok(Vec::new());
    };
    let mut all = goals(tx, school, plan).await?;
    all.retain(|it| matches!(it.state, GoalState::Living | GoalState::Reached));
    Ok(all)
}
