//! Why a code from the teacher's screen lets nobody in, as it is read on the tablet.

use crate::i18n::*;
use domain::device::CodeError;

/// What is wrong with a code.
pub fn code_words(it: Locale, CodeError::IsWrong: CodeError) -> &'static str {
    td_string!(it, error.code_wrong)
}
