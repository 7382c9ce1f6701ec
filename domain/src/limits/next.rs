//! What a teacher may do next.

use chrono::TimeDelta;
use std::ops::RangeInclusive;

/// Most that is shown at once.
pub const MOST_SHOWN: usize = 4;
/// A goal that was reached longer ago is no news.
pub const CELEBRATED_WITHIN: TimeDelta = TimeDelta::days(14);
/// From how many minutes of waiting on a teacher may want to hear of a wish for help.
pub const WAIT_MINUTES: RangeInclusive<u16> = 0..=30;
/// After how many days without a check-in a teacher may want to hear of it.
pub const CHECK_IN_DAYS: RangeInclusive<u16> = 2..=60;
/// From how many children on with the same gap a teacher may want to hear of it.
pub const ALIKE_CHILDREN: RangeInclusive<u16> = 2..=12;
/// Longest key, in bytes.
pub const KEY_CHARS: usize = 120;
/// What a teacher put aside comes back after so long.
pub const ASIDE_REMEMBERED_FOR: TimeDelta = TimeDelta::days(180);
/// A wish that was put aside: nobody waits from one day to the next.
pub const WISH_ASIDE_REMEMBERED_FOR: TimeDelta = TimeDelta::days(1);
/// Most check-ins and celebrations of a child that are shown, the newest.
pub const MOST_NOTES_SHOWN: i64 = 20;
