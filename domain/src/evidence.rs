//! Evidence of how a goal goes: a photo, a drawing or a sentence. Only the child can take back the
//! child's own pieces; pieces that an adult adds are shown with the adult's name.

use crate::{
    Words,
    feature_error::feature_error,
    ids::{EvidenceId, GoalId, SessionId},
    limits,
    plan::{Text, WhyCard},
};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// The form of a piece of evidence.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    Photo,
    Drawing,
    /// A sentence of the book of goals, or an adult's own words.
    Sentence,
}

/// A sentence of the book of goals, chosen by picture.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Starter {
    /// The version of the book.
    pub book: u32,
    /// The id of the sentence in the book.
    pub id: String,
}

/// The state of a piece, as the child's tablet says it; the highest revision stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EvidenceState {
    /// Made on the tablet.
    pub evidence: EvidenceId,
    pub goal: GoalId,
    pub kind: Kind,
    /// One more than the state it was made from.
    pub rev: u32,
    /// By the tablet's local date.
    pub on: NaiveDate,
    /// Of a sentence, and of nothing else.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub starter: Option<Starter>,
    /// The child took it back: nobody sees it.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub taken_back: bool,
}

impl EvidenceState {
    /// Whether it can be one.
    pub fn is_possible(&self) -> bool {
        self.rev > 0 && (self.kind == Kind::Sentence) == self.starter.is_some()
    }

    /// The same, taken back.
    #[must_use]
    pub fn back(&self) -> Self {
        Self {
            rev: self.rev + 1,
            taken_back: true,
            ..self.clone()
        }
    }
}

/// What a sentence says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EvidenceSentence {
    /// None of an adult's own words.
    pub picture: Option<String>,
    /// The sentence.
    pub text: Text,
}

impl EvidenceSentence {
    /// Of the book.
    pub fn of(picture: &str, words: &Words) -> Self {
        Self {
            picture: Some(picture.to_owned()),
            text: Text::Book(words.clone()),
        }
    }
}

/// A piece that stands, as it is shown.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EvidenceItem {
    pub evidence: EvidenceId,
    pub goal: GoalId,
    pub kind: Kind,
    /// Of the newest state; the next has one more.
    pub rev: u32,
    /// The day it was made.
    pub on: NaiveDate,
    /// `None` for a photo and a drawing.
    pub sentence: Option<EvidenceSentence>,
    /// The picture has come to school.
    pub has_picture: bool,
    /// The adult who made it; none: the child's own.
    pub by: Option<String>,
    /// Whoever reads it made it.
    #[serde(default)]
    pub mine: bool,
}

/// A child's own, and the sentences of the book to choose from.
///
/// # Examples
///
/// ```
/// # use domain::evidence::MyEvidence;
/// # use serde_json::json;
/// let json = json!({
///     "session": "0199a2f0-0000-7000-8000-000000000002", "book": 2,
///     "starters": [
///         {
///             "id": "alone", "picture": "star",
///             "word": { "en": "I did it alone", "es": "Lo hice yo" }
///         }
///     ],
///     "pieces": [
///         {
///             "evidence": "0199a2f0-0000-7000-8000-000000000080",
///             "goal": "0199a2f0-0000-7000-8000-000000000030", "kind": "sentence", "rev": 1,
///             "on": "2026-10-19",
///             "sentence": {
///                 "picture": "star", "text": { "en": "I did it alone", "es": "Lo hice yo" }
///             },
///             "has_picture": false, "by": null, "mine": true
///         }
///     ]
/// });
/// let mine: MyEvidence = serde_json::from_value(json.clone())?;
/// assert_eq!(serde_json::to_value(&mine)?, json);
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MyEvidence {
    /// Whose stay asked: what a tablet keeps, it keeps for that alone.
    pub session: SessionId,
    /// The book's version.
    pub book: u32,
    /// Sentences the child may choose.
    pub starters: Vec<WhyCard>,
    /// The newest first.
    pub pieces: Vec<EvidenceItem>,
}

/// The pieces of a goal, as staff see them.
///
/// # Examples
///
/// ```
/// # use domain::evidence::GoalEvidence;
/// # use serde_json::json;
/// let json = json!({
///     "goal": "0199a2f0-0000-7000-8000-000000000030", "title": "Read 20 words",
///     "pieces": [
///         {
///             "evidence": "0199a2f0-0000-7000-8000-000000000080",
///             "goal": "0199a2f0-0000-7000-8000-000000000030", "kind": "sentence", "rev": 1,
///             "on": "2026-10-19",
///             "sentence": {
///                 "picture": "star", "text": { "en": "I did it alone", "es": "Lo hice yo" }
///             },
///             "has_picture": false, "by": null, "mine": true
///         }
///     ]
/// });
/// let evidence: GoalEvidence = serde_json::from_value(json.clone())?;
/// assert_eq!(serde_json::to_value(&evidence)?, json);
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct GoalEvidence {
    pub goal: GoalId,
    pub title: Text,
    /// The newest first.
    pub pieces: Vec<EvidenceItem>,
}

