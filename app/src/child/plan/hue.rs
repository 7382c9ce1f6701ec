//! The colour of what a goal is about.

use domain::plan::Area;

/// The name of an area in style and tests.
pub fn hue(area: Area) -> &'static str {
    match area {
        Area::Reading => "otter",
        Area::Writing => "berry",
        Area::Maths => "fox",
        Area::Heart => "sun",
        Area::Own => "leaf",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn each_area_has_a_colour_of_its_own() {
        let hues: BTreeSet<_> = Area::ALL.into_iter().map(hue).collect();
        assert_eq!(hues.len(), Area::ALL.len());
    }
}
