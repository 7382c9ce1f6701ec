//! Why a file of scores can't be taken, as adults read it.

use crate::i18n::*;
use domain::assessment::FileError;

/// What is wrong with a file.
pub fn file_words(it: Locale, FileError::IsTooBig: FileError) -> &'static str {
    td_string!(it, error.file_too_big)
}
