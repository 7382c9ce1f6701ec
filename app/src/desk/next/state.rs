//! What the list beside the board shows, and what is done from it.

use super::api;
use crate::{ApiError, desk::ui::Live};
use chrono::{DateTime, Utc};
use domain::next::{Key, Next, NextAct, NextPage, NextRequest};
use leptos::{prelude::*, task::spawn_local};
use std::collections::HashMap;

/// What is asked of the school: about which, what was done, and whether that is taken back.
type Request = (Next, NextAct, bool);

/// What the list shows, and how its parts act.
#[derive(Clone, Copy)]
pub(super) struct NextState {
    pub(super) live: Live,
    pub(super) page: RwSignal<Option<NextPage>>,
    pub(super) now: RwSignal<Option<DateTime<Utc>>>,
    /// What was done of what is shown.
    pub(super) done: RwSignal<HashMap<Key, NextAct>>,
    pub(super) ask: Action<Request, Result<(), ApiError>>,
}

impl NextState {
    pub(super) fn new(live: Live) -> Self {
        let done = RwSignal::new(HashMap::new());
        let ask = Action::new(move |(next, did, undo): &Request| {
            let (next, did, undo) = (next.clone(), *did, *undo);
            async move {
                send(live, &next, did, undo).await?;
                let _ = done.try_update(|all| match undo {
                    true => all.remove(&next.key),
                    false => all.insert(next.key, did),
                });
                Ok(())
            }
        });
        Self {
            live,
            page: RwSignal::new(None),
            now: RwSignal::new(None),
            done,
            ask,
        }
    }

    pub(super) fn read(self) {
        spawn_local(async move {
            if let Ok(page) = api::read_next(self.live.class).await {
                self.page.try_set(Some(page));
            }
        });
    }

    /// What would be shown if nobody were at it.
    pub(super) fn list(self) -> Vec<Next> {
        let (Some(page), Some(now)) = (self.page.get(), self.now.get()) else {
            return Vec::new();
        };
        self.live.tiles.with(|tiles| page.list(tiles, now))
    }
}

async fn send(live: Live, next: &Next, did: NextAct, undo: bool) -> Result<(), ApiError> {
    match next.request(did, undo) {
        Some(NextRequest::Answer {
            child,
            wish,
            answer,
        }) => {
            live.answer.run((child, wish, answer));
            Ok(())
        }
        Some(NextRequest::Note { child, note, undo }) => api::note(child, note, undo).await,
        Some(NextRequest::PutAside { key, aside }) => api::put_aside(live.class, key, aside).await,
        None => Ok(()),
    }
}
