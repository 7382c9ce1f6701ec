//! What the page of a class's tablets does, and how a tablet is called.

use super::api::{RenameTablet, RevokeTablet, SignOutTablet};
use crate::i18n::*;
use domain::{
    device::{Tablet, counted},
    ids::ClassId,
};
use leptos::prelude::*;
use leptos_i18n::I18nContext;

/// What can be done with the tablets of a class.
#[derive(Clone, Copy)]
pub(super) struct TabletActs {
    pub(super) class: ClassId,
    pub(super) rename: ServerAction<RenameTablet>,
    pub(super) sign_out: ServerAction<SignOutTablet>,
    pub(super) revoke: ServerAction<RevokeTablet>,
    /// The tablet that gets another name now.
    pub(super) renamed: RwSignal<Option<Tablet>>,
}

/// A tablet's name: one that nobody named by its number, in the reader's language.
pub(super) fn tablet_name(i18n: I18nContext<Locale>, name: &str) -> String {
    match counted(name) {
        Some(n) => t_string!(i18n, device.tablet_n, n),
        None => name.to_owned(),
    }
}
