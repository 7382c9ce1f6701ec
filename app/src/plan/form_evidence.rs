//! What was done in a term, and how it felt: out of the ticks, not out of anybody's memory.

use super::form_page::{Nothing, Paper};
use crate::{
    i18n::*,
    ui::{lang_of, on_day, picture},
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
pub(super) fn Evidence(paper: Paper) -> impl IntoView {
    let i18n = use_i18n();
    let line = move |it: Row| {
        let title = it.goal.title;
        let felt = move || {
            let words = [
                t_string!(i18n, template.felt_good),
                t_string!(i18n, template.felt_ok),
                t_string!(i18n, template.felt_hard),
            ];
            let said = it.felt.into_iter().zip(words).filter(|(n, _)| *n > 0);
            let said: Vec<_> = said.map(|(n, word)| format!("{n} {word}")).collect();
            match said.is_empty() {
                true => "–".to_owned(),
                false => said.join(", "),
            }
        };
        let (made, of) = it.steps;
        view! {
            <tr class="ui-table-row">
                <th class="ui-table-cell" scope="row">
                    <span class="plan-goal-line">
                        <img class="desk-face" src=picture(&it.goal.picture) alt="" />
                        <span>{move || title.get(lang_of(i18n.get_locale())).to_owned()}</span>
                    </span>
                </th>
                <td class="ui-table-cell">{it.done}</td>
                <td class="ui-table-cell">{felt}</td>
                <td class="ui-table-cell">
                    {if of == 0 { "–".to_owned() } else { format!("{made} / {of}") }}
                </td>
                <td class="ui-table-cell">
                    {move || it.last.map_or_else(|| "–".to_owned(), |on| on_day(i18n, on))}
                </td>
            </tr>
        }
    };
    move || {
        let goals = paper.goals(|it| it != GoalState::Proposed);
        if goals.is_empty() {
            let words = Signal::derive(move || t_string!(i18n, template.no_goals));
            return view! { <Nothing words /> }.into_any();
        }
        let ticks = paper.page(|it| it.ticks.clone()).unwrap_or_default();
        let rows = goals.into_iter().map(|(goal, _)| line(row(goal, &ticks)));
        let rows = rows.collect_view();
        view! {
            <div class="ui-table-wrap" tabindex="0" role="group" aria-label=move || t_string!(i18n, desk.plan)>
                <table class="ui-table">
                    <thead>
                        <tr>
                            <th class="ui-table-head" scope="col">{move || t_string!(i18n, template.goal)}</th>
                            <th class="ui-table-head" scope="col">{move || t_string!(i18n, template.done_so_far)}</th>
                            <th class="ui-table-head" scope="col">{move || t_string!(i18n, template.felt)}</th>
                            <th class="ui-table-head" scope="col">{move || t_string!(i18n, template.steps_made)}</th>
                            <th class="ui-table-head" scope="col">{move || t_string!(i18n, template.last_done)}</th>
                        </tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
        }
        .into_any()
    }
}
