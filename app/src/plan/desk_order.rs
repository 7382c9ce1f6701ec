//! Which children the table of plans shows, and in which order, as in the address.

use domain::{
    ids::ClassId,
    plan::{GoalLine, GoalState, PlanRow, Standing},
};

/// The order of the rows, as in the address.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sort {
    Child,
    Last,
    Waiting,
    Pace,
}

/// Which rows there are, as in the address.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Only {
    All,
    Waiting,
    Behind,
    NoGoal,
}

impl Sort {
    pub(super) const ALL: [(Self, &'static str); 4] = [
        (Self::Child, "child"),
        (Self::Last, "last"),
        (Self::Waiting, "waiting"),
        (Self::Pace, "pace"),
    ];

    pub(super) fn name(self) -> &'static str {
        let found = Self::ALL.iter().find(|(it, _)| *it == self);
        found.map_or("child", |(_, name)| name)
    }

    pub(super) fn parse(name: Option<String>) -> Self {
        let name = name.unwrap_or_default();
        let found = Self::ALL.into_iter().find(|(_, it)| *it == name);
        found.map_or(Self::Child, |(it, _)| it)
    }

    /// Those who need a look come first; of equals the class's order stays.
    pub(super) fn sort(self, rows: &mut [PlanRow]) {
        match self {
            Self::Child => {}
            Self::Last => rows.sort_by_key(|it| it.last_tick),
            Self::Waiting => rows.sort_by_key(|it| std::cmp::Reverse(it.waiting)),
            Self::Pace => rows.sort_by_key(|it| worst(it).map_or((1, None), |it| (0, Some(it)))),
        }
    }
}

impl Only {
    pub(super) const ALL: [(Self, &'static str); 4] = [
        (Self::All, "all"),
        (Self::Waiting, "waiting"),
        (Self::Behind, "behind"),
        (Self::NoGoal, "no-goal"),
    ];

    pub(super) fn name(self) -> &'static str {
        let found = Self::ALL.iter().find(|(it, _)| *it == self);
        found.map_or("all", |(_, name)| name)
    }

    pub(super) fn parse(name: Option<String>) -> Self {
        let name = name.unwrap_or_default();
        let found = Self::ALL.into_iter().find(|(_, it)| *it == name);
        found.map_or(Self::All, |(it, _)| it)
    }

    pub(super) fn has(self, row: &PlanRow) -> bool {
        match self {
            Self::All => true,
            Self::Waiting => row.waiting > 0,
            Self::Behind => worst(row) == Some(Standing::Behind),
            Self::NoGoal => living(row).next().is_none(),
        }
    }
}

pub(super) fn living(row: &PlanRow) -> impl Iterator<Item = &GoalLine> {
    row.goals.iter().filter(|it| it.state == GoalState::Living)
}

pub(super) fn worst(row: &PlanRow) -> Option<Standing> {
    living(row).map(|it| it.pace.standing).min()
}

pub(super) fn address(class: ClassId, sort: Sort, only: Only) -> String {
    format!(
        "/desk/class/{class}/plans?sort={}&show={}",
        sort.name(),
        only.name()
    )
}
