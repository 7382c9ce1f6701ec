//! The title row: where one is, what is counted, what is rare, and the one act.

use leptos::prelude::*;

#[component]
pub(super) fn BoardTitle(
    #[prop(into)] title: Signal<String>,
    /// One line below it.
    #[prop(into)]
    line: Signal<String>,
    /// How things stand.
    chips: AnyView,
    /// What is rare, and the page's first act behind it.
    acts: AnyView,
) -> impl IntoView {
    view! {
        <div class="board-head">
            <div class="board-head-words">
                <h1 class="board-title">{title}</h1>
                <p class="board-line">{line}</p>
            </div>
            {chips}
            <div class="board-acts">{acts}</div>
        </div>
    }
    .into_any()
}
