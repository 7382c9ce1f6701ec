//! The way of an unfinished goal into this term's plan.

use crate::{
    desk::plan::api::CarryOver,
    i18n::*,
    ui::{Button, ButtonKind, Icon},
};
use domain::{
    ids::PersonId,
    plan::{Goal, GoalState},
};
use leptos::prelude::*;

/// Takes an unfinished goal along.
#[component]
pub(crate) fn CarryButton(
    child: PersonId,
    goal: Memo<Goal>,
    state: Memo<GoalState>,
    carry: ServerAction<CarryOver>,
) -> impl IntoView {
    let i18n = use_i18n();
    let go = move |()| {
        let goal = goal.with_untracked(|it| it.id);
        carry.dispatch(CarryOver { child, goal });
    };
    let shown = move || state.get() == GoalState::Living;
    move || {
        shown().then(|| {
            view! {
                <Button kind=ButtonKind::Main act="carry-over" disabled=carry.pending() on_click=go>
                    <Icon name="next" />
                    {move || t_string!(i18n, plan.carry_over)}
                </Button>
            }
        })
    }
}
