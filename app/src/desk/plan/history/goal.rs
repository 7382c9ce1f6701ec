//! Every change of a goal: who, when, and what it was before.

use super::{change_line::ChangeLine, clash::Clashes};
use crate::{
    desk::plan::api,
    i18n::*,
    ui::{Dialog, Loaded},
};
use domain::ids::{GoalId, PersonId};
use leptos::prelude::*;

/// Every change of a goal, newest first.
#[component]
fn GoalHistory(child: PersonId, goal: GoalId) -> impl IntoView {
    let changes = Resource::new(|| (), move |()| api::list_changes(child, goal));
    view! {
        <Loaded read=changes let:all>
            {
                let line = |change| view! { <ChangeLine change /> };
                view! { <ol class="plan-history">{all.into_iter().map(line).collect_view()}</ol> }
            }
        </Loaded>
        <Clashes child goal />
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
    let title = Signal::derive(move || t_string!(i18n, plan.history).to_owned());
    view! {
        <Dialog open title wide=true>
            {move || history.get().map(|goal| view! { <GoalHistory child goal /> })}
        </Dialog>
    }
    .into_any()
}
