//! A new password, by who knows the one of now.

use super::{
    api::ChangePassword,
    refusal::{Refused, refusal},
};
use crate::{
    i18n::*,
    ui::{Banner, Button, ButtonKind, Field, error_message},
};
use domain::{AppError, Invalid, limits, signin::PasswordField};
use leptos::{html, prelude::*};

#[component]
pub(super) fn NewPassword(change: ServerAction<ChangePassword>) -> impl IntoView {
    let i18n = use_i18n();
    let form = NodeRef::<html::Div>::new();
    let refused = refusal(change);
    let wrong_in = move |field: PasswordField| {
        Signal::derive(move || match refused.get() {
            Some(AppError::Invalid(Invalid::Password(error))) if error.field() == field => {
                Some(error_message(i18n, &error.into()))
            }
            _ => None,
        })
    };
    let hint = Signal::derive(move || Some(t_string!(i18n, signin.password_hint).to_owned()));
    let done = move || matches!(change.value().get(), Some(Ok(())));
    // Nothing of a password stays on the page.
    Effect::new(move |_| {
        let inputs = done().then(|| form.get_untracked()?.query_selector_all("input").ok());
        if let Some(all) = inputs.flatten() {
            for n in 0..all.length() {
                use wasm_bindgen::JsCast;
                let input = all.get(n).and_then(|it| it.dyn_into().ok());
                input.inspect(|it: &web_sys::HtmlInputElement| it.set_value(""));
            }
        }
    });
    view! {
        <section class="ui-panel">
            <h2 class="ui-panel-title">{move || t_string!(i18n, signin.change_password)}</h2>
            <p class="desk-quiet">{move || t_string!(i18n, signin.change_password_words)}</p>
            {move || {
                done()
                    .then(|| {
                        view! {
                            <Banner kind="good" icon="check">
                                {move || t_string!(i18n, signin.password_changed)}
                            </Banner>
                        }
                    })
            }}
            <div node_ref=form>
                <ActionForm action=change attr:class="ui-form">
                    <Refused refused />
                    <Field
                        label=Signal::derive(move || {
                            t_string!(i18n, signin.current_password).to_owned()
                        })
                        name="current"
                        kind="password"
                        autocomplete="current-password"
                        wrong=wrong_in(PasswordField::Current)
                    />
                    <Field
                        label=Signal::derive(move || {
                            t_string!(i18n, signin.new_password).to_owned()
                        })
                        name="password"
                        kind="password"
                        autocomplete="new-password"
                        hint
                        wrong=wrong_in(PasswordField::Password)
                        least=limits::account::PASSWORD_LEAST_CHARS
                    />
                    <Field
                        label=Signal::derive(move || {
                            t_string!(i18n, signin.password_again).to_owned()
                        })
                        name="again"
                        kind="password"
                        autocomplete="new-password"
                        wrong=wrong_in(PasswordField::Again)
                    />
                    <div>
                        <Button
                            kind=ButtonKind::Main
                            act="change-password"
                            disabled=change.pending()
                            submit=true
                        >
                            {move || t_string!(i18n, signin.change_password)}
                        </Button>
                    </div>
                </ActionForm>
            </div>
        </section>
    }
    .into_any()
}
