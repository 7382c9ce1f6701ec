//! How often one address may try a code or a password. Loose, since a whole school is one address;
//! the tight lock is on the account or the child. Counted in memory: a restart forgives.

use crate::clock::Clock;
use app::server::{Attempt, Limiter};
use chrono::{DateTime, TimeDelta, Utc};
use std::{
    collections::HashMap,
    net::{IpAddr, Ipv6Addr},
    sync::{Arc, Mutex, PoisonError},
};

/// Most addresses remembered at once.
const MOST_ADDRESSES: usize = 20_000;

/// How many in a row, and how long until there is one more.
#[derive(Clone, Copy)]
struct Allowance {
    burst: i32,
    each: TimeDelta,
}

impl Allowance {
    const fn new(burst: i32, seconds: i64) -> Self {
        let each = TimeDelta::seconds(seconds);
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
        Attempt::Password => (Allowance::new(120, 3), Allowance::new(6_000, 1)),
        Attempt::Invitation => (Allowance::new(60, 5), Allowance::new(1_000, 1)),
    }
}

/// When each count is back at none; an attempt moves that on.
#[derive(Default)]
struct Counts(HashMap<(Attempt, Option<IpAddr>), DateTime<Utc>>);

/// Counts attempts by the clock.
pub fn limiter(clock: Clock) -> Limiter {
    let counts = Mutex::new(Counts::default());
    Arc::new(move |what, from| {
        let mut counts = counts.lock().unwrap_or_else(PoisonError::into_inner);
        counts.attempt(what, network(from), clock())
    })
}

impl Counts {
    /// Says how many seconds to wait if there is no attempt left.
    fn attempt(&mut self, what: Attempt, from: IpAddr, now: DateTime<Utc>) -> Result<(), u32> {
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
            let wait = after - now - allowance.each * allowance.burst;
            if wait > TimeDelta::zero() {
                return Err(u32::try_from(wait.num_seconds().max(1)).unwrap_or(u32::MAX));
            }
            *none_at = after;
        }
        Ok(())
    }
}

/// What one household or school holds: an IPv4 address, or a /64 of IPv6.
fn network(from: IpAddr) -> IpAddr {
    match from.to_canonical() {
        IpAddr::V6(address) => {
            let bits = address.to_bits() >> 64 << 64;
            IpAddr::V6(Ipv6Addr::from_bits(bits))
        }
        v4 @ IpAddr::V4(_) => v4,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(seconds: i64) -> DateTime<Utc> {
        DateTime::from_timestamp(1_760_000_000 + seconds, 0).unwrap()
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
    fn a_school_s_hundred_adults_sign_in_from_one_address_in_one_minute() {
        let mut counts = Counts::default();
        for n in 0..100 {
            counts
                .attempt(Attempt::Password, address(1), at(n / 2))
                .unwrap();
        }
    }

    #[test]
    fn an_address_without_attempts_is_told_how_long_to_wait_and_may_then_try_again() {
        let mut counts = Counts::default();
        while counts.attempt(Attempt::Password, address(1), at(0)).is_ok() {}
        assert_eq!(counts.attempt(Attempt::Password, address(1), at(0)), Err(3));
        assert_eq!(counts.attempt(Attempt::Password, address(2), at(0)), Ok(()));
        assert_eq!(counts.attempt(Attempt::Password, address(1), at(3)), Ok(()));
    }

    #[test]
    fn addresses_of_one_ipv6_network_count_as_one() {
        let of = |text: &str| network(text.parse().unwrap());
        assert_eq!(of("2001:db8:1:2::1"), of("2001:db8:1:2:ffff::9"));
        assert_ne!(of("2001:db8:1:2::1"), of("2001:db8:1:3::1"));
        assert_eq!(of("::ffff:192.0.2.1"), of("192.0.2.1"));
    }
}
