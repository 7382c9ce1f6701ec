//! A goal of a child's plan at the desk.

use super::{
    desk_api::{AnswerProposal, CarryOver, EndGoal, SetStep},
    desk_editor::Acts,
    desk_line::PaceLine,
    desk_words::{StandingTag, area_words, days_words, measure_words, place_words, state_words},
};
use crate::{
    i18n::*,
    ui::{Confirm, Icon, lang_of, picture},
};
use domain::{
    ids::{GoalId, PersonId, StepId},
    plan::{Daily, Goal, GoalState, Pace},
};
use leptos::prelude::*;

type Now = Memo<(Goal, Pace)>;

#[component]
pub(super) fn GoalPanel(
    now: Now,
    acts: Option<Acts>,
    history: RwSignal<Option<GoalId>>,
    /// In an earlier plan: the way into this term's.
    carry: Option<ServerAction<CarryOver>>,
    child: PersonId,
) -> impl IntoView {
    let i18n = use_i18n();
    let lang = move || lang_of(i18n.get_locale());
    let id = now.with_untracked(|(goal, _)| goal.id);
    let goal = Memo::new(move |_| now.with(|(goal, _)| goal.clone()));
    let pace = Memo::new(move |_| now.with(|(_, pace)| pace.clone()));
    let state = Memo::new(move |_| goal.with(|it| it.state));
    let title = move || goal.with(|it| it.title.get(lang()).to_owned());
    let standing = move || match state.get() {
        GoalState::Living => {
            view! { <StandingTag standing=pace.with(|it| it.standing) /> }.into_any()
        }
        GoalState::Reached => view! {
            <span class="ui-tag" data-kind="good">
                <Icon name="check" />
                {state_words(i18n, GoalState::Reached)}
            </span>
        }
        .into_any(),
        other => view! { <span class="ui-tag" data-kind="child">{state_words(i18n, other)}</span> }
            .into_any(),
    };
    let why = move || {
        let why = goal.with(|it| it.why.clone());
        (!why.is_empty()).then(|| view! { <p class="plan-why">"“" {why} "”"</p> })
    };
    let measure = move || {
        goal.with(|it| it.measure.as_ref().map(|it| measure_words(i18n, it)))
            .map(|words| view! { <p>{words}</p> })
    };
    let daily = move || {
        let all = goal.with(|it| it.daily.clone());
        let living = all.into_iter().filter(|it| it.until.is_none());
        living
            .map(|daily| view! { <DailyLine daily /> })
            .collect_view()
    };
    let signed = move || {
        let (child, teacher) = goal.with(|it| (it.signed_child, it.signed_teacher));
        let by = [
            child.then(|| t_string!(i18n, desk.agreed_child)),
            teacher.then(|| t_string!(i18n, desk.agreed_teacher)),
        ];
        let by: Vec<_> = by.into_iter().flatten().collect();
        (!by.is_empty()).then(|| {
            view! { <p class="desk-quiet">{format!("{}: {}", t_string!(i18n, desk.agreed_by), by.join(", "))}</p> }
        })
    };
    view! {
        <section class="ui-panel plan-goal" data-goal=id.to_string()>
            <div class="plan-goal-head">
                <img class="plan-goal-picture" src=move || goal.with(|it| picture(&it.picture)) alt="" />
                <div class="plan-goal-name">
                    <h2 class="ui-panel-title">{title}</h2>
                    <p class="desk-quiet">{move || area_words(i18n, goal.with(|it| it.area))}</p>
                </div>
                {standing}
            </div>
            {why}
            {measure}
            <ul class="plan-dailies">{daily}</ul>
            <Steps goal acts />
            {move || pace.with(|pace| view! { <PaceLine pace=pace.clone() /> })}
            {signed}
            <div class="plan-goal-acts desk-noprint">
                {acts.map(|acts| view! { <GoalActs goal state acts /> })}
                {carry.map(|carry| view! { <Carry child goal state carry /> })}
                <button
                    type="button"
                    class="ui-button"
                    data-act="history"
                    on:click=move |_| history.set(Some(id))
                >
                    <Icon name="clock" />
                    {move || t_string!(i18n, desk.history)}
                    <span class="visually-hidden">": " {title}</span>
                </button>
            </div>
        </section>
    }
    .into_any()
}

#[component]
fn DailyLine(daily: Daily) -> impl IntoView {
    let i18n = use_i18n();
    let Daily {
        title, days, place, ..
    } = daily;
    view! {
        <li class="plan-goal-line">
            <img class="desk-face" src=picture(&daily.picture) alt="" />
            <span>
                {move || title.get(lang_of(i18n.get_locale())).to_owned()}
                <span class="desk-quiet">
                    " · "
                    {move || days_words(i18n, days)}
                    " · "
                    {move || place_words(i18n, place)}
                </span>
            </span>
        </li>
    }
    .into_any()
}

