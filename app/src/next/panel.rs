//! The list beside the board. It changes while nobody is at it: never under the pointer, nor while
//! the keyboard is in it; what was just done stays in its place, to be taken back.

use super::{
    api,
    item::{Did, Item},
    tune::TuneButton,
};
use crate::{
    ApiError,
    i18n::*,
    ui::{Banner, Live, keep_read, told},
};
use chrono::{DateTime, Utc};
use domain::{
    help::Coming,
    ids::PersonId,
    next::{Key, Next, NextPage, Noted, first, waiting},
};
use gloo_timers::callback::Interval;
use leptos::{html, prelude::*, task::spawn_local};
use std::collections::HashMap;

/// How often waiting times are counted anew, in milliseconds.
const COUNT_EVERY: u32 = 20_000;

/// What is asked of the school: about which, what was done, and whether that is taken back.
type Asked = (Next, Did, bool);

#[derive(Clone, Copy)]
pub(super) struct Panel {
    pub(super) live: Live,
    pub(super) page: RwSignal<Option<NextPage>>,
    pub(super) now: RwSignal<Option<DateTime<Utc>>>,
    /// What was done of what is shown.
    pub(super) done: RwSignal<HashMap<Key, Did>>,
    pub(super) ask: Action<Asked, Result<(), ApiError>>,
}

impl Panel {
    fn new(live: Live) -> Self {
        let done = RwSignal::new(HashMap::new());
        let ask = Action::new(move |(next, did, undo): &Asked| {
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

    fn read(self) {
        spawn_local(async move {
            if let Ok(page) = api::read_next(self.live.class).await {
                let away = page.away.iter().copied().collect();
                self.live.away.try_set(away);
                self.page.try_set(Some(page));
            }
        });
    }

    /// What would be shown if nobody were at it.
    fn list(self) -> Vec<Next> {
        let (Some(page), Some(now)) = (self.page.get(), self.now.get()) else {
            return Vec::new();
        };
        let aside = page.aside.into_iter().collect();
        let sits = self
            .live
            .tiles
            .with(|tiles| waiting(tiles, &page.away, &page.tuning, &aside, now));
        first(sits, page.standing)
    }
}

async fn send(live: Live, next: &Next, did: Did, undo: bool) -> Result<(), ApiError> {
    let child = next.children.first().copied();
    let note = async |noted: Noted, child: Option<PersonId>| match child {
        Some(child) => api::note(child, noted, undo).await,
        None => Ok(()),
    };
    match did {
        Did::Coming(wish) => {
            let coming = if undo { Coming::NotMe } else { Coming::Yes };
            if let Some(child) = child {
                live.answer.run((child, wish, coming));
            }
            Ok(())
        }
        Did::Aside => api::put_aside(live.class, next.key.clone(), !undo).await,
        Did::CheckedIn => note(Noted::CheckIn, child).await,
        Did::Celebrated(goal) => note(Noted::Celebrated(goal), child).await,
    }
}

#[component]
pub fn NextPanel(live: Live) -> impl IntoView {
    let i18n = use_i18n();
    let panel = Panel::new(live);
    let (now, done) = (panel.now, panel.done);
    let list = NodeRef::<html::Ul>::new();
    let (shown, pointed) = (RwSignal::new(Vec::<Next>::new()), RwSignal::new(false));
    let wanted = Memo::new(move |_| panel.list());
    Effect::new(move |_| {
        let wanted = wanted.get();
        now.track();
        let has_keyboard = list.get().is_some_and(|it| {
            let within = it.query_selector(":focus-visible");
            within.is_ok_and(|it| it.is_some())
        });
        let busy = pointed.get() || has_keyboard;
        if busy && !shown.with_untracked(Vec::is_empty) {
            return;
        }
        done.update(|all| all.retain(|key, _| wanted.iter().any(|it| it.key == *key)));
        if shown.with_untracked(|it| *it != wanted) {
            shown.set(wanted);
        }
    });
    Effect::new(move |_| {
        now.set(Some(crate::sync::now()));
        let count = Interval::new(COUNT_EVERY, move || now.set(Some(crate::sync::now())));
        let every = StoredValue::new_local(Some(count));
        on_cleanup(move || drop(every.try_update_value(Option::take)));
    });
    keep_read(move || panel.read());
    let saved = Callback::new(move |()| panel.read());
    let nothing = move || {
        let none = panel.page.with(Option::is_some) && shown.with(Vec::is_empty);
        none.then(|| view! { <p class="desk-quiet">{t_string!(i18n, next.nothing)}</p> })
    };
    let refused = move || match panel.ask.value().get() {
        Some(Err(ApiError(error))) => Some(view! {
            <Banner kind="wrong" icon="alert">{told(i18n, &error)}</Banner>
        }),
        _ => None,
    };
    view! {
        <section class="next" data-panel="next" aria-labelledby="next-title">
            <div class="next-head">
                <h2 class="next-title" id="next-title">{move || t_string!(i18n, next.title)}</h2>
                <TuneButton class=live.class page=panel.page saved />
            </div>
            {refused}
            {nothing}
            <ul
                class="next-list"
                node_ref=list
                on:pointerenter=move |_| pointed.set(true)
                on:pointerleave=move |_| pointed.set(false)
            >
                <For each=move || shown.get() key=|it| (it.key.clone(), it.children.clone()) let:next>
                    <Item panel next />
                </For>
            </ul>
        </section>
    }
    .into_any()
}
