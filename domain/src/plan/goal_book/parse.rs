//! Reads the book from its file, and names goal and field of whatever can't be read.

use super::{AreaCard, Entry, GoalBook, Suggestion, WhyCard};
use crate::{
    Words,
    plan::{Area, Place, Weekdays},
};
use serde::de::DeserializeOwned;
use serde_json::Value;
use std::fmt;

/// What is wrong, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// A goal's id or an area; empty for the book itself.
    pub entry: String,
    pub field: String,
    /// What is wrong, in English.
    pub why: String,
}

impl Problem {
    pub(super) fn new(entry: &str, field: &str, why: impl Into<String>) -> Self {
        Self {
            entry: entry.to_owned(),
            field: field.to_owned(),
            why: why.into(),
        }
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.entry.is_empty() {
            write!(f, "{}: {}", self.field, self.why)
        } else {
            write!(f, "entry {}, {}: {}", self.entry, self.field, self.why)
        }
    }
}

impl GoalBook {
    /// Reads a book's file; else all that can't be read. Whether it can be given to children is for
    /// [`super::check`] to say.
    ///
    /// # Errors
    ///
    /// All that can't be read, each with its entry and field.
    pub fn parse(json: &str) -> Result<Self, Vec<Problem>> {
        let file: Value = serde_json::from_str(json).map_err(|error| {
            let place = format!("line {}, column {}", error.line(), error.column());
            vec![Problem::new("", &place, format!("no JSON: {error}"))]
        })?;
        let mut problems = Vec::new();
        for (n, card) in entries(&file, "areas") {
            if let Err(why) = read::<AreaCard>(card) {
                problems.push(Problem::new("", &format!("areas.#{}", n + 1), why));
            }
        }
        for field in ["whys", "starters"] {
            for (n, card) in entries(&file, field) {
                if let Err(why) = read::<WhyCard>(card) {
                    problems.push(Problem::new("", &format!("{field}.#{}", n + 1), why));
                }
            }
        }
        for (n, entry) in entries(&file, "goals") {
            problems.extend(unreadable(n, entry));
        }
        if problems.is_empty() {
            read(&file).map_err(|why| vec![Problem::new("", "file", why)])
        } else {
            Err(problems)
        }
    }
}

fn entries<'a>(file: &'a Value, of: &str) -> impl Iterator<Item = (usize, &'a Value)> + use<'a> {
    let list = file.get(of).and_then(Value::as_array);
    list.into_iter().flatten().enumerate()
}

/// What can't be read in a goal: its fields one by one, so as to name them, then the whole.
fn unreadable(number: usize, entry: &Value) -> Vec<Problem> {
    let name = named(number, entry);
    let mut parts: Vec<Problem> = Vec::new();
    let mut say = |field: &str, why: Option<String>| {
        parts.extend(why.map(|why| Problem::new(&name, field, why)));
    };
    for (field, value) in entry.as_object().into_iter().flatten() {
        match field.as_str() {
            "area" => say(field, read::<Area>(value).err()),
            "say" => say(field, read::<Words>(value).err()),
            "daily" => {
                for (n, it) in value.as_array().into_iter().flatten().enumerate() {
                    let at = format!("daily.{}", named(n, it));
                    let (word, days) = (it.get("word"), it.get("days"));
                    let bad = |it: &Option<String>| it.is_some();
                    let word = word.and_then(|it| read::<Words>(it).err());
                    let days = days.and_then(|it| read::<Weekdays>(it).err());
                    let place = it.get("place").and_then(|it| read::<Place>(it).err());
                    let known = bad(&word) || bad(&days) || bad(&place);
                    say(&format!("{at}.word"), word);
                    say(&format!("{at}.days"), days);
                    say(&format!("{at}.place"), place);
                    if !known {
                        say(&at, read::<Suggestion>(it).err());
                    }
                }
            }
            _ => {}
        }
    }
    if parts.is_empty()
        && let Err(why) = read::<Entry>(entry)
    {
        parts.push(Problem::new(&name, "entry", why));
    }
    parts
}

fn named(number: usize, value: &Value) -> String {
    let id = value.get("id").and_then(Value::as_str);
    id.map_or_else(|| format!("#{}", number + 1), str::to_owned)
}

fn read<T: DeserializeOwned>(value: &Value) -> Result<T, String> {
    T::deserialize(value).map_err(|error| error.to_string())
}
