//! The child's wish on this tablet: what the school knew, and what was said here since.

use crate::sync::{Sync, new_uuid, use_sync};
use domain::{
    event::Op,
    help::{MyHelp, Wish},
    ids::{StatementId, WishId},
    signin::Me,
};
use leptos::{prelude::*, task::spawn_local};

/// A handle on the wish that stands.
#[derive(Clone, Copy)]
pub struct Helping {
    stands: RwSignal<Option<MyHelp>>,
    me: StoredValue<Me>,
    sync: Sync,
}

impl Helping {
    pub fn new(me: Me, stands: Option<MyHelp>) -> Self {
        let helping = Self {
            stands: RwSignal::new(stands),
            me: StoredValue::new(me),
            sync: use_sync(),
        };
        Effect::new(move |_| spawn_local(helping.catch_up()));
        helping
    }

    pub fn stands(self) -> Option<MyHelp> {
        self.stands.get()
    }

    /// The school has not heard of it yet.
    pub fn is_on_its_way(self) -> bool {
        self.sync.waiting() > 0
    }

    /// As the school has it now, unless something done here is still on its way.
    pub fn renew(self, stands: Option<MyHelp>) {
        let is_new = self.stands.try_with_untracked(|it| *it != stands);
        if self.sync.waiting_now() == 0 && is_new == Some(true) {
            self.stands.set(stands);
        }
    }

    /// Asks an adult, after the child's own tries.
    pub fn ask(self, tried: Vec<StatementId>) {
        self.say(Wish::new(WishId(new_uuid()), tried));
    }

    /// "I found it!"
    pub fn take_back(self) {
        if let Some(stands) = self.stands.get_untracked() {
            self.say(stands.wish.found());
        }
    }

    fn say(self, wish: Wish) {
        self.stands
            .update(|it| *it = MyHelp::after(it.take(), &wish));
        self.me
            .with_value(|me| self.sync.record(me, Op::AskHelp { wish }));
    }

    async fn catch_up(self) {
        let Some(child) = self.me.try_with_value(|me| me.child) else {
            return;
        };
        for event in self.sync.on_disk_of(child).await {
            if let Op::AskHelp { wish } = &event.op {
                self.stands
                    .try_update(|it| *it = MyHelp::after(it.take(), wish));
            }
        }
    }
}
