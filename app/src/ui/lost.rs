use super::{Buddy, ButtonKind, ButtonLink};
use crate::{i18n::*, request::page_is_missing};
use leptos::prelude::*;
use leptos_meta::Title;

/// Nothing at this address, or nothing of theirs: the same words for both.
#[component]
pub fn Lost() -> impl IntoView {
    let i18n = use_i18n();
    page_is_missing();
    view! {
        <Title text=move || t_string!(i18n, desk.lost_title) />
        <div class="desk-lost">
            <Buddy name="fox" pose="think" />
            <h1 class="desk-lost-title">{move || t_string!(i18n, desk.lost_title)}</h1>
            <p>{move || t_string!(i18n, desk.lost_words)}</p>
            <ButtonLink kind=ButtonKind::Main href="/desk">
                {move || t_string!(i18n, desk.to_my_classes)}
            </ButtonLink>
        </div>
    }
    .into_any()
}
