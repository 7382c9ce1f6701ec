//! Dragging a child by Pointer Events: finger, mouse and pen alike; it lands where it is let go, or
//! goes back.

use super::table::{Held, Spot, Table};
use leptos::prelude::*;
use wasm_bindgen::JsCast as _;
use web_sys::{HtmlElement, PointerEvent, window};

/// How far a pointer moves before it drags, in CSS pixels.
const THRESHOLD: f64 = 9.0;

/// One pointer's way with one child.
#[derive(Clone, Copy)]
pub(super) struct Drag {
    table: Table,
    held: Held,
    from: StoredValue<Option<(i32, f64, f64)>>,
    /// A drag ends with a click the browser makes; it is not a tap.
    dragged: StoredValue<bool>,
}

impl Drag {
    pub(super) fn new(table: Table, held: Held) -> Self {
        Self {
            table,
            held,
            from: StoredValue::new(None),
            dragged: StoredValue::new(false),
        }
    }

    /// Whether the click that comes now only ends a drag.
    pub(super) fn was_a_drag(self) -> bool {
        let taken = self.dragged.try_update_value(std::mem::take);
        taken.unwrap_or(false)
    }

    fn is_dragging(self) -> bool {
        self.table.dragging.get_untracked()
    }

    pub(super) fn down(self, event: &PointerEvent) {
        if event.button() != 0 || !event.is_primary() {
            return;
        }
        self.dragged.set_value(false);
        if let Some(chip) = element(event) {
            let _ = chip.set_pointer_capture(event.pointer_id());
        }
        let (x, y) = at(event);
        self.from.set_value(Some((event.pointer_id(), x, y)));
    }

    pub(super) fn moved(self, event: &PointerEvent) {
        let Some((id, x, y)) = self.from.get_value() else {
            return;
        };
        if id != event.pointer_id() {
            return;
        }
        let (now_x, now_y) = at(event);
        let (dx, dy) = (now_x - x, now_y - y);
        if !self.is_dragging() {
            if dx.hypot(dy) < THRESHOLD {
                return;
            }
            self.dragged.set_value(true);
            // First, so that no places to tap appear under the pointer.
            self.table.dragging.set(true);
            self.table.lift(self.held);
        }
        if let Some(chip) = element(event) {
            let style = chip.style();
            let _ = style.set_property("--drag-x", &format!("{dx}px"));
            let _ = style.set_property("--drag-y", &format!("{dy}px"));
        }
        let over = spot_under(event);
        if self.table.over.get_untracked() != over {
            self.table.over.set(over);
        }
    }

    pub(super) fn up(self, event: &PointerEvent) {
        self.settle(event);
        if !self.is_dragging() {
            return;
        }
        match spot_under(event) {
            Some(spot) => self.table.put(spot.group()),
            None => self.table.lower(),
        }
    }

    pub(super) fn cancel(self, event: &PointerEvent) {
        self.settle(event);
        if self.is_dragging() {
            self.table.lower();
        }
    }

    fn settle(self, event: &PointerEvent) {
        self.from.set_value(None);
        if let Some(chip) = element(event) {
            let _ = chip.style().remove_property("--drag-x");
            let _ = chip.style().remove_property("--drag-y");
        }
    }
}

fn at(event: &PointerEvent) -> (f64, f64) {
    (f64::from(event.client_x()), f64::from(event.client_y()))
}

fn element(event: &PointerEvent) -> Option<HtmlElement> {
    event.current_target()?.dyn_into().ok()
}

/// The group, or the class, under the pointer; the dragged child itself lets it through.
fn spot_under(event: &PointerEvent) -> Option<Spot> {
    let (x, y) = (event.client_x(), event.client_y());
    #[expect(
        clippy::cast_precision_loss,
        reason = "a place on a screen, in CSS pixels"
    )]
    let found = window()?
        .document()?
        .element_from_point(x as f32, y as f32)?;
    let spot = found.closest("[data-spot]").ok()??;
    match spot.get_attribute("data-spot")?.as_str() {
        "class" => Some(Spot::Class),
        id => id.parse().ok().map(Spot::Group),
    }
}
