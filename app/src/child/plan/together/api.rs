//! What a teacher beside a child asks on the child's tablet. Each call needs the child's own stay
//! and the token that came of the teacher's code; together they open one goal and nothing else.

use crate::ApiError;
use domain::{
    ids::GoalId,
    plan::{BesideSession, GoalUpdate, TeacherPart},
};
use leptos::{prelude::*, server_fn::codec::Json};

/// Lets the teacher whose code this is sit down beside the signed-in child, over one proposal.
#[server(endpoint = "plan/sit_beside", input = Json)]
pub async fn sit_beside(goal: GoalId, code: String) -> Result<BesideSession, ApiError> {
    let (cx, child) = crate::request::child().await?;
    crate::request::attempt(crate::request::Attempt::BesideCode)?;
    let sat = store::plan::sit_beside(&cx.db, &child, goal, &code, cx.now()).await;
    let outcome = crate::request::Outcome::of_code(&sat);
    cx.sign_ins
        .count(crate::request::WayIn::BesideCode, outcome);
    let sat = sat.map_err(crate::request::refused)?;
    let wrong = || crate::request::refuse(domain::device::CodeError::IsWrong.into());
    let sat = sat.ok_or_else(wrong)?;
    Ok(BesideSession {
        token: sat.token.as_str().to_owned(),
        name: sat.name,
        goal,
        offered: sat.offered,
        until: sat.until,
    })
}

/// Both have signed.
#[server(endpoint = "plan/agree", input = Json)]
pub async fn agree(
    token: String,
    expected: u32,
    part: TeacherPart,
) -> Result<GoalUpdate, ApiError> {
    let (cx, beside) = crate::request::beside(&token).await?;
    let (today, now) = (cx.today(), cx.now());
    store::plan::agree(&cx.db, &beside, expected, part, today, now)
        .await
        .map_err(crate::request::refused)
}

/// The teacher gets up without having signed.
#[server(endpoint = "plan/leave_beside", input = Json)]
pub async fn leave_beside(token: String) -> Result<(), ApiError> {
    let (cx, beside) = crate::request::beside(&token).await?;
    store::plan::leave_beside(&cx.db, &beside, cx.now())
        .await
        .map_err(crate::request::refused)
}
