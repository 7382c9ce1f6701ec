//! Tablets: how they are enrolled, and when the school counts them as there.

use chrono::TimeDelta;

/// How long an enrolment code may be typed in.
pub const CODE_LASTS: TimeDelta = TimeDelta::minutes(10);
/// Digits of an enrolment code.
pub const CODE_DIGITS: usize = 6;
/// Characters of a tablet's name.
pub const NAME_MOST_CHARS: usize = 40;
/// A tablet that has said nothing for so long is quiet: each says something every minute.
pub const QUIET_AFTER: TimeDelta = TimeDelta::minutes(2);
