//! What became of the last writes: for readiness and metrics.

use crate::{Result, StoreError};
use domain::StorageFault;
use std::{
    sync::{
        Mutex, PoisonError,
        atomic::{AtomicU64, Ordering::Relaxed},
    },
    time::Instant,
};

/// Counts the faults of the storage, and remembers whether the last write met one.
#[derive(Default)]
pub(super) struct Health {
    counts: [AtomicU64; StorageFault::ALL.len()],
    fault: Mutex<Option<StorageFault>>,
    /// When a write was last tried for readiness, and what came of it.
    pub(super) probed: tokio::sync::Mutex<Option<(Instant, Result<()>)>>,
}

impl Health {
    /// Notes the end of a transaction. What was refused for another reason says nothing of the storage.
    pub(super) fn note<T>(&self, ended: &Result<T>) {
        let fault = match ended {
            Ok(_) => None,
            Err(StoreError::Storage { fault, .. }) => Some(*fault),
            Err(_) => return,
        };
        if let Some(fault) = fault {
            let counts = StorageFault::ALL.iter().zip(&self.counts);
            for (_, count) in counts.filter(|(it, _)| **it == fault) {
                count.fetch_add(1, Relaxed);
            }
        }
        *self.fault.lock().unwrap_or_else(PoisonError::into_inner) = fault;
    }

    pub(super) fn fault(&self) -> Option<StorageFault> {
        *self.fault.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(super) fn counts(&self) -> Vec<(StorageFault, u64)> {
        let counts = StorageFault::ALL.iter().zip(&self.counts);
        counts
            .map(|(fault, count)| (*fault, count.load(Relaxed)))
            .collect()
    }
}
