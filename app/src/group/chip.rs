//! A child that can be picked up, and the places to put it.

use super::{
    drag::Drag,
    table::{Held, Table},
};
use crate::{
    i18n::*,
    ui::{Icon, picture},
};
use domain::{ids::GroupId, school::ChildName};
use leptos::{ev::MouseEvent, prelude::*};

/// A child, in a group or in the class.
#[component]
pub(super) fn Chip(
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
        return view! { <span class="group-chip" data-chip=id.to_string()>{face} {name}</span> }
            .into_any();
    }
    let held = Held {
        child: id,
        from,
        by_key: false,
    };
    let drag = Drag::new(table, held);
    let is_held = move || {
        let it = table.held.get();
        it.is_some_and(|it| it.child == id && it.from == from)
    };
    let state = move || match (is_held(), table.dragging.get()) {
        (true, true) => "dragging",
        (true, false) => "lifted",
        _ => "resting",
    };
    let tap = move |event: MouseEvent| {
        if drag.was_a_drag() {
            return;
        }
        if is_held() {
            return table.lower();
        }
        // A click without a pointer is a key's.
        let by_key = event.detail() == 0;
        table.lift(Held { by_key, ..held });
    };
    let label = {
        let name = name.clone();
        move || t_string!(i18n, group.pick_up, name = name.clone()).to_string()
    };
    view! {
        <button
            type="button"
            class="group-chip"
            data-chip=id.to_string()
            data-state=state
            aria-pressed=move || is_held().to_string()
            title=label
            on:click=tap
            on:pointerdown=move |event| drag.down(&event)
            on:pointermove=move |event| drag.moved(&event)
            on:pointerup=move |event| drag.up(&event)
            on:pointercancel=move |event| drag.cancel(&event)
        >
            {face}
            {name}
        </button>
    }
    .into_any()
}

/// Where the child in hand can be put by a tap or a key; not where it came from, nor where it is.
#[component]
pub(super) fn PutHere(table: Table, spot: Option<GroupId>) -> impl IntoView {
    let i18n = use_i18n();
    let wanted = move || {
        let held = table.held.get().filter(|_| !table.dragging.get())?;
        let there = spot.and_then(|id| table.group(id));
        let is_there = there.is_some_and(|it| it.has(held.child));
        (held.from != spot && !is_there).then_some(held)
    };
    let words = move |held: Held| {
        let name = table.name(held.child);
        match spot {
            None => t_string!(i18n, group.take_out, name).to_string(),
            Some(_) => {
                let place = table.spot_name(spot);
                t_string!(i18n, group.put_here, name, place).to_string()
            }
        }
    };
    move || {
        wanted().map(|held| {
            view! {
                <button
                    type="button"
                    class="ui-button group-put"
                    data-kind="main"
                    data-put=spot.map_or_else(|| "class".to_owned(), |it| it.to_string())
                    on:click=move |_| table.put(spot)
                >
                    <Icon name="plus" />
                    {words(held)}
                </button>
            }
        })
    }
}
