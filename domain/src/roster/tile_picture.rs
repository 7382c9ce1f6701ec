//! Chooses a tile picture for a new child: one that nobody in their classes has, while there is
//! one.

use crate::signin::TILES;
use std::collections::HashMap;

/// How often each picture is on the wall of each class.
pub(super) struct PictureWalls<C>(HashMap<C, [u16; TILES.len()]>);

impl<C: Copy + Eq + std::hash::Hash> PictureWalls<C> {
    pub(super) fn new() -> Self {
        Self(HashMap::new())
    }

    /// A child with this picture is in these classes.
    pub(super) fn hang(&mut self, classes: &[C], picture: &str) {
        let Some(at) = TILES.iter().position(|tile| *tile == picture) else {
            return;
        };
        for class in classes {
            let wall = self.0.entry(*class).or_insert([0; TILES.len()]);
            wall[at] = wall[at].saturating_add(1);
        }
    }

    /// One of the pictures least seen in these classes, by chance; it hangs there from now on.
    pub(super) fn pick(&mut self, classes: &[C], number: u64) -> &'static str {
        let seen = |at: usize| -> u32 {
            let walls = classes.iter().filter_map(|class| self.0.get(class));
            walls.map(|wall| u32::from(wall[at])).sum()
        };
        let least = (0..TILES.len()).map(seen).min();
        let free: Vec<usize> = (0..TILES.len())
            .filter(|at| Some(seen(*at)) == least)
            .collect();
        let nth = usize::try_from(number % free.len().max(1) as u64).unwrap_or(0);
        let picture = free.get(nth).map_or(TILES[0], |at| TILES[*at]);
        self.hang(classes, picture);
        picture
    }

    /// The classes that could give each child a picture of their own, and do not.
    pub(super) fn classes_with_shared_pictures(&self) -> impl Iterator<Item = C> + '_ {
        let shared = |wall: &[u16; TILES.len()]| {
            let children: u32 = wall.iter().map(|it| u32::from(*it)).sum();
            children as usize <= TILES.len() && wall.iter().any(|it| *it > 1)
        };
        self.0
            .iter()
            .filter(move |(_, wall)| shared(wall))
            .map(|(class, _)| *class)
    }
}

/// A picture for one more child beside those with these pictures, by chance.
pub fn tile_picture<'a>(beside: impl IntoIterator<Item = &'a str>, number: u64) -> &'static str {
    let mut walls = PictureWalls::new();
    for picture in beside {
        walls.hang(&[()], picture);
    }
    walls.pick(&[()], number)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    #[test]
    fn no_two_children_of_a_class_share_a_picture_as_long_as_there_are_some() {
        let mut walls = PictureWalls::new();
        walls.hang(&[1], "owl");
        let given: HashSet<_> = (0..35).map(|n| walls.pick(&[1], n * 7919)).collect();
        assert_eq!(given.len(), 35);
        assert!(!given.contains("owl"));
        assert_eq!(walls.classes_with_shared_pictures().count(), 0);
        walls.pick(&[1], 3);
        assert_eq!(
            walls.classes_with_shared_pictures().count(),
            0,
            "37 children can't all have their own"
        );
    }

    #[test]
    fn one_more_child_gets_a_picture_that_is_not_on_the_wall() {
        let taken = &TILES[..35];
        for number in 0..5 {
            assert_eq!(tile_picture(taken.iter().copied(), number), TILES[35]);
        }
    }

    #[test]
    fn a_child_of_two_classes_gets_a_picture_free_in_both() {
        let mut walls = PictureWalls::new();
        for tile in &TILES[..20] {
            walls.hang(&["math"], tile);
        }
        for tile in &TILES[21..] {
            walls.hang(&["home"], tile);
        }
        assert_eq!(walls.pick(&["math", "home"], 99), TILES[20]);
        walls.hang(&["home"], TILES[20]);
        assert_eq!(
            walls.classes_with_shared_pictures().collect::<Vec<_>>(),
            ["home"]
        );
    }
}
