//! Signing in: the three pictures of a child's code, the lock after wrong tries, and the errors of
//! adults' accounts.

mod adult;
mod browser_name;

pub use adult::{AccountState, AdultError, SchoolAdult, TypedAdult};
pub use browser_name::browser_name;

use crate::{
    Lang,
    feature_error::feature_error,
    ids::{DeviceId, PersonId, SessionId},
    limits,
};
use chrono::{DateTime, TimeDelta, Utc};
use serde::{Deserialize, Serialize};
use std::net::{IpAddr, Ipv6Addr};

feature_error! {
    /// Why an adult does not come in.
    pub enum SignInError {
        /// Never says which of both.
        WrongNameOrPassword,
        /// A name or a password with a character that nobody sees.
        HiddenCharacter,
        /// The link was used, is too old, or never was.
        InvitationIsOver,
    }
}

feature_error! {
    /// Why a password can't be an adult's.
    pub enum PasswordError {
        TooShort,
        TooLong,
        /// It would be among the first hundred million guesses.
        EasyToGuess,
        /// With a character that nobody sees.
        HiddenCharacter,
        /// Typed differently the second time.
        Differs,
        /// Not the one of now.
        CurrentIsWrong,
    }
}

impl PasswordError {
    /// The field of the form it stands beside.
    pub const fn field(self) -> PasswordField {
        match self {
            Self::TooShort | Self::TooLong | Self::EasyToGuess | Self::HiddenCharacter => {
                PasswordField::Password
            }
            Self::Differs => PasswordField::Again,
            Self::CurrentIsWrong => PasswordField::Current,
        }
    }
}

/// The fields in which an adult chooses a password.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PasswordField {
    Current,
    Password,
    Again,
}

/// An open session of an adult, as they see it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AdultSession {
    pub id: SessionId,
    /// "Chrome, Windows"; none: unknown.
    pub browser: Option<String>,
    /// On the wire milliseconds since 1970, as the next.
    #[serde(with = "chrono::serde::ts_milliseconds")]
    pub started_at: DateTime<Utc>,
    #[serde(with = "chrono::serde::ts_milliseconds")]
    pub seen_at: DateTime<Utc>,
    /// The one that asks.
    pub is_this: bool,
}

