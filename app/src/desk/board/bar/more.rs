//! The menu of what is rare. It closes with a choice, a tap elsewhere, or Escape.

use crate::{
    i18n::*,
    ui::{Button, ButtonKind, Icon},
};
use gloo_events::EventListener;
use leptos::{ev, html, prelude::*};
use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, Node};

#[component]
pub(super) fn BoardMore(children: ChildrenFn) -> impl IntoView {
    let i18n = use_i18n();
    let open = RwSignal::new(false);
    let whole = NodeRef::<html::Div>::new();
    Effect::new(move |_| {
        let Some(window) = web_sys::window() else {
            return;
        };
        let elsewhere = EventListener::new(&window, "pointerdown", move |event| {
            let target = event.target().and_then(|it| it.dyn_into::<Node>().ok());
            let within = |it: web_sys::HtmlDivElement| it.contains(target.as_ref());
            if open.get_untracked() && !whole.get_untracked().is_some_and(within) {
                open.set(false);
            }
        });
        let elsewhere = StoredValue::new_local(Some(elsewhere));
        on_cleanup(move || drop(elsewhere.try_update_value(Option::take)));
    });
    let back = move |event: ev::KeyboardEvent| {
        if event.key() == "Escape" && open.get_untracked() {
            open.set(false);
            let button = whole
                .get_untracked()
                .and_then(|it| it.query_selector("button").ok()?);
            if let Some(button) = button.and_then(|it| it.dyn_into::<HtmlElement>().ok()) {
                let _ = button.focus();
            }
        }
    };
    let children = StoredValue::new(children);
    view! {
        <div class="board-more" node_ref=whole on:keydown=back>
            <Button
                kind=ButtonKind::Quiet
                act="more"
                expanded=open
                label=move || t_string!(i18n, board.more)
                on_click=move |()| open.update(|it| *it = !*it)
            >
                <Icon name="dots" />
            </Button>
            <Show when=move || open.get()>
                <div class="board-menu" on:click=move |_| open.set(false)>
                    {children.with_value(|it| it())}
                </div>
            </Show>
        </div>
    }
    .into_any()
}
