//! Dragging by Pointer Events: finger, mouse and pen alike. What is dragged is its own handle: it follows
//! the pointer by `--drag-x` and `--drag-y`, set through the CSSOM, and lies where it was once let go.

use domain::limits;
use leptos::{
    ev::{self, on},
    prelude::*,
    tachys::html::attribute::Attribute,
};
use wasm_bindgen::JsCast as _;
use web_sys::{Element, HtmlElement, PointerEvent, TouchEvent, window};

/// A place on the screen, in CSS pixels.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Point {
    pub x: f64,
    pub y: f64,
}

impl Point {
    fn of(event: &PointerEvent) -> Self {
        Self {
            x: event.client_x().into(),
            y: event.client_y().into(),
        }
    }

    /// The element under this point, or the nearest around it, that a selector takes.
    pub fn closest(self, selector: &str) -> Option<Element> {
        #[expect(clippy::cast_possible_truncation, reason = "a place on a screen")]
        let (x, y) = (self.x as f32, self.y as f32);
        let found = window()?.document()?.element_from_point(x, y)?;
        found.closest(selector).ok()?
    }
}

/// What a page does as something is dragged.
#[derive(Clone, Copy)]
pub struct DragActs {
    /// The pointer has gone further than a tap does.
    pub lift: Callback<()>,
    /// It is above this point now.
    pub over: Callback<Point>,
    /// It was let go above this point.
    pub drop: Callback<Point>,
    /// The browser took the pointer away.
    pub cancel: Callback<()>,
}

/// One pointer that went down on a handle.
#[derive(Clone, Copy, Debug)]
struct Pointer {
    id: i32,
    from: Point,
    /// How far it goes before it drags, in CSS pixels.
    begins_after: f64,
}

impl Pointer {
    fn of(event: &PointerEvent) -> Self {
        Self {
            id: event.pointer_id(),
            from: Point::of(event),
            begins_after: match event.pointer_type().as_str() {
                "touch" => limits::drag::FINGER_BEGINS_AFTER_PX,
                _ => limits::drag::MOUSE_BEGINS_AFTER_PX,
            },
        }
    }

    /// How far it has gone right and down, once that is a drag; none for another pointer.
    fn offset(self, id: i32, to: Point, is_dragging: bool) -> Option<(f64, f64)> {
        let (right, down) = (to.x - self.from.x, to.y - self.from.y);
        let is_drag = is_dragging || right.hypot(down) >= self.begins_after;
        (id == self.id && is_drag).then_some((right, down))
    }
}

/// The handle of one thing that can be dragged.
#[derive(Clone, Copy)]
pub struct Drag {
    dragging: RwSignal<bool>,
    acts: DragActs,
    can_begin: Signal<bool>,
    pointer: StoredValue<Option<Pointer>>,
    /// A drag ends with a click the browser makes; it is not a tap.
    was_dragged: StoredValue<bool>,
}

impl Drag {
    /// Whether anything is being dragged, the page knows: it may also put down what is in hand.
    pub fn new(dragging: RwSignal<bool>, acts: DragActs) -> Self {
        Self {
            dragging,
            acts,
            can_begin: Signal::stored(true),
            pointer: StoredValue::new(None),
            was_dragged: StoredValue::new(false),
        }
    }

    /// A place that is empty now and then has nothing to drag meanwhile.
    pub fn only_while(self, can_begin: Signal<bool>) -> Self {
        Self { can_begin, ..self }
    }

    /// Whether the click that comes now only ends a drag.
    pub fn was_a_drag(self) -> bool {
        let taken = self.was_dragged.try_update_value(std::mem::take);
        taken.unwrap_or(false)
    }

    /// What its element listens to.
    pub fn listeners(self) -> impl Attribute {
        (
            on(ev::pointerdown, move |event| self.down(&event)),
            on(ev::pointermove, move |event| self.go(&event)),
            on(ev::pointerup, move |event| self.up(&event)),
            on(ev::pointercancel, move |event| self.cancel(&event)),
            on(ev::touchmove, move |event| self.prevent_scroll(&event)),
        )
    }

