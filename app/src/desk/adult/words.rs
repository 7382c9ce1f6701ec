//! Roles and states of adults' accounts in words.

use crate::i18n::*;
use domain::{school::Role, signin::AccountState};
use leptos_i18n::I18nContext;

pub(super) fn role_words(i18n: I18nContext<Locale>, role: Role) -> &'static str {
    match role {
        Role::Child => t_string!(i18n, desk.child),
        Role::Teacher => t_string!(i18n, adult.teacher),
        Role::Leader => t_string!(i18n, adult.leader),
        Role::Office => t_string!(i18n, adult.office),
        Role::Guardian => t_string!(i18n, adult.guardian),
    }
}

pub(super) fn state_words(i18n: I18nContext<Locale>, state: AccountState) -> &'static str {
    match state {
        AccountState::Disabled => t_string!(i18n, adult.disabled),
        AccountState::Active => t_string!(i18n, adult.active),
        AccountState::Invited => t_string!(i18n, adult.invited),
        AccountState::NotInvited => t_string!(i18n, adult.not_invited),
    }
}
