//! The sheet that lists the keys, and the ear that hears them.

use super::keys::{Key, KeyList};
use crate::{i18n::*, ui::Dialog};
use leptos::{ev, prelude::*};
use wasm_bindgen::JsCast;
use web_sys::{Element, KeyboardEvent, Storage, window};

/// Where the browser remembers that somebody does without letter keys.
const OFF: &str = "letter-keys-off";

/// Where text is typed; a sheet that has just closed may hold the focus a moment longer.
const TEXT: &str = ":is(input:not([type=checkbox]), select, textarea):not(dialog:not([open]) *)";

/// Hears the keys, and lists them. Who speaks to the computer, or trembles, can turn them off
/// (WCAG 2.1.4).
#[component]
pub fn KeysSheet() -> impl IntoView {
    let i18n = use_i18n();
    let list = expect_context::<KeyList>();
    let on = RwSignal::new(true);
    Effect::new(move |_| {
        on.set(storage().is_none_or(|it| it.get_item(OFF).ok().flatten().is_none()));
        let handle = window_event_listener(ev::keydown, move |event| {
            if !is_for_the_page(&event) {
                return;
            }
            let pressed = event.key();
            if pressed == "?" {
                event.prevent_default();
                list.open.set(true);
            }
            let act = list.of(&pressed).and_then(|it| it.act);
            if let (true, Some(act)) = (on.get_untracked(), act) {
                event.prevent_default();
                act.run(());
            }
        });
        on_cleanup(move || handle.remove());
    });
    let turn = move |event| {
        let is = event_target_checked(&event);
        on.set(is);
        if let Some(storage) = storage() {
            let _ = match is {
                true => storage.remove_item(OFF),
                false => storage.set_item(OFF, "yes"),
            };
        }
    };
    let row = |it: Key| {
        // A page that has just gone has taken its words along.
        let words = move || it.words.try_get().unwrap_or_default();
        view! {
            <tr class="ui-table-row">
                <th class="ui-table-cell" scope="row">
                    <kbd class="ui-key">{it.sign}</kbd>
                </th>
                <td class="ui-table-cell">{words}</td>
            </tr>
        }
    };
    let title = Signal::derive(move || t_string!(i18n, frame.keys).to_owned());
    view! {
        <Dialog open=list.open title>
            <table class="ui-table" data-list="keys">
                <tbody>{move || list.all().into_iter().map(row).collect_view()}</tbody>
            </table>
            <label class="ui-choice">
                <input class="ui-choice-box" type="checkbox" prop:checked=on on:change=turn />
                {move || t_string!(i18n, frame.letter_keys)}
            </label>
        </Dialog>
    }
    .into_any()
}

fn is_for_the_page(event: &KeyboardEvent) -> bool {
    if event.ctrl_key() || event.meta_key() || event.alt_key() || event.default_prevented() {
        return false;
    }
    let sheet = window().and_then(|it| it.document());
    let sheet = sheet.and_then(|it| it.query_selector("dialog[open]").ok().flatten());
    let target = event.target().and_then(|it| it.dyn_into::<Element>().ok());
    let typing = target.is_some_and(|it| it.matches(TEXT).unwrap_or(false));
    sheet.is_none() && !typing
}

fn storage() -> Option<Storage> {
    window()?.local_storage().ok().flatten()
}
