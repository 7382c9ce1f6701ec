//! What the goals of a plan are made of, each in a section of its own: steps, what is done on which
//! days, weekly goals, and how each goal goes.

use super::{
    desk_line::PaceLine,
    desk_steps::Steps,
    desk_words::{StandingTag, often_words, place_words},
    form_page::{Nothing, Paper},
};
use crate::{
    i18n::*,
    ui::{Icon, lang_of, picture},
};
use chrono::{Datelike, NaiveDate, TimeDelta};
use domain::{
    ids::GoalId,
    plan::{Cadence, Daily, Goal, PlanPage, TickState, template::Kind},
};
use leptos::prelude::*;
use std::collections::BTreeSet;

#[component]
fn GoalName(goal: Goal) -> impl IntoView {
    let i18n = use_i18n();
    let title = goal.title;
    view! {
        <span class="plan-goal-line">
            <img class="desk-face" src=picture(&goal.picture) alt="" />
            <strong>{move || title.get(lang_of(i18n.get_locale())).to_owned()}</strong>
        </span>
    }
    .into_any()
}

/// The steps of each living goal, to be said done.
#[component]
pub(super) fn StepsByGoal(paper: Paper) -> impl IntoView {
    let i18n = use_i18n();
    let goals = Memo::new(move |_| {
        let living = paper.living().into_iter().map(|(goal, _)| goal);
        living.filter(|it| !it.steps.is_empty()).collect::<Vec<_>>()
    });
    let ids = move || goals.with(|all| all.iter().map(|it| it.id).collect::<Vec<_>>());
    let one = move |id: GoalId| {
        let found = move |all: &Vec<Goal>| all.iter().find(|it| it.id == id).cloned();
        goals.with_untracked(found).map(|first| {
            let name = first.clone();
            let goal = Memo::new(move |_| goals.with(found).unwrap_or_else(|| first.clone()));
            view! {
                <li class="plan-by-goal">
                    <GoalName goal=name />
                    <Steps goal acts=paper.acts() />
                </li>
            }
        })
    };
    let none = move || goals.with(Vec::is_empty);
    let words = Signal::derive(move || t_string!(i18n, template.no_steps));
    view! {
        <ul class="plan-by-goals">
            <For each=ids key=|id| *id let:id>
                {one(id)}
            </For>
        </ul>
        {move || none().then(|| view! { <Nothing words /> })}
    }
    .into_any()
}

/// How often something was done in the term; of a weekly goal, in how many weeks.
fn times(page: &PlanPage, daily: &Daily) -> usize {
    let done = page.ticks.iter();
    let done = done.filter(|it| it.daily == daily.id && it.state == TickState::Done);
    match daily.cadence {
        Cadence::EachDay => done.count(),
        Cadence::Weekly => done.map(|it| monday(it.on)).collect::<BTreeSet<_>>().len(),
    }
}

fn monday(on: NaiveDate) -> NaiveDate {
    on - TimeDelta::days(i64::from(on.weekday().num_days_from_monday()))
}

fn dailies(paper: Paper, wanted: impl Fn(&Daily) -> bool) -> Vec<(Goal, Daily, usize)> {
    let mut all = Vec::new();
    for (goal, _) in paper.living() {
        for daily in goal.daily.iter().filter(|it| it.until.is_none()) {
            if wanted(daily) {
                let times = paper.page(|it| times(it, daily)).unwrap_or_default();
                all.push((goal.clone(), daily.clone(), times));
            }
        }
    }
    all
}

/// What is to be done on which days, over all living goals.
#[component]
pub(super) fn DailyTable(paper: Paper) -> impl IntoView {
    let i18n = use_i18n();
    let weekly = paper.has(Kind::Weekly);
    let rows = move || dailies(paper, |it| !weekly || it.cadence == Cadence::EachDay);
    let lang = move || lang_of(i18n.get_locale());
    let row = move |(goal, daily, times): (Goal, Daily, usize)| {
        let (title, of) = (daily.title.clone(), goal.title);
        view! {
            <tr class="ui-table-row">
                <th class="ui-table-cell" scope="row">
                    <span class="plan-goal-line">
                        <img class="desk-face" src=picture(&daily.picture) alt="" />
                        <span>{move || title.get(lang()).to_owned()}</span>
                    </span>
                </th>
                <td class="ui-table-cell">{move || often_words(i18n, daily.days, daily.cadence)}</td>
                <td class="ui-table-cell">{move || place_words(i18n, daily.place)}</td>
                <td class="ui-table-cell">{move || of.get(lang()).to_owned()}</td>
                <td class="ui-table-cell">{times}</td>
            </tr>
        }
    };
    move || {
        let rows = rows();
        if rows.is_empty() {
            let words = Signal::derive(move || t_string!(i18n, template.no_daily));
            return view! { <Nothing words /> }.into_any();
        }
        view! {
            <div class="ui-table-wrap" tabindex="0" role="group" aria-label=move || t_string!(i18n, desk.plan)>
                <table class="ui-table">
                    <thead>
                        <tr>
                            <th class="ui-table-head" scope="col">{move || t_string!(i18n, template.what)}</th>
                            <th class="ui-table-head" scope="col">{move || t_string!(i18n, template.when)}</th>
                            <th class="ui-table-head" scope="col">{move || t_string!(i18n, template.at_place)}</th>
                            <th class="ui-table-head" scope="col">{move || t_string!(i18n, template.goal)}</th>
                            <th class="ui-table-head" scope="col">{move || t_string!(i18n, template.done_so_far)}</th>
                        </tr>
                    </thead>
                    <tbody>{rows.into_iter().map(row).collect_view()}</tbody>
                </table>
            </div>
        }
        .into_any()
    }
}

