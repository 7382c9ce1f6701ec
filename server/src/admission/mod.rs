//! How much of the server anybody gets: the slots for being worked on, of which children's events,
//! strangers, and everybody else have their own, each sender's share of them, the size and the speed of
//! bodies, and the connections. What a request passes by them says `admit`.

mod body;
mod connections;
mod fair_slots;
mod sender;

pub use body::{
    BodyError, BodyRate, EVENTS_PATH, MAX_BODY_BYTES, MAX_STRANGER_BODY_BYTES, MAX_UPLOAD_BYTES,
    announced_size, most_bytes, read_body,
};
pub use connections::{Connection, Connections, OpenConnection};
pub use fair_slots::{FairSlot, FairSlots, NoSlot};
pub use sender::{Sender, Senders, has_token};

use crate::metrics::Refused;

/// Most bytes of all events' bodies in memory together.
const EVENT_BYTES: usize = 32 * 1024 * 1024;
/// Most bytes of all other bodies of people whose cookie proved good. A stranger's body is so small that
/// the number of connections is its bound.
const OTHER_BYTES: usize = 64 * 1024 * 1024;
/// Most batches of one tablet at once: one is worked on, the others wait for it. A tablet sends one.
const MOST_BATCHES_OF_TABLET: usize = 8;

/// Slots for one kind of request.
pub struct Lane {
    pub slots: FairSlots<Sender>,
    pub bytes: FairSlots<Sender>,
    /// How a request is counted that finds no slot.
    pub reason: Refused,
    /// Whether only one request of a sender is worked on at a time.
    pub takes_turns: bool,
}

/// How many requests are worked on at once.
#[derive(Clone, Copy, Debug)]
pub struct RequestSlots {
    /// Batches of events.
    pub events: usize,
    /// Requests of strangers.
    pub strangers: usize,
    /// All others.
    pub others: usize,
}

/// Who may be worked on, and how much of it at once.
pub struct Admission {
    pub senders: Senders,
    events: Lane,
    strangers: Lane,
    others: Lane,
    pub body_rate: BodyRate,
}

impl Admission {
    pub fn new(most: RequestSlots, body_rate: BodyRate) -> Self {
        let lane = |most, bytes, reason| Lane {
            slots: FairSlots::new(most, usize::MAX),
            bytes: FairSlots::new(bytes, usize::MAX),
            reason,
            takes_turns: false,
        };
        Self {
            senders: Senders::default(),
            events: Lane {
                slots: FairSlots::new(most.events, MOST_BATCHES_OF_TABLET),
                takes_turns: true,
                ..lane(0, EVENT_BYTES, Refused::Events)
            },
            strangers: lane(most.strangers, usize::MAX, Refused::Strangers),
            others: lane(most.others, OTHER_BYTES, Refused::Others),
            body_rate,
        }
    }

    /// The slots for a request to this path.
    pub fn lane(&self, path: &str, sender: Sender) -> &Lane {
        match sender {
            Sender::Stranger(_) => &self.strangers,
            Sender::Known(_) if path == EVENTS_PATH => &self.events,
            Sender::Known(_) => &self.others,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::{net::Ipv4Addr, time::Duration};

    /// Whether somebody more finds a slot for this path.
    fn admits(admission: &Admission, path: &str, sender: Sender) -> bool {
        admission
            .lane(path, sender)
            .slots
            .try_take(sender, 1)
            .is_ok()
    }

    #[test]
    fn strangers_tablets_and_all_others_take_no_slot_of_each_other() {
        const DESK: &str = "/desk";
        let most = RequestSlots {
            events: 3,
            strangers: 3,
            others: 3,
        };
        let stranger = |n: u32| Sender::Stranger(Ipv4Addr::from(n).into());
        let known = |n: u32| Sender::Known(n.into());
        let crowds: [(&str, fn(u32) -> Sender); 3] =
            [(DESK, stranger), (EVENTS_PATH, known), (DESK, known)];
        for (n, (path, crowd)) in crowds.into_iter().enumerate() {
            let rate = BodyRate {
                grace: Duration::from_secs(5),
                bytes_a_second: 1,
            };
            let admission = Admission::new(most, rate);
            let senders = (0..9).map(crowd);
            let lane = |it| admission.lane(path, it).slots.try_take(it, 1).ok();
            let held: Vec<_> = senders.filter_map(lane).collect();
            assert_eq!(held.len(), 3, "{path}");
            for (m, (path, other)) in crowds.into_iter().enumerate() {
                let finds_one = admits(&admission, path, other(99));
                assert_eq!(finds_one, n != m, "crowd {n} and {path}");
            }
        }
    }
}
