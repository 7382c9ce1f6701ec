//! What changes on a board without an event: the day, who is absent, whose tablet is quiet. Nobody tells
//! a board that nothing happens: it asks.

use super::{api::read_pulse, state::Room, stream::Stream};
use domain::{ids::ClassId, limits};
use gloo_timers::callback::Interval;
use leptos::{prelude::*, task::spawn_local};

/// Keeps asking, for as long as the page is there. On a new day the board is read anew.
pub(super) fn feel_pulse(class: ClassId, room: Room, stream: Stream) {
    let ask = move || {
        room.tick();
        spawn_local(async move {
            if let Ok(pulse) = read_pulse(class).await
                && room.take_pulse(pulse)
            {
                stream.read();
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
