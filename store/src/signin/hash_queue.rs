//! Who hashes a password next. Hashing takes 19 MiB and some hundredths of a second, so there is one
//! piece of memory, made once and lent from one to the next. One, not two: a flood of sign-ins then
//! takes one core from the lesson, and the process stays small.
//!
//! Known browsers go first. Then each network has a turn before any has a second one, so that a
//! flood from some networks makes others wait for a round and no longer. Where no room is left, the
//! last of the longest line goes away.

use crate::{Result, StoreError};
use argon2::Block;
use std::{
    collections::VecDeque,
    net::IpAddr,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};
use tokio::{sync::oneshot, task};

/// Most who wait at once: some seconds of hashing, and far fewer than the requests that are worked
/// on at once.
const MOST_WAITING: usize = 128;

/// Who waits in one line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Client {
    /// Who has signed in from this browser before, or was invited.
    Known,
    /// All strangers of a network.
    Network(Option<IpAddr>),
}

type Memory = Vec<Block>;
type Ticket = oneshot::Sender<Turn>;

#[derive(Clone)]
pub(super) struct HashQueue(Arc<Mutex<Waiting>>);

struct Waiting {
    /// None while it is lent.
    memory: Option<Memory>,
    /// A line that is empty is gone. The first stands for the next turn.
    lines: VecDeque<(Client, VecDeque<Ticket>)>,
}

/// The memory, lent. Who drops it gives it to the next.
pub(super) struct Turn {
    queue: HashQueue,
    memory: Option<Memory>,
}

impl HashQueue {
    pub(super) fn new() -> Self {
        let waiting = Waiting {
            memory: Some(Memory::new()),
            lines: VecDeque::new(),
        };
        Self(Arc::new(Mutex::new(waiting)))
    }

    fn waiting(&self) -> MutexGuard<'_, Waiting> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Waits for a turn.
    ///
    /// # Errors
    /// `Busy` where there is no room to wait.
    pub(super) async fn turn(&self, client: Client) -> Result<Turn> {
        let called = {
            let mut waiting = self.waiting();
            if let Some(memory) = waiting.memory.take() {
                return Ok(self.lend(memory));
            }
            let (ticket, called) = oneshot::channel();
            waiting.join(client, ticket);
            called
        };
        called.await.map_err(|_| StoreError::Busy)
    }

    fn lend(&self, memory: Memory) -> Turn {
        Turn {
            queue: self.clone(),
            memory: Some(memory),
        }
    }
}

impl Waiting {
    fn count(&self) -> usize {
        self.lines.iter().map(|(_, tickets)| tickets.len()).sum()
    }

    fn join(&mut self, client: Client, ticket: Ticket) {
        if self.count() >= MOST_WAITING {
            for (_, tickets) in &mut self.lines {
                tickets.retain(|ticket| !ticket.is_closed());
            }
            self.lines.retain(|(_, tickets)| !tickets.is_empty());
        }
        match self.lines.iter_mut().find(|(it, _)| *it == client) {
            Some((_, tickets)) => tickets.push_back(ticket),
            None if client == Client::Known => {
                self.lines.push_front((client, [ticket].into()));
            }
            None => self.lines.push_back((client, [ticket].into())),
        }
        if self.count() > MOST_WAITING {
            let longest = self.lines.iter_mut().max_by_key(|(_, it)| it.len());
            drop(longest.and_then(|(_, tickets)| tickets.pop_back()));
            self.lines.retain(|(_, tickets)| !tickets.is_empty());
        }
    }

    fn next(&mut self) -> Option<Ticket> {
        let (client, mut tickets) = self.lines.pop_front()?;
        let next = tickets.pop_front();
        match client {
            _ if tickets.is_empty() => {}
            Client::Known => self.lines.push_front((client, tickets)),
            Client::Network(_) => self.lines.push_back((client, tickets)),
        }
        next
    }
}

