use super::{
    hands::Hands,
    keys::{focus_soon, walk},
};
use crate::i18n::*;
use leptos::prelude::*;
use web_sys::MouseEvent;

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
            focus_soon(match hands.lifted_untracked().is_some() {
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
