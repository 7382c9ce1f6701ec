//! The order of the tiles, as in the address: by name, or as the class sits.

use crate::{
    i18n::*,
    ui::{SegmentLink, Segmented},
};
use domain::{board::order::BoardOrder, ids::ClassId};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

pub(super) fn use_order() -> Memo<BoardOrder> {
    let query = use_query_map();
    Memo::new(move |_| BoardOrder::parse(query.read().get("order").as_deref()))
}

/// The ways from one order to the other.
#[component]
pub(super) fn OrderSwitch(class: ClassId, order: Memo<BoardOrder>) -> impl IntoView {
    let i18n = use_i18n();
    let link = move |to: BoardOrder, words: Signal<&'static str>| {
        let query = to.word().map(|it| format!("?order={it}"));
        let query = query.unwrap_or_default();
        view! {
            <SegmentLink
                href=format!("/desk/class/{class}{query}")
                is_chosen=move || order.get() == to
            >
                {words}
            </SegmentLink>
        }
    };
    view! {
        <Segmented label=Signal::derive(move || {
            t_string!(i18n, board.order).to_owned()
        })>
            {link(BoardOrder::Names, Signal::derive(move || t_string!(i18n, board.by_name)))}
            {link(BoardOrder::Seats, Signal::derive(move || t_string!(i18n, board.by_seat)))}
        </Segmented>
    }
    .into_any()
}
