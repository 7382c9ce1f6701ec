//! Which cells the map of levels shows, as in the address. Where something is chosen, children and
//! competencies without any such cell are left out.

use super::{desk_order::escaped, words::level_name};
use domain::{
    competency::{Competency, Level, Mark, gap},
    ids::ClassId,
};

/// A level that can be chosen; none is "not looked at".
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct AtLevel(pub(super) Option<Level>);

pub(super) const LEVELS: [AtLevel; 4] = [
    AtLevel(Some(Level::NotYet)),
    AtLevel(Some(Level::Learning)),
    AtLevel(Some(Level::GotIt)),
    AtLevel(None),
];

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct MapView {
    /// Only cells at this level.
    pub(super) level: Option<AtLevel>,
    /// Only what is missing from an earlier grade.
    pub(super) gaps: bool,
}

impl MapView {
    /// None where the address asks for the table.
    pub(super) fn parse(get: impl Fn(&str) -> Option<String>) -> Option<Self> {
        let level = get("level");
        let named = |it: &AtLevel| level.as_deref() == Some(level_name(it.0));
        (get("view").as_deref() == Some("map")).then(|| Self {
            level: LEVELS.into_iter().find(named),
            gaps: get("gaps").as_deref() == Some("yes"),
        })
    }

    pub(super) fn address(self, class: ClassId, heading: &str) -> String {
        let level = self.level.map(|it| format!("&level={}", level_name(it.0)));
        format!(
            "/desk/class/{class}/competencies?view=map&domain={}{}{}",
            escaped(heading),
            level.unwrap_or_default(),
            if self.gaps { "&gaps=yes" } else { "" }
        )
    }

    pub(super) fn narrows(self) -> bool {
        self != Self::default()
    }

    /// Whether a cell is among those chosen.
    pub(super) fn has(self, competency: &Competency, grade: u8, mark: Option<Mark>) -> bool {
        let level = mark.map(|it| it.level);
        self.level.is_none_or(|it| it.0 == level)
            && (!self.gaps || gap(competency, grade, level).is_some())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(address: &str) -> Option<MapView> {
        let (_, query) = address.split_once('?').expect("a query");
        MapView::parse(|key| {
            let mut pairs = query.split('&').filter_map(|it| it.split_once('='));
            let found = pairs.find(|(it, _)| *it == key);
            found.map(|(_, value)| value.to_owned())
        })
    }

    #[test]
    fn an_address_says_all_that_is_chosen() {
        let class = ClassId(uuid::Uuid::nil());
        for level in [None].into_iter().chain(LEVELS.map(Some)) {
            for gaps in [false, true] {
                let view = MapView { level, gaps };
                assert_eq!(parse(&view.address(class, "M")), Some(view));
            }
        }
    }

    #[test]
    fn an_address_without_a_map_is_the_tables() {
        assert_eq!(parse("/x?domain=M&level=learning"), None);
        assert_eq!(parse("/x?view=map&level=much"), Some(MapView::default()));
    }
}
