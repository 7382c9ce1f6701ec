//! Arranging the seats: a child is dragged to a place, or tapped and then the place; by keyboard
//! picked up with Enter and moved with the arrows. Kept when the teacher says so, undone before.

use super::room::Room;
use crate::{
    ApiError,
    i18n::*,
    ui::{Banner, Icon, picture, told},
};
use domain::{
    ids::PersonId,
    seat::{COLUMNS, Place, ROWS, Seating},
};
use leptos::{ev::KeyboardEvent, prelude::*};
use wasm_bindgen::JsCast as _;
use web_sys::{HtmlElement, PointerEvent};

/// How far a finger moves before it drags, in CSS pixels.
const THRESHOLD: f64 = 9.0;

/// What is kept when the teacher is done.
pub(super) type Keep = Action<Seating, Result<(), ApiError>>;

/// One finger's way with one child.
#[derive(Clone, Copy)]
struct Finger {
    id: i32,
    at: (f64, f64),
    child: PersonId,
}

/// The seats as they are being arranged.
#[derive(Clone, Copy)]
struct Hands {
    room: Room,
    plan: RwSignal<Seating>,
    before: RwSignal<Vec<Seating>>,
    /// Who has been picked up.
    held: RwSignal<Option<PersonId>>,
    /// Where the keyboard is.
    here: RwSignal<Place>,
    finger: StoredValue<Option<Finger>>,
    dragging: RwSignal<bool>,
    /// A drag ends with a click the browser makes; it is not a tap.
    dragged: StoredValue<bool>,
    /// Who was put where, to be said aloud.
    put: RwSignal<Option<(PersonId, Place)>>,
}

impl Hands {
    fn new(room: Room) -> Self {
        Self {
            room,
            plan: RwSignal::new(untrack(|| room.seating())),
            before: RwSignal::new(Vec::new()),
            held: RwSignal::new(None),
            here: RwSignal::new(Place { row: 0, column: 0 }),
            finger: StoredValue::new(None),
            dragging: RwSignal::new(false),
            dragged: StoredValue::new(false),
            put: RwSignal::new(None),
        }
    }

    fn change(self, seating: Seating) {
        let before = self.plan.get_untracked();
        if before != seating {
            self.before.update(|all| all.push(before));
            self.plan.set(seating);
        }
    }

    fn put(self, child: PersonId, place: Place) {
        let mut seating = self.plan.get_untracked();
        seating.put(child, place);
        self.change(seating);
        self.put.set(Some((child, place)));
    }

    fn undo(self) {
        self.held.set(None);
        if let Some(Some(before)) = self.before.try_update(Vec::pop) {
            self.plan.set(before);
        }
    }

    /// Who is nowhere picked up is; who is goes where it is tapped.
    fn tap(self, place: Place) {
        if self.dragged.try_update_value(std::mem::take) == Some(true) {
            return;
        }
        self.here.set(place);
        match self.held.get_untracked() {
            Some(child) => {
                self.held.set(None);
                self.put(child, place);
            }
            None => self.held.set(self.plan.with_untracked(|it| it.at(place))),
        }
    }

    fn key(self, event: &KeyboardEvent) {
        let way = match event.key().as_str() {
            "ArrowUp" => (-1, 0),
            "ArrowDown" => (1, 0),
            "ArrowLeft" => (0, -1),
            "ArrowRight" => (0, 1),
            "Escape" => return self.held.set(None),
            _ => return,
        };
        event.prevent_default();
        let Some(to) = self.here.get_untracked().beside(way) else {
            return;
        };
        if let Some(child) = self.held.get_untracked() {
            self.put(child, to);
        }
        self.here.set(to);
        focus(to);
    }

    fn down(self, event: &PointerEvent, place: Place) {
        let child = self.plan.with_untracked(|it| it.at(place));
        let Some(child) = child.filter(|_| event.button() == 0 && event.is_primary()) else {
            return;
        };
        self.dragged.set_value(false);
        if let Some(card) = element(event) {
            let _ = card.set_pointer_capture(event.pointer_id());
        }
        let finger = Finger {
            id: event.pointer_id(),
            at: (event.client_x().into(), event.client_y().into()),
            child,
        };
        self.finger.set_value(Some(finger));
    }

    fn moved(self, event: &PointerEvent) {
        let Some(finger) = self
            .finger
            .get_value()
            .filter(|it| it.id == event.pointer_id())
        else {
            return;
        };
        let (x, y): (f64, f64) = (event.client_x().into(), event.client_y().into());
        let (right, down) = (x - finger.at.0, y - finger.at.1);
        if !self.dragging.get_untracked() {
            if right.hypot(down) < THRESHOLD {
                return;
            }
            self.dragged.set_value(true);
            self.held.set(Some(finger.child));
            self.dragging.set(true);
        }
        if let Some(card) = element(event) {
            let _ = card
                .style()
                .set_property("translate", &format!("{right}px {down}px"));
        }
    }

    fn up(self, event: &PointerEvent, lets_go: bool) {
        let finger = self.finger.get_value();
        self.finger.set_value(None);
        if !self.dragging.get_untracked() {
            return;
        }
        let under = under(event.client_x(), event.client_y()).filter(|_| lets_go);
        self.dragging.set(false);
        self.held.set(None);
        if let Some(card) = element(event) {
            let _ = card.style().remove_property("translate");
        }
        if let (Some(finger), Some(place)) = (finger, under) {
            self.put(finger.child, place);
        }
    }
}

