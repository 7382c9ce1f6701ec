//! The open connections. Where there are as many as there may be, the one is closed that has waited
//! longest for its client, of the address that has the most: whoever only opens connections keeps
//! nobody out.

use std::{
    collections::HashMap,
    net::IpAddr,
    sync::{
        Arc, Mutex, MutexGuard, PoisonError,
        atomic::{AtomicU64, Ordering::Relaxed},
    },
    time::Instant,
};
use tokio::sync::{Notify, OwnedSemaphorePermit, Semaphore};

/// Instead of a time: the server works on a request of the connection, or sends the answer.
const BUSY: u64 = u64::MAX;

/// One connection, as far as it may have to make room.
#[derive(Debug)]
pub struct Connection {
    number: u64,
    address: IpAddr,
    opened: Instant,
    /// Since when it waits for its client, in nanoseconds from `opened`; or [`BUSY`].
    waits_since: AtomicU64,
    closing: Notify,
}

impl Connection {
    /// A request of it is worked on: it is not closed now.
    pub fn set_busy(&self) {
        self.waits_since.store(BUSY, Relaxed);
    }

    /// It waits for its client from now on.
    pub fn set_waiting(&self) {
        let now = u64::try_from(self.opened.elapsed().as_nanos()).unwrap_or(BUSY - 1);
        self.waits_since.store(now, Relaxed);
    }

    /// Returns when it has to make room.
    pub async fn closing(&self) {
        self.closing.notified().await;
    }

    fn waits_since(&self) -> Option<Instant> {
        match self.waits_since.load(Relaxed) {
            BUSY => None,
            nanos => Some(self.opened + std::time::Duration::from_nanos(nanos)),
        }
    }
}

/// All that are open.
pub struct Connections {
    most_of_address: usize,
    /// One for each that may be open. It is given back when the socket is closed.
    places: Arc<Semaphore>,
    open: Mutex<Open>,
}

#[derive(Default)]
struct Open {
    next: u64,
    all: HashMap<u64, Arc<Connection>>,
    of_address: HashMap<IpAddr, usize>,
}

impl Open {
    fn remove(&mut self, connection: &Connection) {
        if self.all.remove(&connection.number).is_none() {
            return;
        }
        if let Some(count) = self.of_address.get_mut(&connection.address) {
            *count -= 1;
            if *count == 0 {
                self.of_address.remove(&connection.address);
            }
        }
    }

    /// Closes the one of an address that has waited longest; false where none waits.
    fn close_waiting(&mut self, address: IpAddr) -> bool {
        let of_address = self.all.values().filter(|it| it.address == address);
        let longest = of_address
            .filter_map(|it| Some((it.waits_since()?, it)))
            .min_by_key(|(since, _)| *since)
            .map(|(_, it)| Arc::clone(it));
        let Some(longest) = longest else {
            return false;
        };
        longest.closing.notify_one();
        self.remove(&longest);
        true
    }
}

impl Connections {
    /// At most so many, and at most so many of one address.
    pub fn new(most: usize, most_of_address: usize) -> Self {
        Self {
            most_of_address,
            places: Arc::new(Semaphore::new(most)),
            open: Mutex::default(),
        }
    }

    fn lock(&self) -> MutexGuard<'_, Open> {
        self.open.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// A place for a connection, if one is free.
    pub fn try_place(&self) -> Option<OwnedSemaphorePermit> {
        Arc::clone(&self.places).try_acquire_owned().ok()
    }

    /// Waits until a place is free.
    pub async fn place(&self) -> Option<OwnedSemaphorePermit> {
        Arc::clone(&self.places).acquire_owned().await.ok()
    }

    /// Has one make room that waits for its client; false where all are worked on.
    pub fn make_room(&self) -> bool {
        let mut open = self.lock();
        let mut addresses: Vec<_> = open.of_address.iter().map(|(it, n)| (*n, *it)).collect();
        addresses.sort_unstable_by(|a, b| b.cmp(a));
        addresses
            .into_iter()
            .any(|(_, address)| open.close_waiting(address))
    }

    /// Takes a new one in. None where its address has as many as it may, and all are worked on.
    pub fn open(
        self: &Arc<Self>,
        address: IpAddr,
        place: OwnedSemaphorePermit,
    ) -> Option<OpenConnection> {
        let mut open = self.lock();
        let open = &mut *open;
        let count = open.of_address.get(&address).copied().unwrap_or_default();
        if count >= self.most_of_address && !open.close_waiting(address) {
            return None;
        }
        open.next += 1;
        let connection = Arc::new(Connection {
            number: open.next,
            address,
            opened: Instant::now(),
            waits_since: AtomicU64::new(0),
            closing: Notify::new(),
        });
        open.all.insert(open.next, Arc::clone(&connection));
        *open.of_address.entry(address).or_default() += 1;
        Some(OpenConnection {
            connections: Arc::clone(self),
            connection,
            _place: place,
        })
    }
}

/// A connection, for as long as it is open.
pub struct OpenConnection {
    connections: Arc<Connections>,
    connection: Arc<Connection>,
    _place: OwnedSemaphorePermit,
}

impl OpenConnection {
    pub fn connection(&self) -> &Arc<Connection> {
        &self.connection
    }
}

impl Drop for OpenConnection {
    fn drop(&mut self) {
        self.connections.lock().remove(&self.connection);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::net::Ipv4Addr;

    fn address(n: u8) -> IpAddr {
        IpAddr::V4(Ipv4Addr::new(192, 0, 2, n))
    }

    fn opened(connections: &Arc<Connections>, n: u8) -> Option<OpenConnection> {
        let place = connections.try_place()?;
        connections.open(address(n), place)
    }

    async fn is_closing(it: &OpenConnection) -> bool {
        let closing = it.connection.closing();
        tokio::time::timeout(std::time::Duration::ZERO, closing)
            .await
            .is_ok()
    }

    #[tokio::test]
    async fn who_waited_longest_of_the_greediest_address_makes_room() {
        let connections = Arc::new(Connections::new(4, 9));
        let all: Vec<_> = [2, 1, 1, 1]
            .into_iter()
            .map(|n| opened(&connections, n).unwrap())
            .collect();
        assert!(opened(&connections, 2).is_none());
        all[1].connection.set_busy();
        assert!(connections.make_room());
        assert!(is_closing(&all[2]).await);
        for it in [0, 1, 3] {
            assert!(!is_closing(&all[it]).await);
        }
    }

    #[tokio::test]
    async fn who_is_worked_on_is_not_closed() {
        let connections = Arc::new(Connections::new(2, 1));
        let first = opened(&connections, 1).unwrap();
        first.connection.set_busy();
        assert!(!connections.make_room());
        assert!(opened(&connections, 1).is_none(), "one of an address");
        first.connection.set_waiting();
        let second = opened(&connections, 1).unwrap();
        assert!(is_closing(&first).await);
        drop(first);
        assert!(connections.make_room());
        assert!(is_closing(&second).await);
    }

    #[test]
    fn what_is_closed_is_forgotten() {
        let connections = Arc::new(Connections::new(2, 2));
        drop((opened(&connections, 1), opened(&connections, 1)));
        let open = connections.lock();
        assert!(open.all.is_empty() && open.of_address.is_empty());
    }
}
