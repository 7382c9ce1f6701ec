//! Dragging a child: it lands where it is let go, or goes back.

use super::table::Table;
use crate::ui::drag::{Drag, DragActs, Point};
use domain::group::{Hand, LiftedChild, Spot};
use leptos::prelude::*;

/// The handle of one child.
pub(super) fn drag_child(table: Table, child: LiftedChild) -> Drag {
    let over = move |point| {
        let spot = spot_under(point);
        if table.hand.with_untracked(Hand::over) != spot {
            table.hand.update(|it| it.hover(spot));
        }
    };
    let drop = move |point| match spot_under(point) {
        Some(spot) => table.put(spot.group()),
        None => table.lower(),
    };
    let acts = DragActs {
        lift: Callback::new(move |()| table.drag(child)),
        over: Callback::new(over),
        drop: Callback::new(drop),
        cancel: Callback::new(move |()| table.lower()),
    };
    Drag::new(table.dragging, acts)
}

/// The group, or the class, under the pointer; the dragged child itself lets it through.
fn spot_under(point: Point) -> Option<Spot> {
    let spot = point.closest("[data-spot]")?;
    spot.get_attribute("data-spot")?.parse().ok()
}
