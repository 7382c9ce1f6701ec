//! The first password, by a link that works once.

use super::{
    api::AcceptInvite,
    form::SignInForm,
    refusal::{Refused, refusal},
};
use crate::{
    i18n::*,
    ui::{Button, ButtonKind, Field, error_message},
};
use domain::{
    AppError, Invalid, limits,
    signin::{PasswordField, SignInError},
};
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

/// The first password, by a link that works once.
#[component]
pub fn WelcomePage(action: ServerAction<AcceptInvite>) -> impl IntoView {
    let i18n = use_i18n();
    let params = use_params_map();
    let token = move || params.read().get("token").unwrap_or_default();
    let refused = refusal(action);
    // A link that is used up answers like one that never was.
    let refused = Signal::derive(move || match refused.get() {
        Some(AppError::NotFound) => Some(SignInError::InvitationIsOver.into()),
        other => other,
    });
    let wrong_in = move |field: PasswordField| {
        Signal::derive(move || match refused.get() {
            Some(AppError::Invalid(Invalid::Password(error))) if error.field() == field => {
                Some(error_message(i18n, &error.into()))
            }
            _ => None,
        })
    };
    let hint = Signal::derive(move || Some(t_string!(i18n, signin.password_hint).to_owned()));
    view! {
        <SignInForm title=Signal::derive(move || t_string!(i18n, signin.welcome_title).to_owned())>
            <ActionForm action attr:class="ui-form">
                <input type="hidden" name="token" value=token />
                <Refused refused />
                <Field
                    label=Signal::derive(move || t_string!(i18n, signin.new_password).to_owned())
                    name="password"
                    kind="password"
                    autocomplete="new-password"
                    hint
                    wrong=wrong_in(PasswordField::Password)
                    least=limits::account::PASSWORD_LEAST_CHARS
                    first=true
                />
                <Field
                    label=Signal::derive(move || t_string!(i18n, signin.password_again).to_owned())
                    name="again"
                    kind="password"
                    autocomplete="new-password"
                    wrong=wrong_in(PasswordField::Again)
                />
                <Button kind=ButtonKind::Main act="go" disabled=action.pending() submit=true>
                    {move || t_string!(i18n, signin.keep_password)}
                </Button>
            </ActionForm>
        </SignInForm>
    }
    .into_any()
}
