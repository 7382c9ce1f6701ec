//! Converts between values and what a column holds: times are milliseconds since 1970 UTC, the
//! variants of an enum the words they have on the wire, dates "2026-09-21".

use crate::{Result, StoreError};
use chrono::{DateTime, NaiveDate, Utc};
use serde::{Serialize, de::DeserializeOwned};

pub(crate) fn to_millis(time: DateTime<Utc>) -> i64 {
    time.timestamp_millis()
}

pub(crate) fn from_millis(millis: i64) -> Result<DateTime<Utc>> {
    DateTime::from_timestamp_millis(millis).ok_or(StoreError::Unreadable("time"))
}

/// "learn-best" for `Facet::LearnBest`.
pub(crate) fn to_text<T: Serialize>(value: T) -> Result<String> {
    match serde_json::to_value(value) {
        Ok(serde_json::Value::String(text)) => Ok(text),
        _ => Err(StoreError::Unreadable("word")),
    }
}

pub(crate) fn from_text<T: DeserializeOwned>(text: String) -> Result<T> {
    serde_json::from_value(serde_json::Value::String(text))
        .map_err(|_| StoreError::Unreadable("word"))
}

pub(crate) fn to_json<T: Serialize>(value: &T) -> Result<String> {
    serde_json::to_string(value).map_err(|_| StoreError::Unreadable("JSON"))
}

/// Reads a column's JSON; `what` names it in the error.
pub(crate) fn from_json<T: DeserializeOwned>(text: &str, what: &'static str) -> Result<T> {
    serde_json::from_str(text).map_err(|_| StoreError::Unreadable(what))
}

/// An integer column as the smaller type that the value has.
pub(crate) fn to_int<T: TryFrom<i64>>(number: i64) -> Result<T> {
    T::try_from(number).map_err(|_| StoreError::Unreadable("number"))
}

/// A school date as it is stored: "2026-09-21".
pub(crate) fn to_date(text: &str) -> Result<NaiveDate> {
    text.parse().map_err(|_| StoreError::Unreadable("date"))
}
