//! Whether something helped, as an adult says it, and what can be seen of it.

use crate::competency::{Level, LevelEntry, standing};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// The word of whoever did it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Helped {
    Helped,
    Somewhat,
    NotYet,
}

impl Helped {
    pub const ALL: [Self; 3] = [Self::Helped, Self::Somewhat, Self::NotYet];
}

/// How far a child was when they joined, and is now; none where nobody has looked.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Then {
    pub before: Option<Level>,
    pub now: Option<Level>,
}

/// Both, out of all that was said of one competency of the child: what had been seen up to the day
/// of joining counts as before, though it was written down later.
pub fn then(entries: &[LevelEntry], joined: NaiveDate) -> Then {
    let early = |it: &&LevelEntry| it.on <= joined || it.undoes.is_some();
    let before: Vec<LevelEntry> = entries.iter().filter(early).cloned().collect();
    let level = |all: &[LevelEntry]| standing(all).and_then(|it| it.level);
    Then {
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
        let both = Then {
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
