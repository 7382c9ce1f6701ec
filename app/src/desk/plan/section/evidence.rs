//! What was done in a term, and how it felt: out of the ticks, not out of anybody's memory.

use super::{context::SectionContext, empty::EmptySection};
use crate::{
    i18n::*,
    ui::{Column, Table, lang_of, on_day, picture},
};
use chrono::NaiveDate;
use domain::plan::{Felt, Goal, GoalState, Tick, TickState};
use leptos::prelude::*;

/// What the ticks of a goal say.
struct Row {
    goal: Goal,
    done: usize,
    /// Good, okay, hard.
    felt: [usize; 3],
    last: Option<NaiveDate>,
    steps: (usize, usize),
}

fn row(goal: Goal, ticks: &[Tick]) -> Row {
    let own = |it: &&Tick| goal.daily.iter().any(|daily| daily.id == it.daily);
    let done = ticks.iter().filter(|it| it.state == TickState::Done);
    let done: Vec<_> = done.filter(own).collect();
    let felt = |felt| done.iter().filter(|it| it.felt == Some(felt)).count();
    Row {
        felt: [felt(Felt::Good), felt(Felt::Ok), felt(Felt::Hard)],
        last: done.iter().map(|it| it.on).max(),
        done: done.len(),
        steps: (
            goal.steps.iter().filter(|it| it.done).count(),
            goal.steps.len(),
        ),
        goal,
    }
}

#[component]
pub(crate) fn Evidence(context: SectionContext) -> impl IntoView {
    let i18n = use_i18n();
    let title = move |it: &Row| {
        let title = it.goal.title.clone();
        view! {
            <span class="plan-goal-line">
                <img class="desk-face" src=picture(&it.goal.picture) alt="" />
                <span>{move || title.get(lang_of(i18n.get_locale())).to_owned()}</span>
            </span>
        }
    };
    let felt = move |it: &Row| {
        let felt = it.felt;
        move || {
            let words = [
                t_string!(i18n, plan.felt_good),
                t_string!(i18n, plan.felt_ok),
                t_string!(i18n, plan.felt_hard),
            ];
            let said = felt.into_iter().zip(words).filter(|(n, _)| *n > 0);
            let said: Vec<_> = said.map(|(n, word)| format!("{n} {word}")).collect();
            match said.is_empty() {
                true => "–".to_owned(),
                false => said.join(", "),
            }
        }
    };
    let last = move |it: &Row| {
        let last = it.last;
        move || last.map_or_else(|| "–".to_owned(), |on| on_day(i18n, on))
    };
    let columns = move || {
        vec![
            Column::new("goal", move || t_string!(i18n, plan.goal), title),
            Column::new(
                "done",
                move || t_string!(i18n, plan.done_so_far),
                |it: &Row| it.done,
            ),
            Column::new("felt", move || t_string!(i18n, plan.felt), felt),
            Column::new(
                "steps",
                move || t_string!(i18n, plan.steps_made),
                |it: &Row| match it.steps {
                    (_, 0) => "–".to_owned(),
                    (made, of) => format!("{made} / {of}"),
                },
            ),
            Column::new("last", move || t_string!(i18n, plan.last_done), last),
        ]
    };
    move || {
        let goals = context.goals(|it| it != GoalState::Proposed);
        if goals.is_empty() {
            let words = Signal::derive(move || t_string!(i18n, plan.no_goals));
            return view! { <EmptySection words /> }.into_any();
        }
        let ticks = context.page(|it| it.ticks.clone()).unwrap_or_default();
        let rows = goals.into_iter().map(|(goal, _)| row(goal, &ticks));
        let rows = rows.collect();
        view! { <Table caption=move || t_string!(i18n, desk.plan) columns=columns() rows /> }
            .into_any()
    }
}
