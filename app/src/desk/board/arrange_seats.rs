//! Arranging the seats: a child is dragged to a place, or tapped and then the place; by keyboard
//! picked up with Enter and moved with the arrows. Kept when the teacher says so, undone before.

use super::state::Room;
use crate::{
    ApiError,
    i18n::*,
    ui::{
        Banner, Button, ButtonKind, Icon,
        drag::{Drag, DragActs, Point},
        error_message, picture,
    },
};
use domain::{
    board::{
        arrangement::{Direction, SeatArrangement},
        seat::{Place, Seating},
    },
    school::ChildName,
};
use leptos::{ev::KeyboardEvent, prelude::*};
use wasm_bindgen::JsCast as _;
use web_sys::HtmlElement;

/// What is kept when the teacher is done.
pub(super) type Keep = Action<Seating, Result<(), ApiError>>;

/// The seats as they are being arranged.
#[derive(Clone, Copy)]
struct Hands {
    room: Room,
    plan: RwSignal<SeatArrangement>,
    dragging: RwSignal<bool>,
}

impl Hands {
    fn new(room: Room) -> Self {
        Self {
            room,
            plan: RwSignal::new(SeatArrangement::new(untrack(|| room.seating()))),
            dragging: RwSignal::new(false),
        }
    }

    fn tap(self, place: Place) {
        self.plan.update(|it| it.tap(place));
    }

    fn key(self, event: &KeyboardEvent) {
        let key = event.key();
        if key == "Escape" {
            return self.plan.update(SeatArrangement::let_go);
        }
        let Some(direction) = Direction::of_key(&key) else {
            return;
        };
        event.prevent_default();
        if let Some(Some(to)) = self.plan.try_update(|it| it.step(direction)) {
            focus(to);
        }
    }

    /// The handle of the child who sits there.
    fn drag(self, place: Place) -> Drag {
        let drop = move |point| {
            let place = place_under(point);
            self.plan.update(|it| it.drop_at(place));
        };
        let acts = DragActs {
            lift: Callback::new(move |()| self.plan.update(|it| it.pick_up(place))),
            over: Callback::new(|_| {}),
            drop: Callback::new(drop),
            cancel: Callback::new(move |()| self.plan.update(SeatArrangement::let_go)),
        };
        let child = move || self.plan.with_untracked(|it| it.seating().at(place));
        let is_taken = Signal::derive(move || child().is_some());
        Drag::new(self.dragging, acts).only_while(is_taken)
    }
}

/// The place under a point. The card that is dragged there lets points through.
fn place_under(point: Point) -> Option<Place> {
    let place = point.closest("[data-place]")?;
    Place::parse(&place.get_attribute("data-place")?)
}

fn focus(place: Place) {
    let found = document().query_selector(&format!("[data-place=\"{place}\"]"));
    if let Ok(Some(found)) = found
        && let Ok(found) = found.dyn_into::<HtmlElement>()
    {
        let _ = found.focus();
    }
}

#[component]
pub(super) fn Arrange(room: Room, keep: Keep, on_leave: Callback<()>) -> impl IntoView {
    let i18n = use_i18n();
    let hands = Hands::new(room);
    let places = Place::all()
        .map(|place| view! { <OnePlace hands place /> })
        .collect_view();
    let last_put = Memo::new(move |_| hands.plan.with(SeatArrangement::last_put));
    let said = move || {
        let (child, place) = last_put.get()?;
        let (name, row, column) = (room.name(child), place.row + 1, place.column + 1);
        Some(t_string!(i18n, board.sits, name, row, column).to_string())
    };
    let by_name = move |()| {
        let children: Vec<_> = room
            .children
            .with_untracked(|all| all.iter().map(|it| it.child).collect());
        hands.plan.update(|it| it.seat_in_order(&children));
    };
    let refused = move || match keep.value().get() {
        Some(Err(ApiError(error))) => Some(view! {
            <Banner kind="wrong" icon="alert">
                {error_message(i18n, &error)}
            </Banner>
        }),
        _ => None,
    };
    view! {
        <section class="board-arrange" aria-labelledby="arrange-title">
            <div class="board-seat-bar">
                <h2 class="ui-panel-title" id="arrange-title">
                    {move || t_string!(i18n, board.arrange)}
                </h2>
                <Button act="by-name" on_click=by_name>
                    {move || t_string!(i18n, board.as_named)}
                </Button>
                <Button
                    act="undo"
                    disabled=move || !hands.plan.with(SeatArrangement::can_undo)
                    on_click=move |()| hands.plan.update(SeatArrangement::undo)
                >
                    <Icon name="undo" />
                    {move || t_string!(i18n, board.undo)}
                </Button>
                <Button act="cancel" on_click=move |()| on_leave.run(())>
                    {move || t_string!(i18n, desk.not_now)}
                </Button>
                <Button
                    kind=ButtonKind::Main
                    act="keep-seats"
                    disabled=keep.pending()
                    on_click=move |()| drop(
                        keep.dispatch(hands.plan.with_untracked(|it| it.seating().clone())),
                    )
                >
                    <Icon name="check" />
                    {move || t_string!(i18n, board.keep)}
                </Button>
            </div>
            {refused}
            <p class="desk-quiet">{move || t_string!(i18n, board.how)}</p>
            <div
                class="board-places"
                role="group"
                aria-label=move || t_string!(i18n, board.arrange)
                data-dragging=move || hands.dragging.get().then_some("yes")
                on:keydown=move |event| hands.key(&event)
            >
                {places}
            </div>
            <p class="visually-hidden" role="status">
                {said}
            </p>
        </section>
    }
    .into_any()
}

#[component]
fn OnePlace(hands: Hands, place: Place) -> impl IntoView {
    let i18n = use_i18n();
    let room = hands.room;
    let child = Memo::new(move |_| {
        let child = hands.plan.with(|it| it.seating().at(place))?;
        let of = |all: &Vec<ChildName>| all.iter().find(|it| it.child == child).cloned();
        room.children.with(of)
    });
    let in_hand = Memo::new(move |_| {
        let child = child.with(|it| it.as_ref().map(|it| it.child));
        child.is_some() && hands.plan.with(SeatArrangement::in_hand) == child
    });
    let label = move || {
        let (row, column) = (place.row + 1, place.column + 1);
        let who = child.with(|it| it.as_ref().map(|it| it.name.clone()));
        let who = who.unwrap_or_else(|| t_string!(i18n, board.nobody).to_owned());
        t_string!(i18n, board.place, row, column, who).to_string()
    };
    let card = move || {
        child.get().map(|it| {
            view! {
                <img class="desk-face" src=picture(&it.picture) alt="" />
                <span class="board-place-name">{it.name}</span>
            }
        })
    };
    let drag = hands.drag(place);
    let tap = move |_| {
        if !drag.was_a_drag() {
            hands.tap(place);
        }
    };
    view! {
        <button
            type="button"
            {..drag.listeners()}
            class="board-place"
            data-place=place.to_string()
            data-child=move || child.with(|it| it.as_ref().map(|it| it.child.to_string()))
            tabindex=move || {
                if hands.plan.with(SeatArrangement::cursor) == place { "0" } else { "-1" }
            }
            aria-label=label
            aria-pressed=move || in_hand.get().to_string()
            on:click=tap
            on:focus=move |_| hands.plan.update(|it| it.move_cursor(place))
        >
            {card}
        </button>
    }
    .into_any()
}
