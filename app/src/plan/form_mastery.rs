//! What the goals aim at, and how far the child is in each content area.

use super::{
    desk_aim::AimLine,
    desk_words::{area_words, measure_words, state_words},
    form_page::{Nothing, Paper},
};
use crate::{
    i18n::*,
    ui::{Icon, lang_of, picture},
};
use domain::{
    competency::{AreaLevels, aim_of},
    plan::{Area, Goal, GoalState, Pace},
};
use leptos::prelude::*;

/// What each goal aims at.
#[component]
pub(super) fn Competencies(paper: Paper) -> impl IntoView {
    let i18n = use_i18n();
    let lang = move || lang_of(i18n.get_locale());
    let row = move |(goal, _): (Goal, Pace)| {
        let (title, measure) = (goal.title, goal.measure);
        let (area, state) = (goal.area, goal.state);
        let competency = goal.competency;
        let aim = Memo::new(move |_| {
            let found = paper.page(|it| aim_of(&it.aims, competency).cloned());
            found.flatten()
        });
        let counts = move || match (&measure, aim.with(Option::is_some)) {
            (Some(it), _) => measure_words(i18n, it),
            (None, true) => String::new(),
            (None, false) => t_string!(i18n, template.aims_nothing).to_owned(),
        };
        view! {
            <tr class="ui-table-row">
                <th class="ui-table-cell" scope="row">
                    <span class="plan-goal-line">
                        <img class="desk-face" src=picture(&goal.picture) alt="" />
                        <span>{move || title.get(lang()).to_owned()}</span>
                    </span>
                </th>
                <td class="ui-table-cell">{move || area_words(i18n, area)}</td>
                <td class="ui-table-cell">
                    <AimLine aim />
                    {counts}
                </td>
                <td class="ui-table-cell">{move || state_words(i18n, state)}</td>
            </tr>
        }
    };
    move || {
        let all = paper.goals(|it| matches!(it, GoalState::Living | GoalState::Reached));
        if all.is_empty() {
            let words = Signal::derive(move || t_string!(i18n, template.no_goals));
            return view! { <Nothing words /> }.into_any();
        }
        view! {
            <div class="ui-table-wrap" tabindex="0" role="group" aria-label=move || t_string!(i18n, desk.plan)>
                <table class="ui-table">
                    <thead>
                        <tr>
                            <th class="ui-table-head" scope="col">{move || t_string!(i18n, template.goal)}</th>
                            <th class="ui-table-head" scope="col">{move || t_string!(i18n, template.area)}</th>
                            <th class="ui-table-head" scope="col">{move || t_string!(i18n, template.aims_at)}</th>
                            <th class="ui-table-head" scope="col">{move || t_string!(i18n, template.state)}</th>
                        </tr>
                    </thead>
                    <tbody>{all.into_iter().map(row).collect_view()}</tbody>
                </table>
            </div>
        }
        .into_any()
    }
}

/// Each content area that has competencies or goals: how far the child is, how many goals live and
/// are reached, and how much was done.
#[component]
pub(super) fn Mastery(paper: Paper) -> impl IntoView {
    let i18n = use_i18n();
    let row = move |area: Area, all: &[(Goal, Pace)], levels: Option<AreaLevels>| {
        let own: Vec<_> = all.iter().filter(|(goal, _)| goal.area == area).collect();
        let count = |state| own.iter().filter(|(goal, _)| goal.state == state).count();
        let (living, reached) = (count(GoalState::Living), count(GoalState::Reached));
        let done: u32 = own.iter().map(|(_, pace)| pace.done).sum();
        let path: u32 = own.iter().map(|(_, pace)| pace.path).sum();
        let level = |count: fn(&AreaLevels) -> usize| {
            let said = levels
                .as_ref()
                .map_or_else(|| "–".to_owned(), |it| count(it).to_string());
            view! { <td class="ui-table-cell">{said}</td> }
        };
        (!own.is_empty() || levels.is_some()).then(|| {
            view! {
                <tr class="ui-table-row" data-area=format!("{area:?}")>
                    <th class="ui-table-cell" scope="row">{move || area_words(i18n, area)}</th>
                    {level(|it| it.got_it)}
                    {level(|it| it.learning)}
                    {level(|it| it.not_yet)}
                    {level(|it| it.unseen)}
                    <td class="ui-table-cell">{living}</td>
                    <td class="ui-table-cell">{reached}</td>
                    <td class="ui-table-cell">
                        <progress class="plan-bar" max=path.max(1) value=done aria-label=move || area_words(i18n, area)></progress>
                        " "
                        {format!("{done} / {path}")}
                    </td>
                </tr>
            }
        })
    };
    let levels = format!("/desk/child/{}/competencies", paper.child);
    let table = move || {
        let all = paper.goals(|it| matches!(it, GoalState::Living | GoalState::Reached));
        let levels = paper.page(|it| it.mastery.clone()).unwrap_or_default();
        if all.is_empty() && levels.is_empty() {
            let words = Signal::derive(move || t_string!(i18n, template.no_goals));
            return view! { <Nothing words /> }.into_any();
        }
        let rows = Area::ALL.into_iter().filter_map(|area| {
            let levels = levels.iter().find(|it| it.area == area).copied();
            row(area, &all, levels)
        });
        let rows = rows.collect_view();
        view! {
            <div class="ui-table-wrap" tabindex="0" role="group" aria-label=move || t_string!(i18n, desk.plan)>
                <table class="ui-table">
                    <thead>
                        <tr>
                            <th class="ui-table-head" scope="col">{move || t_string!(i18n, template.area)}</th>
                            <th class="ui-table-head" scope="col">{move || t_string!(i18n, competency.level_got_it)}</th>
                            <th class="ui-table-head" scope="col">{move || t_string!(i18n, competency.level_learning)}</th>
                            <th class="ui-table-head" scope="col">{move || t_string!(i18n, competency.level_not_yet)}</th>
                            <th class="ui-table-head" scope="col">{move || t_string!(i18n, competency.level_none)}</th>
                            <th class="ui-table-head" scope="col">{move || t_string!(i18n, template.goals_living)}</th>
                            <th class="ui-table-head" scope="col">{move || t_string!(i18n, template.goals_reached)}</th>
                            <th class="ui-table-head" scope="col">{move || t_string!(i18n, template.on_the_way)}</th>
                        </tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
        }
        .into_any()
    };
    view! {
        {table}
        <p class="desk-noprint">
            <a class="ui-button" href=levels>
                <Icon name="leaf" />
                {move || t_string!(i18n, template.all_levels)}
            </a>
        </p>
    }
    .into_any()
}
