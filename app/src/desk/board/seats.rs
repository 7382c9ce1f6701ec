//! What is around the tiles while they stand as the class sits.

use super::{api, arrange_seats::Arrange, state::Room, stream::Stream};
use crate::{
    i18n::*,
    ui::{Button, Icon},
};
use domain::{board::seat::Seating, ids::ClassId};
use leptos::prelude::*;

/// What is around the tiles while they stand as the class sits, and the arranging of it; the tiles
/// are away meanwhile.
#[component]
pub(super) fn SeatBar(
    class: ClassId,
    room: Room,
    arranging: RwSignal<bool>,
    /// May arrange; the others only look.
    can_edit: bool,
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
                        true => t_string!(i18n, board.none),
                        false => t_string!(i18n, board.front),
                    }}
                </p>
                {can_edit
                    .then(|| {
                        view! {
                            <Button act="arrange" on_click=move |()| arranging.set(true)>
                                <Icon name="swap" />
                                {move || t_string!(i18n, board.arrange)}
                            </Button>
                        }
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
