//! What all handles to a database share: the id source, the channel of changes, and what the other
//! modules keep in memory because it never changes once it is written.

use super::{Hooks, Ids, health::Health};
use domain::ids::ClassId;
use std::{
    any::{Any, TypeId},
    collections::HashMap,
    hash::Hash,
    sync::{Arc, Mutex, PoisonError},
};
use tokio::sync::broadcast;

/// Most entries of one kind that are cached; more start afresh.
const MOST_CACHED: usize = 20_000;

pub(super) struct Shared {
    pub(super) ids: Ids,
    pub(super) hooks: Hooks,
    pub(super) changes: broadcast::Sender<ClassId>,
    pub(super) health: Health,
    /// One of each type that a module asked for.
    caches: Mutex<HashMap<TypeId, Arc<dyn Any + Send + Sync>>>,
}

impl Shared {
    pub(super) fn new(hooks: Hooks) -> Self {
        Self {
            ids: Ids,
            hooks,
            changes: broadcast::channel(4096).0,
            health: Health::default(),
            caches: Mutex::default(),
        }
    }

    pub(super) fn notify(&self, classes: impl IntoIterator<Item = ClassId>) {
        for class in classes {
            // No receiver is no error: nobody watches.
            drop(self.changes.send(class));
        }
    }

    pub(super) fn cache<T: Default + Send + Sync + 'static>(&self) -> Arc<T> {
        let mut caches = self.caches.lock().unwrap_or_else(PoisonError::into_inner);
        let cache = caches
            .entry(TypeId::of::<T>())
            .or_insert_with(|| Arc::new(T::default()));
        Arc::clone(cache).downcast().unwrap_or_default()
    }
}

/// Rows that never change once they are written.
pub(crate) struct Cache<K, V>(Mutex<HashMap<K, Arc<V>>>);

impl<K, V> Default for Cache<K, V> {
    fn default() -> Self {
        Self(Mutex::default())
    }
}

impl<K: Eq + Hash, V> Cache<K, V> {
    pub(crate) fn get(&self, key: &K) -> Option<Arc<V>> {
        let map = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        map.get(key).cloned()
    }

    pub(crate) fn put(&self, key: K, value: V) -> Arc<V> {
        let value = Arc::new(value);
        let mut map = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if map.len() >= MOST_CACHED {
            map.clear();
        }
        map.insert(key, Arc::clone(&value));
        value
    }

    /// Of the rare row that does change: it is read anew.
    pub(crate) fn forget(&self, key: &K) {
        let mut map = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        map.remove(key);
    }
}
