//! The live line: one stream a browser, led by one tab and told to the others; asked for again and
//! again where no stream comes through.

use super::pulse::Pulse;
use domain::{board::Changes, ids::ClassId};
use gloo_events::EventListener;
use gloo_net::http::Request;
use gloo_timers::callback::Interval;
use js_sys::{Function, Promise, Reflect};
use leptos::{prelude::*, task::spawn_local};
use serde::{Deserialize, Serialize};
use wasm_bindgen::{JsCast, JsValue, prelude::Closure};
use web_sys::{BroadcastChannel, EventSource, MessageEvent, window};

/// A closed stream is opened again after so long, in milliseconds.
const REOPEN_AFTER: f64 = 8_000.0;

/// What the leading tab tells the others.
#[derive(Clone, Debug, Serialize, Deserialize)]
enum Told {
    Beat,
    Changes(Changes),
}

/// How the line is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Line {
    Live,
    Stale,
    /// The right to the class has ended.
    Refused,
}

#[derive(Clone, Copy)]
pub(super) struct Stream {
    class: ClassId,
    seq: StoredValue<i64>,
    pulse: StoredValue<Pulse>,
    line: RwSignal<Line>,
    on_changes: Callback<Changes>,
    /// None on the server, which has no browser's things to hold.
    held: StoredValue<Option<StoredValue<Held, LocalStorage>>>,
}

/// What ends when the page does.
#[derive(Default)]
struct Held {
    ticks: Option<Interval>,
    channel: Option<(BroadcastChannel, EventListener)>,
    source: Option<Source>,
    /// Lets another tab lead.
    resign: Option<Function>,
}

struct Source {
    events: EventSource,
    opened: f64,
    _listeners: [EventListener; 2],
}

impl Drop for Source {
    fn drop(&mut self) {
        self.events.close();
    }
}

impl Stream {
    /// Follows the class from `seq` on, for as long as the page is there.
    pub(super) fn follow(class: ClassId, seq: i64, on_changes: Callback<Changes>) -> Self {
        let stream = Self {
            class,
            seq: StoredValue::new(seq),
            pulse: StoredValue::new(Pulse::new(0.0)),
            line: RwSignal::new(Line::Live),
            on_changes,
            held: StoredValue::new(None),
        };
        Effect::new(move |_| stream.begin());
        stream
    }

    pub(super) fn line(self) -> Line {
        self.line.get()
    }

    /// The board was read anew as of `seq`.
    pub(super) fn caught_up(self, seq: i64) {
        self.seq.try_update_value(|it| *it = seq.max(*it));
        self.answered();
    }

    fn begin(self) {
        self.pulse.set_value(Pulse::new(now()));
        let ticks = Interval::new(1_000, move || self.tick());
        let channel = BroadcastChannel::new(&format!("fledge-live-{}", self.class)).ok();
        let channel = channel.map(|channel| {
            let hear = EventListener::new(&channel, "message", move |event| {
                if let Some(told) = text(event).and_then(|it| serde_json::from_str(&it).ok()) {
                    self.hear(told);
                }
            });
            (channel, hear)
        });
        let mut held = Held::default();
        (held.ticks, held.channel) = (Some(ticks), channel);
        self.held.set_value(Some(StoredValue::new_local(held)));
        if !self.ask_to_lead() {
            self.lead();
        }
        // What the leading tab told between the reading of the board and now.
        self.poll();
    }

    /// Waits in line for the browser's one stream; false where tabs can't agree on one.
    fn ask_to_lead(self) -> bool {
        let Some(locks) = window().and_then(|it| get(&it.navigator(), "locks")) else {
            return false;
        };
        let granted = Closure::once_into_js(move |_: JsValue| {
            Promise::new(&mut |resign, _| {
                let here = self.held(|held| held.resign = Some(resign.clone()));
                match here {
                    Some(()) => self.lead(),
                    None => drop(resign.call0(&JsValue::NULL)),
                }
            })
        });
        let name = JsValue::from_str(&format!("fledge-live-{}", self.class));
        let request = get(&locks, "request").and_then(|it| it.dyn_into::<Function>().ok());
        request.is_some_and(|it| it.call2(&locks, &name, &granted).is_ok())
    }

