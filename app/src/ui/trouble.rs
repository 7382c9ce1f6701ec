use super::{Banner, Lost, error_message};
use crate::i18n::*;
use domain::AppError;
use leptos::prelude::*;

/// In place of what can't be shown: why, and the way on.
#[component]
pub fn Trouble(error: AppError) -> impl IntoView {
    let i18n = use_i18n();
    match error {
        AppError::NotFound => view! { <Lost /> }.into_any(),
        AppError::SignedOut => view! {
            <Banner kind="wrong" icon="alert">
                <p>{move || error_message(i18n, &AppError::SignedOut)}</p>
                <a href="" rel="external" data-act="sign-in-again">
                    {move || t_string!(i18n, desk.sign_in)}
                </a>
            </Banner>
        }
        .into_any(),
        error => view! {
            <Banner kind="wrong" icon="alert">
                <p>{move || error_message(i18n, &error)}</p>
                <a href="" rel="external">
                    {move || t_string!(i18n, desk.try_again)}
                </a>
            </Banner>
        }
        .into_any(),
    }
}
