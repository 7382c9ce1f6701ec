//! The keys of the desk's pages.

use leptos::{
    prelude::*,
    task::{spawn_local, tick},
};
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, window};

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

    pub(super) fn all(self) -> Vec<Key> {
        let parts = self.parts.get();
        parts.into_iter().flat_map(|(_, keys)| keys).collect()
    }

    pub(super) fn of(self, sign: &str) -> Option<Key> {
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
