//! The order of the tiles, as in the address: by name, or as the class sits.

use domain::board::order::BoardOrder;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

pub(super) fn use_order() -> Memo<BoardOrder> {
    let query = use_query_map();
    Memo::new(move |_| BoardOrder::parse(query.read().get("order").as_deref()))
}
