use super::{drag::Drag, hands::Hands};
use crate::{
    i18n::*,
    ui::{lang_of, no_fling, picture},
};
use domain::survey::Item;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, KeyboardEvent, MouseEvent, window};

/// A picture card, or the child's own token: tapped, dragged, or moved by keys.
#[component]
pub fn Card(
    id: String,
    hands: Hands,
    /// Whether it lies in a place.
    #[prop(optional)]
    landed: bool,
) -> impl IntoView {
    let i18n = use_i18n();
    let drag = Drag::new(hands, &id);
    let token = hands.item.with_value(Item::has_token);
    let known = hands.item.with_value(|item| item.card(&id).cloned());
    let file = known
        .as_ref()
        .map_or_else(|| hands.face.get_value(), |card| card.picture.clone());
    let own = StoredValue::new(id.clone());
    let state = move || {
        let lifted = own.with_value(|id| hands.is_lifted(id));
        match (lifted, hands.dragging.get()) {
            (true, true) => "dragging",
            (true, false) => "lifted",
            _ if landed => "landed",
            _ => "resting",
        }
    };
    let word = move || {
        let lang = lang_of(i18n.get_locale());
        known.as_ref().map_or_else(
            || t_string!(i18n, say.place_me).to_owned(),
            |card| card.word.get(lang).to_owned(),
        )
    };
    let tap = move |event: MouseEvent| {
        if drag.was_a_drag() {
            return;
        }
        own.with_value(|id| hands.tap_card(id));
        if event.detail() == 0 && hands.lifted.with_untracked(Option::is_some) {
            focus_soon(".ui-place-button");
        }
    };
    view! {
        <button
            type="button"
            class=if token { "ui-token" } else { "ui-card" }
            data-card=id
            data-state=state
            aria-pressed=move || own.with_value(|id| hands.is_lifted(id)).to_string()
            on:click=tap
            on:pointerdown=move |event| drag.down(&event)
            on:pointermove=move |event| drag.moved(&event)
            on:touchmove=no_fling
            on:pointerup=move |event| drag.up(&event)
            on:pointercancel=move |event| drag.cancel(&event)
            on:keydown=move |event| walk(&event, "[data-card]", hands)
        >
            <img
                class=if token { "ui-token-picture" } else { "ui-card-picture" }
                src=picture(&file)
                alt=""
                draggable="false"
            />
            <span class=if token { "visually-hidden" } else { "ui-card-word" }>{word}</span>
        </button>
    }
}

/// Where a lifted card may go: lies under the cards of its place, so that neither holds the other.
#[component]
pub fn Target(#[prop(into)] place: String, hands: Hands) -> impl IntoView {
    let i18n = use_i18n();
    let own = StoredValue::new(place);
    let label = move || {
        let _ = i18n.get_locale();
        let place = own.with_value(|place| hands.name_of_place(place));
        t_string!(i18n, survey.put_here, place = place).to_string()
    };
    let tap = move |event: MouseEvent| {
        own.with_value(|place| hands.tap_place(place));
        if event.detail() == 0 {
            focus_soon(match hands.lifted.with_untracked(Option::is_some) {
                true => ".ui-place-button",
                false => ".ui-tray [data-card], [data-act=next]",
            });
        }
    };
    view! {
        <button
            type="button"
            class="ui-place-button"
            aria-label=label
            on:click=tap
            on:keydown=move |event| walk(&event, ".ui-place-button", hands)
        ></button>
    }
}

/// Arrows go from one to the next of their kind; Escape lets the card go.
fn walk(event: &KeyboardEvent, kind: &str, hands: Hands) {
    let step = match event.key().as_str() {
        "ArrowRight" | "ArrowDown" => 1,
        "ArrowLeft" | "ArrowUp" => -1,
        "Escape" => {
            let held = hands.lifted.get_untracked();
            hands.lower();
            if let Some(card) = held {
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
