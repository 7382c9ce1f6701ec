//! What a teacher does with a goal as a whole.

use crate::{
    desk::plan::{
        api::{AnswerProposal, EndGoal},
        editor::actions::GoalActions,
    },
    i18n::*,
    ui::{Button, ButtonKind, Chip, Confirm, Icon, lang_of},
};
use domain::plan::{Goal, GoalState, ProposalAnswer};
use leptos::prelude::*;

#[component]
pub(crate) fn GoalButtons(
    goal: Memo<Goal>,
    state: Memo<GoalState>,
    actions: GoalActions,
) -> impl IntoView {
    let i18n = use_i18n();
    let child = actions.child;
    let end = move |state: GoalState| {
        let (goal, expected) = goal.with_untracked(|it| (it.id, it.rev));
        actions.end.dispatch(EndGoal {
            child,
            goal,
            expected,
            state,
        });
    };
    let answer = move |answer: ProposalAnswer| {
        let (goal, expected) = goal.with_untracked(|it| (it.id, it.rev));
        actions.answer.dispatch(AnswerProposal {
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
        let kind = ButtonKind::main_if(act == "say-yes");
        view! {
            <Button act=act kind=kind on_click=move |()| on.run(())>
                <Icon name=icon />
                {words}
            </Button>
        }
    };
    let edit = move || {
        button(
            "edit-goal",
            "pencil",
            Signal::derive(move || t_string!(i18n, plan.change_goal)),
            Callback::new(move |()| {
                let lang = lang_of(i18n.get_locale_untracked());
                goal.with_untracked(|it| actions.edit.begin(Some(it), lang));
            }),
        )
    };
    move || match state.get() {
        GoalState::Proposed => view! {
            {button(
                "say-yes",
                "check",
                Signal::derive(move || t_string!(i18n, plan.say_yes)),
                Callback::new(move |()| answer(ProposalAnswer::Yes)),
            )}
            {move || match goal.with(|it| it.talk) {
                false => {
                    button(
                            "talk",
                            "people",
                            Signal::derive(move || t_string!(i18n, plan.lets_talk)),
                            Callback::new(move |()| answer(ProposalAnswer::Talk)),
                        )
                        .into_any()
                }
                true => {
                    view! {
                        <Chip kind="child">
                            <Icon name="people" />
                            {t_string!(i18n, plan.told_to_talk)}
                        </Chip>
                    }
                        .into_any()
                }
            }}
            {edit()}
            <Confirm
                act="say-no"
                icon="pause"
                label=Signal::derive(move || t_string!(i18n, plan.lay_aside).to_owned())
                question=Signal::derive(move || t_string!(i18n, plan.lay_aside_question).to_owned())
                busy=actions.answer.pending()
                on_yes=move |()| answer(ProposalAnswer::No)
            />
        }
        .into_any(),
        GoalState::Living => view! {
            {edit()}
            <Confirm
                act="reached"
                icon="check"
                label=Signal::derive(move || t_string!(i18n, plan.reached).to_owned())
                question=Signal::derive(move || t_string!(i18n, plan.reached_question).to_owned())
                busy=actions.end.pending()
                on_yes=move |()| end(GoalState::Reached)
            />
            <Confirm
                act="end-goal"
                icon="pause"
                label=Signal::derive(move || t_string!(i18n, plan.end_goal).to_owned())
                question=Signal::derive(move || t_string!(i18n, plan.end_question).to_owned())
                busy=actions.end.pending()
                on_yes=move |()| end(GoalState::Ended)
            />
        }
        .into_any(),
        GoalState::Reached | GoalState::Ended => button(
            "live-again",
            "undo",
            Signal::derive(move || t_string!(i18n, plan.live_again)),
            Callback::new(move |()| end(GoalState::Living)),
        )
        .into_any(),
    }
}