/// What a picture is, by its first bytes and not by what was said of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PictureFormat {
    Jpeg,
    Png,
    Webp,
}

impl PictureFormat {
    /// The format of a picture's bytes; `None` where it is not one of these.
    pub fn of(bytes: &[u8]) -> Option<Self> {
        match bytes {
            [0xff, 0xd8, 0xff, ..] => Some(Self::Jpeg),
            [0x89, b'P', b'N', b'G', 0x0d, 0x0a, 0x1a, 0x0a, ..] => Some(Self::Png),
            [
                b'R',
                b'I',
                b'F',
                b'F',
                _,
                _,
                _,
                _,
                b'W',
                b'E',
                b'B',
                b'P',
                ..,
            ] => Some(Self::Webp),
            _ => None,
        }
    }

    /// Its name on the wire.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Jpeg => "image/jpeg",
            Self::Png => "image/png",
            Self::Webp => "image/webp",
        }
    }

    /// The format of a media type; `None` for other media types.
    pub fn named(name: &str) -> Option<Self> {
        [Self::Jpeg, Self::Png, Self::Webp]
            .into_iter()
            .find(|it| it.name() == name)
    }
}

feature_error! {
    /// Why something can't be kept beside a goal.
    pub enum EvidenceError {
        PictureIsTooBig,
        /// The file is no picture, or of a kind that is not taken.
        IsNoPicture,
        /// It says where or with what it was taken. The tablet draws pictures anew, which leaves that
        /// out; this one did not come that way.
        PictureSaysWhere,
        SentenceTakesNoPicture,
        /// It has another one, which stays.
        HasAnotherPicture,
        SentenceIsEmpty,
        SentenceIsTooLong,
        /// The goal has as many as it can hold.
        TooManyPieces,
    }
}

/// Whether a picture can be kept.
///
/// # Errors
///
/// Why the bytes are not taken: too many, no picture, or one that says where it was made.
pub fn check(bytes: &[u8]) -> Result<PictureFormat, EvidenceError> {
    if bytes.len() > limits::evidence::MOST_PICTURE_BYTES {
        return Err(EvidenceError::PictureIsTooBig);
    }
    let media = PictureFormat::of(bytes).ok_or(EvidenceError::IsNoPicture)?;
    let mark: &[u8] = match media {
        PictureFormat::Jpeg => b"Exif\0\0",
        PictureFormat::Png => b"eXIf",
        PictureFormat::Webp => b"EXIF",
    };
    // Marks stand before the picture itself, which may hold such bytes by chance.
    let head = &bytes[..bytes.len().min(4_096)];
    if head.windows(mark.len()).any(|it| it == mark) {
        return Err(EvidenceError::PictureSaysWhere);
    }
    Ok(media)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const JPEG: [u8; 4] = [0xff, 0xd8, 0xff, 0xe0];

    #[test]
    fn a_picture_is_what_its_bytes_say() {
        assert_eq!(check(&JPEG), Ok(PictureFormat::Jpeg));
        assert_eq!(check(b"\x89PNG\r\n\x1a\nrest"), Ok(PictureFormat::Png));
        assert_eq!(check(b"RIFF\0\0\0\0WEBPVP8 "), Ok(PictureFormat::Webp));
        for other in [
            b"GIF89a".as_slice(),
            b"<svg xmlns=",
            b"<script>",
            b"%PDF-",
            b"",
        ] {
            assert_eq!(check(other), Err(EvidenceError::IsNoPicture));
        }
        for media in [PictureFormat::Jpeg, PictureFormat::Png, PictureFormat::Webp] {
            assert_eq!(PictureFormat::named(media.name()), Some(media));
        }
    }

    #[test]
    fn one_that_is_too_big_or_says_where_it_was_taken_is_not_kept() {
        let mut big = JPEG.to_vec();
        big.resize(limits::evidence::MOST_PICTURE_BYTES, 0);
        assert_eq!(check(&big), Ok(PictureFormat::Jpeg));
        big.push(0);
        assert_eq!(check(&big), Err(EvidenceError::PictureIsTooBig));
        let tagged = [JPEG.as_slice(), &[0xff, 0xe1, 0, 9], b"Exif\0\0MM"].concat();
        assert_eq!(check(&tagged), Err(EvidenceError::PictureSaysWhere));
    }

    proptest! {
        #[test]
        fn whatever_is_kept_is_a_picture_and_small(bytes in prop::collection::vec(any::<u8>(), 0..64)) {
            if let Ok(media) = check(&bytes) {
                prop_assert_eq!(PictureFormat::of(&bytes), Some(media));
            }
        }
    }
}
