//! Addresses of the class's table and map of levels.

use domain::{
    address::escape,
    competency::{LevelSort, MapView},
    ids::ClassId,
};

/// Of the table, under a heading and in an order.
pub(super) fn table_address(class: ClassId, heading: &str, sort: &LevelSort) -> String {
    format!(
        "/desk/class/{class}/competencies?domain={}&sort={}",
        escape(heading),
        escape(sort.word())
    )
}

/// Of the map, under a heading.
pub(super) fn map_address(class: ClassId, heading: &str, view: MapView) -> String {
    let mut pairs: Vec<_> = view
        .pairs()
        .into_iter()
        .map(|(key, value)| format!("{key}={value}"))
        .collect();
    pairs.insert(1, format!("domain={}", escape(heading)));
    format!("/desk/class/{class}/competencies?{}", pairs.join("&"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::competency::{AtLevel, Level};

    const CLASS: ClassId = ClassId(uuid::Uuid::nil());

    #[test]
    fn a_code_survives_the_address_whatever_stands_in_it() {
        let sort = LevelSort::Level("2.OA/1 &é".to_owned());
        let address = table_address(CLASS, "M#1", &sort);
        assert!(address.ends_with("?domain=M%231&sort=2.OA%2F1%20%26%C3%A9"));
    }

    #[test]
    fn the_table_says_its_order_even_if_that_is_the_names() {
        let address = table_address(CLASS, "M", &LevelSort::Name);
        assert!(address.ends_with("/competencies?domain=M&sort=name"));
    }

    #[test]
    fn a_map_that_is_not_narrowed_says_only_its_heading() {
        let address = map_address(CLASS, "M#1", MapView::default());
        assert!(address.ends_with("/competencies?view=map&domain=M%231"));
    }

    #[test]
    fn a_map_says_all_that_narrows_it() {
        let view = MapView {
            level: Some(AtLevel(Some(Level::NotYet))),
            gaps: true,
        };
        let address = map_address(CLASS, "M", view);
        assert!(address.ends_with("?view=map&domain=M&level=not-yet&gaps=yes"));
    }
}
