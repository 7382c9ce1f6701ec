//! A text that is either ready-made, in both languages and with a recording, or somebody's own;
//! lists in words; and characters that nobody sees.

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

/// Several in words: "Mia, Leo and Ana", «Mia, Leo y Ana», «Mia, Leo e Inés».
pub fn listed(lang: Lang, all: &[String]) -> String {
    let Some((last, before)) = all.split_last() else {
        return String::new();
    };
    if before.is_empty() {
        return last.clone();
    }
    let and = match lang {
        Lang::En => "and",
        Lang::Es if sounds_like_i(last) => "e",
        Lang::Es => "y",
    };
    format!("{} {and} {last}", before.join(", "))
}

/// Whether a Spanish word begins with the sound of "i", before which *y* becomes *e*: Inés, Hilda;
/// but not Hiedra or Ian, whose first sound is that of "y".
/// Source: Real Academia Española, Diccionario panhispánico de dudas, "y".
fn sounds_like_i(word: &str) -> bool {
    let word = word.to_lowercase();
    let word = word.strip_prefix('h').unwrap_or(&word);
    let mut letters = word.chars();
    matches!(letters.next(), Some('i' | 'í'))
        && !matches!(
            letters.next(),
            Some('a' | 'á' | 'e' | 'é' | 'o' | 'ó' | 'u' | 'ú')
        )
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
    fn several_are_named_as_one_says_it() {
        let said = |lang, all: &[&str]| {
            let all: Vec<_> = all.iter().map(|&it| it.to_owned()).collect();
            listed(lang, &all)
        };
        assert_eq!(said(Lang::En, &[]), "");
        assert_eq!(said(Lang::En, &["Mia"]), "Mia");
        assert_eq!(said(Lang::En, &["Mia", "Itzel"]), "Mia and Itzel");
        assert_eq!(said(Lang::En, &["Mia", "Leo", "Ana"]), "Mia, Leo and Ana");
        assert_eq!(said(Lang::Es, &["Mia", "Leo", "Ana"]), "Mia, Leo y Ana");
        assert_eq!(said(Lang::Es, &["Ngọc W.", "Itzel"]), "Ngọc W. e Itzel");
        assert_eq!(said(Lang::Es, &["Ana", "Íñigo"]), "Ana e Íñigo");
        assert_eq!(said(Lang::Es, &["Ana", "Hilda"]), "Ana e Hilda");
        assert_eq!(said(Lang::Es, &["Ana", "Ian"]), "Ana y Ian");
        assert_eq!(said(Lang::Es, &["Ana", "Yolanda"]), "Ana y Yolanda");
        assert_eq!(said(Lang::Es, &["Ana", "3 más"]), "Ana y 3 más");
    }

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
