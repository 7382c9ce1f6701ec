//! What the goals aim at.

use super::{context::SectionContext, empty::EmptySection};
use crate::{
    desk::plan::{
        goal::aim_line::AimLine,
        words::{measure_words, state_words},
    },
    i18n::*,
    ui::{Column, Table, area_words, lang_of, picture},
};
use domain::{
    competency::aim_of,
    plan::{Goal, GoalState, Pace},
};
use leptos::prelude::*;

/// What each goal aims at.
#[component]
pub(crate) fn Competencies(context: SectionContext) -> impl IntoView {
    let i18n = use_i18n();
    let lang = move || lang_of(i18n.get_locale());
    let title = move |(goal, _): &(Goal, Pace)| {
        let title = goal.title.clone();
        view! {
            <span class="plan-goal-line">
                <img class="desk-face" src=picture(&goal.picture) alt="" />
                <span>{move || title.get(lang()).to_owned()}</span>
            </span>
        }
    };
    let area = move |(goal, _): &(Goal, Pace)| {
        let area = goal.area;
        move || area_words(i18n, area)
    };
    let aim = move |(goal, _): &(Goal, Pace)| {
        let (measure, competency) = (goal.measure.clone(), goal.competency);
        let aim = Memo::new(move |_| {
            let found = context.page(|it| aim_of(&it.aims, competency).cloned());
            found.flatten()
        });
        let counts = move || match (&measure, aim.with(Option::is_some)) {
            (Some(it), _) => measure_words(i18n, it),
            (None, true) => String::new(),
            (None, false) => t_string!(i18n, plan.aims_nothing).to_owned(),
        };
        view! {
            <AimLine aim />
            {counts}
        }
    };
    let state = move |(goal, _): &(Goal, Pace)| {
        let state = goal.state;
        move || state_words(i18n, state)
    };
    let columns = move || {
        vec![
            Column::new("goal", move || t_string!(i18n, plan.goal), title),
            Column::new("area", move || t_string!(i18n, plan.area), area),
            Column::new("aims-at", move || t_string!(i18n, plan.aims_at), aim),
            Column::new("state", move || t_string!(i18n, plan.state), state),
        ]
    };
    move || {
        let all = context.goals(|it| matches!(it, GoalState::Living | GoalState::Reached));
        if all.is_empty() {
            let words = Signal::derive(move || t_string!(i18n, plan.no_goals));
            return view! { <EmptySection words /> }.into_any();
        }
        view! { <Table caption=move || t_string!(i18n, desk.plan) columns=columns() rows=all /> }
            .into_any()
    }
}
