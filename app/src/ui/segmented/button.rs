use leptos::prelude::*;

/// One of several words: pressed while it is chosen.
#[component]
pub fn SegmentButton(
    /// The act's name, for tests and styles (`data-act`).
    #[prop(into)]
    act: String,
    #[prop(into)] is_chosen: Signal<bool>,
    #[prop(into)] on_choose: Callback<()>,
    children: Children,
) -> impl IntoView {
    view! {
        <button
            type="button"
            class="ui-switch-part"
            data-act=act
            aria-pressed=move || is_chosen.get().to_string()
            on:click=move |_| on_choose.run(())
        >
            {children()}
        </button>
    }
}
