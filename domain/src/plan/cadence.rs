//! Whether a daily goal is asked for on each of its days or once a week.

use serde::{Deserialize, Serialize};

/// On each of its days, or on one of them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Cadence {
    #[default]
    EachDay,
    /// Once a week, on whichever of its days: a weekly goal. Done once, it rests until Monday.
    Weekly,
}

impl Cadence {
    /// What plans made before there were weekly goals say by saying nothing.
    pub fn is_each_day(&self) -> bool {
        *self == Self::EachDay
    }
}
