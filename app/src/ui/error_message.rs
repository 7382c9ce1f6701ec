//! Errors in the person's own words. What a feature refuses, only an audience's root has words for:
//! it provides them, so that nothing here knows a feature, and each program has its own alone.

use crate::i18n::*;
use domain::{AppError, Invalid, StorageFault};
use leptos::prelude::*;
use leptos_i18n::I18nContext;

/// An audience's words for what a feature refuses; none for what nobody of the audience meets.
pub type ErrorWords = fn(Locale, Invalid) -> Option<String>;

/// Gives everything below the audience's words.
pub fn provide_error_words(words: ErrorWords) {
    provide_context(words);
}

/// What a person reads when something did not work. Called while a page is drawn, where the words
/// that its root provided are at hand.
pub fn error_message(i18n: I18nContext<Locale>, error: &AppError) -> String {
    message(i18n.get_locale(), error, use_context())
}

fn message(it: Locale, error: &AppError, words: Option<ErrorWords>) -> String {
    match error {
        AppError::SignedOut => td_string!(it, error.signed_out).to_owned(),
        AppError::NotFound => td_string!(it, error.not_found).to_owned(),
        AppError::Invalid(invalid) => words
            .and_then(|words| words(it, *invalid))
            .unwrap_or_else(|| td_string!(it, error.not_understood).to_owned()),
        AppError::Busy { seconds } => td_string!(it, error.busy, seconds = *seconds).to_string(),
        AppError::Storage(fault) => storage_message(it, *fault).to_owned(),
        AppError::Offline => td_string!(it, error.offline).to_owned(),
        AppError::Broken { id } => td_string!(it, error.broken, id = id.clone()).to_string(),
    }
}

fn storage_message(it: Locale, fault: StorageFault) -> &'static str {
    match fault {
        StorageFault::Full => td_string!(it, error.disk_full),
        StorageFault::Missing => td_string!(it, error.database_missing),
        StorageFault::Replaced => td_string!(it, error.database_replaced),
        StorageFault::ReadOnly => td_string!(it, error.database_read_only),
        StorageFault::Failing => td_string!(it, error.disk_failing),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::{plan::GoalError, signin::PasswordError};

    const TOO_LONG: AppError = AppError::Invalid(Invalid::Goal(GoalError::TitleIsTooLong));

    fn goals_only(_: Locale, invalid: Invalid) -> Option<String> {
        matches!(invalid, Invalid::Goal(_)).then(|| "Too many words.".to_owned())
    }

    #[test]
    fn what_a_feature_refuses_is_said_in_the_audiences_words() {
        let words: Option<ErrorWords> = Some(goals_only);
        assert_eq!(message(Locale::en, &TOO_LONG, words), "Too many words.");
    }

    #[test]
    fn what_an_audience_has_no_words_for_could_not_be_read() {
        let short = AppError::from(PasswordError::TooShort);
        let unread = "We could not read what was sent. Nothing was changed.";
        assert_eq!(message(Locale::en, &short, Some(goals_only)), unread);
        assert_eq!(message(Locale::en, &TOO_LONG, None), unread);
    }

    #[test]
    fn words_are_found_below_the_root_that_provided_them_and_nowhere_else() {
        let root = Owner::new();
        root.with(|| provide_error_words(goals_only));
        let below = root.with(|| Owner::new().with(use_context::<ErrorWords>));
        assert!(below.is_some());
        assert!(Owner::new().with(use_context::<ErrorWords>).is_none());
    }

    #[test]
    fn every_error_that_is_of_no_feature_has_words_of_its_own_in_both_languages() {
        let errors = [
            AppError::SignedOut,
            AppError::NotFound,
            AppError::Busy { seconds: 30 },
            AppError::Offline,
            AppError::Broken {
                id: "7f".to_owned(),
            },
        ];
        let storage = StorageFault::ALL.map(AppError::Storage);
        let errors: Vec<_> = errors.into_iter().chain(storage).collect();
        let words = |it| -> Vec<_> {
            errors
                .iter()
                .map(|error| message(it, error, None))
                .collect()
        };
        let all = [words(Locale::en), words(Locale::es)].concat();
        let different: std::collections::BTreeSet<_> = all.iter().collect();
        assert_eq!(different.len(), all.len());
        assert!(words(Locale::en)[2].contains("30") && words(Locale::es)[4].contains("7f"));
    }
}
