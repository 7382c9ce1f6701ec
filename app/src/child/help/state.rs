//! The child's wish on this tablet: what the school knew, and what was said here since.

use crate::{
    sync::{Sync, use_sync},
    ui::browser::new_uuid,
};
use domain::{
    event::Op,
    help::{MyHelp, Wish},
    ids::{StatementId, WishId},
    signin::Me,
};
use leptos::{prelude::*, task::spawn_local};

/// A handle on the wish that is open.
#[derive(Clone, Copy)]
pub struct Helping {
    open_wish: RwSignal<Option<MyHelp>>,
    me: StoredValue<Me>,
    sync: Sync,
}

impl Helping {
    /// `told` by the school just now, what it has answered for says nothing more of it: a wish of
    /// yesterday is on the disk, and over.
    pub fn new(me: Me, open_wish: Option<MyHelp>, told: bool) -> Self {
        let helping = Self {
            open_wish: RwSignal::new(open_wish),
            me: StoredValue::new(me),
            sync: use_sync(),
        };
        Effect::new(move |_| spawn_local(helping.catch_up(told)));
        helping
    }

    pub fn open_wish(self) -> Option<MyHelp> {
        self.open_wish.get()
    }

    /// The school has not heard of it yet.
    pub fn is_on_its_way(self) -> bool {
        self.sync.waiting() > 0
    }

    /// As the school has it now, unless something done here is still on its way.
    pub fn renew(self, open_wish: Option<MyHelp>) {
        let is_new = self.open_wish.try_with_untracked(|it| *it != open_wish);
        if self.sync.waiting_now() == 0 && is_new == Some(true) {
            self.open_wish.set(open_wish);
        }
    }

    /// Asks an adult, after the child's own tries.
    pub fn ask(self, tried: Vec<StatementId>) {
        self.say(Wish::new(WishId(new_uuid()), tried));
    }

    /// "I found it!"
    pub fn take_back(self) {
        if let Some(open_wish) = self.open_wish.get_untracked() {
            self.say(open_wish.wish.found());
        }
    }

    fn say(self, wish: Wish) {
        self.open_wish
            .update(|it| *it = MyHelp::after(it.take(), &wish));
        self.me
            .with_value(|me| self.sync.record(me, Op::AskHelp { wish }));
    }

    async fn catch_up(self, told: bool) {
        let Some(child) = self.me.try_with_value(|me| me.child) else {
            return;
        };
        let events = match told {
            true => self.sync.unsent_of(child).await,
            false => self.sync.on_disk_of(child).await,
        };
        for event in events {
            if let Op::AskHelp { wish } = &event.op {
                self.open_wish
                    .try_update(|it| *it = MyHelp::after(it.take(), wish));
            }
        }
    }
}
