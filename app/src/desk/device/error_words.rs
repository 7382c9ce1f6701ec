//! What is wrong with a tablet's name, as adults read it.

use crate::i18n::*;
use domain::device::TabletError;

pub fn tablet_words(it: Locale, error: TabletError) -> &'static str {
    match error {
        TabletError::NameLength => td_string!(it, device.e_name_length),
        TabletError::HiddenCharacter => td_string!(it, device.e_hidden),
        TabletError::NameIsTaken => td_string!(it, device.e_taken),
    }
}