/// The twelve pictures of a picture password, in the order they are shown.
pub const PICTURES: [&str; 12] = [
    "apple", "ball", "boat", "car", "cat", "drum", "fish", "flower", "house", "star", "sun", "tree",
];
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
pub struct Secret([&'static str; limits::signin::PICTURES_IN_SECRET]);

impl TryFrom<Vec<String>> for Secret {
    type Error = &'static str;

    fn try_from(names: Vec<String>) -> Result<Self, Self::Error> {
        let known = |name: &String| PICTURES.into_iter().find(|it| it == name);
        let all: Option<Vec<_>> = names.iter().map(known).collect();
        let three: [&'static str; limits::signin::PICTURES_IN_SECRET] = all
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
    pub fn pictures(&self) -> &[&'static str; limits::signin::PICTURES_IN_SECRET] {
        &self.0
    }
}

/// A soft lock on one child's pictures. Never locks the teacher's way out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SoftLock {
    /// Wrong tries in a row.
    pub wrong: u32,
    /// When the rest ends; `None`: no rest.
    pub until: Option<DateTime<Utc>>,
}

/// What the lock lets a child do now.
///
/// # Examples
///
/// ```
/// # use domain::signin::Gate;
/// # use serde_json::json;
/// for json in [
///     json!("open"),
///     json!({ "rest": { "seconds": 10 } }),
///     json!("ask-teacher"),
/// ] {
///     let gate: Gate = serde_json::from_value(json.clone())?;
///     assert_eq!(serde_json::to_value(&gate)?, json);
/// }
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Gate {
    /// The child may try.
    Open,
    /// Rest so many seconds first.
    Rest {
        /// How long to rest, in seconds, rounded up.
        seconds: u32,
    },
    /// The teacher opens with one tap.
    AskTeacher,
}

/// When wrong tries in a row are followed by lock-outs, and by how long ones.
#[derive(Clone, Copy, Debug)]
pub struct LockRule {
    /// The wrong try that brings the first lock-out; each further one brings the next.
    pub first_at: u32,
    /// How long each lock-out lasts, in seconds; the last one again and again.
    pub seconds: &'static [i64],
}

impl LockRule {
    /// Of a child's pictures. After the last lock-out only the teacher opens.
    pub const PICTURES: Self = Self {
        first_at: limits::signin::WRONG_TRIES_TO_LOCK_OUT,
        seconds: &limits::signin::LOCK_OUT_SECONDS,
    };
    /// Of an adult's account in one network, or in one known browser.
    pub const ACCOUNT: Self = Self {
        first_at: limits::account::WRONG_TRIES_TO_LOCK_OUT,
        seconds: &limits::account::LOCK_OUT_SECONDS,
    };
    /// Of an adult's account for everybody but known browsers.
    pub const ACCOUNT_EVERYWHERE: Self = Self {
        first_at: limits::account::WRONG_TRIES_TO_LOCK_OUT_EVERYWHERE,
        seconds: &limits::account::LOCK_OUT_EVERYWHERE_SECONDS,
    };

    /// How many lock-outs so many wrong tries have brought.
    fn lock_outs(&self, wrong: u32) -> usize {
        let lock_outs = wrong.saturating_add(1).saturating_sub(self.first_at);
        usize::try_from(lock_outs).unwrap_or(usize::MAX)
    }

    /// The lock-out that the last of so many wrong tries brings, in seconds.
    fn seconds_after(&self, wrong: u32) -> Option<i64> {
        let n = self.lock_outs(wrong).checked_sub(1)?;
        self.seconds.get(n).or(self.seconds.last()).copied()
    }
}

impl SoftLock {
    /// How many seconds of the lock-out are left, rounded up; none: it is over. One that would last
    /// longer than it can was begun while the clock ran ahead, and is over too.
    pub fn seconds_left(&self, rule: LockRule, now: DateTime<Utc>) -> Option<u32> {
        let left = (self.until? - now).num_milliseconds();
        let most = rule.seconds_after(self.wrong)? * 1_000;
        let left = (1..=most).contains(&left).then_some((left + 999) / 1_000);
        left.and_then(|seconds| u32::try_from(seconds).ok())
    }

    /// After one more wrong try.
    #[must_use]
    pub fn after_wrong(self, rule: LockRule, now: DateTime<Utc>) -> Self {
        let wrong = self.wrong.saturating_add(1);
        let seconds = rule.seconds_after(wrong);
        Self {
            wrong,
            until: seconds.map(|seconds| now + TimeDelta::seconds(seconds)),
        }
    }

    /// What a child may do now; a rest ends by itself, "ask the teacher" does not.
    pub fn gate(&self, now: DateTime<Utc>) -> Gate {
        let rule = LockRule::PICTURES;
        if rule.lock_outs(self.wrong) > rule.seconds.len() {
            return Gate::AskTeacher;
        }
        match self.seconds_left(rule, now) {
            Some(seconds) => Gate::Rest { seconds },
            None => Gate::Open,
        }
    }
}

/// What one household or school holds: an IPv4 address, or a /64 of IPv6.
pub fn network(address: IpAddr) -> IpAddr {
    match address.to_canonical() {
        IpAddr::V6(address) => {
            let bits = address.to_bits() >> 64 << 64;
            IpAddr::V6(Ipv6Addr::from_bits(bits))
        }
        v4 @ IpAddr::V4(_) => v4,
    }
}

/// A child as they see themselves.
///
/// # Examples
///
/// ```
/// # use domain::signin::Me;
/// # use serde_json::json;
/// let json = json!({
///     "child": "0199a2f0-0000-7000-8000-000000000001",
///     "session": "0199a2f0-0000-7000-8000-000000000002",
///     "device": "0199a2f0-0000-7000-8000-000000000003", "name": "Mia", "picture": "rabbit",
///     "grade": 1, "lang": "en"
/// });
/// let me: Me = serde_json::from_value(json.clone())?;
/// assert_eq!(serde_json::to_value(&me)?, json);
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Me {
    pub child: PersonId,
    pub session: SessionId,
    pub device: DeviceId,
    /// As on the tile wall.
    pub name: String,
    /// The tile's picture.
    pub picture: String,
    /// 0 is kindergarten and before.
    pub grade: u8,
    pub lang: Lang,
}

/// A child's tile on the wall of an open class.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct WallTile {
    pub child: PersonId,
    /// As on the tile wall: the first name, where it is the only one in the room.
    pub name: String,
    /// The tile's picture.
    pub picture: String,
    /// Signed in on some tablet now.
    pub here: bool,
}

/// What a tablet shows before a child has signed in.
///
/// # Examples
///
/// ```
/// # use domain::signin::Wall;
/// # use serde_json::json;
/// for json in [
///     json!({ "wall": "new-tablet" }),
///     json!({ "wall": "closed" }),
///     json!({
///         "wall": "open", "class": "Room 3",
///         "tiles": [
///             {
///                 "child": "0199a2f0-0000-7000-8000-000000000001", "name": "Mia",
///                 "picture": "rabbit", "here": false
///             }
///         ]
///     }),
/// ] {
///     let wall: Wall = serde_json::from_value(json.clone())?;
///     assert_eq!(serde_json::to_value(&wall)?, json);
/// }
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "wall", rename_all = "kebab-case")]
pub enum Wall {
    /// Not enrolled, or no longer.
    NewTablet,
    /// No child's name while the class is closed.
    Closed,
    /// The children of the class.
    Open {
        /// The class's name.
        class: String,
        tiles: Vec<WallTile>,
    },
}

