//! The service worker (frontend/worker.js): it keeps what this build is made of on the tablet, so
//! that the next page can be had without the school. Spoken to by name, since old browsers, and
//! pages that did not come over a safe line, have none.

use domain::Lang;
use gloo_timers::future::TimeoutFuture;
use js_sys::{Function, Object, Promise, Reflect};
use leptos::task::spawn_local;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::window;

const FILE: &str = "/worker.js";
/// The page comes first; what is for later may wait, in milliseconds.
const LATER_MS: u32 = 4_000;

/// What is there under a name; none for nothing.
fn get(of: &JsValue, name: &str) -> Option<JsValue> {
    let found = Reflect::get(of, &name.into()).ok()?;
    (!found.is_null() && !found.is_undefined()).then_some(found)
}

fn call(on: &JsValue, name: &str, with: &JsValue) -> Option<JsValue> {
    let function: Function = get(on, name)?.dyn_into().ok()?;
    function.call1(on, with).ok()
}

async fn promised(promise: JsValue) -> Option<JsValue> {
    JsFuture::from(promise.dyn_into::<Promise>().ok()?)
        .await
        .ok()
}

fn workers() -> Option<JsValue> {
    get(&window()?.navigator(), "serviceWorker")
}

/// Whether pages can be had without the school.
pub fn is_helped() -> bool {
    workers().is_some_and(|it| get(&it, "controller").is_some())
}

/// Has the worker come, in a while; then the recordings of this language.
pub fn bring_worker(lang: Lang) {
    spawn_local(async move {
        TimeoutFuture::new(LATER_MS).await;
        tell("active", "voices", &lang.code().into()).await;
    });
}

/// No child is at work here: a worker of a newer build may take over.
pub fn let_newer_worker_begin() {
    spawn_local(async move {
        tell("waiting", "rest", &JsValue::TRUE).await;
    });
}

/// Tells the registered worker that is in this state, once there is one that works.
async fn tell(state: &str, what: &str, value: &JsValue) -> Option<()> {
    let workers = workers()?;
    promised(call(&workers, "register", &FILE.into())?).await?;
    let registration = promised(get(&workers, "ready")?).await?;
    let message = Object::new();
    Reflect::set(&message, &what.into(), value).ok()?;
    call(&get(&registration, state)?, "postMessage", &message)?;
    Some(())
}

/// Asks the browser not to clear this tablet's disk when it needs room, or when it was not used for a
/// week; whether it promised. None where it can't be asked.
pub async fn ask_to_stay() -> Option<bool> {
    let storage = get(&window()?.navigator(), "storage")?;
    let asked = call(&storage, "persist", &JsValue::UNDEFINED)?;
    promised(asked).await?.as_bool()
}
