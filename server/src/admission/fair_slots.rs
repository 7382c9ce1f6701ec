//! Slots that many senders share. Who holds some already gets another only while at least as many are
//! free as they hold then: however many one sender asks for, somebody new finds one.

use std::{
    collections::HashMap,
    hash::Hash,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

/// Why there is no slot.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoSlot {
    /// None is free.
    Full,
    /// The sender holds its share.
    ShareTaken,
}

/// Slots that are taken for a sender and given back when a [`FairSlot`] is dropped.
pub struct FairSlots<K: Hash + Eq>(Arc<Shared<K>>);

struct Shared<K> {
    most: usize,
    most_each: usize,
    state: Mutex<State<K>>,
}

struct State<K> {
    taken: usize,
    senders: HashMap<K, SenderSlots>,
}

/// The slots of one sender.
struct SenderSlots {
    count: usize,
    /// One of the sender's slots is worked on at a time, where whoever took them waits for it.
    turn: Arc<Semaphore>,
}

impl<K> Shared<K> {
    fn lock(&self) -> MutexGuard<'_, State<K>> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl<K: Hash + Eq> Clone for FairSlots<K> {
    fn clone(&self) -> Self {
        Self(Arc::clone(&self.0))
    }
}

impl<K: Hash + Eq + Clone> FairSlots<K> {
    /// So many slots, and so many at most for one sender.
    pub fn new(most: usize, most_each: usize) -> Self {
        let state = State {
            taken: 0,
            senders: HashMap::new(),
        };
        Self(Arc::new(Shared {
            most,
            most_each,
            state: Mutex::new(state),
        }))
    }

    /// Takes `count` slots for a sender.
    ///
    /// # Errors
    /// Says why there are none.
    pub fn try_take(&self, sender: K, count: usize) -> Result<FairSlot<K>, NoSlot> {
        let mut state = self.0.lock();
        let free = self.0.most.saturating_sub(state.taken);
        if count > free {
            return Err(NoSlot::Full);
        }
        let before = state.senders.get(&sender).map_or(0, |it| it.count);
        let after = before + count;
        if after > self.0.most_each || (before > 0 && after > free) {
            return Err(NoSlot::ShareTaken);
        }
        state.taken += count;
        let held = state
            .senders
            .entry(sender.clone())
            .or_insert_with(|| SenderSlots {
                count: 0,
                turn: Arc::new(Semaphore::new(1)),
            });
        held.count = after;
        let turn = Arc::clone(&held.turn);
        Ok(FairSlot {
            slots: self.clone(),
            sender,
            count,
            turn,
        })
    }

    /// How many are taken.
    pub fn taken(&self) -> usize {
        self.0.lock().taken
    }
}

/// Some slots of a sender, until it is dropped.
pub struct FairSlot<K: Hash + Eq> {
    slots: FairSlots<K>,
    sender: K,
    count: usize,
    turn: Arc<Semaphore>,
}

impl<K: Hash + Eq> FairSlot<K> {
    /// Waits until no other slot of the same sender has its turn; first come, first served.
    pub async fn turn(&self) -> Option<OwnedSemaphorePermit> {
        // Nobody closes it.
        Arc::clone(&self.turn).acquire_owned().await.ok()
    }
}

impl<K: Hash + Eq> Drop for FairSlot<K> {
    fn drop(&mut self) {
        let mut state = self.slots.0.lock();
        state.taken -= self.count;
        if let Some(held) = state.senders.get_mut(&self.sender) {
            held.count -= self.count;
            if held.count == 0 {
                state.senders.remove(&self.sender);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_sender_alone_gets_half_and_another_finds_room() {
        let slots = FairSlots::new(10, 100);
        let greedy: Vec<_> = (0..10).map_while(|_| slots.try_take("a", 1).ok()).collect();
        assert_eq!(greedy.len(), 5);
        assert!(matches!(slots.try_take("a", 1), Err(NoSlot::ShareTaken)));
        let _other = slots.try_take("b", 1).unwrap();
        drop(greedy);
        assert_eq!(slots.taken(), 1);
    }

    #[test]
    fn no_sender_gets_more_than_its_most() {
        let slots = FairSlots::new(100, 2);
        let _held = (slots.try_take(1, 1).unwrap(), slots.try_take(1, 1).unwrap());
        assert!(matches!(slots.try_take(1, 1), Err(NoSlot::ShareTaken)));
    }

    #[tokio::test]
    async fn one_slot_of_a_sender_has_its_turn_at_a_time() {
        let slots = FairSlots::new(10, 10);
        let (first, second) = (slots.try_take(1, 1).unwrap(), slots.try_take(1, 1).unwrap());
        let turn = first.turn().await.unwrap();
        let other = slots.try_take(2, 1).unwrap();
        let _theirs = other.turn().await.unwrap();
        assert!(second.turn.available_permits() == 0);
        drop(turn);
        drop(second.turn().await.unwrap());
    }

    proptest! {
        #[test]
        fn however_greedy_the_others_are_a_new_one_finds_a_slot(
            most in 1_usize..200,
            asks in prop::collection::vec(0_usize..20, 0..400),
        ) {
            let slots = FairSlots::new(most, usize::MAX);
            let held: Vec<_> = asks.iter().map(|it| slots.try_take(*it, 1)).collect();
            prop_assert!(slots.taken() <= most);
            let senders = asks.iter().collect::<std::collections::BTreeSet<_>>().len();
            if senders < most.ilog2() as usize {
                prop_assert!(slots.try_take(usize::MAX, 1).is_ok());
            }
            drop(held);
            prop_assert_eq!(slots.taken(), 0);
        }
    }
}
