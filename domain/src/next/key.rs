//! The key of an entry of the list: its kind, its subject and its reason. An entry that a teacher
//! put aside comes back when the reason, and so the key, changes.

use crate::{
    ids::{CompetencyId, GoalId, PersonId, WishId},
    limits,
};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use std::{collections::BTreeSet, fmt, str::FromStr};

/// What names something to do next: its kind, whom or what it is about, and its reason.
///
/// # Examples
///
/// ```
/// # use domain::next::Key;
/// # use serde_json::json;
/// let json = json!("celebrate:0199a2f0-0000-7000-8000-000000000030");
/// let key: Key = serde_json::from_value(json.clone())?;
/// assert_eq!(serde_json::to_value(&key)?, json);
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Key(String);

impl Key {
    pub(super) fn sit(wish: WishId) -> Self {
        Self(format!("sit:{wish}"))
    }

    pub(super) fn celebrate(goal: GoalId) -> Self {
        Self(format!("celebrate:{goal}"))
    }

    /// Comes back when so many days have passed once more.
    pub(super) fn check_in(child: PersonId, since: NaiveDate, times: i64) -> Self {
        Self(format!("check-in:{child}:{since}:{times}"))
    }

    /// Comes back when a child joins or leaves.
    pub(super) fn alike(competency: CompetencyId, children: &BTreeSet<PersonId>) -> Self {
        let bytes = children.iter().flat_map(|it| it.0.into_bytes());
        // FNV-1a: to be told apart, not to be kept secret.
        let who = bytes.fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
            (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
        });
        Self(format!("alike:{competency}:{who:016x}"))
    }

    /// Whether it is about a wish for help, which nobody remembers the day after.
    pub fn is_sit(&self) -> bool {
        self.0.starts_with("sit:")
    }
}

impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl FromStr for Key {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let plain = |it: u8| matches!(it, b'a'..=b'z' | b'0'..=b'9' | b':' | b'-');
        if text.is_empty() || text.len() > limits::next::KEY_CHARS || !text.bytes().all(plain) {
            return Err("no key".to_owned());
        }
        Ok(Self(text.to_owned()))
    }
}

impl TryFrom<String> for Key {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        text.parse()
    }
}

impl From<Key> for String {
    fn from(key: Key) -> Self {
        key.0
    }
}
