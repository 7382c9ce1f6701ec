//! Limits how often one address may try a code. The limit is loose, since a whole school is one address.
//! It counts in memory, so that a restart forgets, and by time that has passed, so that a clock that is
//! set keeps nobody out. Passwords have locks and a queue of their own, in the store.

use app::request::{Attempt, Limiter};
use domain::signin::network;
use std::{
    collections::HashMap,
    net::IpAddr,
    sync::{Arc, Mutex, PoisonError},
    time::{Duration, Instant},
};

/// Most addresses remembered at once.
const MOST_ADDRESSES: usize = 20_000;

/// How many in a row, and how long until there is one more.
#[derive(Clone, Copy)]
struct Allowance {
    burst: u32,
    each: Duration,
}

impl Allowance {
    const fn new(burst: u32, seconds: u64) -> Self {
        let each = Duration::from_secs(seconds);
        Self { burst, each }
    }
}

/// For one address, and for all together. Enrolment codes hold for ten minutes: all addresses
/// together get 1,600 tries at a million codes in that time.
const fn allowances(what: Attempt) -> (Allowance, Allowance) {
    match what {
        Attempt::EnrolCode | Attempt::BesideCode => {
            (Allowance::new(120, 4), Allowance::new(1_000, 1))
        }
    }
}

/// How long this process runs, which no setting of the clock changes; tests move it.
pub type Uptime = Arc<dyn Fn() -> Duration + Send + Sync>;

/// Since now.
pub fn uptime() -> Uptime {
    let started = Instant::now();
    Arc::new(move || started.elapsed())
}

/// At which uptime each count is back at none; an attempt moves that on.
#[derive(Default)]
struct Counts(HashMap<(Attempt, Option<IpAddr>), Duration>);

/// Counts attempts.
pub fn limiter(uptime: Uptime) -> Limiter {
    let counts = Mutex::new(Counts::default());
    Arc::new(move |what, from| {
        let mut counts = counts.lock().unwrap_or_else(PoisonError::into_inner);
        counts.attempt(what, network(from), uptime())
    })
}

impl Counts {
    /// Says how many seconds to wait if there is no attempt left.
    fn attempt(&mut self, what: Attempt, from: IpAddr, now: Duration) -> Result<(), u32> {
        if self.0.len() >= MOST_ADDRESSES {
            self.0.retain(|_, none_at| *none_at > now);
        }
        if self.0.len() >= MOST_ADDRESSES {
            self.0.retain(|(_, from), _| from.is_none());
        }
        let (own, all) = allowances(what);
        for (key, allowance) in [(Some(from), own), (None, all)] {
            let none_at = self.0.entry((what, key)).or_insert(now);
            let after = (*none_at).max(now) + allowance.each;
            let wait = after.saturating_sub(now + allowance.each * allowance.burst);
            if !wait.is_zero() {
                return Err(u32::try_from(wait.as_secs().max(1)).unwrap_or(u32::MAX));
            }
            *none_at = after;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(seconds: u32) -> Duration {
        Duration::from_secs(seconds.into())
    }

    fn address(n: u32) -> IpAddr {
        IpAddr::V4(n.into())
    }

    #[test]
    fn ten_thousand_guesses_from_one_address_get_nowhere() {
        let mut counts = Counts::default();
        let tried = (0..10_000)
            .filter(|n| {
                counts
                    .attempt(Attempt::EnrolCode, address(1), at(n / 20))
                    .is_ok()
            })
            .count();
        assert!(tried < 250, "{tried} tries in 500 s");
    }

    #[test]
    fn ten_thousand_guesses_from_as_many_addresses_get_nowhere_either() {
        let mut counts = Counts::default();
        let tried = (0..10_000)
            .filter(|n| {
                counts
                    .attempt(Attempt::EnrolCode, address(*n), at(0))
                    .is_ok()
            })
            .count();
        assert_eq!(tried, 1_000);
    }

    #[test]
    fn an_address_without_attempts_is_told_how_long_to_wait_and_may_then_try_again() {
        let mut counts = Counts::default();
        while counts
            .attempt(Attempt::EnrolCode, address(1), at(0))
            .is_ok()
        {}
        assert_eq!(
            counts.attempt(Attempt::EnrolCode, address(1), at(0)),
            Err(4)
        );
        assert_eq!(
            counts.attempt(Attempt::EnrolCode, address(2), at(0)),
            Ok(())
        );
        assert_eq!(
            counts.attempt(Attempt::EnrolCode, address(1), at(4)),
            Ok(())
        );
    }
}
