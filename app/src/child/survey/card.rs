use super::{
    drag::drag_card,
    hands::Hands,
    keys::{focus_soon, walk},
};
use crate::{
    i18n::*,
    ui::{lang_of, picture, use_voice},
};
use domain::survey::{Item, Table};
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
    let voice = use_voice();
    let drag = drag_card(hands, &id);
    let token = hands.item.with_value(Item::has_token);
    let known = hands.item.with_value(|item| item.card(&id).cloned());
    let file = known
        .as_ref()
        .map_or_else(|| hands.face.get_value(), |card| card.picture.clone());
    let chosen_by_tap = hands.with_table_untracked(Table::is_chosen_by_tap);
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
    let is_said = {
        let word = word.clone();
        move || (!token && voice.says(&word())).then_some("")
    };
    let tap = move |event: MouseEvent| {
        if drag.was_a_drag() {
            return;
        }
        own.with_value(|id| hands.tap_card(id));
        // By key: on to the place, or to the next card where this one has gone to its place.
        if event.detail() == 0 {
            match hands.lifted_untracked() {
                Some(_) => focus_soon(".ui-place-button"),
                None if chosen_by_tap => focus_soon(".ui-tray [data-card], [data-act=next]"),
                None => {}
            }
        }
    };
    view! {
        <button
            type="button"
            {..drag.listeners()}
            class=if token { "ui-token" } else { "ui-card" }
            data-card=id
            data-state=state
            aria-pressed=move || {
                let is_lifted = own.with_value(|id| hands.is_lifted(id));
                (is_lifted || landed && chosen_by_tap).to_string()
            }
            data-said=is_said
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
