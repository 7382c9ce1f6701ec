use crate::{
    i18n::*,
    ui::{Buddy, Icon},
};
use leptos::prelude::*;

/// Something broke: said kindly, with a way on.
#[component]
pub fn Broken() -> impl IntoView {
    let i18n = use_i18n();
    view! {
        <main class="ui-meadow survey-stop">
            <Buddy name="otter" pose="think" />
            <h1 class="ui-sheet">{move || t_string!(i18n, child.something_broke)}</h1>
            <a
                class="ui-next"
                href="/"
                rel="external"
                aria-label=move || t_string!(i18n, child.go_on)
            >
                <Icon name="next" />
            </a>
        </main>
    }
}
