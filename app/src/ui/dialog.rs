use super::{Button, ButtonKind, Icon};
use crate::i18n::*;
use leptos::{html, prelude::*};

/// A sheet over the page for one decision. What is in it is made anew each time it opens.
#[component]
pub fn Dialog(
    open: RwSignal<bool>,
    #[prop(into)] title: Signal<String>,
    #[prop(optional)] wide: bool,
    children: ChildrenFn,
) -> impl IntoView {
    let i18n = use_i18n();
    let sheet = NodeRef::<html::Dialog>::new();
    let children = StoredValue::new(children);
    Effect::new(move |_| {
        let Some(sheet) = sheet.get() else { return };
        match open.get() {
            true if !sheet.open() => drop(sheet.show_modal()),
            false if sheet.open() => sheet.close(),
            _ => {}
        }
    });
    view! {
        <dialog
            class="ui-dialog"
            data-size=wide.then_some("wide")
            node_ref=sheet
            aria-label=title
            on:close=move |_| open.set(false)
        >
            <Show when=move || open.get()>
                <div class="ui-dialog-head">
                    <h2 class="ui-dialog-title">{title}</h2>
                    <Button
                        kind=ButtonKind::Quiet
                        act="close"
                        label=move || t_string!(i18n, desk.close)
                        on_click=move |()| open.set(false)
                    >
                        <Icon name="close" />
                    </Button>
                </div>
                {children.with_value(|children| children())}
            </Show>
        </dialog>
    }
    .into_any()
}
