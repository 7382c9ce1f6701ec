use crate::{
    i18n::*,
    sync::{use_pictures, use_sync},
    ui::Icon,
};
use leptos::prelude::*;

/// Whether what the child did is kept on this tablet, or has come to school.
#[component]
pub fn SavedSign() -> impl IntoView {
    let i18n = use_i18n();
    let sync = use_sync();
    let pictures = use_pictures();
    let at_school = move || sync.waiting() == 0 && pictures.waiting() == 0;
    let state = move || match (at_school(), sync.unkept()) {
        (true, _) => "school",
        (false, true) => "unkept",
        (false, false) => "tablet",
    };
    view! {
        <p class="ui-kept" role="status" data-state=state>
            {move || match at_school() {
                true => view! { <Icon name="school" /> },
                false => view! { <Icon name="tablet" /> },
            }}
            <span class="ui-kept-word">
                {move || match state() {
                    "school" => t_string!(i18n, child.at_school),
                    "unkept" => t_string!(i18n, child.stale_tablet),
                    _ => t_string!(i18n, child.kept_here),
                }}
            </span>
        </p>
    }
}
