//! Finds sentences in a child's words in a framework's file. CASE has no field for them, but
//! schools write them into notes or short statements.

use super::ChildWords;
use crate::{Lang, limits};

/// How such a sentence begins.
const BEGINS: [(Lang, &[&str]); 2] = [
    (Lang::En, &["i can ", "i know ", "i am able to "]),
    (Lang::Es, &["puedo ", "yo puedo ", "sé "]),
];

/// What an adult's text says in a child's words; empty where it says nothing so.
pub(super) fn find_child_words(texts: &[&str]) -> ChildWords {
    let mut words = ChildWords::default();
    let parts = texts
        .iter()
        .flat_map(|it| it.split(['\n', '\r', ';', '|', '/']));
    for part in parts {
        let part = without_label(part.trim().trim_matches('"'));
        let lower = part.to_lowercase();
        for (lang, begins) in BEGINS {
            let is = begins.iter().any(|it| lower.starts_with(it));
            let kept = match lang {
                Lang::En => &mut words.en,
                Lang::Es => &mut words.es,
            };
            if is && kept.is_none() && part.chars().count() <= limits::competency::CHILD_WORDS_CHARS
            {
                *kept = Some(part.to_owned());
            }
        }
    }
    words
}

/// "es: Puedo sumar" without its label.
fn without_label(part: &str) -> &str {
    match part.split_once(':') {
        Some((label, rest)) if label.chars().count() <= 20 => rest.trim().trim_matches('"'),
        _ => part,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sentence_of_a_child_is_found_in_notes_and_nothing_else_is_taken_for_one() {
        let words = find_child_words(&["Student voice: I can add\nes: Puedo sumar"]);
        assert_eq!(words.en.as_deref(), Some("I can add"));
        assert_eq!(words.es.as_deref(), Some("Puedo sumar"));
        let none = find_child_words(&[
            "Students can add. Identify and interpret.",
            "",
            "I canned it",
        ]);
        assert_eq!(none, ChildWords::default());
    }

    #[test]
    fn a_sentence_too_long_for_a_goal_is_left() {
        assert_eq!(
            find_child_words(&[&format!("I can {}", "x".repeat(130))]).en,
            None
        );
    }
}
