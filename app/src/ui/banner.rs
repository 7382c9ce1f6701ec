use super::Icon;
use leptos::prelude::*;

/// A line across the page that says how things stand.
#[component]
pub fn Banner(
    /// `info`, `stale`, `good` or `wrong`.
    kind: &'static str,
    icon: &'static str,
    children: Children,
) -> impl IntoView {
    let role = if kind == "wrong" { "alert" } else { "status" };
    view! {
        <div class="ui-banner" data-kind=kind role=role>
            <Icon name=icon />
            <div class="ui-banner-words">{children()}</div>
        </div>
    }
    .into_any()
}
