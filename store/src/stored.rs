//! How plain things stand in the database: times as milliseconds since 1970 UTC, names of a kind as
//! the words they have on the wire.

use crate::{Result, StoreError};
use chrono::{DateTime, NaiveDate, Utc};
use serde::{Serialize, de::DeserializeOwned};

pub(crate) fn ms(at: DateTime<Utc>) -> i64 {
    at.timestamp_millis()
}

pub(crate) fn at(ms: i64) -> Result<DateTime<Utc>> {
    DateTime::from_timestamp_millis(ms).ok_or(StoreError::Unreadable("time"))
}

/// "learn-best" for `Facet::LearnBest`.
pub(crate) fn word<T: Serialize>(kind: T) -> Result<String> {
    match serde_json::to_value(kind) {
        Ok(serde_json::Value::String(word)) => Ok(word),
        _ => Err(StoreError::Unreadable("word")),
    }
}

pub(crate) fn kind<T: DeserializeOwned>(word: String) -> Result<T> {
    serde_json::from_value(serde_json::Value::String(word))
        .map_err(|_| StoreError::Unreadable("word"))
}

pub(crate) fn json<T: Serialize>(thing: &T) -> Result<String> {
    serde_json::to_string(thing).map_err(|_| StoreError::Unreadable("thing"))
}

pub(crate) fn small<T: TryFrom<i64>>(number: i64) -> Result<T> {
    T::try_from(number).map_err(|_| StoreError::Unreadable("number"))
}

/// A school date as it is stored: "2026-09-21".
pub(crate) fn day(text: &str) -> Result<NaiveDate> {
    text.parse().map_err(|_| StoreError::Unreadable("date"))
}
