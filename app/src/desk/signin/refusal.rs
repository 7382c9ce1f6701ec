//! Why a form was refused.

use crate::{
    ApiError,
    i18n::*,
    ui::{Banner, error_message},
};
use domain::{AppError, Invalid, signin::SignInError};
use leptos::{
    prelude::*,
    server_fn::{ServerFn, error::ServerFnUrlError},
};
use leptos_router::hooks::use_query_map;

/// What is no single field's fault.
#[component]
pub(super) fn Refused(refused: Signal<Option<AppError>>) -> impl IntoView {
    let i18n = use_i18n();
    let whole = move || refused.get().filter(|it| !is_beside_a_field(it));
    move || {
        whole().map(|error| {
            view! {
                <Banner kind="wrong" icon="alert">
                    {error_message(i18n, &error)}
                </Banner>
            }
        })
    }
}

fn is_beside_a_field(error: &AppError) -> bool {
    use Invalid::{Password, SignIn};
    matches!(
        error,
        AppError::Invalid(
            Password(_) | SignIn(SignInError::WrongNameOrPassword | SignInError::HiddenCharacter)
        )
    )
}

/// Why a form was refused: by its action, or, where the browser sent the form itself, by the
/// address it was sent back to.
pub(super) fn refusal<S>(action: ServerAction<S>) -> Signal<Option<AppError>>
where
    S: ServerFn<Output = (), Error = ApiError> + Clone + Send + Sync + 'static,
{
    let query = use_query_map();
    let sent_back = move || {
        let query = query.read();
        let ours = query.get("__path").is_some_and(|path| path == S::PATH);
        let error = query.get("__err").filter(|_| ours)?;
        Some(ServerFnUrlError::<ApiError>::decode_err(&error).0)
    };
    Signal::derive(move || match action.value().get() {
        Some(Ok(())) => None,
        Some(Err(ApiError(error))) => Some(error),
        None => sent_back(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::signin::PasswordError;

    #[test]
    fn a_password_that_is_refused_is_said_beside_its_field() {
        let error = AppError::from(PasswordError::EasyToGuess);
        assert!(is_beside_a_field(&error));
    }

    #[test]
    fn a_wrong_password_is_said_beside_its_field() {
        assert!(is_beside_a_field(&SignInError::WrongNameOrPassword.into()));
    }

    #[test]
    fn an_invitation_that_is_over_is_said_above_the_form() {
        assert!(!is_beside_a_field(&SignInError::InvitationIsOver.into()));
    }

    #[test]
    fn what_is_no_fault_of_the_form_is_said_above_it() {
        assert!(!is_beside_a_field(&AppError::NotFound));
    }
}
