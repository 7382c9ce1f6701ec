//! What a child's page begins with, made by the server and found in the page by the browser.

use leptos::{
    prelude::Resource,
    server::codee::{Decoder, Encoder},
};
use serde::{Serialize, de::DeserializeOwned};

/// JSON read from bytes, as the answers of server functions are: a program then holds one reader
/// of each type, not two.
pub struct Bytes;

impl<T: Serialize> Encoder<T> for Bytes {
    type Error = serde_json::Error;
    type Encoded = String;

    fn encode(value: &T) -> Result<String, Self::Error> {
        serde_json::to_string(value)
    }
}

impl<T: DeserializeOwned> Decoder<T> for Bytes {
    type Error = serde_json::Error;
    type Encoded = str;

    fn decode(text: &str) -> Result<T, Self::Error> {
        serde_json::from_slice(text.as_bytes())
    }
}

/// Fetched before the page is sent.
#[track_caller]
pub fn ssr_resource<T, Fut>(fetch: impl Fn() -> Fut + Send + Sync + 'static) -> Resource<T, Bytes>
where
    T: Serialize + DeserializeOwned + Send + Sync + 'static,
    Fut: Future<Output = T> + Send + 'static,
{
    Resource::new_with_options(|| (), move |()| fetch(), true)
}
