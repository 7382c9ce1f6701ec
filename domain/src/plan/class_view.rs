//! Which children the page of plans shows, in which order and in which shape: all of it stands in
//! the address, so that it can be sent on, kept, and gone back to.

use super::{Area, PlanRow, Standing};
use crate::{address::with_query, ids::ClassId, name::finds};
use chrono::NaiveDate;

/// What the page is: a row a child, or the whole class on one screen.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Face {
    #[default]
    Table,
    Glance,
}

/// The order of the rows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Sort {
    #[default]
    Child,
    Pace,
    Last,
    Waiting,
}

/// Which rows there are by how they stand.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Only {
    #[default]
    All,
    Waiting,
    Behind,
    OnPace,
    Ahead,
    NoGoal,
}

const FACES: [(Face, &str); 2] = [(Face::Table, "table"), (Face::Glance, "glance")];
const SORTS: [(Sort, &str); 4] = [
    (Sort::Child, "child"),
    (Sort::Pace, "pace"),
    (Sort::Last, "last"),
    (Sort::Waiting, "waiting"),
];
const AREAS: [(Area, &str); 5] = [
    (Area::Reading, "reading"),
    (Area::Writing, "writing"),
    (Area::Maths, "maths"),
    (Area::Heart, "heart"),
    (Area::Own, "own"),
];

impl Only {
    /// All, by their names in the address.
    pub const ALL: [(Self, &'static str); 6] = [
        (Self::All, "all"),
        (Self::Waiting, "waiting"),
        (Self::Behind, "behind"),
        (Self::OnPace, "on-pace"),
        (Self::Ahead, "ahead"),
        (Self::NoGoal, "no-goal"),
    ];

    /// Whether a row stands so.
    pub fn has(self, row: &PlanRow) -> bool {
        match self {
            Self::All => true,
            Self::Waiting => row.waiting > 0,
            Self::Behind => row.standing() == Some(Standing::Behind),
            Self::OnPace => row.standing() == Some(Standing::OnPace),
            Self::Ahead => row.standing() == Some(Standing::Ahead),
            Self::NoGoal => row.standing().is_none(),
        }
    }
}

impl Sort {
    /// The name in the address.
    pub fn name(self) -> &'static str {
        name(&SORTS, self)
    }
}

/// An area by its name in the address.
pub fn area_name(area: Area) -> &'static str {
    name(&AREAS, area)
}

