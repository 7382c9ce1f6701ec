//! Names: for the tile wall as short as possible and different for each child of a class, as they are
//! kept, and as they are looked for.

use crate::text::is_hidden;
use std::collections::BTreeMap;
use unicode_normalization::{UnicodeNormalization as _, char::is_combining_mark};

/// A name as it is kept: composed (NFC), with single spaces, without what nobody sees.
pub fn cleaned(name: &str) -> String {
    let seen = name
        .nfc()
        .map(|it| if it.is_whitespace() { ' ' } else { it });
    let seen: String = seen.filter(|it| !is_hidden(*it)).collect();
    seen.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A text as it is looked for: without accents, capital letters, apostrophes and spaces around it.
pub fn folded(text: &str) -> String {
    let letters = text.nfkd().filter(|it| !is_combining_mark(*it));
    let letters = letters.flat_map(char::to_lowercase);
    let mut folded = String::with_capacity(text.len());
    for letter in letters {
        match letter {
            // Letters that have no accent to take off, as one types them without.
            'đ' | 'ð' => folded.push('d'),
            'ø' => folded.push('o'),
            'ł' => folded.push('l'),
            'ı' => folded.push('i'),
            'ß' => folded.push_str("ss"),
            'æ' => folded.push_str("ae"),
            'œ' => folded.push_str("oe"),
            '\'' | '‘' | '’' | 'ʻ' | 'ʼ' | '`' | '´' => {}
            '-' | '‐' | '‑' | '–' => folded.push(' '),
            other if is_combining_mark(other) || is_hidden(other) => {}
            other => folded.push(other),
        }
    }
    folded.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Whether a name is meant by these words: each of them is a part of it, in any order, whatever their
/// accents, capital letters and apostrophes.
pub fn finds(name: &str, words: &str) -> bool {
    let name = folded(name);
    folded(words)
        .split_whitespace()
        .all(|word| name.contains(word))
}

/// Names for a tile wall, in the order given: the first name alone where it is the only one in the
/// room, else with as many letters of the family name as it takes ("Sofía G.", "Sofía Gu."), the
/// whole name where even that does not tell them apart, and a number behind it for two of the very
/// same name ("Ana Li 1", "Ana Li 2"). No two are alike, whatever their case.
pub fn tile_names(people: &[(&str, &str)]) -> Vec<String> {
    let mut names: Vec<String> = (0..people.len()).map(|me| short(people, me)).collect();
    let mut taken = BTreeMap::<String, usize>::new();
    for name in &names {
        *taken.entry(name.to_lowercase()).or_default() += 1;
    }
    for name in &mut names {
        if taken[&name.to_lowercase()] == 1 {
            continue;
        }
        let mut numbered = (1..=taken.len() + 1).map(|n| format!("{name} {n}"));
        if let Some(own) = numbered.find(|it| !taken.contains_key(&it.to_lowercase())) {
            taken.insert(own.to_lowercase(), 1);
            *name = own;
        }
    }
    names
}

/// As little of one person's name as tells them from the others, if anything does.
fn short(people: &[(&str, &str)], me: usize) -> String {
    let (given, family) = people[me];
    let others = people.iter().enumerate().filter(|(other, _)| *other != me);
    let rivals: Vec<&str> = others
        .filter(|(_, (name, _))| same(name, given))
        .map(|(_, (_, family))| *family)
        .collect();
    if rivals.is_empty() || family.is_empty() {
        return given.to_owned();
    }
    let tells_apart = |letters: &usize| {
        let mine = start(family, *letters);
        rivals
            .iter()
            .all(|rival| !same(&start(rival, *letters), &mine))
    };
    (1..family.chars().count()).find(tells_apart).map_or_else(
        || format!("{given} {family}"),
        |letters| format!("{given} {}.", start(family, letters)),
    )
}

fn start(name: &str, letters: usize) -> String {
    name.chars().take(letters).collect()
}

fn same(a: &str, b: &str) -> bool {
    a.to_lowercase() == b.to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_name_is_found_without_its_accents_capitals_and_apostrophes() {
        for (name, words) in [
            ("Maeve O’Shea", "O'Shea"),
            ("Maeve O’Shea", "oshea"),
            ("Maeve O'Shea", "o’shea maeve"),
            ("Sofía Gutiérrez", "SOFIA GUT"),
            ("Sofia Gutierrez", "sofía gutiérrez"),
            ("Ngọc Đặng", "ngoc dang"),
            ("Zoë Müller-Weiß", "muller weiss"),
            ("Jose\u{301}", "José"),
            ("Ana", "  "),
        ] {
            assert!(finds(name, words), "{words} finds {name}");
        }
        assert!(!finds("Ana Ruiz", "ana g"));
    }

    #[test]
    fn a_name_is_kept_composed_with_single_spaces_and_without_what_nobody_sees() {
        assert_eq!(cleaned(" Jose\u{301}\t Luis\n"), "José Luis");
        assert_eq!(cleaned("\u{202e}Ana\u{200f}\0"), "Ana");
        assert_eq!(cleaned("D’Angelo-Ruiz"), "D’Angelo-Ruiz");
    }

    proptest! {
        #[test]
        fn what_was_cleaned_or_folded_stays_so(text in ".{0,40}") {
            let (kept, looked_for) = (cleaned(&text), folded(&text));
            prop_assert_eq!(cleaned(&kept), kept);
            prop_assert_eq!(folded(&looked_for), looked_for);
        }

        #[test]
        fn every_name_is_found_by_itself_and_by_its_words_in_any_order(
            given in "\\PC{1,12}", family in "\\PC{1,12}",
        ) {
            let name = format!("{given} {family}");
            prop_assert!(finds(&name, &name));
            let turned = format!("{family} {given}");
            prop_assert!(finds(&name, &turned));
        }
    }

    #[test]
    fn one_of_a_name_needs_no_more() {
        assert_eq!(
            tile_names(&[("Milo", "Tran"), ("Ana", "Ruiz")]),
            ["Milo", "Ana"]
        );
    }

    #[test]
    fn two_of_a_name_get_as_many_letters_as_it_takes() {
        let room = [("Sofía", "García"), ("sofía", "Gutiérrez"), ("Leo", "G")];
        assert_eq!(tile_names(&room), ["Sofía Ga.", "sofía Gu.", "Leo"]);
    }

    #[test]
    fn a_name_that_starts_another_is_written_whole() {
        assert_eq!(
            tile_names(&[("Ana", "Li"), ("Ana", "Lima")]),
            ["Ana Li", "Ana Lim."]
        );
        assert_eq!(
            tile_names(&[("Ana", ""), ("Ana", "Lima")]),
            ["Ana", "Ana L."]
        );
    }
}
