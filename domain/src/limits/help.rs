//! A child's wish for help.

use chrono::TimeDelta;

/// Most tries that go with a wish.
pub const MOST_TRIED: usize = 5;
/// A tablet's clock that is further off than a school day says nothing of when a wish was made.
pub const TABLET_CLOCK_BELIEVED_FOR: TimeDelta = TimeDelta::hours(12);
