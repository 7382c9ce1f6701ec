//! How adults come in, by name and password.

use super::{
    api::AdultSignIn,
    form::SignInForm,
    refusal::{Refused, refusal},
};
use crate::{
    i18n::*,
    ui::{Button, ButtonKind, Field, error_message},
};
use domain::AppError;
use leptos::prelude::*;
use leptos_router::hooks::use_location;

/// Name and password; after them the page that was asked for.
#[component]
pub fn SignInPage(action: ServerAction<AdultSignIn>) -> impl IntoView {
    let i18n = use_i18n();
    let path = use_location().pathname;
    let refused = refusal(action);
    let wrong = Signal::derive(move || match refused.get() {
        Some(error @ AppError::Invalid(_)) => Some(error_message(i18n, &error)),
        _ => None,
    });
    view! {
        <SignInForm title=Signal::derive(move || t_string!(i18n, desk.sign_in).to_owned())>
            <ActionForm action attr:class="ui-form">
                <input type="hidden" name="to" value=path />
                <Refused refused />
                <Field
                    label=Signal::derive(move || t_string!(i18n, signin.name_or_mail).to_owned())
                    name="name"
                    autocomplete="username"
                    first=true
                />
                <Field
                    label=Signal::derive(move || t_string!(i18n, signin.password).to_owned())
                    name="password"
                    kind="password"
                    autocomplete="current-password"
                    wrong
                />
                <Button kind=ButtonKind::Main act="go" disabled=action.pending() submit=true>
                    {move || t_string!(i18n, desk.sign_in)}
                </Button>
            </ActionForm>
            <p class="desk-quiet">{move || t_string!(i18n, signin.no_password_yet)}</p>
        </SignInForm>
    }
    .into_any()
}
