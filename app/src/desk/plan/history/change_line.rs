//! One change of a goal.

use super::differences::{Differences, differences};
use crate::{
    desk::plan::words::{state_words, what_words},
    i18n::*,
    ui::{When, lang_of, picture},
};
use domain::plan::{Draft, Goal, GoalChange};
use leptos::prelude::*;

/// One change: what was done, by whom and when; where the goal differs, before and after.
#[component]
pub(crate) fn ChangeLine(
    change: GoalChange,
    /// Beside other goals' changes: of which goal it is.
    #[prop(optional)]
    named: bool,
) -> impl IntoView {
    let i18n = use_i18n();
    let GoalChange {
        what,
        at,
        who,
        before,
        after,
        ..
    } = change;
    let state = match &before {
        Some(before) if before.state != after.state => Some((before.state, after.state)),
        _ => None,
    };
    let state = state.map(|(was, is)| {
        view! {
            <p class="desk-quiet">
                {move || format!("{} → {}", state_words(i18n, was), state_words(i18n, is))}
            </p>
        }
    });
    let (title, shown) = (after.title.clone(), picture(&after.picture));
    let name = named.then(|| {
        view! {
            <p class="plan-goal-line">
                <img class="desk-face" src=shown alt="" />
                <strong>{move || title.get(lang_of(i18n.get_locale())).to_owned()}</strong>
            </p>
        }
    });
    let table = move || {
        let before: Option<&Goal> = before.as_ref();
        let all = differences(i18n, &Draft::of(before?), &Draft::of(&after));
        (!all.is_empty()).then(|| {
            view! {
                <Differences
                    all
                    before=Signal::derive(move || t_string!(i18n, plan.before))
                    after=Signal::derive(move || t_string!(i18n, plan.after))
                />
            }
        })
    };
    view! {
        <li class="plan-change" data-what=format!("{what:?}")>
            {name}
            <p>
                <strong>{move || what_words(i18n, what)}</strong>
                " · "
                {who}
                " · "
                <When at exact=true />
            </p>
            {state}
            {table}
        </li>
    }
    .into_any()
}
