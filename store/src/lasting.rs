//! Until when something is good that lasts for a while: a session, a code, an invitation. Its end is
//! stored; what would last longer than its kind can was begun while the server's clock ran ahead, and
//! must not be good until the clock has come there.

use crate::column::to_millis;
use chrono::{DateTime, TimeDelta, Utc};
use domain::limits;

/// The latest end that something can have which lasts so long, as a column holds it.
pub(crate) fn latest_end(now: DateTime<Utc>, lasts: TimeDelta) -> i64 {
    to_millis(now + lasts + limits::clock::MAY_GO_BACK)
}
