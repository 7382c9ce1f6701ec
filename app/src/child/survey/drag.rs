//! Dragging a card: it lands in the place it is let go near, or comes back.

use super::hands::Hands;
use crate::ui::drag::{Drag, DragActs, Point};
use domain::limits;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, window};

/// What a dragged card is above.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Under {
    Tray,
    Place(String),
}

/// Something a card can be let go in, with its edges: left, top, right, bottom.
type Area = (Under, [f64; 4]);

/// The handle of one card.
pub fn drag_card(hands: Hands, card: &str) -> Drag {
    let card = StoredValue::new(card.to_owned());
    let areas = StoredValue::new(Vec::<Area>::new());
    let under = move |point| areas.with_value(|areas| nearest(areas, point));
    let lift = move |()| {
        areas.set_value(areas_on_screen());
        card.with_value(|card| hands.lift(card));
    };
    let over = move |point| {
        let place = match under(point) {
            Some(Under::Place(place)) => Some(place),
            _ => None,
        };
        if hands.over.with_untracked(|before| *before != place) {
            hands.over.set(place);
        }
    };
    let drop = move |point| {
        let card = card.get_value();
        match under(point) {
            Some(Under::Place(place)) => hands.put(&card, &place),
            Some(Under::Tray) => hands.take_back(&card),
            None => hands.lower(),
        }
    };
    let acts = DragActs {
        lift: Callback::new(lift),
        over: Callback::new(over),
        drop: Callback::new(drop),
        cancel: Callback::new(move |()| hands.lower()),
    };
    Drag::new(hands.dragging, acts)
}

/// What is under a point, or nearest within a centimetre.
fn nearest(areas: &[Area], point: Point) -> Option<Under> {
    let away = |(under, [left, top, right, bottom]): &Area| {
        let right = (left - point.x).max(point.x - right).max(0.0);
        let down = (top - point.y).max(point.y - bottom).max(0.0);
        (under.clone(), right.hypot(down))
    };
    areas
        .iter()
        .map(away)
        .filter(|(_, away)| *away <= limits::drag::CARD_SNAPS_WITHIN_PX)
        .min_by(|(_, a), (_, b)| a.total_cmp(b))
        .map(|(under, _)| under)
}

/// Every place on the screen, and the tray, which has no name.
fn areas_on_screen() -> Vec<Area> {
    let Some(document) = window().and_then(|window| window.document()) else {
        return Vec::new();
    };
    let Ok(found) = document.query_selector_all("[data-place], .ui-tray") else {
        return Vec::new();
    };
    (0..found.length())
        .filter_map(|n| found.item(n)?.dyn_into::<Element>().ok())
        .map(|area| {
            let edges = area.get_bounding_client_rect();
            let edges = [edges.left(), edges.top(), edges.right(), edges.bottom()];
            let place = area.get_attribute("data-place");
            (place.map_or(Under::Tray, Under::Place), edges)
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn areas() -> Vec<Area> {
        let place = |name: &str, left: f64| {
            let edges = [left, 0.0, left + 100.0, 100.0];
            (Under::Place(name.to_owned()), edges)
        };
        let tray = (Under::Tray, [0.0, 300.0, 400.0, 400.0]);
        vec![place("a-little", 0.0), place("a-lot", 150.0), tray]
    }

    fn place_at(x: f64, y: f64) -> Option<Under> {
        nearest(&areas(), Point { x, y })
    }

    #[test]
    fn a_card_lands_where_it_is_let_go() {
        assert_eq!(place_at(50.0, 50.0), Some(Under::Place("a-little".into())));
        assert_eq!(place_at(10.0, 350.0), Some(Under::Tray));
    }

    #[test]
    fn between_two_places_it_lands_in_the_nearer() {
        assert_eq!(place_at(120.0, 50.0), Some(Under::Place("a-little".into())));
        assert_eq!(place_at(130.0, 50.0), Some(Under::Place("a-lot".into())));
    }

    #[test]
    fn further_than_a_centimetre_from_all_it_comes_back() {
        let reach = limits::drag::CARD_SNAPS_WITHIN_PX;
        assert!(place_at(50.0, 100.0 + reach).is_some());
        assert_eq!(place_at(50.0, 100.5 + reach), None);
    }
}
