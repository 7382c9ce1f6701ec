//! A child that can be picked up.

use super::{drag::drag_child, table::Table};
use crate::{i18n::*, ui::picture};
use domain::{group::LiftedChild, ids::GroupId, school::ChildName};
use leptos::{ev::MouseEvent, prelude::*};

/// A child, in a group or in the class.
#[component]
pub(super) fn MovableChild(
    table: Table,
    child: ChildName,
    from: Option<GroupId>,
    /// Whether it can be moved from here.
    loose: bool,
) -> impl IntoView {
    let i18n = use_i18n();
    let (id, name) = (child.child, child.name);
    let face = view! { <img class="desk-face" src=picture(&child.picture) alt="" /> };
    if !loose {
        return view! {
            <span class="group-chip" data-chip=id.to_string()>
                {face}
                {name}
            </span>
        }
        .into_any();
    }
    let lifted = LiftedChild {
        child: id,
        from,
        by_key: false,
    };
    let drag = drag_child(table, lifted);
    let is_lifted = move || table.hand.with(|it| it.has(id, from));
    let state = move || table.hand.with(|it| it.chip_state(id, from).name());
    let tap = move |event: MouseEvent| {
        if drag.was_a_drag() {
            return;
        }
        if is_lifted() {
            return table.lower();
        }
        // A click without a pointer is a key's.
        let by_key = event.detail() == 0;
        table.lift(LiftedChild { by_key, ..lifted });
    };
    let label = {
        let name = name.clone();
        move || t_string!(i18n, group.pick_up, name = name.clone()).to_string()
    };
    view! {
        <button
            type="button"
            {..drag.listeners()}
            class="group-chip"
            data-chip=id.to_string()
            data-state=state
            aria-pressed=move || is_lifted().to_string()
            title=label
            on:click=tap
        >
            {face}
            {name}
        </button>
    }
    .into_any()
}
