//! What a teacher does with a goal as a whole.

use super::{
    desk_api::{AnswerProposal, CarryOver, EndGoal},
    desk_editor::Acts,
};
use crate::{
    i18n::*,
    ui::{Confirm, Icon, lang_of},
};
use domain::{
    ids::PersonId,
    plan::{Answered, Goal, GoalState},
};
use leptos::prelude::*;

#[component]
pub(super) fn GoalActs(goal: Memo<Goal>, state: Memo<GoalState>, acts: Acts) -> impl IntoView {
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
    let answer = move |answer: Answered| {
        let (goal, expected) = goal.with_untracked(|it| (it.id, it.rev));
        acts.answer.dispatch(AnswerProposal {
            child,
            goal,
            expected,
            answer,
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
            {button("say-yes", "check", Signal::derive(move || t_string!(i18n, desk.say_yes)), Callback::new(move |()| answer(Answered::Yes)))}
            {move || match goal.with(|it| it.talk) {
                false => button("talk", "people", Signal::derive(move || t_string!(i18n, desk.lets_talk)), Callback::new(move |()| answer(Answered::Talk))).into_any(),
                true => view! {
                    <span class="ui-tag" data-kind="child">
                        <Icon name="people" />
                        {t_string!(i18n, desk.told_to_talk)}
                    </span>
                }
                .into_any(),
            }}
            {edit()}
            <Confirm
                act="say-no"
                icon="pause"
                label=Signal::derive(move || t_string!(i18n, desk.lay_aside).to_owned())
                question=Signal::derive(move || t_string!(i18n, desk.lay_aside_question).to_owned())
                busy=acts.answer.pending()
                on_yes=move |()| answer(Answered::No)
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
pub(super) fn Carry(
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
