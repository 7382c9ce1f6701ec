//! My goals: each with its path, and the week at a glance.

use super::{
    competency::AimedAt,
    hue::hue,
    path::GoalPath,
    state::{Mine, Teller, find_plan},
    steps::GoalSteps,
};
use crate::{
    child::ui::{Corner, Lead, SavedSign, ssr_resource, use_away},
    i18n::*,
    sync::use_offline_cache,
    ui::{Icon, MuteButton, SpeakButton, lang_of, picture},
};
use chrono::{Datelike, NaiveDate, Weekday};
use domain::{
    ids::GoalId,
    limits,
    plan::{Goal, GoalState, MyPlan, week},
    signin::Me,
};
use leptos::prelude::*;
use leptos_i18n::I18nContext;

/// What another feature puts under each living goal.
type Under = fn(GoalId) -> AnyView;

/// The signed-in child's plan; without one it leads home.
#[component]
pub fn GoalsPage(
    /// Told whose plan it is, and what day it is at school.
    begin: Callback<(Me, NaiveDate)>,
    under: Under,
) -> impl IntoView {
    let cache = use_offline_cache();
    let plan = ssr_resource(move || find_plan(cache));
    view! {
        <Suspense>
            {move || Suspend::new(async move {
                match plan.await {
                    Ok(Some(plan)) => view! { <GoalList plan begin under /> }.into_any(),
                    _ => view! { <Lead path="/" /> }.into_any(),
                }
            })}
        </Suspense>
    }
}

/// A weekday's name, for the voice.
pub fn day_name(i18n: I18nContext<Locale>, day: Weekday) -> &'static str {
    match day {
        Weekday::Mon => t_string!(i18n, child.day_mon),
        Weekday::Tue => t_string!(i18n, child.day_tue),
        Weekday::Wed => t_string!(i18n, child.day_wed),
        Weekday::Thu => t_string!(i18n, child.day_thu),
        Weekday::Fri => t_string!(i18n, child.day_fri),
        Weekday::Sat => t_string!(i18n, child.day_sat),
        Weekday::Sun => t_string!(i18n, child.day_sun),
    }
}

fn is_shown(goal: &Goal) -> bool {
    matches!(
        goal.state,
        GoalState::Living | GoalState::Proposed | GoalState::Reached
    )
}

#[component]
fn GoalList(plan: MyPlan, begin: Callback<(Me, NaiveDate)>, under: Under) -> impl IntoView {
    let i18n = use_i18n();
    let away = use_away();
    let mine = Mine::new(plan);
    let me = mine.with(|it| it.me.clone());
    Effect::new(move |_| begin.run(mine.with_now(|it| (it.me.clone(), it.today))));
    let goals = Memo::new(move |_| {
        mine.with(|it| {
            it.home
                .plan
                .goals
                .iter()
                .filter(|it| is_shown(it))
                .cloned()
                .collect::<Vec<_>>()
        })
    });
    let words = Signal::derive(move || {
        let lang = lang_of(i18n.get_locale());
        let titles = goals.get().into_iter().filter_map(|goal| match goal.title {
            domain::plan::Text::Book(words) => Some(words.get(lang).to_owned()),
            domain::plan::Text::Own(_) => None,
        });
        let first = t_string!(i18n, child.path_intro).to_owned();
        [first].into_iter().chain(titles).collect::<Vec<_>>()
    });
    let room = move || {
        let living = goals.with(|it| {
            it.iter()
                .filter(|it| it.state != GoalState::Reached)
                .count()
        });
        (living < limits::plan::MOST_GOALS).then(|| {
            view! {
                <a
                    class="home-card"
                    data-size="small"
                    data-hue="leaf"
                    href="/goals/new"
                    data-act="make-goal"
                    on:click=away.by_tap("/goals/new")
                >
                    <img class="home-card-picture" src=picture("hatching") alt="" />
                    {move || t_string!(i18n, child.make_goal)}
                </a>
            }
        })
    };
    let before = mine.with(|it| it.earlier).then(|| {
        view! {
            <a
                class="home-card"
                data-size="small"
                data-hue="sun"
                href="/goals/before"
                data-act="before"
                on:click=away.by_tap("/goals/before")
            >
                <img class="home-card-picture" src=picture("nest") alt="" />
                {move || t_string!(i18n, child.last_terms)}
            </a>
        }
    });
    view! {
        <main class="ui-meadow goals">
            <header class="home-top">
                <Corner me />
                <SavedSign />
                <SpeakButton words />
                <MuteButton />
            </header>
            <h1 class="ui-sheet goals-title">{move || t_string!(i18n, child.my_goals)}</h1>
            <ul class="goals-list">
                <For each=move || goals.get() key=|goal| (goal.id, goal.rev) let:goal>
                    <GoalCard goal mine under />
                </For>
            </ul>
            <WeekGoals mine />
            {room}
            {before}
        </main>
    }
}

