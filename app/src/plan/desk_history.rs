//! Every change of a goal: who, when, and what it was before.

use super::{
    desk_api,
    desk_clash::Clashes,
    desk_parts::{Differences, differences},
    desk_words::{state_words, what_words},
};
use crate::{
    ApiError,
    i18n::*,
    ui::{Dialog, Trouble, When, lang_of, picture},
};
use domain::{
    ids::{GoalId, PersonId},
    plan::{Change, Draft, Goal},
};
use leptos::prelude::*;

/// Every change of a goal, newest first.
#[component]
pub(super) fn History(child: PersonId, goal: GoalId) -> impl IntoView {
    let changes = Resource::new(|| (), move |()| desk_api::list_changes(child, goal));
    view! {
        <Suspense>
            {move || changes.get().map(|it| match it {
                Ok(all) => {
                    let line = |change| view! { <ChangeLine change /> };
                    view! {
                        <ol class="plan-history">{all.into_iter().map(line).collect_view()}</ol>
                    }
                        .into_any()
                }
                Err(ApiError(error)) => view! { <Trouble error /> }.into_any(),
            })}
        </Suspense>
        <Clashes child goal />
    }
    .into_any()
}

/// One change: what was done, by whom and when; where the goal differs, before and after.
#[component]
pub(super) fn ChangeLine(
    change: Change,
    /// Beside other goals' changes: of which goal it is.
    #[prop(optional)]
    named: bool,
) -> impl IntoView {
    let i18n = use_i18n();
    let Change {
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
                    before=Signal::derive(move || t_string!(i18n, desk.before))
                    after=Signal::derive(move || t_string!(i18n, desk.after))
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

#[component]
pub fn HistoryDialog(child: PersonId, history: RwSignal<Option<GoalId>>) -> impl IntoView {
    let i18n = use_i18n();
    let open = RwSignal::new(false);
    Effect::new(move |_| {
        if history.get().is_some() {
            open.set(true);
        }
    });
    Effect::new(move |_| {
        if !open.get() {
            history.set(None);
        }
    });
    let title = Signal::derive(move || t_string!(i18n, desk.history).to_owned());
    view! {
        <Dialog open title wide=true>
            {move || history.get().map(|goal| view! { <History child goal /> })}
        </Dialog>
    }
    .into_any()
}
