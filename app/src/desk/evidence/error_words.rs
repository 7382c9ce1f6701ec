//! Why a piece of evidence can't be kept, as adults read it.

use crate::i18n::*;
use domain::evidence::EvidenceError;

/// What is wrong with a photo or a sentence.
pub fn evidence_words(it: Locale, error: EvidenceError) -> &'static str {
    match error {
        EvidenceError::PictureIsTooBig
        | EvidenceError::IsNoPicture
        | EvidenceError::PictureSaysWhere
        | EvidenceError::SentenceTakesNoPicture
        | EvidenceError::HasAnotherPicture => td_string!(it, error.no_photo),
        EvidenceError::SentenceIsEmpty => td_string!(it, error.empty),
        EvidenceError::SentenceIsTooLong => td_string!(it, error.too_long),
        EvidenceError::TooManyPieces => td_string!(it, error.too_many_pieces),
    }
}
