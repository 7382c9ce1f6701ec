//! Reads a survey from its file. Serde alone would ignore an unknown field of an item, and its
//! errors do not name the item.

use super::{Basket, Card, From, Item, Problem, Survey};
use crate::{
    Words,
    facet::{Facet, Panel},
};
use serde::de::DeserializeOwned;
use serde_json::Value;

impl Survey {
    /// Reads a survey file; else all that can't be read, each with its item and field. Whether it
    /// can be given to children is for [`super::check()`] to say.
    ///
    /// # Errors
    ///
    /// All that can't be read, each with its item and field.
    pub fn parse(json: &str) -> Result<Self, Vec<Problem>> {
        let file: Value = serde_json::from_str(json).map_err(|error| {
            let place = format!("line {}, column {}", error.line(), error.column());
            vec![Problem::new("", &place, format!("no JSON: {error}"))]
        })?;
        let items = file.get("items").and_then(Value::as_array);
        let problems: Vec<Problem> = items
            .into_iter()
            .flatten()
            .enumerate()
            .flat_map(|(n, item)| unreadable(n, item))
            .collect();
        if problems.is_empty() {
            read(&file).map_err(|why| vec![Problem::new("", "file", why)])
        } else {
            Err(problems)
        }
    }
}

/// What can't be read in an item: its fields one by one, so as to name them, then the whole.
fn unreadable(number: usize, item: &Value) -> Vec<Problem> {
    let name = item.get("id").and_then(Value::as_str);
    let name = name.map_or_else(|| format!("#{}", number + 1), str::to_owned);
    let problem = |(field, why): (String, String)| Problem::new(&name, &field, why);
    let fields = item.as_object().into_iter().flatten();
    let parts: Vec<Problem> = fields
        .clone()
        .flat_map(|(field, value)| unreadable_field(field, value))
        .map(problem)
        .collect();
    if !parts.is_empty() {
        return parts;
    }
    let written = match read::<Item>(item).map(serde_json::to_value) {
        Ok(Ok(written)) => written,
        Ok(Err(error)) => return vec![Problem::new(&name, "item", error.to_string())],
        Err(why) => return vec![Problem::new(&name, "item", why)],
    };
    fields
        .filter(|(field, _)| written.get(field).is_none())
        .map(|(field, _)| {
            (
                field.clone(),
                "not a field of such an item, or empty".to_owned(),
            )
        })
        .map(problem)
        .collect()
}

fn unreadable_field(field: &str, value: &Value) -> Vec<(String, String)> {
    let whole = match field {
        "say" | "lead" | "stem" => read::<Words>(value).err(),
        "facet" => read::<Facet>(value).err(),
        "poster" => read::<Panel>(value).err(),
        "from" => read::<From>(value).err(),
        "grades" => read::<Vec<u8>>(value).err(),
        "choose" | "most" | "count" => read::<usize>(value).err(),
        "practice" => read::<bool>(value).err(),
        "cards" => return unreadable_parts::<Card>(field, value),
        "places" => return unreadable_parts::<Basket>(field, value),
        _ => None,
    };
    whole
        .into_iter()
        .map(|why| (field.to_owned(), why))
        .collect()
}

fn unreadable_parts<T: DeserializeOwned>(field: &str, value: &Value) -> Vec<(String, String)> {
    let Some(parts) = value.as_array() else {
        return vec![(field.to_owned(), "not a list".to_owned())];
    };
    let numbered = parts.iter().enumerate();
    numbered
        .filter_map(|(n, part)| {
            let id = part.get("id").and_then(Value::as_str);
            let id = id.map_or_else(|| format!("#{}", n + 1), str::to_owned);
            Some((format!("{field}.{id}"), read::<T>(part).err()?))
        })
        .collect()
}

fn read<T: DeserializeOwned>(value: &Value) -> Result<T, String> {
    T::deserialize(value).map_err(|error| error.to_string())
}
