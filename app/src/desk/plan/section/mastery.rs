//! How far the child is in each content area.

use super::{context::SectionContext, empty::EmptySection};
use crate::{
    i18n::*,
    ui::{ButtonLink, Column, Icon, Table, area_words},
};
use domain::{
    competency::AreaLevels,
    plan::{Area, Goal, GoalState, Pace},
};
use leptos::prelude::*;
use leptos_i18n::I18nContext;

/// A content area: what was seen of it, and its goals.
struct AreaLine {
    area: Area,
    levels: Option<AreaLevels>,
    living: usize,
    reached: usize,
    done: u32,
    path: u32,
}

impl AreaLine {
    /// None for an area with neither competencies nor goals.
    fn of(area: Area, all: &[(Goal, Pace)], levels: Option<AreaLevels>) -> Option<Self> {
        let own: Vec<_> = all.iter().filter(|(goal, _)| goal.area == area).collect();
        let count = |state| own.iter().filter(|(goal, _)| goal.state == state).count();
        (!own.is_empty() || levels.is_some()).then(|| Self {
            area,
            levels,
            living: count(GoalState::Living),
            reached: count(GoalState::Reached),
            done: own.iter().map(|(_, pace)| pace.done).sum(),
            path: own.iter().map(|(_, pace)| pace.path).sum(),
        })
    }
}

/// Each content area that has competencies or goals: how far the child is, how many goals live and
/// are reached, and how much was done.
#[component]
pub(crate) fn Mastery(context: SectionContext) -> impl IntoView {
    let i18n = use_i18n();
    let area = move |it: &AreaLine| {
        let area = it.area;
        move || area_words(i18n, area)
    };
    let way = move |it: &AreaLine| {
        let (area, done, path) = (it.area, it.done, it.path);
        view! {
            <progress
                class="plan-bar"
                max=path.max(1)
                value=done
                aria-label=move || area_words(i18n, area)
            ></progress>
            " "
            {format!("{done} / {path}")}
        }
    };
    let columns = move || {
        let level = |key,
                     heading: fn(I18nContext<Locale>) -> &'static str,
                     of: fn(&AreaLevels) -> usize| {
            let cell = move |it: &AreaLine| {
                let n = it.levels.as_ref().map(of);
                n.map_or_else(|| "–".to_owned(), |it| it.to_string())
            };
            Column::new(key, move || heading(i18n), cell)
        };
        vec![
            Column::new("area", move || t_string!(i18n, plan.area), area),
            level(
                "got-it",
                |i18n| t_string!(i18n, competency.level_got_it),
                |it| it.got_it,
            ),
            level(
                "learning",
                |i18n| t_string!(i18n, competency.level_learning),
                |it| it.learning,
            ),
            level(
                "not-yet",
                |i18n| t_string!(i18n, competency.level_not_yet),
                |it| it.not_yet,
            ),
            level(
                "none",
                |i18n| t_string!(i18n, competency.level_none),
                |it| it.unseen,
            ),
            Column::new(
                "living",
                move || t_string!(i18n, plan.goals_living),
                |it: &AreaLine| it.living,
            ),
            Column::new(
                "reached",
                move || t_string!(i18n, plan.template_goals_reached),
                |it: &AreaLine| it.reached,
            ),
            Column::new("way", move || t_string!(i18n, plan.on_the_way), way),
        ]
    };
    let levels = format!("/desk/child/{}/competencies", context.child);
    let table = move || {
        let all = context.goals(|it| matches!(it, GoalState::Living | GoalState::Reached));
        let levels = context.page(|it| it.mastery.clone()).unwrap_or_default();
        if all.is_empty() && levels.is_empty() {
            let words = Signal::derive(move || t_string!(i18n, plan.no_goals));
            return view! { <EmptySection words /> }.into_any();
        }
        let rows = Area::ALL.into_iter().filter_map(|area| {
            let levels = levels.iter().find(|it| it.area == area).copied();
            AreaLine::of(area, &all, levels)
        });
        let rows = rows.collect();
        view! {
            <Table
                caption=move || t_string!(i18n, desk.plan)
                columns=columns()
                rows
                data=|it: &AreaLine| vec![("data-area", format!("{:?}", it.area))]
            />
        }
        .into_any()
    };
    view! {
        {table}
        <p class="desk-noprint">
            <ButtonLink href=levels>
                <Icon name="leaf" />
                {move || t_string!(i18n, plan.all_levels)}
            </ButtonLink>
        </p>
    }
    .into_any()
}
