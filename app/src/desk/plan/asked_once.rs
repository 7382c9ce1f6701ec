//! What the school is asked for once in a page's life, when it is first needed.

use crate::ApiError;
use leptos::{prelude::*, task::spawn_local};
use std::pin::Pin;

type Answer<T> = Pin<Box<dyn Future<Output = Result<T, ApiError>>>>;

pub struct AskedOnce<T: Send + Sync + 'static> {
    /// None until the school has answered.
    answer: RwSignal<Option<T>>,
    asked: StoredValue<bool>,
    ask: StoredValue<fn() -> Answer<T>>,
}

impl<T: Send + Sync + 'static> Clone for AskedOnce<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T: Send + Sync + 'static> Copy for AskedOnce<T> {}

impl<T: Send + Sync + 'static> AskedOnce<T> {
    pub(crate) fn new(ask: fn() -> Answer<T>) -> Self {
        Self {
            answer: RwSignal::new(None),
            asked: StoredValue::new(false),
            ask: StoredValue::new(ask),
        }
    }

    /// Has it fetched, once; only in a browser.
    pub(crate) fn fetch(self) {
        if self.asked.get_value() {
            return;
        }
        self.asked.set_value(true);
        let asking = self.ask.get_value()();
        spawn_local(async move {
            match asking.await {
                Ok(answer) => drop(self.answer.try_set(Some(answer))),
                // The next form asks again.
                Err(_) => drop(self.asked.try_set_value(false)),
            }
        });
    }

    /// What the answer comes to; none until it is there.
    pub(crate) fn with<U>(self, read: impl FnOnce(&T) -> U) -> Option<U> {
        self.answer.with(|it| it.as_ref().map(read))
    }

    pub(crate) fn with_untracked<U>(self, read: impl FnOnce(&T) -> U) -> Option<U> {
        self.answer.with_untracked(|it| it.as_ref().map(read))
    }
}
