//! A child's plan at the desk: what is left of the term before, the sections of the school's form,
//! and what stands beside them.

use super::{
    desk_away::AwayDays,
    desk_child::Lines,
    desk_editor::{Acts, Editor},
    desk_frame::ByWeek,
    desk_history::HistoryDialog,
    desk_refused::Refusals,
    form_page::{Held, Paper, Sections},
    form_terms::{TermSwitch, UnfinishedPanel},
};
use domain::{
    ids::GoalId,
    plan::{ChildPlan, PlanPage},
};
use leptos::prelude::*;

#[component]
pub(super) fn Plan(
    page: PlanPage,
    now: Memo<Option<ChildPlan>>,
    acts: Option<Acts>,
    lines: Lines,
    current: bool,
) -> impl IntoView {
    let child = page.child.child;
    let class = now.with_untracked(|it| it.as_ref().map(|it| it.class));
    let history = RwSignal::new(None::<GoalId>);
    let held = Held {
        now,
        acts,
        lines,
        history,
        form: page.form,
    };
    let paper = Paper {
        child,
        plan: page.plan.id,
        current,
        reads: false,
        held: StoredValue::new(held),
    };
    let left = acts.zip(class).filter(|_| page.current);
    view! {
        <TermSwitch child all=page.plans shown=page.plan.id />
        <Refusals acts lines />
        {left.map(|(acts, class)| view! { <UnfinishedPanel paper acts class /> })}
        <Sections paper />
        <ByWeek now />
        {current.then(|| view! { <AwayDays now acts away=lines.away child /> })}
        <HistoryDialog child history />
        {acts.map(|acts| view! { <Editor acts now again=lines.again /> })}
    }
    .into_any()
}
