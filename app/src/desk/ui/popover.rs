//! What opens below its button and is closed again: rare acts, and what belongs to one's account.

use crate::ui::{Button, ButtonKind};
use leptos::{ev, html, prelude::*};
use wasm_bindgen::JsCast;
use web_sys::{Element, Node};

/// A button, and below it a panel. A link in it closes it, and so do Escape, a tap elsewhere, and the
/// focus when it leaves; an act leaves it open, so that its answer can be read and a sheet that it
/// opened has where to go back to.
#[component]
pub fn Popover(
    /// What the button is called.
    #[prop(into)]
    label: Signal<String>,
    /// The button's act, for tests and styles (`data-act`).
    act: &'static str,
    /// A further class of the button.
    #[prop(optional)]
    class: &'static str,
    /// What is on the button.
    #[prop(into)]
    sign: ViewFn,
    children: Children,
) -> impl IntoView {
    let open = RwSignal::new(false);
    let whole = NodeRef::<html::Div>::new();
    let is_within = move |node: Option<Node>| {
        whole
            .get_untracked()
            .is_some_and(|it| it.contains(node.as_ref()))
    };
    Effect::new(move |_| {
        let handle = window_event_listener(ev::pointerdown, move |event| {
            let node = event.target().and_then(|it| it.dyn_into().ok());
            if open.get_untracked() && !is_within(node) {
                open.set(false);
            }
        });
        on_cleanup(move || handle.remove());
    });
    let close_by_key = move |event: ev::KeyboardEvent| {
        if event.key() == "Escape" && open.get_untracked() && !is_in(&event, "dialog") {
            event.prevent_default();
            open.set(false);
            let button = whole.get_untracked();
            let button = button.and_then(|it| it.query_selector("[aria-expanded]").ok().flatten());
            if let Some(button) = button.and_then(|it| it.dyn_into::<web_sys::HtmlElement>().ok()) {
                let _ = button.focus();
            }
        }
    };
    let close_behind = move |event: ev::FocusEvent| {
        let to: Option<Node> = event.related_target().and_then(|it| it.dyn_into().ok());
        if to.is_some() && !is_within(to) {
            open.set(false);
        }
    };
    let close_after_link = move |event: ev::MouseEvent| {
        if is_in(&event, "a[href]") {
            open.set(false);
        }
    };
    view! {
        <div
            class="ui-popover desk-noprint"
            node_ref=whole
            on:keydown=close_by_key
            on:focusout=close_behind
        >
            <Button
                kind=ButtonKind::Quiet
                act=act
                class=class
                label=move || label.get()
                expanded=open
                on_click=move |()| open.update(|it| *it = !*it)
            >
                {sign.run()}
            </Button>
            <div
                class="ui-popover-panel"
                hidden=move || !open.get()
                on:click=close_after_link
                role="group"
                aria-label=label
            >
                {children()}
            </div>
        </div>
    }
    .into_any()
}

fn is_in(event: &web_sys::Event, kind: &str) -> bool {
    let target = event.target().and_then(|it| it.dyn_into::<Element>().ok());
    target.is_some_and(|it| it.closest(kind).ok().flatten().is_some())
}
