//! A place to put the child in hand.

use super::table::Table;
use crate::{
    i18n::*,
    ui::{Button, ButtonKind, Icon},
};
use domain::{
    group::{Move, Spot},
    ids::GroupId,
};
use leptos::prelude::*;

/// Where the child in hand can be put by a tap or a key; not where it came from, nor where it is.
#[component]
pub(super) fn PutHere(table: Table, spot: Option<GroupId>) -> impl IntoView {
    let i18n = use_i18n();
    let offered = Memo::new(move |_| {
        let lifted = table
            .hand
            .with(|it| it.lifted().filter(|_| !it.is_dragging()))?;
        table.plan_move(lifted, spot)
    });
    let words = move |it: Move| {
        let name = table.name(it.child);
        match spot {
            None => t_string!(i18n, group.take_out, name).to_string(),
            Some(_) => {
                let place = table.spot_name(spot);
                t_string!(i18n, group.put_here, name, place).to_string()
            }
        }
    };
    move || {
        offered.get().map(|it| {
            view! {
                <Button
                    kind=ButtonKind::Main
                    attr:data-put=Spot::from(spot).to_string()
                    on_click=move |()| table.put(spot)
                    class="group-put"
                >
                    <Icon name="plus" />
                    {words(it)}
                </Button>
            }
        })
    }
}
