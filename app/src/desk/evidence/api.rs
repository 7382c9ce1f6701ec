//! What a teacher sees of a child's evidence, and writes beside it.

use crate::ApiError;
use domain::{
    evidence::GoalEvidence,
    ids::{EvidenceId, GoalId, PersonId},
};
use leptos::prelude::*;

/// The pieces of a child's goals, goal by goal.
#[server(endpoint = "evidence/of_child")]
pub async fn read_evidence(child: PersonId) -> Result<Vec<GoalEvidence>, ApiError> {
    let (cx, teacher) = crate::request::teacher_of_child(child).await?;
    store::evidence::list_of_child(&cx.db, &teacher)
        .await
        .map_err(crate::request::refused)
}

/// Writes a sentence beside the child.
#[server(endpoint = "evidence/write")]
pub async fn write_evidence(
    child: PersonId,
    goal: GoalId,
    sentence: String,
) -> Result<(), ApiError> {
    let (cx, teacher) = crate::request::teacher_of_child(child).await?;
    let (today, now) = (cx.today(), cx.now());
    store::evidence::insert_sentence(&cx.db, &teacher, child, goal, &sentence, today, now)
        .await
        .map_err(crate::request::refused)
}

/// Takes back what the adult made themselves.
#[server(endpoint = "evidence/take_back")]
pub async fn take_back(child: PersonId, evidence: EvidenceId) -> Result<(), ApiError> {
    let (cx, teacher) = crate::request::teacher_of_child(child).await?;
    store::evidence::take_back(&cx.db, &teacher, child, evidence)
        .await
        .map_err(crate::request::refused)
}
