//! How many stand how.

use crate::ui::Icon;
use leptos::{either::Either, prelude::*};

/// A sign, a number and a word. The number has a place of two digits whatever it is, and zero stays in
/// soft ink, so that nothing beside it moves. With `on_choose` it is a filter that can be pressed.
#[component]
pub fn StateChip(
    icon: &'static str,
    /// `help`, `work`, `quiet`, `done`, `off`, or a plain one.
    #[prop(optional)]
    tone: &'static str,
    #[prop(into)] n: Signal<usize>,
    #[prop(into)] words: Signal<String>,
    /// Whether this filter is on.
    #[prop(optional, into)]
    chosen: Signal<bool>,
    #[prop(optional, into)] on_choose: Option<Callback<()>>,
) -> impl IntoView {
    let content = view! {
        <Icon name=icon />
        <b class="ui-state-number">{n}</b>
        <span>{words}</span>
    };
    let none = move || (n.get() == 0).to_string();
    match on_choose {
        Some(on_choose) => Either::Left(view! {
            <button
                type="button"
                class="ui-state"
                data-tone=(!tone.is_empty()).then_some(tone)
                data-none=none
                aria-pressed=move || chosen.get().to_string()
                on:click=move |_| on_choose.run(())
            >
                {content}
            </button>
        }),
        None => Either::Right(view! {
            <span class="ui-state" data-tone=(!tone.is_empty()).then_some(tone) data-none=none>
                {content}
            </span>
        }),
    }
}
