//! A child's wish for help, and the adult's answer. A wish is sent as a whole state with a
//! revision, so the order and number of arrivals do not matter. The child may take it back; an
//! adult says that they come, and that it is done.

use crate::{
    Words,
    ids::{StatementId, WishId},
    limits,
};
use chrono::{DateTime, TimeDelta, Utc};
use serde::{Deserialize, Serialize};

/// What the child says of a wish.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum HelpMoment {
    /// The child wants help.
    Asked,
    /// "I found it!": taken back.
    Found,
}

/// The state of a wish, as the child's tablet says it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Wish {
    /// Made on the tablet.
    pub wish: WishId,
    /// One more than the state it was made from.
    pub rev: u32,
    pub asking: HelpMoment,
    /// What the child has tried already, of what their own profile says they try.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub tried: Vec<StatementId>,
}

impl Wish {
    /// A new one.
    pub fn new(wish: WishId, mut tried: Vec<StatementId>) -> Self {
        tried.truncate(limits::help::MOST_TRIED);
        Self {
            wish,
            rev: 1,
            asking: HelpMoment::Asked,
            tried,
        }
    }

    /// The same, taken back.
    #[must_use]
    pub fn found(&self) -> Self {
        Self {
            rev: self.rev + 1,
            asking: HelpMoment::Found,
            ..self.clone()
        }
    }

    /// Whether it can be one.
    pub fn is_possible(&self) -> bool {
        let twice = |n: usize| self.tried[..n].contains(&self.tried[n]);
        self.rev > 0
            && self.tried.len() <= limits::help::MOST_TRIED
            && !(0..self.tried.len()).any(twice)
    }
}

/// Since when the child has been waiting: by the tablet's clock if that can be believed, else from
/// when the school heard of it.
pub fn asked_at(at: DateTime<Utc>, taken_at: DateTime<Utc>) -> DateTime<Utc> {
    let age = taken_at - at;
    if (TimeDelta::zero()..=limits::help::TABLET_CLOCK_BELIEVED_FOR).contains(&age) {
        at
    } else {
        taken_at
    }
}

/// One of the child's own tries, as picture and word.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TriedStep {
    /// The name of the picture, without ".svg".
    pub picture: String,
    pub word: Words,
}

/// A wish that stands, on the teacher's tile.
///
/// # Examples
///
/// ```
/// # use domain::help::OpenWish;
/// # use serde_json::json;
/// let json = json!({
///     "wish": "0199a2f0-0000-7000-8000-000000000060", "asked_at": 1_792_420_200_000_i64,
///     "tried": [
///         {
///             "picture": "friend",
///             "word": { "en": "ask a friend", "es": "preguntar a una amiga" }
///         }
///     ],
///     "coming": null
/// });
/// let wish: OpenWish = serde_json::from_value(json.clone())?;
/// assert_eq!(serde_json::to_value(&wish)?, json);
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OpenWish {
    pub wish: WishId,
    /// Since when the child waits. On the wire milliseconds since 1970.
    #[serde(with = "chrono::serde::ts_milliseconds")]
    pub asked_at: DateTime<Utc>,
    /// What the child has tried before.
    pub tried: Vec<TriedStep>,
    /// The adult who said that they come.
    pub coming: Option<String>,
}

/// What an adult says to a wish.
///
/// # Examples
///
/// ```
/// # use domain::help::HelpAnswer;
/// # use serde_json::json;
/// for json in [json!("yes"), json!("not-me"), json!("done")] {
///     let answer: HelpAnswer = serde_json::from_value(json.clone())?;
///     assert_eq!(serde_json::to_value(&answer)?, json);
/// }
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum HelpAnswer {
    /// "I'm coming." Whoever says so first is the one.
    Yes,
    /// Somebody else may.
    NotMe,
    /// The child was helped.
    Done,
}

/// A wish that stands, as the child sees it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MyHelp {
    #[serde(flatten)]
    pub wish: Wish,
    /// The name of the adult who comes; `None` while nobody does.
    pub coming: Option<String>,
}

impl MyHelp {
    /// What stands after the child said something of a wish on this tablet.
    pub fn after(before: Option<Self>, wish: &Wish) -> Option<Self> {
        let held = before.as_ref().filter(|it| it.wish.wish == wish.wish);
        if held.is_some_and(|it| it.wish.rev >= wish.rev) {
            return before;
        }
        if wish.asking == HelpMoment::Found {
            // Of one that does not stand here it says nothing.
            return if held.is_some() { None } else { before };
        }
        Some(Self {
            coming: held.and_then(|it| it.coming.clone()),
            wish: wish.clone(),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use uuid::Uuid;

    fn wish(id: u128) -> Wish {
        Wish::new(WishId(Uuid::from_u128(id)), Vec::new())
    }

    fn time(ms: i64) -> DateTime<Utc> {
        DateTime::from_timestamp_millis(ms).unwrap()
    }

    #[test]
    fn a_wish_stands_until_the_child_takes_it_back() {
        let one = wish(1);
        let stands = MyHelp::after(None, &one);
        assert_eq!(stands.as_ref().map(|it| &it.wish), Some(&one));
        assert_eq!(MyHelp::after(stands.clone(), &one), stands);
        assert_eq!(MyHelp::after(stands, &one.found()), None);
    }

    #[test]
    fn who_comes_is_not_forgotten_when_the_tablet_says_the_wish_again() {
        let mut again = wish(1);
        let coming = MyHelp {
            wish: again.clone(),
            coming: Some("Kim Reed".to_owned()),
        };
        again.rev = 2;
        let stands = MyHelp::after(Some(coming), &again).unwrap();
        assert_eq!(stands.coming.as_deref(), Some("Kim Reed"));
    }

    #[test]
    fn taking_back_an_earlier_wish_leaves_the_one_that_stands() {
        let stands = MyHelp::after(None, &wish(2));
        assert_eq!(MyHelp::after(stands.clone(), &wish(1).found()), stands);
    }

    #[test]
    fn a_wish_names_each_try_once_and_at_most_five() {
        let tried: Vec<_> = (0..9).map(|n| StatementId(Uuid::from_u128(n))).collect();
        let mut wish = Wish::new(WishId(Uuid::nil()), tried.clone());
        assert_eq!(wish.tried, tried[..limits::help::MOST_TRIED]);
        assert!(wish.is_possible());
        wish.tried[1] = wish.tried[0];
        assert!(!wish.is_possible());
        wish.tried = tried;
        assert!(!wish.is_possible());
    }

    proptest! {
        #[test]
        fn nobody_waits_since_the_future_nor_longer_than_a_school_day(at: i32, taken: i32) {
            let (at, taken) = (time(i64::from(at) * 1_000), time(i64::from(taken) * 1_000));
            let since = asked_at(at, taken);
            prop_assert!(since <= taken && taken - since <= limits::help::TABLET_CLOCK_BELIEVED_FOR);
            prop_assert!(since == at || since == taken);
        }
    }
}
