//! Adults' accounts: passwords, lock-outs, sessions.

use chrono::TimeDelta;

/// Longest given name, family name or user name of an adult, in characters.
pub const NAME_MOST_CHARS: usize = 80;
/// Shortest password an adult may choose, in characters.
pub const PASSWORD_LEAST_CHARS: usize = 10;
/// Longest password, in bytes.
pub const PASSWORD_MOST_BYTES: usize = 256;
/// The wrong try from one network, or in one known browser, that brings an account its first
/// lock-out there.
pub const WRONG_TRIES_TO_LOCK_OUT: u32 = 5;
/// How long each lock-out there lasts, in seconds; the last one again and again.
pub const LOCK_OUT_SECONDS: [i64; 5] = [10, 30, 60, 300, 900];
/// The wrong try from anywhere that brings an account its first lock-out everywhere. Browsers in
/// which the adult has signed in before are not counted and not locked out.
pub const WRONG_TRIES_TO_LOCK_OUT_EVERYWHERE: u32 = 100;
/// How long each lock-out everywhere lasts, in seconds; the last one again and again.
pub const LOCK_OUT_EVERYWHERE_SECONDS: [i64; 3] = [60, 300, 900];
/// Wrong passwords count from nothing again after so long without one.
pub const WRONG_TRIES_FORGOTTEN_AFTER: TimeDelta = TimeDelta::days(1);
/// Most browsers in which an adult is known; the one not used for longest is forgotten first.
pub const MOST_KNOWN_BROWSERS: i64 = 10;
/// A browser in which the adult has not signed in for so long is a stranger again.
pub const BROWSER_KNOWN_FOR: TimeDelta = TimeDelta::days(180);
/// How long an invitation may be answered.
pub const INVITE_LASTS: TimeDelta = TimeDelta::days(7);
/// An adult's session that is not used for so long has ended.
pub const SESSION_IDLE: TimeDelta = TimeDelta::hours(3);
/// Every session, an adult's and a child's, ends so long after it began.
pub const SESSION_LASTS: TimeDelta = TimeDelta::hours(12);
