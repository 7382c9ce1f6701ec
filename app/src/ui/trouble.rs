use super::{Banner, Buddy, told};
use crate::{error::page_is_missing, i18n::*};
use domain::AppError;
use leptos::prelude::*;
use leptos_meta::Title;

/// In place of what can't be shown: why, and the way on.
#[component]
pub fn Trouble(error: AppError) -> impl IntoView {
    let i18n = use_i18n();
    match error {
        AppError::NotFound => view! { <Lost /> }.into_any(),
        AppError::SignedOut => view! {
            <Banner kind="wrong" icon="alert">
                <p>{move || told(i18n, &AppError::SignedOut)}</p>
                <a href="" rel="external" data-act="sign-in-again">
                    {move || t_string!(i18n, desk.sign_in)}
                </a>
            </Banner>
        }
        .into_any(),
        error => view! {
            <Banner kind="wrong" icon="alert">
                <p>{move || told(i18n, &error)}</p>
                <a href="" rel="external">
                    {move || t_string!(i18n, desk.try_again)}
                </a>
            </Banner>
        }
        .into_any(),
    }
}

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
            <a class="ui-button" data-kind="main" href="/desk">
                {move || t_string!(i18n, desk.to_my_classes)}
            </a>
        </div>
    }
    .into_any()
}
