//! My goals of earlier terms: pictures, and what was done as leaves. Only read.

use super::{api, hue::hue, state::Teller};
use crate::{
    child::ui::{Corner, Lead, ssr_resource, use_away},
    i18n::*,
    ui::{Icon, IconButton, MuteButton, SpeakButton, lang_of, picture},
};
use domain::{
    plan::{Goal, GoalState, HomePlan, TickState},
    signin::Me,
};
use leptos::prelude::*;

/// Most leaves of a goal: more are not told apart anyway.
const LEAVES: usize = 20;

/// The signed-in child's plans of earlier terms; without one it leads home.
#[component]
pub fn BeforePage() -> impl IntoView {
    let all = ssr_resource(|| async {
        let me = api::see_plan().await?;
        Ok::<_, crate::ApiError>((me.map(|it| it.me), api::see_earlier().await?))
    });
    view! {
        <Suspense>
            {move || Suspend::new(async move {
                match all.await {
                    Ok((Some(me), all)) if !all.is_empty() => view! { <Before me all /> }.into_any(),
                    _ => view! { <Lead path="/" /> }.into_any(),
                }
            })}
        </Suspense>
    }
}

#[component]
fn Before(me: Me, all: Vec<HomePlan>) -> impl IntoView {
    let i18n = use_i18n();
    let away = use_away();
    let words = Signal::derive(move || vec![t_string!(i18n, child.before_intro).to_owned()]);
    let term = |home: HomePlan| {
        let goals = home.plan.goals.clone().into_iter();
        let shown = goals.filter(|it| it.state != GoalState::Proposed);
        let lines = shown.map(|goal| {
            let done = home.ticks.iter().filter(|tick| {
                let own = goal.daily.iter().any(|it| it.id == tick.daily);
                own && tick.state == TickState::Done
            });
            let done = done.count();
            view! { <EarlierGoal goal done /> }
        });
        view! {
            <section class="goals-term" data-term=home.plan.term.title.clone()>
                <h2 class="ui-sheet goals-term-name">{home.plan.term.title.clone()}</h2>
                <ul class="goals-list">{lines.collect_view()}</ul>
            </section>
        }
    };
    view! {
        <main class="ui-meadow goals">
            <header class="home-top">
                <Corner me />
                <SpeakButton words />
                <MuteButton />
                <IconButton
                    icon="back"
                    act="back"
                    label=Signal::derive(move || t_string!(i18n, child.back).to_owned())
                    on_tap=Callback::new(move |()| away.to("/goals"))
                />
            </header>
            <h1 class="ui-sheet goals-title">{move || t_string!(i18n, child.last_terms)}</h1>
            {all.into_iter().map(term).collect_view()}
        </main>
    }
}

#[component]
fn EarlierGoal(goal: Goal, done: usize) -> impl IntoView {
    let i18n = use_i18n();
    let teller = Teller::new();
    let reached = goal.state == GoalState::Reached;
    let (title, said) = (goal.title.clone(), goal.title.clone());
    let leaves = (0..done.min(LEAVES))
        .map(|_| view! { <span class="goals-mark" data-state="done"></span> })
        .collect_view();
    view! {
        <li class="goals-line" data-goal=goal.id.to_string() data-hue=hue(goal.area)>
            <button
                type="button"
                class="goals-name"
                on:click=move |_| teller.say(Vec::new(), [&said])
            >
                <img class="goals-picture" src=picture(&goal.picture) alt="" />
                <span>{move || title.get(lang_of(i18n.get_locale())).to_owned()}</span>
                {reached.then(|| view! { <Icon name="check" /> })}
            </button>
            <p class="goals-leaves">
                <span class="visually-hidden">{done}</span>
                <span class="goals-marks" aria-hidden="true">
                    {leaves}
                </span>
            </p>
        </li>
    }
}