#[component]
fn GoalCard(goal: Goal, mine: Mine, under: Under) -> impl IntoView {
    let i18n = use_i18n();
    let teller = Teller::new();
    let title = goal.title.clone();
    let away = use_away();
    let waits = goal.state == GoalState::Proposed;
    let goes_on = goal.carried_from.is_some();
    let talk = waits && goal.talk;
    let reached = goal.state == GoalState::Reached;
    let words = move || {
        let name = title.get(lang_of(i18n.get_locale())).to_owned();
        match (talk, waits) {
            (true, _) => format!("{name} {}", t_string!(i18n, child.lets_talk)),
            (_, true) => format!("{name} {}", t_string!(i18n, child.goal_waiting)),
            _ => name,
        }
    };
    let why = goal.why_picture.clone().map(|file| {
        let why = goal.why.clone();
        let spoken = why.clone();
        view! {
            <button
                type="button"
                class="goals-why"
                aria-label=why
                on:click=move |_| teller.say(vec![spoken.clone()], [])
            >
                <img class="goals-picture" src=picture(&file) alt="" />
            </button>
        }
    });
    let said = goal.title.clone();
    let say = move |_| {
        let first = match (talk, waits, goes_on) {
            (true, ..) => Some(tu_string!(i18n, child.lets_talk)),
            (_, true, _) => Some(tu_string!(i18n, child.goal_waiting)),
            (.., true) => Some(tu_string!(i18n, child.goes_on)),
            _ => None,
        };
        let first = first.map(str::to_owned);
        teller.say(first.into_iter().collect(), [&said]);
    };
    let state = match (talk, waits, reached) {
        (true, ..) => "talk",
        (_, true, _) => "waiting",
        (.., true) => "reached",
        _ => "living",
    };
    view! {
        <li
            class="goals-line"
            data-goal=goal.id.to_string()
            data-state=state
            data-hue=hue(goal.area)
        >
            <div class="goals-head">
                <button type="button" class="goals-name" on:click=say>
                    <img
                        class="goals-picture"
                        src=picture(if talk { "talk" } else { &goal.picture })
                        alt=""
                    />
                    <span>{words}</span>
                    {waits.then(|| view! { <Icon name="clock" /> })}
                    {reached.then(|| view! { <Icon name="check" /> })}
                </button>
                {why}
                {waits
                    .then(|| {
                        view! {
                            <a
                                class="home-card"
                                data-size="small"
                                data-hue="sun"
                                href="/goals/together"
                                data-act="together"
                                on:click=away.by_tap("/goals/together")
                            >
                                <img class="home-card-picture" src=picture("teacher") alt="" />
                                {move || t_string!(i18n, child.teacher_here)}
                            </a>
                        }
                    })}
            </div>
            <AimedAt goal=goal.id mine />
            {(!waits)
                .then(|| {
                    view! {
                        <GoalPath goal=goal.id mine />
                        <GoalSteps goal=goal.id mine />
                        {under(goal.id)}
                    }
                })}
        </li>
    }
}

/// Seven days: what was done is a leaf, what is to come an empty ring; days off and away are calm.
#[component]
fn WeekGoals(mine: Mine) -> impl IntoView {
    let i18n = use_i18n();
    let teller = Teller::new();
    let days = Memo::new(move |_| {
        mine.with(|it| {
            let home = &it.home;
            let days = week(&home.plan, &home.ticks, it.today, &home.calendar);
            days.into_iter()
                .map(|day| (day.on == it.today, day))
                .collect::<Vec<_>>()
        })
    });
    let shown = move || {
        days.get()
            .into_iter()
            .filter(|(_, day)| day.open || day.done > 0)
            .map(|(today, day)| {
                let weekday = day.on.weekday();
                let marks = (0..day.planned.max(day.done))
                    .map(|n| {
                        let state = if n < day.done { "done" } else { "open" };
                        view! { <span class="goals-mark" data-state=state></span> }
                    })
                    .collect_view();
                let name = move || {
                    format!(
                        "{}: {} / {}",
                        day_name(i18n, weekday),
                        day.done,
                        day.planned.max(day.done)
                    )
                };
                view! {
                    <li>
                        <button
                            type="button"
                            class="goals-day"
                            data-today=today.then_some("yes")
                            data-away=day.away.then_some("yes")
                            on:click=move |_| teller.say(vec![untrack_day(i18n, weekday)], [])
                        >
                            <span class="visually-hidden">{name}</span>
                            <span aria-hidden="true">
                                {move || initial(day_name(i18n, weekday))}
                            </span>
                            <span class="goals-marks" aria-hidden="true">
                                {marks}
                            </span>
                        </button>
                    </li>
                }
            })
            .collect_view()
    };
    view! {
        <ul class="goals-week" aria-label=move || t_string!(i18n, child.my_week)>
            {shown}
        </ul>
    }
}

fn untrack_day(i18n: I18nContext<Locale>, day: Weekday) -> String {
    leptos::reactive::graph::untrack(|| day_name(i18n, day).to_owned())
}

/// The first letters of a day, as a calendar has them.
pub fn initial(day: &str) -> String {
    let mut letters = day.chars().take(2);
    let first = letters.next().map(|it| it.to_uppercase().to_string());
    first.into_iter().chain(letters.map(String::from)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_is_known_by_its_first_two_letters_with_a_capital() {
        assert_eq!(initial("monday"), "Mo");
        assert_eq!(initial("miércoles"), "Mi");
        assert_eq!(initial("x"), "X");
        assert_eq!(initial(""), "");
    }
}
