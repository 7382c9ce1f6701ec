//! Whose tablet has said nothing for minutes. Nobody tells a board that nothing happens: it asks.

use super::{api::read_quiet, state::Room};
use domain::{ids::ClassId, limits};
use gloo_timers::callback::Interval;
use leptos::{prelude::*, task::spawn_local};

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
        let every = Interval::new(limits::board::ASK_QUIET_MS, move || {
            if !document().hidden() {
                ask();
            }
        });
        let every = StoredValue::new_local(Some(every));
        on_cleanup(move || drop(every.try_update_value(Option::take)));
    });
}
