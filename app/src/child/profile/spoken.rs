//! What the voice says of a statement.

use domain::{Lang, profile::Statement};

/// What is said of a statement: how it starts, and its card's word.
pub fn spoken(statement: &Statement, lang: Lang) -> [String; 2] {
    [
        statement.stem.get(lang).to_owned(),
        statement.word.get(lang).to_owned(),
    ]
}
