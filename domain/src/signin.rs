//! How a child signs in: three pictures of twelve in order, behind a soft lock.

use crate::{
    Lang,
    ids::{DeviceId, PersonId, SessionId},
};
use chrono::{DateTime, TimeDelta, Utc};
use serde::{Deserialize, Serialize};

/// The twelve pictures of a picture password, in the order they are shown.
pub const PICTURES: [&str; 12] = [
    "apple", "ball", "boat", "car", "cat", "drum", "fish", "flower", "house", "star", "sun", "tree",
];
/// How many of them, in order, none twice: 1,320 codes.
pub const LENGTH: usize = 3;
/// The pictures a child's tile on the wall can have.
pub const TILES: [&str; 36] = [
    "dog",
    "cat",
    "rabbit",
    "bear",
    "panda",
    "koala",
    "tiger",
    "lion",
    "frog",
    "chick",
    "penguin",
    "owl",
    "horse",
    "unicorn",
    "giraffe",
    "zebra",
    "kangaroo",
    "hedgehog",
    "hamster",
    "turtle",
    "dolphin",
    "octopus",
    "fish",
    "crab",
    "butterfly",
    "bee",
    "ladybug",
    "dinosaur",
    "dragon",
    "parrot",
    "flamingo",
    "duck",
    "llama",
    "raccoon",
    "deer",
    "peacock",
];

/// Three different pictures in order.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "Vec<String>", into = "Vec<String>")]
pub struct Secret([&'static str; LENGTH]);

impl TryFrom<Vec<String>> for Secret {
    type Error = &'static str;

    fn try_from(names: Vec<String>) -> Result<Self, Self::Error> {
        let known = |name: &String| PICTURES.into_iter().find(|it| it == name);
        let all: Option<Vec<_>> = names.iter().map(known).collect();
        let three: [&'static str; LENGTH] = all
            .ok_or("an unknown picture")?
            .try_into()
            .map_err(|_| "three pictures are needed")?;
        if three[0] == three[1] || three[1] == three[2] || three[0] == three[2] {
            return Err("a picture is named twice");
        }
        Ok(Self(three))
    }
}

impl From<Secret> for Vec<String> {
    fn from(secret: Secret) -> Self {
        secret.0.iter().map(|name| (*name).to_owned()).collect()
    }
}

impl Secret {
    /// The code of this number, counted through all 1,320 (modulo).
    pub fn nth(number: u64) -> Self {
        let mut left: Vec<&'static str> = PICTURES.to_vec();
        let mut number = number;
        Self(std::array::from_fn(|_| {
            let n = left.len() as u64;
            let at = usize::try_from(number % n).unwrap_or(0);
            number /= n;
            left.remove(at)
        }))
    }

    /// The three names, in order.
    pub fn pictures(&self) -> &[&'static str; LENGTH] {
        &self.0
    }
}

/// The wrong try that brings the first rest.
const FREE_TRIES: u32 = 3;
/// How long each rest lasts, in seconds; after the last, only the teacher opens.
const RESTS: [i64; 3] = [10, 30, 60];

/// A soft lock on one child's pictures. Never locks the teacher's way out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SoftLock {
    pub wrong: u32,
    pub until: Option<DateTime<Utc>>,
}

/// What the lock lets a child do now.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Gate {
    Open,
    /// Rest so many seconds first.
    Rest {
        seconds: u32,
    },
    /// The teacher opens with one tap.
    AskTeacher,
}

impl SoftLock {
    /// What the child may do now; a rest ends by itself, "ask the teacher" does not.
    pub fn gate(&self, now: DateTime<Utc>) -> Gate {
        if self.rests_taken() > RESTS.len() {
            return Gate::AskTeacher;
        }
        match self.until {
            Some(until) if until > now => {
                let left = (until - now).num_milliseconds();
                Gate::Rest {
                    seconds: u32::try_from((left + 999) / 1000).unwrap_or(u32::MAX),
                }
            }
            _ => Gate::Open,
        }
    }

    /// After a wrong try made while the gate was open.
    #[must_use]
    pub fn after_wrong(self, now: DateTime<Utc>) -> Self {
        let next = Self {
            wrong: self.wrong.saturating_add(1),
            until: None,
        };
        let rest = next.rests_taken().checked_sub(1).and_then(|n| RESTS.get(n));
        Self {
            until: rest.map(|seconds| now + TimeDelta::seconds(*seconds)),
            ..next
        }
    }

    fn rests_taken(&self) -> usize {
        usize::try_from(self.wrong.saturating_sub(FREE_TRIES - 1)).unwrap_or(usize::MAX)
    }
}

/// Idle time after which a tablet goes back to the pictures, in seconds; the draft stays.
pub const IDLE_SECONDS: u32 = 180;

/// A child as they see themselves.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Me {
    pub child: PersonId,
    pub session: SessionId,
    pub device: DeviceId,
    /// As on the tile wall.
    pub name: String,
    /// The tile's picture.
    pub picture: String,
    pub grade: u8,
    pub lang: Lang,
}

/// A child's tile on the wall of an open class.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct WallTile {
    pub child: PersonId,
    pub name: String,
    pub picture: String,
    /// Signed in on some tablet now.
    pub here: bool,
}

/// What a tablet shows before a child has signed in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "wall", rename_all = "kebab-case")]
pub enum Wall {
    /// Not enrolled, or no longer.
    NewTablet,
    /// No child's name while the class is closed.
    Closed,
    Open {
        class: String,
        tiles: Vec<WallTile>,
    },
}

/// What came of three pictures.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "tried", rename_all = "kebab-case")]
pub enum Tried {
    In {
        me: Me,
    },
    /// Wrong; what the lock lets the child do next.
    Wrong {
        gate: Gate,
    },
    Closed,
}

/// A child's pictures, as the teacher sees and prints them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChildSecret {
    pub child: PersonId,
    pub name: String,
    pub picture: String,
    pub secret: Secret,
    pub gate: Gate,
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn every_picture_has_a_word_and_every_word_a_picture() {
        let words = include_str!("../../app/words/pictures.json");
        let words: serde_json::Value = serde_json::from_str(words).unwrap();
        let spoken = |kind: &str| {
            let words = words[kind].as_object().unwrap();
            words.keys().cloned().collect::<BTreeSet<String>>()
        };
        let shown = |pictures: &[&str]| pictures.iter().map(|it| (*it).to_owned()).collect();
        assert_eq!(spoken("secret"), shown(&PICTURES));
        assert_eq!(spoken("tile"), shown(&TILES));
    }
}
