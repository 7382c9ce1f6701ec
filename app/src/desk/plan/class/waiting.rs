//! A proposal of a child in the table, and the one tap that says yes.

use super::actions::ClassActions;
use crate::{
    desk::plan::{api::AnswerProposal, words::state_words},
    i18n::*,
    ui::{Button, Chip, Icon, lang_of, picture},
};
use domain::{
    ids::PersonId,
    plan::{GoalLine, GoalState, ProposalAnswer},
};
use leptos::prelude::*;

/// A proposal, and the one tap that says yes.
#[component]
pub(crate) fn Waiting(
    child: PersonId,
    name: String,
    line: GoalLine,
    actions: Option<ClassActions>,
) -> impl IntoView {
    let i18n = use_i18n();
    let (goal, expected, title) = (line.id, line.rev, line.title);
    let button = actions.map(|actions| {
        let yes = move |()| {
            actions.answer.dispatch(AnswerProposal {
                child,
                goal,
                expected,
                answer: ProposalAnswer::Yes,
            });
        };
        view! {
            <Button
                act="say-yes"
                disabled=actions.answer.pending()
                on_click=yes
                class="desk-noprint"
            >
                <Icon name="check" />
                {move || t_string!(i18n, plan.say_yes)}
                <span class="visually-hidden">{format!(": {name}")}</span>
            </Button>
        }
    });
    view! {
        <div class="plan-waiting">
            <span class="plan-goal-line">
                <img class="desk-face" src=picture(&line.picture) alt="" />
                <span class="plan-goal-words">
                    {move || title.get(lang_of(i18n.get_locale())).to_owned()}
                </span>
                <Chip kind="child">
                    <Icon name="hand" />
                    {move || state_words(i18n, GoalState::Proposed)}
                </Chip>
            </span>
            {button}
        </div>
    }
    .into_any()
}
