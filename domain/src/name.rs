//! Names for the tile wall: as short as possible, and different for each child of a class; and how they
//! fit a tile.

use std::collections::BTreeMap;

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

/// How large a name can stand on the one line of a tile, so that none is cut or broken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum NameWidth {
    /// As most names are.
    Short,
    Medium,
    Long,
    /// In two lines, between words.
    Longest,
}

impl NameWidth {
    /// By the number of characters.
    pub fn of(name: &str) -> Self {
        match name.chars().count() {
            0..=13 => Self::Short,
            14..=16 => Self::Medium,
            17..=19 => Self::Long,
            _ => Self::Longest,
        }
    }

    /// As a page writes it; none: as most are.
    pub const fn name(self) -> Option<&'static str> {
        match self {
            Self::Short => None,
            Self::Medium => Some("medium"),
            Self::Long => Some("long"),
            Self::Longest => Some("longest"),
        }
    }
}

/// The first letters of an adult's first and last word: "ML" of "Mr. Lee".
pub fn initials(name: &str) -> String {
    let mut words = name.split_whitespace();
    let (first, last) = (words.next(), words.next_back());
    let letters = [first, last].into_iter().flatten();
    let letters = letters.filter_map(|word| word.chars().next());
    letters.flat_map(char::to_uppercase).collect()
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
        // Nothing ends between two names: "Ana García L.", never "Ana García .".
        !mine.ends_with(char::is_whitespace)
            && rivals
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

    #[test]
    fn initials_are_of_the_first_and_the_last_word() {
        let all = ["Mr. Lee", "Rosa Vega Ruiz", "cher", "", "élise d’arc"].map(initials);
        assert_eq!(all, ["ML", "RR", "C", "", "ÉD"]);
    }

    #[test]
    fn a_longer_name_is_written_smaller() {
        let widths = [
            "Zoë",
            "Ana García L.",
            "Maximiliano R.",
            "Maria Fernanda S.",
            "",
        ];
        assert_eq!(
            widths.map(NameWidth::of),
            [
                NameWidth::Short,
                NameWidth::Short,
                NameWidth::Medium,
                NameWidth::Long,
                NameWidth::Short,
            ]
        );
        assert_eq!(NameWidth::of(&"A ".repeat(15)), NameWidth::Longest);
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
    fn of_two_family_names_the_second_tells_apart_where_the_first_does_not() {
        let room = [("Ana", "García López"), ("Ana", "García Ruiz")];
        assert_eq!(tile_names(&room), ["Ana García L.", "Ana García R."]);
        let room = [("Ana", "García"), ("Ana", "García Ruiz")];
        assert_eq!(tile_names(&room), ["Ana García", "Ana García R."]);
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