#[component]
fn Steps(goal: Memo<Goal>, acts: Option<Acts>) -> impl IntoView {
    let ids =
        Memo::new(move |_| goal.with(|it| it.steps.iter().map(|it| it.id).collect::<Vec<_>>()));
    let one = move |step: StepId| {
        let found = move || goal.with(|it| it.steps.iter().find(|it| it.id == step).cloned());
        let done = Memo::new(move |_| found().is_some_and(|it| it.done));
        let turn = move |_| {
            let (Some(acts), goal) = (acts, goal.with_untracked(|it| it.id)) else {
                return;
            };
            acts.step.dispatch(SetStep {
                child: acts.child,
                goal,
                step,
                done: !done.get_untracked(),
            });
        };
        view! {
            <li>
                <label class="plan-step">
                    <input
                        class="ui-choice-box"
                        type="checkbox"
                        checked=done.get_untracked()
                        prop:checked=done
                        disabled=acts.is_none()
                        on:change=turn
                    />
                    <span>{move || found().map(|it| it.title)}</span>
                </label>
            </li>
        }
    };
    view! {
        <ul class="plan-steps">
            <For each=move || ids.get() key=|it| *it let:id>
                {one(id)}
            </For>
        </ul>
    }
    .into_any()
}

#[component]
fn GoalActs(goal: Memo<Goal>, state: Memo<GoalState>, acts: Acts) -> impl IntoView {
    let i18n = use_i18n();
    let child = acts.child;
    let end = move |state: GoalState| {
        let (goal, expected) = goal.with_untracked(|it| (it.id, it.rev));
        acts.end.dispatch(EndGoal {
            child,
            goal,
            expected,
            state,
        });
    };
    let answer = move |yes: bool| {
        let (goal, expected) = goal.with_untracked(|it| (it.id, it.rev));
        acts.answer.dispatch(AnswerProposal {
            child,
            goal,
            expected,
            yes,
        });
    };
    let button = move |act: &'static str,
                       icon: &'static str,
                       words: Signal<&'static str>,
                       on: Callback<()>| {
        let main = (act == "say-yes").then_some("main");
        view! {
            <button type="button" class="ui-button" data-act=act data-kind=main on:click=move |_| on.run(())>
                <Icon name=icon />
                {words}
            </button>
        }
    };
    let edit = move || {
        button(
            "edit-goal",
            "pencil",
            Signal::derive(move || t_string!(i18n, desk.change_goal)),
            Callback::new(move |()| {
                let lang = lang_of(i18n.get_locale_untracked());
                goal.with_untracked(|it| acts.edit.begin(Some(it), lang));
            }),
        )
    };
    move || {
        match state.get() {
        GoalState::Proposed => view! {
            {button("say-yes", "check", Signal::derive(move || t_string!(i18n, desk.say_yes)), Callback::new(move |()| answer(true)))}
            {edit()}
            <Confirm
                act="say-no"
                icon="hand"
                label=Signal::derive(move || t_string!(i18n, desk.talk_first).to_owned())
                question=Signal::derive(move || t_string!(i18n, desk.talk_question).to_owned())
                busy=acts.answer.pending()
                on_yes=move |()| answer(false)
            />
        }
        .into_any(),
        GoalState::Living => view! {
            {edit()}
            <Confirm
                act="reached"
                icon="check"
                label=Signal::derive(move || t_string!(i18n, desk.reached).to_owned())
                question=Signal::derive(move || t_string!(i18n, desk.reached_question).to_owned())
                busy=acts.end.pending()
                on_yes=move |()| end(GoalState::Reached)
            />
            <Confirm
                act="end-goal"
                icon="pause"
                label=Signal::derive(move || t_string!(i18n, desk.end_goal).to_owned())
                question=Signal::derive(move || t_string!(i18n, desk.end_question).to_owned())
                busy=acts.end.pending()
                on_yes=move |()| end(GoalState::Ended)
            />
        }
        .into_any(),
        GoalState::Reached | GoalState::Ended => {
            button("live-again", "undo", Signal::derive(move || t_string!(i18n, desk.live_again)), Callback::new(move |()| end(GoalState::Living))).into_any()
        }
    }
    }
}

/// Takes an unfinished goal along.
#[component]
fn Carry(
    child: PersonId,
    goal: Memo<Goal>,
    state: Memo<GoalState>,
    carry: ServerAction<CarryOver>,
) -> impl IntoView {
    let i18n = use_i18n();
    let go = move |_| {
        let goal = goal.with_untracked(|it| it.id);
        carry.dispatch(CarryOver { child, goal });
    };
    let shown = move || state.get() == GoalState::Living;
    move || {
        shown().then(|| {
            view! {
                <button
                    type="button"
                    class="ui-button"
                    data-kind="main"
                    data-act="carry-over"
                    disabled=carry.pending()
                    on:click=go
                >
                    <Icon name="next" />
                    {move || t_string!(i18n, desk.carry_over)}
                </button>
            }
        })
    }
}