    fn down(self, event: &PointerEvent) {
        if event.button() != 0 || !event.is_primary() || !self.can_begin.get_untracked() {
            return;
        }
        self.was_dragged.set_value(false);
        if let Some(handle) = element(event) {
            let _ = handle.set_pointer_capture(event.pointer_id());
        }
        self.pointer.set_value(Some(Pointer::of(event)));
    }

    fn go(self, event: &PointerEvent) {
        let to = Point::of(event);
        let is_dragging = self.dragging.get_untracked();
        let pointer = self.pointer.get_value();
        let offset = pointer.and_then(|it| it.offset(event.pointer_id(), to, is_dragging));
        let Some((right, down)) = offset else {
            return;
        };
        if !is_dragging {
            self.was_dragged.set_value(true);
            // First, so that no places to tap appear under the pointer.
            self.dragging.set(true);
            self.acts.lift.run(());
        }
        if let Some(handle) = element(event) {
            let style = handle.style();
            let _ = style.set_property("--drag-x", &format!("{right}px"));
            let _ = style.set_property("--drag-y", &format!("{down}px"));
        }
        self.acts.over.run(to);
    }

    fn up(self, event: &PointerEvent) {
        self.end(event, move || self.acts.drop.run(Point::of(event)));
    }

    fn cancel(self, event: &PointerEvent) {
        self.end(event, move || self.acts.cancel.run(()));
    }

    fn end(self, event: &PointerEvent, act: impl FnOnce()) {
        let pointer = self.pointer.get_value();
        if pointer.is_none_or(|it| it.id != event.pointer_id()) {
            return;
        }
        self.pointer.set_value(None);
        if let Some(handle) = element(event) {
            let _ = handle.style().remove_property("--drag-x");
            let _ = handle.style().remove_property("--drag-y");
        }
        if self.dragging.get_untracked() {
            act();
            if self.dragging.try_get_untracked() == Some(true) {
                self.dragging.set(false);
            }
        }
    }

    /// A quick drag leaves the browser with a fling, and the tap within the next second would only stop
    /// that.
    fn prevent_scroll(self, event: &TouchEvent) {
        if self.pointer.with_value(Option::is_some) {
            event.prevent_default();
        }
    }
}

fn element(event: &PointerEvent) -> Option<HtmlElement> {
    event.current_target()?.dyn_into().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    const FINGER: Pointer = Pointer {
        id: 7,
        from: Point { x: 100.0, y: 50.0 },
        begins_after: limits::drag::FINGER_BEGINS_AFTER_PX,
    };

    #[test]
    fn a_finger_that_slides_a_little_taps_and_does_not_drag() {
        let near = FINGER.begins_after - 0.1;
        let to = Point {
            x: 100.0 + near,
            y: 50.0,
        };
        assert_eq!(FINGER.offset(7, to, false), None);
    }

    #[test]
    fn a_drag_begins_at_the_limit_in_whatever_direction() {
        let limit = FINGER.begins_after;
        for (right, down) in [(limit, 0.0), (-limit, 0.0), (0.0, limit), (-limit, -limit)] {
            let to = Point {
                x: 100.0 + right,
                y: 50.0 + down,
            };
            assert_eq!(FINGER.offset(7, to, false), Some((right, down)));
        }
    }

    #[test]
    fn what_is_dragged_follows_back_to_where_it_began() {
        assert_eq!(FINGER.offset(7, FINGER.from, true), Some((0.0, 0.0)));
    }

    #[test]
    fn another_finger_drags_nothing() {
        let far = Point { x: 500.0, y: 500.0 };
        assert_eq!(FINGER.offset(8, far, false), None);
        assert_eq!(FINGER.offset(8, far, true), None);
    }
}
