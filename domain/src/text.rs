//! A text that is either ready-made, in both languages and with a recording, or somebody's own; and
//! characters that nobody sees.

use crate::{Lang, Words, voice};
use serde::{Deserialize, Serialize};

/// Words of a plan: the book's, known in both languages and recorded, or somebody's own.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Text {
    /// Ready-made, in both languages and recorded.
    Book(Words),
    /// In the language in which somebody wrote it; not recorded.
    Own(String),
}

impl Text {
    /// To be read in a language; own words stay in the one they were written in.
    pub fn get(&self, lang: Lang) -> &str {
        match self {
            Self::Book(words) => words.get(lang),
            Self::Own(text) => text,
        }
    }

    /// Path of the recording; none of own words.
    pub fn voice(&self, lang: Lang) -> Option<String> {
        match self {
            Self::Book(words) => Some(voice::path(lang, words.get(lang))),
            Self::Own(_) => None,
        }
    }
}

/// Whether nobody sees this character and it does something to what stands around it: a control
/// character, or one that turns the direction of reading.
pub fn is_hidden(character: char) -> bool {
    character.is_control()
        || matches!(character, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// Whether a text has a character that nobody sees: see [`is_hidden`].
pub fn has_hidden(text: &str) -> bool {
    text.chars().any(is_hidden)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn control_and_direction_characters_are_hidden_and_letters_are_not() {
        for hidden in [
            "a\0b",
            "\u{1b}[31mred",
            "tab\t",
            "\u{202e}txt",
            "\u{2067}",
            "\u{85}",
        ] {
            assert!(has_hidden(hidden), "{hidden:?}");
        }
        for plain in ["José Ñandú", "two words", "王", "שלום", "👩\u{200d}🏫"] {
            assert!(!has_hidden(plain), "{plain:?}");
        }
    }
}
