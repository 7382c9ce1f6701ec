//! Pictures on their way to school. They are too big for an event, and are kept by the same
//! discipline: on this tablet's disk before the screen says so, brought until the school has them,
//! forgotten only then. The event that tells of a picture goes first: the school would not know the
//! picture before.

use super::{
    Sync,
    indexed_db::{IndexedDb, Name},
    use_sync,
};
use domain::ids::EvidenceId;
use gloo_net::http::Request;
use gloo_timers::callback::Interval;
use js_sys::Uint8Array;
use leptos::{prelude::*, task::spawn_local};
use serde::{Deserialize, Serialize};
use web_sys::window;

const PICTURES: Name = Name {
    database: "fledge-pictures",
    store: "pictures",
};
/// How often what lies here is brought again, in milliseconds.
const BRING_EVERY: u32 = 4_000;

/// A picture as it lies on the disk: its bytes in base 64.
#[derive(Clone, Debug, Serialize, Deserialize)]
struct Lying {
    id: EvidenceId,
    picture: String,
}

/// A handle on the pictures of this tablet.
#[derive(Clone, Copy)]
pub struct Pictures {
    waiting: RwSignal<Vec<EvidenceId>>,
    busy: StoredValue<bool>,
    sync: Sync,
}

/// Gives everything below one line of pictures; it starts bringing what an earlier page left.
pub fn provide_pictures() -> Pictures {
    let pictures = Pictures {
        waiting: RwSignal::new(Vec::new()),
        busy: StoredValue::new(false),
        sync: use_sync(),
    };
    provide_context(pictures);
    // Once the events have arrived, the school knows every picture that lies here.
    Effect::new(move |_| {
        if pictures.sync.waiting() == 0 {
            spawn_local(pictures.bring());
        }
    });
    Effect::new(move |_| {
        let every = Interval::new(BRING_EVERY, move || spawn_local(pictures.bring()));
        let every = StoredValue::new_local(Some(every));
        on_cleanup(move || drop(every.try_update_value(Option::take)));
    });
    pictures
}

pub fn use_pictures() -> Pictures {
    expect_context()
}

impl Pictures {
    /// How many the school does not have yet.
    pub fn waiting(self) -> usize {
        self.waiting.with(Vec::len)
    }

    /// Whether the school does not have this one yet.
    pub fn waits(self, id: EvidenceId) -> bool {
        self.waiting.with(|all| all.contains(&id))
    }

    /// Keeps a picture on this tablet's disk, bytes in base 64; false if the disk refused it.
    pub async fn keep(self, id: EvidenceId, picture: String) -> bool {
        let Ok(text) = serde_json::to_string(&Lying { id, picture }) else {
            return false;
        };
        let Ok(disk) = IndexedDb::open(PICTURES).await else {
            return false;
        };
        let kept = disk.put(&id.to_string(), &text).await.is_ok();
        if kept {
            self.waiting.update(|all| all.push(id));
        }
        kept
    }

    /// The pictures that lie here, in base 64.
    pub async fn all(self) -> Vec<(EvidenceId, String)> {
        let lying = self.lying().await.into_iter();
        lying.map(|it| (it.id, it.picture)).collect()
    }

    /// Forgets a picture that was taken back.
    pub async fn forget(self, id: EvidenceId) {
        if let Ok(disk) = IndexedDb::open(PICTURES).await {
            let _ = disk.delete(&id.to_string()).await;
        }
        self.waiting.try_update(|all| all.retain(|it| *it != id));
    }

    /// Brings what lies here, one after the other.
    pub async fn bring(self) {
        if self.busy.try_get_value() != Some(false) {
            return;
        }
        self.busy.set_value(true);
        for lying in self.lying().await {
            if self.sync.waiting_now() == 0 && is_brought(&lying).await {
                self.forget(lying.id).await;
            }
        }
        self.busy.try_set_value(false);
    }

    async fn lying(self) -> Vec<Lying> {
        let Ok(disk) = IndexedDb::open(PICTURES).await else {
            return Vec::new();
        };
        let texts = disk.all().await.unwrap_or_default();
        let all: Vec<Lying> = texts
            .iter()
            .filter_map(|it| serde_json::from_slice(it.as_bytes()).ok())
            .collect();
        let ids: Vec<EvidenceId> = all.iter().map(|it| it.id).collect();
        if self.waiting.try_with_untracked(|it| *it != ids) == Some(true) {
            self.waiting.set(ids);
        }
        all
    }
}

/// Whether the school has the picture now, or will never take it.
async fn is_brought(lying: &Lying) -> bool {
    let Some(bytes) = bytes_of(&lying.picture) else {
        return true;
    };
    let address = format!("/api/v1/evidence/{}", lying.id);
    let request = Request::post(&address).header("content-type", "application/octet-stream");
    let Ok(request) = request.body(bytes) else {
        return false;
    };
    match request.send().await {
        // 422: not a picture that can be kept, however often it is brought.
        Ok(answer) => answer.status() == 204 || answer.status() == 422,
        Err(_) => false,
    }
}

/// The bytes of a text in base 64.
pub fn bytes_of(text: &str) -> Option<Uint8Array> {
    let binary = window()?.atob(text).ok()?;
    let bytes: Vec<u8> = binary
        .chars()
        .filter_map(|it| u8::try_from(u32::from(it)).ok())
        .collect();
    Some(Uint8Array::from(bytes.as_slice()))
}