fn name<T: PartialEq + Copy>(all: &[(T, &'static str)], it: T) -> &'static str {
    let found = all.iter().find(|(other, _)| *other == it);
    found.map_or("", |(_, name)| name)
}

fn named<T: Copy>(all: &[(T, &'static str)], name: &str) -> Option<T> {
    let found = all.iter().find(|(_, it)| *it == name);
    found.map(|(it, _)| *it)
}

/// The page as the address has it. What an address has no sense for is as if it were not there.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ClassView {
    /// A row a child, or the class at a glance.
    pub face: Face,
    /// What the rows are sorted by.
    pub sort: Sort,
    /// From the other end.
    pub turned: bool,
    /// Those who stand so.
    pub only: Only,
    /// Those with a goal in it.
    pub area: Option<Area>,
    /// Those whose last tick is older than so many days.
    pub quiet: Option<u32>,
    /// A part of the name.
    pub name: String,
}

impl ClassView {
    /// Out of the query of an address.
    pub fn parse(get: impl Fn(&str) -> Option<String>) -> Self {
        let text = |key: &str| get(key).unwrap_or_default();
        Self {
            face: named(&FACES, &text("view")).unwrap_or_default(),
            sort: named(&SORTS, &text("sort")).unwrap_or_default(),
            turned: text("turned") == "yes",
            only: named(&Only::ALL, &text("show")).unwrap_or_default(),
            area: named(&AREAS, &text("area")),
            quiet: text("quiet").parse().ok(),
            name: text("name"),
        }
    }

    /// The page's address; what is as it is without being chosen is not in it.
    pub fn address(&self, class: ClassId) -> String {
        let standard = Self::default();
        let unless = |is_standard: bool, name: &'static str| if is_standard { "" } else { name };
        let quiet = self.quiet.map_or_else(String::new, |it| it.to_string());
        let face = unless(self.face == standard.face, name(&FACES, self.face));
        let sort = unless(self.sort == standard.sort, self.sort.name());
        let only = unless(self.only == standard.only, name(&Only::ALL, self.only));
        let pairs = [
            ("view", face),
            ("sort", sort),
            ("turned", unless(!self.turned, "yes")),
            ("show", only),
            ("area", self.area.map_or("", area_name)),
            ("quiet", &quiet),
            ("name", &self.name),
        ];
        with_query(&format!("/desk/class/{class}/plans"), pairs)
    }

    /// The same page sorted so; what is sorted so already is turned.
    #[must_use]
    pub fn sorted(&self, by: Sort) -> Self {
        Self {
            turned: self.sort == by && !self.turned,
            sort: by,
            ..self.clone()
        }
    }

    /// Whether the page, sorted by this, goes down.
    pub fn descends(&self, by: Sort) -> bool {
        self.turned != (by == Sort::Waiting)
    }

    /// The same page with all children on it.
    #[must_use]
    pub fn with_all(&self) -> Self {
        Self {
            face: self.face,
            sort: self.sort,
            turned: self.turned,
            ..Self::default()
        }
    }

    /// The same page with another way to stand; the rest stays.
    #[must_use]
    pub fn with_only(&self, only: Only) -> Self {
        Self {
            only,
            ..self.clone()
        }
    }

    /// The same page for an area by its name in the address; another name means any area.
    #[must_use]
    pub fn with_area(&self, name: &str) -> Self {
        Self {
            area: named(&AREAS, name),
            ..self.clone()
        }
    }

    /// The same page for those who were quiet for so many days; what is no number means anybody.
    #[must_use]
    pub fn with_quiet(&self, days: &str) -> Self {
        Self {
            quiet: days.parse().ok(),
            ..self.clone()
        }
    }

    /// The same page for those of this name, and whether it takes the place of the one before: one
    /// step back leads to what was shown before typing began, not to half a name.
    pub fn with_name(&self, name: String) -> (Self, bool) {
        let replaces = !self.name.is_empty();
        (
            Self {
                name,
                ..self.clone()
            },
            replaces,
        )
    }

    /// The rows there are, in their order.
    pub fn rows(&self, all: &[PlanRow], today: NaiveDate) -> Vec<PlanRow> {
        let mut rows: Vec<_> = all
            .iter()
            .filter(|it| self.has(it, today))
            .cloned()
            .collect();
        self.order(&mut rows);
        rows
    }

    /// How many rows there would be of those who stand so.
    pub fn count(&self, only: Only, all: &[PlanRow], today: NaiveDate) -> usize {
        let has = |it: &&PlanRow| only.has(it) && self.has_beside(it, today);
        all.iter().filter(has).count()
    }

    /// Whether somebody may be left out.
    pub fn narrows(&self) -> bool {
        *self != self.with_all()
    }

    /// Whether a row is among those chosen.
    pub fn has(&self, row: &PlanRow, today: NaiveDate) -> bool {
        self.only.has(row) && self.has_beside(row, today)
    }

    /// The same without regard to how they stand.
    pub fn has_beside(&self, row: &PlanRow, today: NaiveDate) -> bool {
        let area = |area: Area| row.goals.iter().any(|it| it.area == area);
        self.area.is_none_or(area)
            && self.quiet.is_none_or(|days| row.is_quiet(days, today))
            && finds(&row.child.name, &self.name)
    }

    /// Those who need a look come first; of equals the class's order stays.
    pub fn order(&self, rows: &mut [PlanRow]) {
        match self.sort {
            Sort::Child => {}
            Sort::Last => rows.sort_by_key(|it| it.last_tick),
            Sort::Waiting => rows.sort_by_key(|it| std::cmp::Reverse(it.waiting)),
            Sort::Pace => {
                rows.sort_by_key(|it| it.standing().map_or((1, None), |it| (0, Some(it))));
            }
        }
        if self.turned {
            rows.reverse();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{ids::PersonId, school::ChildName};
    use proptest::prelude::*;
    use uuid::Uuid;

    fn row(n: u128, name: &str, last: Option<&str>, waiting: u32) -> PlanRow {
        PlanRow {
            child: ChildName {
                child: PersonId(Uuid::from_u128(n)),
                name: name.to_owned(),
                picture: "fox".to_owned(),
            },
            plan: None,
            goals: Vec::new(),
            last_tick: last.map(|it| it.parse().expect("a day")),
            waiting,
            away_today: false,
        }
    }

    fn today() -> NaiveDate {
        "2026-10-20".parse().expect("a day")
    }

    fn names(rows: &[PlanRow]) -> String {
        rows.iter().map(|it| it.child.name.as_str()).collect()
    }

    fn parse(address: &str) -> ClassView {
        let query = address.split_once('?').map_or("", |(_, query)| query);
        ClassView::parse(|key| {
            let mut pairs = query.split('&').filter_map(|it| it.split_once('='));
            pairs
                .find(|(it, _)| *it == key)
                .map(|(_, value)| value.replace("%20", " ").replace("%C3%AD", "í"))
        })
    }

    #[test]
    fn an_address_says_all_that_is_chosen_and_nothing_else() {
        let class = ClassId(Uuid::nil());
        let page = format!("/desk/class/{class}/plans");
        assert_eq!(ClassView::default().address(class), page);
        let view = ClassView {
            face: Face::Glance,
            sort: Sort::Last,
            turned: true,
            only: Only::Behind,
            area: Some(Area::Heart),
            quiet: Some(7),
            name: "ana garcía".to_owned(),
        };
        assert_eq!(parse(&view.address(class)), view);
        assert!(view.narrows() && !view.with_all().narrows());
    }

    #[test]
    fn an_address_somebody_wrote_by_hand_shows_what_it_has_sense_for() {
        let view = parse("/x?sort=shoe-size&show=behind&quiet=soon&area=cooking&view=3d");
        let sense = ClassView {
            only: Only::Behind,
            ..ClassView::default()
        };
        assert_eq!(view, sense);
    }

    #[test]
    fn who_was_quiet_for_longer_than_that_is_found_and_so_is_who_never_ticked() {
        let today = "2026-10-20".parse().expect("a day");
        let quiet = ClassView {
            quiet: Some(7),
            ..ClassView::default()
        };
        let found = |last| quiet.has(&row(1, "Ana", last, 0), today);
        assert!(found(None) && found(Some("2026-10-12")));
        assert!(!found(Some("2026-10-13")) && !found(Some("2026-10-20")));
    }

    #[test]
    fn a_name_is_found_without_its_accents_and_capitals() {
        let view = ClassView {
            name: "garcia".to_owned(),
            ..ClassView::default()
        };
        let today = "2026-10-20".parse().expect("a day");
        assert!(view.has(&row(1, "Ana García", None, 0), today));
        assert!(!view.has(&row(1, "Gael", None, 0), today));
    }

    #[test]
    fn a_head_pressed_twice_turns_the_order() {
        let mut rows = vec![
            row(1, "A", None, 0),
            row(2, "B", None, 2),
            row(3, "C", None, 1),
        ];
        let once = ClassView::default().sorted(Sort::Waiting);
        once.order(&mut rows);
        assert_eq!(names(&rows), "BCA");
        let twice = once.sorted(Sort::Waiting);
        twice.order(&mut rows);
        assert_eq!(names(&rows), "ACB");
        assert!(!twice.sorted(Sort::Child).turned);
    }

    #[test]
    fn who_has_no_goal_comes_last_by_pace_and_the_class_s_order_stays_among_equals() {
        let mut rows = vec![row(1, "A", None, 0), row(2, "B", None, 0)];
        ClassView::default().sorted(Sort::Pace).order(&mut rows);
        assert_eq!(names(&rows), "AB");
    }

    #[test]
    fn who_never_ticked_comes_first_by_the_last_tick() {
        let rows = vec![
            row(1, "A", Some("2026-10-12"), 0),
            row(2, "B", None, 0),
            row(3, "C", Some("2026-10-02"), 0),
        ];
        let shown = ClassView::default().sorted(Sort::Last).rows(&rows, today());
        assert_eq!(names(&shown), "BCA");
    }

    #[test]
    fn only_those_stay_who_wait_for_an_answer() {
        let rows = vec![row(1, "A", None, 0), row(2, "B", None, 2)];
        let view = ClassView::default().with_only(Only::Waiting);
        assert_eq!(names(&view.rows(&rows, today())), "B");
        let view = view.with_only(Only::NoGoal);
        assert_eq!(names(&view.rows(&rows, today())), "AB");
        let view = view.with_only(Only::Behind);
        assert_eq!(names(&view.rows(&rows, today())), "");
    }

    #[test]
    fn a_number_beside_a_filter_is_that_of_the_rows_it_would_show() {
        let rows = vec![
            row(1, "Ana", None, 1),
            row(2, "Anton", None, 0),
            row(3, "Milo", None, 1),
        ];
        let (view, _) = ClassView::default().with_name("an".to_owned());
        for (only, _) in Only::ALL {
            let shown = view.with_only(only).rows(&rows, today());
            assert_eq!(view.count(only, &rows, today()), shown.len());
        }
        assert_eq!(view.count(Only::Waiting, &rows, today()), 1);
    }

    #[test]
    fn the_first_letter_of_a_name_makes_a_step_to_go_back_by_and_the_next_ones_none() {
        let (view, replaces) = ClassView::default().with_name("a".to_owned());
        assert!(!replaces);
        let (view, replaces) = view.with_name("an".to_owned());
        assert!(replaces);
        assert_eq!(view.name, "an");
    }

    #[test]
    fn an_area_or_a_number_of_days_that_is_none_leaves_nobody_out() {
        let view = ClassView::default().with_area("heart").with_quiet("7");
        assert_eq!((view.area, view.quiet), (Some(Area::Heart), Some(7)));
        let view = view.with_area("").with_quiet("");
        assert!(!view.narrows());
    }

    #[test]
    fn spaces_around_a_name_say_nothing() {
        let (view, _) = ClassView::default().with_name("  ana ".to_owned());
        assert!(view.has(&row(1, "Ana", None, 0), today()));
    }

    #[test]
    fn all_children_again_keeps_the_face_and_the_order() {
        let view = ClassView {
            face: Face::Glance,
            ..ClassView::default().sorted(Sort::Last).sorted(Sort::Last)
        };
        let narrow = view.with_area("own").with_only(Only::Ahead);
        assert_eq!(narrow.with_all(), view);
    }

    fn views() -> impl Strategy<Value = ClassView> {
        let choices = (
            prop::sample::select(FACES.map(|it| it.0).to_vec()),
            prop::sample::select(SORTS.map(|it| it.0).to_vec()),
            any::<bool>(),
            prop::sample::select(Only::ALL.map(|it| it.0).to_vec()),
            prop::option::of(prop::sample::select(AREAS.map(|it| it.0).to_vec())),
            prop::option::of(any::<u32>()),
            "[a-zA-Z í]{0,8}",
        );
        choices.prop_map(|(face, sort, turned, only, area, quiet, name)| ClassView {
            face,
            sort,
            turned,
            only,
            area,
            quiet,
            name,
        })
    }

    proptest! {
        #[test]
        fn an_address_leads_back_to_the_page_it_was_made_of(view in views()) {
            prop_assert_eq!(parse(&view.address(ClassId(Uuid::nil()))), view);
        }

        #[test]
        fn no_row_is_lost_or_twice_in_any_order(view in views(), waiting in prop::collection::vec(0_u32..3, 0..9)) {
            let rows = waiting.iter().enumerate().map(|(n, it)| row(n as u128, "A", None, *it));
            let rows: Vec<_> = rows.collect();
            let mut ordered = rows.clone();
            view.order(&mut ordered);
            ordered.sort_by_key(|it| it.child.child);
            prop_assert_eq!(ordered, rows);
        }
    }
}
