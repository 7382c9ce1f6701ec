//! Dragging by Pointer Events: finger, mouse and pen alike. The whole card is the handle; it lets
//! go on release and comes back when it is let go nowhere.

use super::hands::Hands;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{DomRect, Element, HtmlElement, PointerEvent, window};

/// How far a finger moves before it drags, in CSS pixels.
const THRESHOLD: f64 = 9.0;
/// How near a place a card may be let go, in CSS pixels: one centimetre.
const SNAP: f64 = 38.0;

/// What a dragged card is held above.
enum Under {
    Tray,
    Place(String),
}

/// One finger's way with one card.
#[derive(Clone, Copy)]
pub struct Drag {
    hands: Hands,
    card: StoredValue<String>,
    from: StoredValue<Option<(i32, f64, f64)>>,
    places: StoredValue<Vec<(Option<String>, [f64; 4])>>,
    /// A drag ends with a click the browser makes; it is not a tap.
    dragged: StoredValue<bool>,
}

impl Drag {
    pub fn new(hands: Hands, card: &str) -> Self {
        Self {
            hands,
            card: StoredValue::new(card.to_owned()),
            from: StoredValue::new(None),
            places: StoredValue::new(Vec::new()),
            dragged: StoredValue::new(false),
        }
    }

    /// Whether the click that comes now only ends a drag.
    pub fn was_a_drag(self) -> bool {
        self.dragged
            .try_update_value(std::mem::take)
            .unwrap_or(false)
    }

    pub fn down(self, event: &PointerEvent) {
        if event.button() != 0 || !event.is_primary() {
            return;
        }
        self.dragged.set_value(false);
        if let Some(card) = element(event) {
            let _ = card.set_pointer_capture(event.pointer_id());
        }
        let start = (
            event.pointer_id(),
            f64::from(event.client_x()),
            f64::from(event.client_y()),
        );
        self.from.set_value(Some(start));
    }

    pub fn moved(self, event: &PointerEvent) {
        let Some((id, x, y)) = self.from.get_value() else {
            return;
        };
        if id != event.pointer_id() {
            return;
        }
        let (now_x, now_y) = (f64::from(event.client_x()), f64::from(event.client_y()));
        let (dx, dy) = (now_x - x, now_y - y);
        if !self.hands.dragging.get_untracked() {
            if dx.hypot(dy) < THRESHOLD {
                return;
            }
            self.places.set_value(places_on_screen());
            self.dragged.set_value(true);
            self.hands.lift(&self.card.get_value());
            self.hands.dragging.set(true);
        }
        if let Some(card) = element(event) {
            let style = card.style();
            let _ = style.set_property("--drag-x", &format!("{dx}px"));
            let _ = style.set_property("--drag-y", &format!("{dy}px"));
        }
        let over = match self.under(now_x, now_y) {
            Some(Under::Place(place)) => Some(place),
            _ => None,
        };
        if self.hands.over.with_untracked(|before| *before != over) {
            self.hands.over.set(over);
        }
    }

    pub fn up(self, event: &PointerEvent) {
        self.settle(event);
        if !self.hands.dragging.get_untracked() {
            return;
        }
        let card = self.card.get_value();
        match self.under(f64::from(event.client_x()), f64::from(event.client_y())) {
            Some(Under::Place(place)) => self.hands.put(&card, &place),
            Some(Under::Tray) => self.hands.take_back(&card),
            None => self.hands.lower(),
        }
    }

    pub fn cancel(self, event: &PointerEvent) {
        self.settle(event);
        self.hands.lower();
    }

    fn settle(self, event: &PointerEvent) {
        self.from.set_value(None);
        if let Some(card) = element(event) {
            let _ = card.style().remove_property("--drag-x");
            let _ = card.style().remove_property("--drag-y");
        }
    }

    /// The place under a point, or the nearest within a centimetre.
    fn under(self, x: f64, y: f64) -> Option<Under> {
        self.places.with_value(|places| {
            places
                .iter()
                .map(|(place, [left, top, right, bottom])| {
                    let away_x = (left - x).max(x - right).max(0.0);
                    let away_y = (top - y).max(y - bottom).max(0.0);
                    (place, away_x.hypot(away_y))
                })
                .filter(|(_, away)| *away <= SNAP)
                .min_by(|(_, a), (_, b)| a.total_cmp(b))
                .map(|(place, _)| place.clone().map_or(Under::Tray, Under::Place))
        })
    }
}

fn element(event: &PointerEvent) -> Option<HtmlElement> {
    event.current_target()?.dyn_into().ok()
}

/// Every place on the screen with its edges (left, top, right, bottom); the tray has no name.
fn places_on_screen() -> Vec<(Option<String>, [f64; 4])> {
    let Some(document) = window().and_then(|window| window.document()) else {
        return Vec::new();
    };
    let Ok(found) = document.query_selector_all("[data-place], .ui-tray") else {
        return Vec::new();
    };
    (0..found.length())
        .filter_map(|n| found.item(n)?.dyn_into::<Element>().ok())
        .map(|place| {
            let edges: DomRect = place.get_bounding_client_rect();
            let edges = [edges.left(), edges.top(), edges.right(), edges.bottom()];
            (place.get_attribute("data-place"), edges)
        })
        .collect()
}
