//! Whether something helped, in an adult's word, and the child's level before and now.

use crate::competency::{Level, LevelEntry, current_level};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// The word of whoever did it.
///
/// # Examples
///
/// ```
/// # use domain::group::Helpfulness;
/// # use serde_json::json;
/// for json in [json!("helped"), json!("somewhat"), json!("not-yet")] {
///     let helped: Helpfulness = serde_json::from_value(json.clone())?;
///     assert_eq!(serde_json::to_value(&helped)?, json);
/// }
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Helpfulness {
    Helped,
    Somewhat,
    NotYet,
}

impl Helpfulness {
    /// All answers, in the order in which the form offers them.
    pub const ALL: [Self; 3] = [Self::Helped, Self::Somewhat, Self::NotYet];
}

/// How far a child was when they joined, and is now; none where nobody has looked.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct MemberProgress {
    /// On the day of joining.
    pub before: Option<Level>,
    /// Today.
    pub now: Option<Level>,
}

/// Both, out of all that was said of one competency of the child: what had been seen up to the day
/// of joining counts as before, though it was written down later.
pub fn then(entries: &[LevelEntry], joined: NaiveDate) -> MemberProgress {
    let early = |it: &&LevelEntry| it.on <= joined || it.undoes.is_some();
    let before: Vec<LevelEntry> = entries.iter().filter(early).cloned().collect();
    let level = |all: &[LevelEntry]| current_level(all).and_then(|it| it.level);
    MemberProgress {
        before: level(&before),
        now: level(entries),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::competency::level_tests::{day, entry};

    #[test]
    fn what_was_seen_up_to_the_day_of_joining_is_before_and_what_stands_is_now() {
        let said = [
            entry(1, Some(Level::NotYet), 2, None),
            entry(2, Some(Level::Learning), 9, None),
        ];
        let (not_yet, learning) = (Some(Level::NotYet), Some(Level::Learning));
        let both = MemberProgress {
            before: not_yet,
            now: learning,
        };
        assert_eq!(then(&said, day(5)), both);
        assert_eq!(then(&said, day(1)).before, None);
        assert_eq!(then(&said, day(9)).before, learning);
    }

    #[test]
    fn what_was_taken_back_since_was_not_so_before_either() {
        let said = [
            entry(1, Some(Level::NotYet), 2, None),
            entry(2, Some(Level::GotIt), 3, None),
            entry(3, None, 8, Some(2)),
        ];
        assert_eq!(then(&said, day(5)).before, Some(Level::NotYet));
    }
}
