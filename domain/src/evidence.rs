//! What shows how a goal goes: a photo, a drawing, a sentence. The child's, and taken back by the
//! child alone; what an adult writes beside is shown as theirs.

use crate::{
    Words,
    ids::{EvidenceId, GoalId, SessionId},
    plan::{Text, WhyCard},
};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// Most pieces of a goal.
pub const MOST: i64 = 24;
/// Most bytes of a picture; the tablet makes it smaller before it keeps it.
pub const MOST_BYTES: usize = 200 * 1024;
/// Longest sentence of an adult, in characters.
pub const LONGEST: usize = 300;

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    Photo,
    Drawing,
    Sentence,
}

/// A sentence of the book of goals, chosen by picture.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Starter {
    pub book: u32,
    pub id: String,
}

/// The state of a piece, as the child's tablet says it; the highest revision stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Piece {
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
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub taken_back: bool,
}

impl Piece {
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
pub struct Sentence {
    /// None of an adult's own words.
    pub picture: Option<String>,
    pub text: Text,
}

impl Sentence {
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
pub struct Shown {
    pub evidence: EvidenceId,
    pub goal: GoalId,
    pub kind: Kind,
    pub rev: u32,
    pub on: NaiveDate,
    pub sentence: Option<Sentence>,
    /// The picture has come to school.
    pub has_picture: bool,
    /// The adult who made it; none: the child's own.
    pub by: Option<String>,
    /// Whoever reads it made it.
    #[serde(default)]
    pub mine: bool,
}

/// A child's own, and the sentences of the book to choose from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mine {
    /// Whose stay asked: what a tablet keeps, it keeps for that alone.
    pub session: SessionId,
    /// The book's version.
    pub book: u32,
    pub starters: Vec<WhyCard>,
    /// The newest first.
    pub pieces: Vec<Shown>,
}

/// The pieces of a goal, as staff see them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OfGoal {
    pub goal: GoalId,
    pub title: Text,
    /// The newest first.
    pub pieces: Vec<Shown>,
}

/// What a picture is, by its first bytes and not by what was said of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Media {
    Jpeg,
    Png,
    Webp,
}

impl Media {
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

    pub fn named(name: &str) -> Option<Self> {
        [Self::Jpeg, Self::Png, Self::Webp]
            .into_iter()
            .find(|it| it.name() == name)
    }
}

/// Why a picture is not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unfit {
    TooBig,
    NoPicture,
    /// It says where or with what it was taken. The tablet draws pictures anew, which leaves that
    /// out; this one did not come that way.
    SaysWhere,
}

/// Whether a picture can be kept.
pub fn check(bytes: &[u8]) -> Result<Media, Unfit> {
    if bytes.len() > MOST_BYTES {
        return Err(Unfit::TooBig);
    }
    let media = Media::of(bytes).ok_or(Unfit::NoPicture)?;
    let mark: &[u8] = match media {
        Media::Jpeg => b"Exif\0\0",
        Media::Png => b"eXIf",
        Media::Webp => b"EXIF",
    };
    // Marks stand before the picture itself, which may hold such bytes by chance.
    let head = &bytes[..bytes.len().min(4_096)];
    if head.windows(mark.len()).any(|it| it == mark) {
        return Err(Unfit::SaysWhere);
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
        assert_eq!(check(&JPEG), Ok(Media::Jpeg));
        assert_eq!(check(b"\x89PNG\r\n\x1a\nrest"), Ok(Media::Png));
        assert_eq!(check(b"RIFF\0\0\0\0WEBPVP8 "), Ok(Media::Webp));
        for other in [
            b"GIF89a".as_slice(),
            b"<svg xmlns=",
            b"<script>",
            b"%PDF-",
            b"",
        ] {
            assert_eq!(check(other), Err(Unfit::NoPicture));
        }
        for media in [Media::Jpeg, Media::Png, Media::Webp] {
            assert_eq!(Media::named(media.name()), Some(media));
        }
    }

    #[test]
    fn one_that_is_too_big_or_says_where_it_was_taken_is_not_kept() {
        let mut big = JPEG.to_vec();
        big.resize(MOST_BYTES, 0);
        assert_eq!(check(&big), Ok(Media::Jpeg));
        big.push(0);
        assert_eq!(check(&big), Err(Unfit::TooBig));
        let tagged = [JPEG.as_slice(), &[0xff, 0xe1, 0, 9], b"Exif\0\0MM"].concat();
        assert_eq!(check(&tagged), Err(Unfit::SaysWhere));
    }

    proptest! {
        #[test]
        fn whatever_is_kept_is_a_picture_and_small(bytes in prop::collection::vec(any::<u8>(), 0..64)) {
            if let Ok(media) = check(&bytes) {
                prop_assert_eq!(Media::of(&bytes), Some(media));
            }
        }
    }
}
