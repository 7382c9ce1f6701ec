//! Why an adult can't come in, as they read it.

use crate::i18n::*;
use domain::signin::{AdultError, PasswordError, SignInError};

/// Why somebody can't be an adult who signs in.
pub fn adult_words(it: Locale, error: AdultError) -> &'static str {
    match error {
        AdultError::IsAChild => td_string!(it, error.no_adult),
        AdultError::NameLength => td_string!(it, error.length),
        AdultError::IsYourself => td_string!(it, error.own_account),
        AdultError::HasNoSignInName => td_string!(it, error.no_sign_in_name),
        AdultError::UsernameIsNoWord => td_string!(it, error.username_no_word),
        AdultError::UsernameIsTaken => td_string!(it, error.username_taken),
        AdultError::HiddenCharacter => td_string!(it, error.hidden_character),
    }
}

/// What is wrong with a new password.
pub fn password_words(it: Locale, error: PasswordError) -> &'static str {
    match error {
        PasswordError::TooShort => td_string!(it, error.password_short),
        PasswordError::TooLong => td_string!(it, error.password_long),
        PasswordError::EasyToGuess => td_string!(it, error.password_easy),
        PasswordError::HiddenCharacter => td_string!(it, error.hidden_character),
        PasswordError::CurrentIsWrong => td_string!(it, signin.current_is_wrong),
        PasswordError::Differs => td_string!(it, signin.password_differs),
    }
}

/// Why nobody was signed in.
pub fn sign_in_words(it: Locale, error: SignInError) -> &'static str {
    match error {
        SignInError::WrongNameOrPassword => td_string!(it, error.name_or_password_wrong),
        SignInError::HiddenCharacter => td_string!(it, error.hidden_character),
        SignInError::InvitationIsOver => td_string!(it, error.invitation_over),
    }
}
