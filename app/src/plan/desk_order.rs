//! Which children the page of plans shows, in which order and in which shape: all of it stands in
//! the address, so that it can be sent on, kept, and gone back to.

use chrono::NaiveDate;
use domain::{
    ids::ClassId,
    plan::{Area, PlanRow, Standing},
};
use std::fmt::Write as _;

/// What the page is: a row a child, or the whole class on one screen.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Face {
    #[default]
    Table,
    Glance,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Sort {
    #[default]
    Child,
    Pace,
    Last,
    Waiting,
}

/// Which rows there are by how they stand.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Only {
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
    pub(super) const ALL: [(Self, &'static str); 6] = [
        (Self::All, "all"),
        (Self::Waiting, "waiting"),
        (Self::Behind, "behind"),
        (Self::OnPace, "on-pace"),
        (Self::Ahead, "ahead"),
        (Self::NoGoal, "no-goal"),
    ];

    pub(super) fn has(self, row: &PlanRow) -> bool {
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
    pub(super) fn name(self) -> &'static str {
        name(&SORTS, self)
    }
}

pub(super) fn area_name(area: Area) -> &'static str {
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
pub(super) struct View {
    pub(super) face: Face,
    pub(super) sort: Sort,
    /// From the other end.
    pub(super) turned: bool,
    pub(super) only: Only,
    pub(super) area: Option<Area>,
    /// Those whose last tick is older than so many days.
    pub(super) quiet: Option<u32>,
    /// A part of the name.
    pub(super) name: String,
}

impl View {
    pub(super) fn parse(get: impl Fn(&str) -> Option<String>) -> Self {
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

    pub(super) fn address(&self, class: ClassId) -> String {
        let mut said = Vec::new();
        let mut say = |key: &str, value: &str, standard: bool| {
            if !standard {
                said.push(format!("{key}={}", escaped(value)));
            }
        };
        let standard = Self::default();
        say("view", name(&FACES, self.face), self.face == standard.face);
        say("sort", self.sort.name(), self.sort == standard.sort);
        say("turned", "yes", !self.turned);
        say(
            "show",
            name(&Only::ALL, self.only),
            self.only == standard.only,
        );
        say("area", self.area.map_or("", area_name), self.area.is_none());
        let quiet = self.quiet.map(|it| it.to_string());
        say(
            "quiet",
            quiet.as_deref().unwrap_or_default(),
            quiet.is_none(),
        );
        say("name", &self.name, self.name.is_empty());
        let page = format!("/desk/class/{class}/plans");
        if said.is_empty() {
            page
        } else {
            format!("{page}?{}", said.join("&"))
        }
    }

    /// The same page sorted so; what is sorted so already is turned.
    pub(super) fn sorted(&self, by: Sort) -> Self {
        Self {
            turned: self.sort == by && !self.turned,
            sort: by,
            ..self.clone()
        }
    }

    /// The same page with all children on it.
    pub(super) fn with_all(&self) -> Self {
        Self {
            face: self.face,
            sort: self.sort,
            turned: self.turned,
            ..Self::default()
        }
    }

    /// Whether somebody may be left out.
    pub(super) fn narrows(&self) -> bool {
        *self != self.with_all()
    }

    pub(super) fn has(&self, row: &PlanRow, today: NaiveDate) -> bool {
        self.only.has(row) && self.has_beside(row, today)
    }

    /// The same without regard to how they stand.
    pub(super) fn has_beside(&self, row: &PlanRow, today: NaiveDate) -> bool {
        let area = |area: Area| row.goals.iter().any(|it| it.area == area);
        self.area.is_none_or(area)
            && self.quiet.is_none_or(|days| row.is_quiet(days, today))
            && plain(&row.child.name).contains(&plain(self.name.trim()))
    }

    /// Those who need a look come first; of equals the class's order stays.
    pub(super) fn order(&self, rows: &mut [PlanRow]) {
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

/// As somebody types a name who is in a hurry: without accents or capitals.
fn plain(text: &str) -> String {
    let one = |it: char| match it {
        'á' | 'à' | 'ä' | 'â' | 'ã' => 'a',
        'é' | 'è' | 'ë' | 'ê' => 'e',
        'í' | 'ì' | 'ï' | 'î' => 'i',
        'ó' | 'ò' | 'ö' | 'ô' | 'õ' => 'o',
        'ú' | 'ù' | 'ü' | 'û' => 'u',
        'ñ' => 'n',
        'ç' => 'c',
        other => other,
    };
    text.to_lowercase().chars().map(one).collect()
}

/// Text as it may stand in an address.
pub(super) fn escaped(text: &str) -> String {
    let mut all = String::new();
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || byte == b'-' {
            all.push(char::from(byte));
        } else {
            let _ = write!(all, "%{byte:02X}");
        }
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::{ids::PersonId, school::ChildName};
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

    fn parse(address: &str) -> View {
        let query = address.split_once('?').map_or("", |(_, query)| query);
        View::parse(|key| {
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
        assert_eq!(View::default().address(class), page);
        let view = View {
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
        let sense = View {
            only: Only::Behind,
            ..View::default()
        };
        assert_eq!(view, sense);
    }

    #[test]
    fn who_was_quiet_for_longer_than_that_is_found_and_so_is_who_never_ticked() {
        let today = "2026-10-20".parse().expect("a day");
        let quiet = View {
            quiet: Some(7),
            ..View::default()
        };
        let found = |last| quiet.has(&row(1, "Ana", last, 0), today);
        assert!(found(None) && found(Some("2026-10-12")));
        assert!(!found(Some("2026-10-13")) && !found(Some("2026-10-20")));
    }

    #[test]
    fn a_name_is_found_without_its_accents_and_capitals() {
        let view = View {
            name: "garcia".to_owned(),
            ..View::default()
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
        let names = |rows: &[PlanRow]| {
            rows.iter()
                .map(|it| it.child.name.clone())
                .collect::<String>()
        };
        let once = View::default().sorted(Sort::Waiting);
        once.order(&mut rows);
        assert_eq!(names(&rows), "BCA");
        let twice = once.sorted(Sort::Waiting);
        twice.order(&mut rows);
        assert_eq!(names(&rows), "ACB");
        assert!(!twice.sorted(Sort::Child).turned);
    }
}
