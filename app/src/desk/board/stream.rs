//! The live line: one stream a browser, led by one tab and told to the others; asked for again and
//! again where no stream comes through.

use domain::{
    board::Tile,
    board::follower::{BoardFollower, ConnectionState, Input, StreamMessage},
    ids::ClassId,
};
use gloo_events::EventListener;
use gloo_net::http::Request;
use gloo_timers::callback::Interval;
use js_sys::{Function, Promise, Reflect};
use leptos::{prelude::*, task::spawn_local};
use wasm_bindgen::{JsCast, JsValue, prelude::Closure};
use web_sys::{BroadcastChannel, EventSource, MessageEvent, window};

/// What is done with what comes.
#[derive(Clone, Copy)]
pub(super) struct Follower {
    pub(super) show: Callback<Vec<Tile>>,
    /// The numbers of what is shown are worth nothing: the school was restored.
    pub(super) forget: Callback<()>,
    /// Reads the class whole, and says [`Stream::has_read`].
    pub(super) read: Callback<Stream>,
}

#[derive(Clone, Copy)]
pub(super) struct Stream {
    class: ClassId,
    follower: Follower,
    following: StoredValue<BoardFollower>,
    connection: RwSignal<ConnectionState>,
    /// None on the server, which has no browser's things to hold.
    with_resources: StoredValue<Option<StoredValue<StreamResources, LocalStorage>>>,
}

/// What ends when the page does.
#[derive(Default)]
struct StreamResources {
    ticks: Option<Interval>,
    channel: Option<(BroadcastChannel, EventListener)>,
    source: Option<Source>,
    /// Lets another tab lead.
    resign: Option<Function>,
}

struct Source {
    events: EventSource,
    _listeners: [EventListener; 2],
}

impl Drop for Source {
    fn drop(&mut self) {
        self.events.close();
    }
}

impl Stream {
    /// Keeps what was read as of `seq` up to date, for as long as the page is there.
    pub(super) fn follow(class: ClassId, seq: i64, follower: Follower) -> Self {
        let stream = Self {
            class,
            follower,
            following: StoredValue::new(BoardFollower::new(seq, 0.0)),
            connection: RwSignal::new(ConnectionState::Live),
            with_resources: StoredValue::new(None),
        };
        Effect::new(move |_| stream.begin());
        stream
    }

    pub(super) fn connection(self) -> ConnectionState {
        self.connection.get()
    }

    fn begin(self) {
        let ticks = Interval::new(1_000, move || {
            self.step(Input::Tick);
        });
        let channel = BroadcastChannel::new(&format!("fledge-live-{}", self.class)).ok();
        let channel = channel.map(|channel| {
            let hear = EventListener::new(&channel, "message", move |event| {
                if let Some(told) = text(event).and_then(|it| serde_json::from_str(&it).ok()) {
                    self.step(Input::Streamed(told));
                }
            });
            (channel, hear)
        });
        let mut with_resources = StreamResources::default();
        (with_resources.ticks, with_resources.channel) = (Some(ticks), channel);
        self.with_resources
            .set_value(Some(StoredValue::new_local(with_resources)));
        self.step(Input::Begin);
        if !self.ask_to_lead() {
            self.step(Input::Lead);
        }
    }

    /// Takes in what happened, and does what comes of it, if the page is still there. Whether to show
    /// the board that was just read, the caller has to see to.
    fn step(self, input: Input) -> bool {
        let now = js_sys::Date::now();
        let refused = input == Input::Refused;
        let stepped = self
            .following
            .try_update_value(|it| (it.step(input, now), it.connection(now)));
        let Some((todo, line)) = stepped else {
            return false;
        };
        if self.connection.get_untracked() != line {
            self.connection.set(line);
        }
        if refused {
            self.with_resources(StreamResources::let_go);
        }
        if todo.forget {
            self.follower.forget.run(());
        }
        if !todo.show.is_empty() {
            self.follower.show.run(todo.show);
        }
        if let Some(since) = todo.ask {
            self.ask(since);
        }
        if todo.read {
            self.read();
        }
        if let Some(since) = todo.open {
            self.open(since);
        }
        todo.replace
    }

    /// Waits in line for the browser's one stream; false where tabs can't agree on one.
    fn ask_to_lead(self) -> bool {
        let Some(locks) = window().and_then(|it| get(&it.navigator(), "locks")) else {
            return false;
        };
        let granted = Closure::once_into_js(move |_: JsValue| {
            Promise::new(&mut |resign, _| {
                let here = self
                    .with_resources(|with_resources| with_resources.resign = Some(resign.clone()));
                match here {
                    Some(()) => drop(self.step(Input::Lead)),
                    None => drop(resign.call0(&JsValue::NULL)),
                }
            })
        });
        let name = JsValue::from_str(&format!("fledge-live-{}", self.class));
        let request = get(&locks, "request").and_then(|it| it.dyn_into::<Function>().ok());
        request.is_some_and(|it| it.call2(&locks, &name, &granted).is_ok())
    }

    /// Opens the stream for this tab and the others.
    fn open(self, since: i64) {
        let address = format!("/live/{}?since={since}", self.class);
        let Ok(events) = EventSource::new(&address) else {
            return;
        };
        let tiles = EventListener::new(&events, "tiles", move |event| {
            if let Some(changes) = text(event).and_then(|it| serde_json::from_str(&it).ok()) {
                self.tell(StreamMessage::Changes(changes));
            }
        });
        let beat = EventListener::new(&events, "beat", move |event| {
            if let Some(seq) = text(event).and_then(|it| it.parse().ok()) {
                self.tell(StreamMessage::Beat(seq));
            }
        });
        let source = Source {
            events,
            _listeners: [tiles, beat],
        };
        self.with_resources(|with_resources| with_resources.source = Some(source));
    }

    /// Does something with what is held, if the page is still there.
    fn with_resources<T>(self, act: impl FnOnce(&mut StreamResources) -> T) -> Option<T> {
        self.with_resources
            .try_get_value()
            .flatten()?
            .try_update_value(act)
    }

    fn tell(self, told: StreamMessage) {
        self.with_resources(|with_resources| {
            if let (Some((channel, _)), Ok(told)) =
                (&with_resources.channel, serde_json::to_string(&told))
            {
                let _ = channel.post_message(&JsValue::from_str(&told));
            }
        });
        self.step(Input::Streamed(told));
    }

    fn ask(self, since: i64) {
        let address = format!("/live/{}/tiles?since={since}", self.class);
        spawn_local(async move {
            let Ok(answer) = Request::get(&address).send().await else {
                return;
            };
            match answer.status() {
                200 => {
                    if let Ok(changes) = answer.json().await {
                        self.step(Input::Answered(changes));
                    }
                }
                401 | 404 => drop(self.step(Input::Refused)),
                _ => {}
            }
        });
    }

    /// Reads the class whole.
    pub(super) fn read(self) {
        self.follower.read.run(self);
    }

    /// The class was read whole as of `seq`; whether to show it.
    pub(super) fn has_read(self, seq: i64) -> bool {
        self.step(Input::Read(seq))
    }
}

impl StreamResources {
    /// Closes the stream, and lets another tab lead.
    fn let_go(&mut self) {
        self.source = None;
        if let Some(resign) = self.resign.take() {
            let _ = resign.call0(&JsValue::NULL);
        }
    }
}

impl Drop for StreamResources {
    fn drop(&mut self) {
        if let Some((channel, _)) = self.channel.take() {
            channel.close();
        }
        self.let_go();
    }
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
