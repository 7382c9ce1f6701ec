//! The keys of the survey: arrows walk, Escape lets go, and the focus follows the card.

use super::hands::Hands;
use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, KeyboardEvent, window};

/// Arrows go from one to the next of their kind; Escape lets the card go.
pub fn walk(event: &KeyboardEvent, kind: &str, hands: Hands) {
    let step = match event.key().as_str() {
        "ArrowRight" | "ArrowDown" => 1,
        "ArrowLeft" | "ArrowUp" => -1,
        "Escape" => {
            let lifted = hands.lifted_untracked();
            hands.lower();
            if let Some(card) = lifted {
                focus_soon(&format!("[data-card=\"{card}\"]"));
            }
            return;
        }
        _ => return,
    };
    event.prevent_default();
    let Some(document) = window().and_then(|window| window.document()) else {
        return;
    };
    let Ok(found) = document.query_selector_all(kind) else {
        return;
    };
    let all: Vec<HtmlElement> = (0..found.length())
        .filter_map(|n| found.item(n)?.dyn_into().ok())
        .collect();
    let here = document.active_element();
    let at = all
        .iter()
        .position(|it| here.as_ref() == Some(it.as_ref()))
        .unwrap_or(0);
    let next = match step {
        1 => (at + 1) % all.len().max(1),
        _ => (at + all.len().saturating_sub(1)) % all.len().max(1),
    };
    if let Some(it) = all.get(next) {
        let _ = it.focus();
    }
}

/// Puts the focus on the first of these once the screen has changed.
pub fn focus_soon(selector: &str) {
    let selector = selector.to_owned();
    leptos::task::spawn_local(async move {
        gloo_timers::future::TimeoutFuture::new(30).await;
        let found = window()
            .and_then(|window| window.document())
            .and_then(|document| document.query_selector(&selector).ok().flatten())
            .and_then(|it| it.dyn_into::<HtmlElement>().ok());
        if let Some(it) = found {
            let _ = it.focus();
        }
    });
}
