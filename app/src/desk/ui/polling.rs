use gloo_timers::callback::Interval;
use leptos::prelude::*;

/// In milliseconds.
const READ_EVERY: u32 = 60_000;

/// Reads what changes slowly: once the page runs, and every minute it is in front of somebody.
pub fn poll(read: impl Fn() + Clone + 'static) {
    Effect::new(move |_| {
        read();
        let again = read.clone();
        let every = Interval::new(READ_EVERY, move || {
            if !document().hidden() {
                again();
            }
        });
        let every = StoredValue::new_local(Some(every));
        on_cleanup(move || drop(every.try_update_value(Option::take)));
    });
}
