//! What a teacher asks of the form of a plan and writes in it, and the way of goals from term to
//! term.

use crate::ApiError;
#[cfg(feature = "ssr")]
use crate::request::{refused, teacher, teacher_of_child};
use domain::{
    ids::{ClassId, GoalId, PersonId, PlanId},
    plan::template::{CarryOverResult, ClassUnfinishedGoals, SectionState, SectionUpdate, Written},
};
use leptos::{prelude::*, server_fn::codec::Json};
#[cfg(feature = "ssr")]
use store::plan::SectionWrite;

/// Writes a section of a child's plan, from the revision that was seen.
#[server(endpoint = "plan/write_section", input = Json)]
pub async fn write_section(
    child: PersonId,
    plan: PlanId,
    section: String,
    expected: u32,
    written: Written,
) -> Result<SectionUpdate, ApiError> {
    let (cx, teacher) = teacher_of_child(child).await?;
    let writing = SectionWrite {
        child,
        plan,
        section,
        expected,
        written,
    };
    store::plan::write_section(&cx.db, &teacher, writing, cx.today(), cx.now())
        .await
        .map_err(refused)
}

/// Everything that ever stood in a section, the newest first.
#[server(endpoint = "plan/list_section")]
pub async fn list_section(
    child: PersonId,
    plan: PlanId,
    section: String,
) -> Result<Vec<SectionState>, ApiError> {
    let (cx, teacher) = teacher_of_child(child).await?;
    store::plan::list_section(&cx.db, &teacher, plan, &section)
        .await
        .map_err(refused)
}

/// The goals that the children of a class did not finish in the term before.
#[server(endpoint = "plan/unfinished")]
pub async fn list_unfinished(class: ClassId) -> Result<ClassUnfinishedGoals, ApiError> {
    let (cx, teacher) = teacher(class).await?;
    store::plan::list_unfinished(&cx.db, &teacher, cx.today())
        .await
        .map_err(refused)
}

/// Takes several goals of a class over into this term.
#[server(endpoint = "plan/carry_goals", input = Json)]
pub async fn carry_goals(class: ClassId, goals: Vec<GoalId>) -> Result<CarryOverResult, ApiError> {
    let (cx, teacher) = teacher(class).await?;
    store::plan::carry_goals(&cx.db, &teacher, &goals, cx.today(), cx.now())
        .await
        .map_err(refused)
}
