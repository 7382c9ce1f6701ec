//! Errors in the person's own words.

use crate::i18n::*;
use domain::AppError;
use leptos_i18n::I18nContext;

/// What a person reads when something did not work.
pub fn told(i18n: I18nContext<Locale>, error: &AppError) -> String {
    match error {
        AppError::SignedOut => t_string!(i18n, error.signed_out).to_owned(),
        AppError::NotFound => t_string!(i18n, error.not_found).to_owned(),
        AppError::Invalid { field, why } => match (field.as_str(), why.as_str()) {
            ("code", _) => t_string!(i18n, error.code_wrong).to_owned(),
            ("password", "too-short") => t_string!(i18n, error.password_short).to_owned(),
            ("password", "too-long") => t_string!(i18n, error.password_long).to_owned(),
            ("password", "common") => t_string!(i18n, error.password_common).to_owned(),
            ("name" | "password", _) => t_string!(i18n, error.name_or_password_wrong).to_owned(),
            ("invitation", _) => t_string!(i18n, error.invitation_over).to_owned(),
            _ => t_string!(i18n, error.not_understood).to_owned(),
        },
        AppError::Busy { seconds } => t_string!(i18n, error.busy, seconds = *seconds).to_string(),
        AppError::Offline => t_string!(i18n, error.offline).to_owned(),
        AppError::Broken { id } => t_string!(i18n, error.broken, id = id.clone()).to_string(),
    }
}
