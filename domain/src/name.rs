//! Names for the tile wall: as short as possible, and different for each child of a class.

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
