//! A child in the table of the class's plans.

use super::{actions::ClassActions, attendance::Here, waiting::Waiting};
use crate::{
    desk::plan::words::StandingTag,
    i18n::*,
    ui::{lang_of, on_day, picture},
};
use domain::plan::{ClassPage, GoalLine, GoalState, PlanRow};
use leptos::prelude::*;

#[component]
pub(crate) fn Row(
    first: PlanRow,
    shown: Memo<Vec<PlanRow>>,
    now: Memo<Option<ClassPage>>,
    actions: Option<ClassActions>,
) -> impl IntoView {
    let i18n = use_i18n();
    let (id, name) = (first.child.child, first.child.name.clone());
    let child_picture = picture(&first.child.picture);
    let row = Memo::new(move |_| {
        let row = shown.with(|all| all.iter().find(|it| it.child.child == id).cloned());
        row.unwrap_or_else(|| first.clone())
    });
    let goals = Memo::new(move |_| row.with(|it| it.goals.clone()));
    let last = move || match row.with(|it| it.last_tick) {
        Some(day) => on_day(i18n, day),
        None => "–".to_owned(),
    };
    let choose = actions.map(|actions| {
        let name = name.clone();
        view! {
            <td class="ui-table-cell desk-noprint">
                <label class="plan-choose">
                    <input
                        class="ui-choice-box"
                        type="checkbox"
                        name="child"
                        aria-label=move || {
                            t_string!(i18n, plan.choose_child, name = name.clone()).to_string()
                        }
                        prop:checked=move || actions.chosen.with(|it| it.contains(&id))
                        on:change=move |event| {
                            let on = event_target_checked(&event);
                            actions
                                .chosen
                                .update(|it| {
                                    if on { it.insert(id) } else { it.remove(&id) };
                                });
                        }
                    />
                </label>
            </td>
        }
    });
    let called = name.clone();
    view! {
        <tr class="ui-table-row" data-child=id.to_string()>
            {choose}
            <th class="ui-table-cell" scope="row">
                <a class="plan-child" data-row="yes" href=format!("/desk/child/{id}/plan")>
                    <img class="desk-statement-picture" src=child_picture alt="" />
                    {name.clone()}
                </a>
            </th>
            <td class="ui-table-cell">
                {move || goals.with(|goals| view! { <RowGoals goals=goals.clone() /> })}
            </td>
            <td class="ui-table-cell plan-nowrap">{last}</td>
            <td class="ui-table-cell">
                {move || {
                    let name = called.clone();
                    goals
                        .with(|goals| {
                            let waiting = goals.iter().filter(|it| it.state == GoalState::Proposed);
                            let one = |it: &GoalLine| {
                                view! {
                                    <Waiting child=id name=name.clone() line=it.clone() actions />
                                }
                            };
                            waiting.map(one).collect_view()
                        })
                }}
            </td>
            <td class="ui-table-cell">
                <Here id name row now actions />
            </td>
        </tr>
    }
    .into_any()
}

/// The living goals in small: what each is, and how it goes.
#[component]
fn RowGoals(goals: Vec<GoalLine>) -> impl IntoView {
    let i18n = use_i18n();
    let lang = move || lang_of(i18n.get_locale());
    let goals = goals.into_iter().filter(|it| it.state == GoalState::Living);
    let one = move |it: GoalLine| {
        let (done, path) = (it.pace.done, it.pace.path);
        let (title, whole) = (it.title.clone(), it.title);
        let counted = move || t_string!(i18n, plan.done_of, done, path).to_string();
        view! {
            <li
                class="plan-goal-line"
                title=move || format!("{} · {}", whole.get(lang()), counted())
            >
                <img class="desk-face" src=picture(&it.picture) alt="" />
                <span class="plan-goal-words">{move || title.get(lang()).to_owned()}</span>
                <StandingTag standing=it.pace.standing />
            </li>
        }
    };
    let goals: Vec<_> = goals.map(one).collect();
    match goals.is_empty() {
        true => {
            view! { <span class="desk-quiet">{move || t_string!(i18n, plan.no_goal_yet)}</span> }
                .into_any()
        }
        false => view! { <ul class="plan-goal-lines">{goals}</ul> }.into_any(),
    }
}