/// What is to be done once a week: whether it was this week, and in how many.
#[component]
pub(super) fn WeeklyTable(paper: Paper) -> impl IntoView {
    let i18n = use_i18n();
    let rows = move || dailies(paper, |it| it.cadence == Cadence::Weekly);
    let lang = move || lang_of(i18n.get_locale());
    let today = move || paper.now().with(|it| it.as_ref().map(|it| it.today));
    let row = move |(goal, daily, times): (Goal, Daily, usize)| {
        let (title, of, id) = (daily.title.clone(), goal.title, daily.id);
        let this_week = move || {
            let week = today().map(monday);
            let done = paper.page(|it| {
                let mut ticks = it.ticks.iter();
                ticks.any(|it| {
                    let here = Some(monday(it.on)) == week;
                    it.daily == id && it.state == TickState::Done && here
                })
            });
            done.unwrap_or_default()
        };
        let weeks = paper.page(|it| it.calendar.weeks(daily.since).len());
        let weeks = weeks.unwrap_or_default();
        let sign = move || match this_week() {
            true => view! {
                <span class="ui-tag" data-kind="good">
                    <Icon name="check" />
                    {t_string!(i18n, template.week_done)}
                </span>
            }
            .into_any(),
            false => view! {
                <span class="ui-tag">
                    <Icon name="ring" />
                    {t_string!(i18n, template.week_open)}
                </span>
            }
            .into_any(),
        };
        view! {
            <tr class="ui-table-row">
                <th class="ui-table-cell" scope="row">
                    <span class="plan-goal-line">
                        <img class="desk-face" src=picture(&daily.picture) alt="" />
                        <span>{move || title.get(lang()).to_owned()}</span>
                    </span>
                </th>
                <td class="ui-table-cell">{move || of.get(lang()).to_owned()}</td>
                <td class="ui-table-cell">{sign}</td>
                <td class="ui-table-cell">
                    {move || t_string!(i18n, template.weeks_done, done = times, of = weeks).to_string()}
                </td>
            </tr>
        }
    };
    move || {
        let rows = rows();
        if rows.is_empty() {
            let words = Signal::derive(move || t_string!(i18n, template.no_weekly));
            return view! { <Nothing words /> }.into_any();
        }
        view! {
            <div class="ui-table-wrap" tabindex="0" role="group" aria-label=move || t_string!(i18n, desk.plan)>
                <table class="ui-table">
                    <thead>
                        <tr>
                            <th class="ui-table-head" scope="col">{move || t_string!(i18n, template.what)}</th>
                            <th class="ui-table-head" scope="col">{move || t_string!(i18n, template.goal)}</th>
                            <th class="ui-table-head" scope="col">{move || t_string!(i18n, template.this_week)}</th>
                            <th class="ui-table-head" scope="col">{move || t_string!(i18n, template.done_so_far)}</th>
                        </tr>
                    </thead>
                    <tbody>{rows.into_iter().map(row).collect_view()}</tbody>
                </table>
            </div>
        }
        .into_any()
    }
}

/// How each living goal goes, as a line of the term.
#[component]
pub(super) fn PaceList(paper: Paper) -> impl IntoView {
    let i18n = use_i18n();
    move || {
        let all = paper.living();
        if all.is_empty() {
            let words = Signal::derive(move || t_string!(i18n, template.no_goals));
            return view! { <Nothing words /> }.into_any();
        }
        let one = |(goal, pace): (Goal, domain::plan::Pace)| {
            let standing = pace.standing;
            view! {
                <li class="plan-by-goal">
                    <div class="plan-goal-head">
                        <GoalName goal />
                        <StandingTag standing />
                    </div>
                    <PaceLine pace />
                </li>
            }
        };
        view! { <ul class="plan-by-goals">{all.into_iter().map(one).collect_view()}</ul> }
            .into_any()
    }
}