impl Turn {
    /// Works with the memory, on a thread where that holds nobody up.
    ///
    /// # Errors
    /// `Unfinished` if the work panicked.
    pub(super) async fn work<T: Send + 'static>(
        mut self,
        blocks: usize,
        work: impl FnOnce(&mut [Block]) -> T + Send + 'static,
    ) -> Result<(Self, T)> {
        let done = task::spawn_blocking(move || {
            let memory = self.memory.get_or_insert_default();
            if memory.len() < blocks {
                memory.resize(blocks, Block::default());
            }
            let out = work(memory);
            (self, out)
        });
        done.await.map_err(|_| StoreError::Unfinished)
    }
}

impl Drop for Turn {
    fn drop(&mut self) {
        let Some(mut memory) = self.memory.take() else {
            return;
        };
        let mut waiting = self.queue.waiting();
        while let Some(ticket) = waiting.next() {
            // Who no longer waits gives it back.
            match ticket.send(self.queue.lend(memory)) {
                Ok(()) => return,
                Err(mut turn) => memory = turn.memory.take().unwrap_or_default(),
            }
        }
        waiting.memory = Some(memory);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::net::Ipv4Addr;
    use tokio::{sync::mpsc, task::yield_now};

    fn network(n: u8) -> Client {
        Client::Network(Some(IpAddr::V4(Ipv4Addr::new(192, 0, 2, n))))
    }

    /// Lets these wait behind one turn, in this order; then each that is called, in the order of the
    /// calls, and how many found no room.
    async fn calls(clients: &[Client]) -> (Vec<Client>, usize) {
        let queue = HashQueue::new();
        let first = queue.turn(Client::Known).await.unwrap();
        let (told, mut hears) = mpsc::unbounded_channel();
        for client in clients.iter().copied() {
            let (queue, told) = (queue.clone(), told.clone());
            tokio::spawn(async move {
                let turn = queue.turn(client).await;
                told.send((client, turn.is_ok())).unwrap();
            });
            yield_now().await;
        }
        drop((first, told));
        let mut called = Vec::new();
        let mut refused = 0;
        while let Some((client, good)) = hears.recv().await {
            if good {
                called.push(client);
            } else {
                refused += 1;
            }
        }
        (called, refused)
    }

    #[tokio::test]
    async fn known_browsers_go_first_and_networks_in_turn() {
        let (a, b, known) = (network(1), network(2), Client::Known);
        let (called, refused) = calls(&[a, a, a, b, known, b, known]).await;
        assert_eq!(called, [known, known, a, b, a, b, a]);
        assert_eq!(refused, 0);
    }

    #[tokio::test]
    async fn a_flood_from_many_networks_leaves_room_and_a_turn_for_another() {
        let mut clients = Vec::new();
        for _ in 0..20 {
            clients.extend((0..50).map(network));
        }
        clients.push(network(99));
        let (called, refused) = calls(&clients).await;
        assert_eq!(
            (called.len(), refused),
            (MOST_WAITING, 1_001 - MOST_WAITING)
        );
        let turn = called.iter().position(|it| *it == network(99));
        assert!(turn.is_some_and(|turn| turn <= 50), "{turn:?}");
    }

    #[tokio::test]
    async fn who_no_longer_waits_is_passed_over() {
        let queue = HashQueue::new();
        let first = queue.turn(Client::Known).await.unwrap();
        let (gone, waits) = (queue.clone(), queue.clone());
        let gone = tokio::spawn(async move { gone.turn(network(1)).await.map(drop) });
        let waits = tokio::spawn(async move { waits.turn(network(2)).await.map(drop) });
        yield_now().await;
        gone.abort();
        drop(gone.await);
        drop(first);
        waits.await.unwrap().unwrap();
        queue.turn(network(3)).await.unwrap();
    }

    #[tokio::test]
    async fn work_that_panics_gives_the_memory_back() {
        let queue = HashQueue::new();
        let turn = queue.turn(Client::Known).await.unwrap();
        let broken = turn.work(1, |_| panic!("as the test wants it")).await;
        assert!(matches!(
            broken.map(|(_, ())| ()),
            Err(StoreError::Unfinished)
        ));
        let turn = queue.turn(Client::Known).await.unwrap();
        let (_, length) = turn.work(1, |memory| memory.len()).await.unwrap();
        assert_eq!(length, 1);
    }
}
