//! The keys of the desk's pages, and the sheet that lists them.

use crate::{i18n::*, ui::Dialog};
use leptos::{
    ev,
    prelude::*,
    task::{spawn_local, tick},
};
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, KeyboardEvent, Storage, window};

/// Where the browser remembers that somebody does without letter keys.
const OFF: &str = "letter-keys-off";

/// Where text is typed; a sheet that has just closed may hold the focus a moment longer.
const TEXT: &str = ":is(input:not([type=checkbox]), select, textarea):not(dialog:not([open]) *)";

/// A key, what it does in words, and how; without an act it is only listed.
#[derive(Clone, Copy)]
pub struct Key {
    pub sign: &'static str,
    pub words: Signal<String>,
    pub act: Option<Callback<()>>,
}

/// The keys that act now: those of the frame, and those of the page in it.
#[derive(Clone, Copy)]
pub struct KeyList {
    parts: RwSignal<Vec<(usize, Vec<Key>)>>,
    next: StoredValue<usize>,
    /// Whether they are listed in front of somebody.
    pub open: RwSignal<bool>,
}

impl Default for KeyList {
    fn default() -> Self {
        Self {
            parts: RwSignal::new(Vec::new()),
            next: StoredValue::new(0),
            open: RwSignal::new(false),
        }
    }
}

impl KeyList {
    fn add(self, keys: Vec<Key>) -> usize {
        let id = self.next.get_value();
        self.next.set_value(id + 1);
        self.parts.update(|it| it.push((id, keys)));
        id
    }

    fn remove(self, id: usize) {
        self.parts
            .try_update(|it| it.retain(|(part, _)| *part != id));
    }

    fn all(self) -> Vec<Key> {
        let parts = self.parts.get();
        parts.into_iter().flat_map(|(_, keys)| keys).collect()
    }

    fn of(self, sign: &str) -> Option<Key> {
        self.parts.with_untracked(|parts| {
            let mut keys = parts.iter().flat_map(|(_, keys)| keys);
            keys.find(|it| it.sign == sign).copied()
        })
    }
}

/// Keys of what is on the page, for as long as it is there: they act wherever no text is being typed
/// and no sheet is open, and are listed under "?".
#[component]
pub fn Keys(keys: Vec<Key>) -> impl IntoView {
    let list = expect_context::<KeyList>();
    let keys = StoredValue::new(keys);
    Effect::new(move |_| {
        let id = list.add(keys.get_value());
        on_cleanup(move || list.remove(id));
    });
}

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

/// Does it once the page shows what has just been set, and before the next key is heard: in a frame
/// of its own it would come too late for a quick typist on a busy machine.
pub fn once_shown(act: impl FnOnce() + 'static) {
    spawn_local(async move {
        tick().await;
        act();
    });
}

/// Moves the focus to the next thing on the page of this kind, or the one before.
pub fn step_focus(kind: &str, forward: bool) {
    let Some(document) = window().and_then(|it| it.document()) else {
        return;
    };
    let Ok(all) = document.query_selector_all(kind) else {
        return;
    };
    let here = document.active_element();
    let at = |n: u32| all.item(n).and_then(|it| it.dyn_into::<HtmlElement>().ok());
    let now = (0..all.length()).find(|n| {
        let within = |row: &HtmlElement, here: &Element| row.contains(Some(here));
        at(*n)
            .zip(here.as_ref())
            .is_some_and(|(row, here)| within(&row, here))
    });
    let next = match (now, forward) {
        (None, true) => Some(0),
        (None, false) => all.length().checked_sub(1),
        (Some(n), true) => Some(n + 1),
        (Some(n), false) => n.checked_sub(1),
    };
    if let Some(next) = next.and_then(at) {
        let _ = next.focus();
    }
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
