//! The tablet's own stores: what a child did, in whatever order, since each event says its own; what
//! the school told of the child; and pictures. One request a transaction, since a transaction ends by
//! itself across an await; `strict`, since the default may tell "done" before the disk has it.

use gloo_events::EventListener;
use js_sys::{Array, Function, Object, Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    EventTarget, IdbDatabase, IdbObjectStore, IdbOpenDbRequest, IdbRequest, IdbTransaction, window,
};

/// A database of one store. Each has its own, so that a new one never waits for a page of an older
/// build to let go of the others.
#[derive(Clone, Copy, Debug)]
pub(super) struct Name {
    pub(super) database: &'static str,
    pub(super) store: &'static str,
}

/// The open database.
#[derive(Clone, Debug)]
pub(super) struct IndexedDb(IdbDatabase, &'static str);

impl IndexedDb {
    /// Opens it, made anew where it is not there yet.
    pub(super) async fn open(name: Name) -> Result<Self, JsValue> {
        let factory = window().and_then(|window| window.indexed_db().ok().flatten());
        let factory = factory.ok_or("no IndexedDB")?;
        let request = factory.open_with_u32(name.database, 1)?;
        let made = request.clone();
        let _upgrade = EventListener::once(&request, "upgradeneeded", move |_| {
            let _ = make_store(&made, name.store);
        });
        Ok(Self(done(&request).await?.unchecked_into(), name.store))
    }

    /// Keeps a text under an id; the disk has it when this returns.
    pub(super) async fn put(&self, id: &str, text: &str) -> Result<(), JsValue> {
        let (store, transaction) = self.store("readwrite")?;
        store.put_with_key(&text.into(), &id.into())?;
        over(&transaction).await
    }

    /// The text under an id.
    pub(super) async fn get(&self, id: &str) -> Result<Option<String>, JsValue> {
        let (store, _) = self.store("readonly")?;
        let text = done(&store.get(&id.into())?).await?;
        Ok(text.as_string())
    }

    /// Every text that is kept.
    pub(super) async fn all(&self) -> Result<Vec<String>, JsValue> {
        let (store, _) = self.store("readonly")?;
        let texts = done(&store.get_all()?).await?;
        Ok(Array::from(&texts)
            .iter()
            .filter_map(|text| text.as_string())
            .collect())
    }

    pub(super) async fn delete(&self, id: &str) -> Result<(), JsValue> {
        let (store, transaction) = self.store("readwrite")?;
        store.delete(&id.into())?;
        over(&transaction).await
    }

    /// Forgets everything.
    pub(super) async fn clear(&self) -> Result<(), JsValue> {
        let (store, transaction) = self.store("readwrite")?;
        store.clear()?;
        over(&transaction).await
    }

    fn store(&self, mode: &str) -> Result<(IdbObjectStore, IdbTransaction), JsValue> {
        let options = Object::new();
        Reflect::set(&options, &"durability".into(), &"strict".into())?;
        // web-sys binds `transaction` without its options.
        let transaction: Function = Reflect::get(&self.0, &"transaction".into())?.dyn_into()?;
        let transaction: IdbTransaction = transaction
            .call3(&self.0, &self.1.into(), &mode.into(), &options)?
            .unchecked_into();
        Ok((transaction.object_store(self.1)?, transaction))
    }
}

fn make_store(request: &IdbOpenDbRequest, name: &str) -> Result<(), JsValue> {
    let database: IdbDatabase = request.result()?.unchecked_into();
    database.create_object_store(name)?;
    Ok(())
}

/// A request's result.
async fn done(request: &IdbRequest) -> Result<JsValue, JsValue> {
    settled(request, "success", "error").await?;
    request.result()
}

/// Waits until a transaction is on the disk.
async fn over(transaction: &IdbTransaction) -> Result<(), JsValue> {
    settled(transaction, "complete", "abort").await
}

async fn settled(
    target: &EventTarget,
    good: &'static str,
    bad: &'static str,
) -> Result<(), JsValue> {
    let mut listeners = Vec::new();
    let promise = Promise::new(&mut |resolve, reject| {
        listeners.push(EventListener::once(target, good, move |_| {
            let _ = resolve.call0(&JsValue::NULL);
        }));
        listeners.push(EventListener::once(target, bad, move |_| {
            let _ = reject.call0(&JsValue::NULL);
        }));
    });
    JsFuture::from(promise).await.map(drop)
}
