//! A proposal of a child in the table, and the one tap that says yes.

use super::{desk_api::AnswerProposal, desk_class::Acts, desk_words::state_words};
use crate::{
    i18n::*,
    ui::{Icon, lang_of, picture},
};
use domain::{
    ids::PersonId,
    plan::{Answered, GoalLine, GoalState},
};
use leptos::prelude::*;

/// A proposal, and the one tap that says yes.
#[component]
pub(super) fn Waiting(
    child: PersonId,
    name: String,
    line: GoalLine,
    acts: Option<Acts>,
) -> impl IntoView {
    let i18n = use_i18n();
    let (goal, expected, title) = (line.id, line.rev, line.title);
    let button = acts.map(|acts| {
        let yes = move |_| {
            acts.answer.dispatch(AnswerProposal {
                child,
                goal,
                expected,
                answer: Answered::Yes,
            });
        };
        view! {
            <button
                type="button"
                class="ui-button desk-noprint"
                data-act="say-yes"
                disabled=acts.answer.pending()
                on:click=yes
            >
                <Icon name="check" />
                {move || t_string!(i18n, desk.say_yes)}
                <span class="visually-hidden">{format!(": {name}")}</span>
            </button>
        }
    });
    view! {
        <div class="plan-waiting">
            <span class="plan-goal-line">
                <img class="desk-face" src=picture(&line.picture) alt="" />
                <span class="plan-goal-words">
                    {move || title.get(lang_of(i18n.get_locale())).to_owned()}
                </span>
                <span class="ui-tag" data-kind="child">
                    <Icon name="hand" />
                    {move || state_words(i18n, GoalState::Proposed)}
                </span>
            </span>
            {button}
        </div>
    }
    .into_any()
}
