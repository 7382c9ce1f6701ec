//! What a teacher asks of plans and does with them. Every change names the revision it was made
//! from, and is told what stands now if somebody else was first.

use crate::ApiError;
#[cfg(feature = "ssr")]
use crate::request::{refused, staff, teacher, teacher_of_child};
use chrono::NaiveDate;
use domain::{
    ids::{ClassId, GoalId, PersonId, PlanId, StepId},
    plan::{
        ChildPlan, ClassPage, ClassWeek, Draft, Goal, GoalAssignment, GoalBook, GoalChange,
        GoalState, GoalUpdate, PlanHistory, ProposalAnswer, TickConflict,
    },
};
use leptos::{prelude::*, server_fn::codec::Json};

/// How the children of a class stand.
#[server(endpoint = "plan/class_plans")]
pub async fn read_class_plans(class: ClassId) -> Result<ClassPage, ApiError> {
    let (cx, teacher) = teacher(class).await?;
    let today = cx.today();
    let plans = store::plan::list_class_plans(&cx.db, &teacher, today)
        .await
        .map_err(refused)?;
    Ok(ClassPage { today, plans })
}

/// The children of a class over a week; without one that has a name so, over this week.
#[server(endpoint = "plan/class_week")]
pub async fn read_class_week(class: ClassId, week: Option<String>) -> Result<ClassWeek, ApiError> {
    let (cx, teacher) = teacher(class).await?;
    let today = cx.today();
    let week = week.and_then(|it| domain::plan::WeekOf::parse(&it));
    let week = week.unwrap_or_else(|| domain::plan::WeekOf::of(today));
    store::plan::list_class_week(&cx.db, &teacher, week, today)
        .await
        .map_err(refused)
}

/// A child's plan of this term, or the one that is named.
#[server(endpoint = "plan/child_plan")]
pub async fn read_child_plan(child: PersonId, plan: Option<PlanId>) -> Result<ChildPlan, ApiError> {
    let (cx, teacher) = teacher_of_child(child).await?;
    plan_page(&cx, &teacher, plan).await.map_err(refused)
}

#[cfg(feature = "ssr")]
async fn plan_page(
    cx: &crate::request::Ctx,
    teacher: &store::proof::TeacherOfChild,
    plan: Option<PlanId>,
) -> store::Result<ChildPlan> {
    let (db, today) = (&cx.db, cx.today());
    let page = match plan {
        None => store::plan::find_plan(db, teacher, today).await?,
        Some(plan) => {
            let found = store::plan::find_plan_of(db, teacher, plan, today).await?;
            Some(found.ok_or(store::StoreError::NotFound)?)
        }
    };
    Ok(ChildPlan {
        class: teacher.class(),
        child: store::plan::find_child(db, teacher).await?,
        today,
        page,
    })
}

/// The ready-made goals, which an adult may begin with.
#[server(endpoint = "plan/desk_book")]
pub async fn read_book() -> Result<GoalBook, ApiError> {
    let (cx, _staff) = staff().await?;
    Ok(GoalBook::clone(&cx.book))
}

/// Gives the same goal to several children, for all of them or none.
#[server(endpoint = "plan/give_goal", input = Json)]
pub async fn give_goal(
    class: ClassId,
    children: Vec<PersonId>,
    draft: Draft,
) -> Result<Vec<Goal>, ApiError> {
    let (cx, teacher) = teacher(class).await?;
    let (today, now) = (cx.today(), cx.now());
    store::plan::insert_goal(&cx.db, &teacher, &children, &draft, today, now)
        .await
        .map_err(refused)
}

/// Gives a goal to several children, each as it fits them: for all of them or none.
#[server(endpoint = "plan/give_goals", input = Json)]
pub async fn give_goals(class: ClassId, each: Vec<GoalAssignment>) -> Result<Vec<Goal>, ApiError> {
    let (cx, teacher) = teacher(class).await?;
    let (today, now) = (cx.today(), cx.now());
    store::plan::insert_goals(&cx.db, &teacher, each, today, now)
        .await
        .map_err(refused)
}

/// Takes back what was just given, and tells which of it could be.
#[server(endpoint = "plan/take_back", input = Json)]
pub async fn take_back(class: ClassId, goals: Vec<GoalId>) -> Result<Vec<GoalId>, ApiError> {
    let (cx, teacher) = teacher(class).await?;
    let (today, now) = (cx.today(), cx.now());
    store::plan::take_back(&cx.db, &teacher, goals, today, now)
        .await
        .map_err(refused)
}

/// Makes a goal what the draft says.
#[server(endpoint = "plan/change_goal", input = Json)]
pub async fn change_goal(
    child: PersonId,
    goal: GoalId,
    expected: u32,
    draft: Draft,
) -> Result<GoalUpdate, ApiError> {
    let (cx, teacher) = teacher_of_child(child).await?;
    let (today, now) = (cx.today(), cx.now());
    store::plan::update_goal(&cx.db, &teacher, goal, expected, draft, today, now)
        .await
        .map_err(refused)
}

