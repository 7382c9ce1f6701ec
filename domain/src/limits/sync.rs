//! What a child does, on its way from the tablet to the school.

use chrono::TimeDelta;

/// Most events a tablet sends at once.
pub const MOST_EVENTS_IN_BATCH: usize = 100;
/// Longest event the school takes, in bytes of its text.
pub const MOST_EVENT_BYTES: usize = 16 * 1024;
/// Most refused events of a tablet that the school keeps on a day; further ones are only counted.
pub const MOST_REFUSED_KEPT_A_DAY: i64 = 1_000;
/// Most bytes of them.
pub const MOST_REFUSED_BYTES_A_DAY: i64 = 2 * 1024 * 1024;
/// How long a tablet keeps an event after the school has answered for it, for the day on which
/// the school is restored from a backup.
pub const SENT_EVENT_KEPT_FOR: TimeDelta = TimeDelta::hours(24);
/// Most such events on a tablet; the oldest go first.
pub const MOST_SENT_EVENTS_KEPT: usize = 500;
/// How often a tablet that has nothing to send asks whether the school was restored, and so
/// says that it is there ([`super::device::QUIET_AFTER`]), in milliseconds.
pub const ASK_WHEN_EMPTY_MS: u64 = 60_000;
/// The first wait after a failure, in milliseconds; each further one is twice as long.
pub const FIRST_RETRY_MS: u64 = 1_000;
/// The longest wait after a failure, in milliseconds.
pub const LONGEST_RETRY_MS: u64 = 60_000;
/// A batch without an answer for so long counts as failed, in milliseconds.
pub const BATCH_FAILS_AFTER_MS: u64 = 30_000;
/// How long after a restore tablets may bring what the backup lacks.
pub const RESTORED_TAKES_LOST_STAYS_FOR: TimeDelta = TimeDelta::days(30);
