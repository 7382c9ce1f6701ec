//! Whose tablet has said nothing for minutes. Nobody tells a board that nothing happens: it asks.

use super::{api::read_quiet, room::Room};
use domain::ids::ClassId;
use gloo_timers::callback::Interval;
use leptos::{prelude::*, task::spawn_local};

/// In milliseconds.
const ASK_EVERY: u32 = 30_000;

/// Keeps asking, for as long as the page is there.
pub(super) fn look_for_quiet(class: ClassId, room: Room) {
    let ask = move || {
        spawn_local(async move {
            if let Ok(all) = read_quiet(class).await {
                let all = all.into_iter().map(|it| (it.child, it.since)).collect();
                if room.quiet.try_get_untracked().is_some_and(|it| it != all) {
                    room.quiet.set(all);
                }
            }
        });
    };
    Effect::new(move |_| {
        ask();
        let every = Interval::new(ASK_EVERY, move || {
            if !document().hidden() {
                ask();
            }
        });
        let every = StoredValue::new_local(Some(every));
        on_cleanup(move || drop(every.try_update_value(Option::take)));
    });
}