/// Says that a goal is reached, laid aside, or lives after all.
#[server(endpoint = "plan/end_goal")]
pub async fn end_goal(
    child: PersonId,
    goal: GoalId,
    expected: u32,
    state: GoalState,
) -> Result<GoalUpdate, ApiError> {
    let (cx, teacher) = teacher_of_child(child).await?;
    let (today, now) = (cx.today(), cx.now());
    store::plan::end_goal(&cx.db, &teacher, goal, expected, state, today, now)
        .await
        .map_err(refused)
}

/// Says yes to a child's proposal, asks to talk about it, or lays it aside.
#[server(endpoint = "plan/answer_proposal")]
pub async fn answer_proposal(
    child: PersonId,
    goal: GoalId,
    expected: u32,
    answer: ProposalAnswer,
) -> Result<GoalUpdate, ApiError> {
    let (cx, teacher) = teacher_of_child(child).await?;
    let (today, now) = (cx.today(), cx.now());
    store::plan::answer_proposal(&cx.db, &teacher, goal, expected, answer, today, now)
        .await
        .map_err(refused)
}

/// Takes an unfinished goal of an earlier term over into this one.
#[server(endpoint = "plan/carry_over")]
pub async fn carry_over(child: PersonId, goal: GoalId) -> Result<Goal, ApiError> {
    let (cx, teacher) = teacher_of_child(child).await?;
    let (today, now) = (cx.today(), cx.now());
    store::plan::carry_over(&cx.db, &teacher, goal, today, now)
        .await
        .map_err(refused)
}

/// Says that a step was made, or not.
#[server(endpoint = "plan/set_step")]
pub async fn set_step(
    child: PersonId,
    goal: GoalId,
    step: StepId,
    done: bool,
) -> Result<Goal, ApiError> {
    let (cx, teacher) = teacher_of_child(child).await?;
    store::plan::set_step(&cx.db, &teacher, goal, step, done, cx.now())
        .await
        .map_err(refused)
}

/// Puts the child's own words in the place of the profile's dream; none bring that back.
#[server(endpoint = "plan/set_dream")]
pub async fn set_dream(child: PersonId, dream: String) -> Result<(), ApiError> {
    let (cx, teacher) = teacher_of_child(child).await?;
    let (today, now) = (cx.today(), cx.now());
    store::plan::set_dream(&cx.db, &teacher, child, &dream, today, now)
        .await
        .map_err(refused)
}

/// What two tablets said at once of a goal, and did not stand, newest first.
#[server(endpoint = "plan/list_clashes")]
pub async fn list_clashes(child: PersonId, goal: GoalId) -> Result<Vec<TickConflict>, ApiError> {
    let (cx, teacher) = teacher_of_child(child).await?;
    store::plan::list_clashes(&cx.db, &teacher, goal)
        .await
        .map_err(refused)
}

/// Everything that was done to a goal, newest first.
#[server(endpoint = "plan/list_changes")]
pub async fn list_changes(child: PersonId, goal: GoalId) -> Result<Vec<GoalChange>, ApiError> {
    let (cx, teacher) = teacher_of_child(child).await?;
    store::plan::list_changes(&cx.db, &teacher, goal)
        .await
        .map_err(refused)
}

/// Everything that was done to the goals of this term's plan, or of the one that is named, newest
/// first.
#[server(endpoint = "plan/plan_changes")]
pub async fn read_plan_changes(
    child: PersonId,
    plan: Option<PlanId>,
) -> Result<PlanHistory, ApiError> {
    let (cx, teacher) = teacher_of_child(child).await?;
    let page = plan_page(&cx, &teacher, plan).await.map_err(refused)?;
    let (changes, asides) = match &page.page {
        Some(page) => {
            let plan = page.plan.id;
            let changes = store::plan::list_plan_changes(&cx.db, &teacher, plan);
            let asides = store::plan::list_asides(&cx.db, &teacher, plan);
            let both = (changes.await, asides.await);
            (both.0.map_err(refused)?, both.1.map_err(refused)?)
        }
        None => (Vec::new(), Vec::new()),
    };
    Ok(PlanHistory {
        child: page.child,
        plan: page.page.map(|it| it.plan),
        changes,
        asides,
    })
}

/// Says that a child is away on a day, or is not.
#[server(endpoint = "plan/set_away")]
pub async fn set_away(child: PersonId, on: NaiveDate, away: bool) -> Result<(), ApiError> {
    let (cx, teacher) = teacher_of_child(child).await?;
    store::plan::set_away(&cx.db, &teacher, child, on, away, cx.now())
        .await
        .map_err(refused)
}
