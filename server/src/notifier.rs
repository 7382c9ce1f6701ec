//! Wakes the live streams of a class when something in it changed. In memory: a stream that missed a
//! wake-up reads the same from the database with the next one.

use domain::ids::ClassId;
use std::{
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError},
};
use tokio::sync::{broadcast, watch};

/// The streams that wait, by class.
#[derive(Default)]
pub struct ClassNotifier {
    classes: Mutex<HashMap<ClassId, watch::Sender<()>>>,
}

impl ClassNotifier {
    /// Passes on the changes that the store announces, until the store is closed.
    pub fn start(mut changes: broadcast::Receiver<ClassId>) -> Arc<Self> {
        let notifier = Arc::new(Self::default());
        let weak = Arc::downgrade(&notifier);
        tokio::spawn(async move {
            loop {
                let change = changes.recv().await;
                let Some(notifier) = weak.upgrade() else {
                    return;
                };
                match change {
                    Ok(class) => notifier.notify(|it| *it == class),
                    Err(broadcast::error::RecvError::Lagged(_)) => notifier.notify(|_| true),
                    Err(broadcast::error::RecvError::Closed) => return,
                }
            }
        });
        notifier
    }

    fn notify(&self, has_changed: impl Fn(&ClassId) -> bool) {
        let mut classes = self.classes.lock().unwrap_or_else(PoisonError::into_inner);
        classes.retain(|class, sender| !has_changed(class) || sender.send(()).is_ok());
    }

    pub fn subscribe(&self, class: ClassId) -> watch::Receiver<()> {
        let mut classes = self.classes.lock().unwrap_or_else(PoisonError::into_inner);
        classes
            .entry(class)
            .or_insert_with(|| watch::Sender::new(()))
            .subscribe()
    }
}