/// What came of three pictures.
///
/// # Examples
///
/// ```
/// # use domain::signin::SignInResult;
/// # use serde_json::json;
/// for json in [
///     json!({
///         "tried": "in",
///         "me": {
///             "child": "0199a2f0-0000-7000-8000-000000000001",
///             "session": "0199a2f0-0000-7000-8000-000000000002",
///             "device": "0199a2f0-0000-7000-8000-000000000003", "name": "Mia",
///             "picture": "rabbit", "grade": 1, "lang": "en"
///         }
///     }),
///     json!({ "tried": "wrong", "gate": { "rest": { "seconds": 10 } } }),
///     json!({ "tried": "closed" }),
/// ] {
///     let tried: SignInResult = serde_json::from_value(json.clone())?;
///     assert_eq!(serde_json::to_value(&tried)?, json);
/// }
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "tried", rename_all = "kebab-case")]
pub enum SignInResult {
    /// The child is signed in.
    In { me: Me },
    /// Wrong; what the lock lets the child do next.
    Wrong { gate: Gate },
    /// The class is closed: nobody signs in.
    Closed,
}

/// A child's pictures, as the teacher sees and prints them.
///
/// # Examples
///
/// ```
/// # use domain::signin::ChildSecret;
/// # use serde_json::json;
/// let json = json!({
///     "child": "0199a2f0-0000-7000-8000-000000000001", "name": "Mia", "picture": "rabbit",
///     "secret": ["fish", "sun", "boat"], "gate": "open"
/// });
/// let child: ChildSecret = serde_json::from_value(json.clone())?;
/// assert_eq!(serde_json::to_value(&child)?, json);
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChildSecret {
    pub child: PersonId,
    /// As on the tile wall.
    pub name: String,
    /// The tile's picture.
    pub picture: String,
    /// The three pictures, in order.
    pub secret: Secret,
    /// Whether the child may try now.
    pub gate: Gate,
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    fn at(seconds: i64) -> DateTime<Utc> {
        DateTime::from_timestamp(1_790_000_000 + seconds, 0).unwrap()
    }

    /// After so many wrong tries, the last of them at `now`.
    fn wrong(tries: u32, rule: LockRule, now: DateTime<Utc>) -> SoftLock {
        (0..tries).fold(SoftLock::default(), |lock, _| lock.after_wrong(rule, now))
    }

    #[test]
    fn lock_outs_grow_and_the_last_one_comes_again() {
        let rule = LockRule::ACCOUNT;
        let left = |tries| wrong(tries, rule, at(0)).seconds_left(rule, at(0));
        assert_eq!(left(4), None);
        assert_eq!(
            [5, 6, 7, 8, 9, 10, 99].map(left),
            [10, 30, 60, 300, 900, 900, 900].map(Some)
        );
        let lock = wrong(5, rule, at(0));
        assert_eq!(lock.seconds_left(rule, at(9)), Some(1));
        assert_eq!(lock.seconds_left(rule, at(10)), None);
    }

    #[test]
    fn a_lock_out_of_a_clock_that_ran_ahead_is_over_once_it_is_right_again() {
        let ten_years = 10 * 365 * 24 * 60 * 60;
        for ahead in [3_600, ten_years] {
            for rule in [LockRule::ACCOUNT, LockRule::ACCOUNT_EVERYWHERE] {
                let lock = wrong(rule.first_at, rule, at(ahead));
                assert!(lock.seconds_left(rule, at(ahead)).is_some());
                assert_eq!(lock.seconds_left(rule, at(0)), None);
            }
            let lock = wrong(3, LockRule::PICTURES, at(ahead));
            assert_eq!(lock.gate(at(ahead)), Gate::Rest { seconds: 10 });
            assert_eq!(lock.gate(at(0)), Gate::Open);
        }
    }

    #[test]
    fn a_child_asks_the_teacher_after_the_last_lock_out() {
        let gate = |tries| wrong(tries, LockRule::PICTURES, at(0)).gate(at(0));
        assert_eq!(gate(2), Gate::Open);
        assert_eq!(gate(5), Gate::Rest { seconds: 60 });
        assert_eq!(gate(6), Gate::AskTeacher);
    }

    #[test]
    fn addresses_of_one_ipv6_network_count_as_one() {
        let of = |text: &str| network(text.parse().unwrap());
        assert_eq!(of("2001:db8:1:2::1"), of("2001:db8:1:2:ffff::9"));
        assert_ne!(of("2001:db8:1:2::1"), of("2001:db8:1:3::1"));
        assert_eq!(of("::ffff:192.0.2.1"), of("192.0.2.1"));
    }

    #[test]
    fn every_picture_has_a_word_and_every_word_a_picture() {
        let words = include_str!("../../../app/words/pictures.json");
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
