//! Checks the templates that come with Fledge, and names section and field of whatever is wrong.

use super::{Kind, Section, Template};
use crate::{Lang, Words, limits};
use serde::de::DeserializeOwned;
use serde_json::Value;
use std::fmt;

/// What is wrong with a form, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// A section's id or number; empty for the form itself.
    pub section: String,
    pub field: String,
    /// What is wrong, in English.
    pub why: String,
}

impl Problem {
    fn new(section: &str, field: &str, why: impl Into<String>) -> Self {
        Self {
            section: section.to_owned(),
            field: field.to_owned(),
            why: why.into(),
        }
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if !self.section.is_empty() {
            write!(f, "section {}, ", self.section)?;
        }
        write!(f, "{}: {}", self.field, self.why)
    }
}

/// A title that can stand over a section.
pub(super) fn is_word(title: &str) -> bool {
    let count = title.trim().chars().count();
    (1..=limits::template::TITLE_CHARS).contains(&count) && !title.chars().any(char::is_control)
}

impl Template {
    /// Reads a form's file; else all that can't be read. Whether it can be a school's is for
    /// [`check`] to say.
    ///
    /// # Errors
    ///
    /// All that can't be read, each with its section and field.
    pub fn parse(json: &str) -> Result<Self, Vec<Problem>> {
        let file: Value = serde_json::from_str(json).map_err(|error| {
            let place = format!("line {}, column {}", error.line(), error.column());
            vec![Problem::new("", &place, format!("no JSON: {error}"))]
        })?;
        let sections = file.get("sections").and_then(Value::as_array);
        let flaws: Vec<_> = (1..)
            .zip(sections.into_iter().flatten())
            .filter_map(|(n, it)| unreadable(n, it))
            .collect();
        if !flaws.is_empty() {
            return Err(flaws);
        }
        read(&file).map_err(|why| vec![Problem::new("", "file", why)])
    }
}

/// Why a section can't be read: the field that can't, or else the whole.
fn unreadable(number: usize, section: &Value) -> Option<Problem> {
    let why = read::<Section>(section).err()?;
    let id = section.get("id").and_then(Value::as_str);
    let name = id.map_or_else(|| format!("#{number}"), str::to_owned);
    let of = |field: &str| {
        let value = section.get(field)?;
        let bad = match field {
            "kind" => read::<Kind>(value).err(),
            "title" | "hint" => read::<Words>(value).err(),
            _ => None,
        };
        Some(Problem::new(&name, field, bad?))
    };
    let known = ["kind", "title", "hint"].into_iter().find_map(of);
    Some(known.unwrap_or_else(|| Problem::new(&name, "section", why)))
}

fn read<T: DeserializeOwned>(value: &Value) -> Result<T, String> {
    T::deserialize(value).map_err(|error| error.to_string())
}

/// All that is wrong with a form. `has_picture` says whether there is a picture of this name.
pub fn check(template: &Template, has_picture: impl Fn(&str) -> bool) -> Vec<Problem> {
    let mut flaws = Vec::new();
    let mut say = |section: &str, field: &str, why: &str| {
        flaws.push(Problem::new(section, field, why));
    };
    if !is_id(&template.id) {
        say("", "id", "small letters, digits and hyphens");
    }
    if template.version == 0 {
        say("", "version", "from 1 on");
    }
    if !(1..=12).contains(&template.terms) {
        say("", "terms", "from 1 to 12 a year");
    }
    words(
        &mut say,
        "",
        "title",
        &template.title,
        limits::template::TITLE_CHARS,
    );
    words(
        &mut say,
        "",
        "about",
        &template.about,
        limits::template::HINT_CHARS,
    );
    if !template.shows(Kind::Goals) {
        say("", "sections", "none of kind goals");
    }
    for (n, section) in template.sections.iter().enumerate() {
        let id = section.id.as_str();
        if !is_id(id) {
            say(id, "id", "small letters, digits and hyphens");
        }
        if template.sections[..n].iter().any(|it| it.id == id) {
            say(id, "id", "used twice");
        }
        let again = |it: &Section| it.kind == section.kind;
        if !section.kind.is_written() && template.sections[..n].iter().any(again) {
            say(id, "kind", "shown twice");
        }
        words(
            &mut say,
            id,
            "title",
            &section.title,
            limits::template::TITLE_CHARS,
        );
        if let Some(hint) = &section.hint {
            words(&mut say, id, "hint", hint, limits::template::HINT_CHARS);
        }
        match (section.kind, section.choices.len()) {
            (Kind::Voice, 2..=9) => {}
            (Kind::Voice, _) => say(id, "choices", "from 2 to 9"),
            (_, 0) => {}
            _ => say(id, "choices", "only where a child chooses (voice)"),
        }
        for (n, choice) in section.choices.iter().enumerate() {
            let field = format!("choices.{}", choice.id);
            if !is_id(&choice.id) {
                say(id, &field, "small letters, digits and hyphens");
            }
            if section.choices[..n].iter().any(|it| it.id == choice.id) {
                say(id, &field, "used twice");
            }
            if !has_picture(&choice.picture) {
                let why = format!("no picture “{}”", choice.picture);
                say(id, &field, &why);
            }
            words(
                &mut say,
                id,
                &field,
                &choice.word,
                limits::template::TITLE_CHARS,
            );
        }
    }
    flaws
}

/// What is wrong between forms: a section's id means the same in each, and no two are of one name.
pub fn check_together(all: &[Template]) -> Vec<Problem> {
    let mut flaws = Vec::new();
    for (n, one) in all.iter().enumerate() {
        for other in &all[..n] {
            if one.id == other.id {
                flaws.push(Problem::new("", "id", format!("“{}” twice", one.id)));
            }
            for section in &one.sections {
                let unlike = |it: &&Section| it.id == section.id && it.kind != section.kind;
                if other.sections.iter().any(|it| unlike(&it)) {
                    let why = format!("another kind in “{}”", other.id);
                    flaws.push(Problem::new(&section.id, "kind", why));
                }
            }
        }
    }
    flaws
}

fn is_id(id: &str) -> bool {
    let plain = |it: u8| it.is_ascii_lowercase() || it.is_ascii_digit() || it == b'-';
    (1..=40).contains(&id.len()) && id.bytes().all(plain)
}

fn words(
    say: &mut dyn FnMut(&str, &str, &str),
    section: &str,
    field: &str,
    words: &Words,
    longest: usize,
) {
    for lang in Lang::ALL {
        let (text, code) = (words.get(lang), lang.code());
        if text.trim().is_empty() {
            say(section, field, &format!("no words in {code}"));
        } else if text.chars().count() > longest {
            let why = format!("more than {longest} characters in {code}");
            say(section, field, &why);
        }
    }
}
