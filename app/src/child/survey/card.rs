use super::{
    drag::drag_card,
    hands::Hands,
    keys::{focus_soon, walk},
};
use crate::{
    i18n::*,
    ui::{lang_of, picture},
};
use domain::survey::Item;
use leptos::prelude::*;
use web_sys::MouseEvent;

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
    let drag = drag_card(hands, &id);
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
            || t_string!(i18n, child.place_me).to_owned(),
            |card| card.word.get(lang).to_owned(),
        )
    };
    let tap = move |event: MouseEvent| {
        if drag.was_a_drag() {
            return;
        }
        own.with_value(|id| hands.tap_card(id));
        if event.detail() == 0 && hands.lifted_untracked().is_some() {
            focus_soon(".ui-place-button");
        }
    };
    view! {
        <button
            type="button"
            {..drag.listeners()}
            class=if token { "ui-token" } else { "ui-card" }
            data-card=id
            data-state=state
            aria-pressed=move || own.with_value(|id| hands.is_lifted(id)).to_string()
            on:click=tap
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