    /// Opens the stream for this tab and the others.
    fn lead(self) {
        let Some(seq) = self.seq.try_get_value() else {
            return;
        };
        let Ok(events) = EventSource::new(&format!("/live/{}?since={seq}", self.class)) else {
            return;
        };
        let tiles = EventListener::new(&events, "tiles", move |event| {
            if let Some(changes) = text(event).and_then(|it| serde_json::from_str(&it).ok()) {
                self.tell(Told::Changes(changes));
            }
        });
        let beat = EventListener::new(&events, "beat", move |_| self.tell(Told::Beat));
        let source = Source {
            events,
            opened: now(),
            _listeners: [tiles, beat],
        };
        self.held(|held| held.source = Some(source));
    }

    /// Does something with what is held, if the page is still there.
    fn held<T>(self, act: impl FnOnce(&mut Held) -> T) -> Option<T> {
        self.held.try_get_value().flatten()?.try_update_value(act)
    }

    fn tell(self, told: Told) {
        self.held(|held| {
            if let (Some((channel, _)), Ok(told)) = (&held.channel, serde_json::to_string(&told)) {
                let _ = channel.post_message(&JsValue::from_str(&told));
            }
        });
        self.hear(told);
    }

    fn hear(self, told: Told) {
        self.pulse.try_update_value(|it| it.streamed(now()));
        self.show(Line::Live);
        if let Told::Changes(changes) = told {
            self.take(changes);
        }
    }

    fn take(self, changes: Changes) {
        self.seq.try_update_value(|it| *it = changes.seq.max(*it));
        if changes.reload || !changes.tiles.is_empty() {
            self.on_changes.try_run(changes);
        }
    }

    fn answered(self) {
        self.pulse.try_update_value(|it| it.answered(now()));
        self.show(Line::Live);
    }

    fn show(self, line: Line) {
        if self.line.try_get_untracked().is_some_and(|it| it != line) {
            self.line.set(line);
        }
    }

    fn tick(self) {
        let now = now();
        let looked = self
            .pulse
            .try_update_value(|it| (it.is_stale(now), it.take_turn(now)));
        let Some((stale, turn)) = looked else { return };
        if self.line.get_untracked() == Line::Refused {
            return;
        }
        if stale {
            self.show(Line::Stale);
        }
        if turn {
            self.poll();
        }
        let broken = self.held(|held| {
            held.source.as_ref().is_some_and(|it| {
                it.events.ready_state() == EventSource::CLOSED && now - it.opened >= REOPEN_AFTER
            })
        });
        if broken == Some(true) {
            self.lead();
        }
    }

    fn poll(self) {
        let Some(seq) = self.seq.try_get_value() else {
            return;
        };
        let address = format!("/live/{}/tiles?since={seq}", self.class);
        spawn_local(async move {
            let Ok(answer) = Request::get(&address).send().await else {
                return;
            };
            match answer.status() {
                200 => {
                    if let Ok(changes) = answer.json().await {
                        self.answered();
                        self.take(changes);
                    }
                }
                401 | 404 => self.show(Line::Refused),
                _ => {}
            }
        });
    }
}

impl Drop for Held {
    fn drop(&mut self) {
        if let Some((channel, _)) = self.channel.take() {
            channel.close();
        }
        if let Some(resign) = self.resign.take() {
            let _ = resign.call0(&JsValue::NULL);
        }
    }
}

fn now() -> f64 {
    js_sys::Date::now()
}

fn text(event: &web_sys::Event) -> Option<String> {
    event.dyn_ref::<MessageEvent>()?.data().as_string()
}

/// A property that is there.
fn get(object: &JsValue, name: &str) -> Option<JsValue> {
    Reflect::get(object, &JsValue::from_str(name))
        .ok()
        .filter(|it| !it.is_undefined())
}