fn element(event: &PointerEvent) -> Option<HtmlElement> {
    event.current_target()?.dyn_into().ok()
}

/// The place under a point. The card that is held there lets points through.
fn under(x: i32, y: i32) -> Option<Place> {
    #[expect(clippy::cast_precision_loss, reason = "a screen's pixels")]
    let found = document().element_from_point(x as f32, y as f32)?;
    let place = found.closest("[data-place]").ok()??;
    let place = place.get_attribute("data-place")?;
    let (row, column) = place.split_once('-')?;
    Some(Place {
        row: row.parse().ok()?,
        column: column.parse().ok()?,
    })
}

fn name_of(place: Place) -> String {
    format!("{}-{}", place.row, place.column)
}

fn focus(place: Place) {
    let found = document().query_selector(&format!("[data-place=\"{}\"]", name_of(place)));
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
    let places = (0..ROWS).flat_map(|row| (0..COLUMNS).map(move |column| Place { row, column }));
    let places = places
        .map(|place| view! { <OnePlace hands place /> })
        .collect_view();
    let said = move || {
        let (child, place) = hands.put.get()?;
        let (name, row, column) = (room.name(child), place.row + 1, place.column + 1);
        Some(t_string!(i18n, seats.sits, name, row, column).to_string())
    };
    let by_name = move |_| {
        let children: Vec<_> = room
            .children
            .with_untracked(|all| all.iter().map(|it| it.child).collect());
        hands.change(Seating::of(&[], &children));
    };
    let refused = move || match keep.value().get() {
        Some(Err(ApiError(error))) => Some(view! {
            <Banner kind="wrong" icon="alert">{told(i18n, &error)}</Banner>
        }),
        _ => None,
    };
    view! {
        <section class="board-arrange" aria-labelledby="arrange-title">
            <div class="board-seat-bar">
                <h2 class="ui-panel-title" id="arrange-title">{move || t_string!(i18n, seats.arrange)}</h2>
                <button type="button" class="ui-button" data-act="by-name" on:click=by_name>
                    {move || t_string!(i18n, seats.as_named)}
                </button>
                <button
                    type="button"
                    class="ui-button"
                    data-act="undo"
                    disabled=move || hands.before.with(Vec::is_empty)
                    on:click=move |_| hands.undo()
                >
                    <Icon name="undo" />
                    {move || t_string!(i18n, seats.undo)}
                </button>
                <button type="button" class="ui-button" data-act="cancel" on:click=move |_| on_leave.run(())>
                    {move || t_string!(i18n, desk.not_now)}
                </button>
                <button
                    type="button"
                    class="ui-button"
                    data-kind="main"
                    data-act="keep-seats"
                    disabled=keep.pending()
                    on:click=move |_| drop(keep.dispatch(hands.plan.get_untracked()))
                >
                    <Icon name="check" />
                    {move || t_string!(i18n, seats.keep)}
                </button>
            </div>
            {refused}
            <p class="desk-quiet">{move || t_string!(i18n, seats.how)}</p>
            <div
                class="board-places"
                role="group"
                aria-label=move || t_string!(i18n, seats.arrange)
                data-dragging=move || hands.dragging.get().then_some("yes")
                on:keydown=move |event| hands.key(&event)
            >
                {places}
            </div>
            <p class="visually-hidden" role="status">{said}</p>
        </section>
    }
    .into_any()
}

#[component]
fn OnePlace(hands: Hands, place: Place) -> impl IntoView {
    let i18n = use_i18n();
    let room = hands.room;
    let child = Memo::new(move |_| {
        let child = hands.plan.with(|it| it.at(place))?;
        let of =
            |all: &Vec<domain::school::ChildName>| all.iter().find(|it| it.child == child).cloned();
        room.children.with(of)
    });
    let held = Memo::new(move |_| {
        let child = child.with(|it| it.as_ref().map(|it| it.child));
        child.is_some() && hands.held.get() == child
    });
    let label = move || {
        let (row, column) = (place.row + 1, place.column + 1);
        let who = child.with(|it| it.as_ref().map(|it| it.name.clone()));
        let who = who.unwrap_or_else(|| t_string!(i18n, seats.nobody).to_owned());
        t_string!(i18n, seats.place, row, column, who).to_string()
    };
    let card = move || {
        child.get().map(|it| {
            view! {
                <img class="desk-face" src=picture(&it.picture) alt="" />
                <span class="board-place-name">{it.name}</span>
            }
        })
    };
    view! {
        <button
            type="button"
            class="board-place"
            data-place=name_of(place)
            data-child=move || child.with(|it| it.as_ref().map(|it| it.child.to_string()))
            tabindex=move || if hands.here.get() == place { "0" } else { "-1" }
            aria-label=label
            aria-pressed=move || held.get().to_string()
            on:click=move |_| hands.tap(place)
            on:focus=move |_| hands.here.set(place)
            on:pointerdown=move |event| hands.down(&event, place)
            on:pointermove=move |event| hands.moved(&event)
            on:pointerup=move |event| hands.up(&event, true)
            on:pointercancel=move |event| hands.up(&event, false)
        >
            {card}
        </button>
    }
    .into_any()
}
