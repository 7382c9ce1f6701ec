//! The order of the tiles, as in the address: by name, or as the class sits.

use super::{api, arrange::Arrange, room::Room, stream::Stream};
use crate::{i18n::*, ui::Icon};
use domain::{ids::ClassId, seat::Seating};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Order {
    Names,
    Seats,
}

pub(super) fn use_order() -> Memo<Order> {
    let query = use_query_map();
    Memo::new(move |_| match query.read().get("order").as_deref() {
        Some("seats") => Order::Seats,
        _ => Order::Names,
    })
}

/// The ways from one order to the other.
#[component]
pub(super) fn OrderSwitch(class: ClassId, order: Memo<Order>) -> impl IntoView {
    let i18n = use_i18n();
    let way = move |to: Order, query: &str, words: Signal<&'static str>| {
        view! {
            <a
                class="ui-switch-part"
                href=format!("/desk/class/{class}{query}")
                aria-current=move || (order.get() == to).then_some("true")
            >
                {words}
            </a>
        }
    };
    view! {
        <nav class="ui-switch" aria-label=move || t_string!(i18n, seats.order)>
            {way(Order::Names, "", Signal::derive(move || t_string!(i18n, seats.by_name)))}
            {way(Order::Seats, "?order=seats", Signal::derive(move || t_string!(i18n, seats.by_seat)))}
        </nav>
    }
    .into_any()
}

/// What is around the tiles while they stand as the class sits, and the arranging of it; the tiles
/// are away meanwhile.
#[component]
pub(super) fn SeatBar(
    class: ClassId,
    room: Room,
    arranging: RwSignal<bool>,
    /// May arrange; the others only look.
    acts: bool,
    stream: Stream,
) -> impl IntoView {
    let i18n = use_i18n();
    let none = Memo::new(move |_| room.seats.with(Vec::is_empty));
    let kept = Callback::new(move |()| {
        arranging.set(false);
        stream.read();
    });
    let keep = Action::new(move |seating: &Seating| {
        let seats = seating.seats();
        async move {
            api::set_seats(class, seats).await?;
            kept.try_run(());
            Ok(())
        }
    });
    let begin = move || {
        view! {
            <div class="board-seat-bar">
                <p class="desk-quiet">
                    {move || match none.get() {
                        true => t_string!(i18n, seats.none),
                        false => t_string!(i18n, seats.front),
                    }}
                </p>
                {acts.then(|| view! {
                    <button
                        type="button"
                        class="ui-button"
                        data-act="arrange"
                        on:click=move |_| arranging.set(true)
                    >
                        <Icon name="swap" />
                        {move || t_string!(i18n, seats.arrange)}
                    </button>
                })}
            </div>
        }
    };
    let on_leave = Callback::new(move |()| arranging.set(false));
    move || match arranging.get() {
        true => view! { <Arrange room keep on_leave /> }.into_any(),
        false => begin().into_any(),
    }
}
