//! What the lines of the form share: the cursor goes to a new line, Enter adds one.

use domain::plan::TypedGoal;
use leptos::{ev::KeyboardEvent, html, prelude::*};

/// Puts the cursor into the line that was added last.
pub fn cursor(typed: RwSignal<TypedGoal>, key: usize) -> NodeRef<html::Input> {
    let input = NodeRef::<html::Input>::new();
    let fresh = Memo::new(move |_| typed.with(|it| it.fresh.filter(|(it, _)| *it == key)));
    Effect::new(move |_| {
        if let (Some(_), Some(input)) = (fresh.get(), input.get()) {
            let _ = input.focus();
        }
    });
    input
}

/// Enter adds a line instead of sending the form.
pub fn on_enter(act: impl Fn() + 'static) -> impl Fn(KeyboardEvent) {
    move |event: KeyboardEvent| {
        if event.key() == "Enter" && !event.ctrl_key() && !event.meta_key() {
            event.prevent_default();
            act();
        }
    }
}
