//! A teacher's settings of the rules for one class.

use crate::{feature_error::feature_error, limits};
use serde::{Deserialize, Serialize};

feature_error! {
    /// Why the rules can't be so.
    pub enum TuningError {
        NumberIsOutOfRange,
    }
}

/// Whether a rule counts, and from how much on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NextRule {
    /// Whether the rule counts.
    pub on: bool,
    /// From how much on; the unit is that of the rule.
    pub from: u16,
}

/// The rules of one teacher for one class.
///
/// # Examples
///
/// ```
/// # use domain::next::NextTuning;
/// # use serde_json::json;
/// let json = json!({
///     "sit": { "on": true, "from": 3 }, "celebrate": true,
///     "check_in": { "on": true, "from": 14 }, "alike": { "on": false, "from": 3 }
/// });
/// let tuning: NextTuning = serde_json::from_value(json.clone())?;
/// assert_eq!(serde_json::to_value(&tuning)?, json);
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NextTuning {
    /// From so many minutes of waiting.
    pub sit: NextRule,
    /// Whether goals that came to their end are listed.
    pub celebrate: bool,
    /// From so many days.
    pub check_in: NextRule,
    /// From so many children.
    pub alike: NextRule,
}

impl Default for NextTuning {
    fn default() -> Self {
        let rule = |from| NextRule { on: true, from };
        Self {
            sit: rule(3),
            celebrate: true,
            check_in: rule(10),
            alike: rule(3),
        }
    }
}

impl NextTuning {
    /// Whether each number can be so.
    ///
    /// # Errors
    ///
    /// A number is out of its range in [`limits::next`].
    pub fn check(&self) -> Result<(), TuningError> {
        let all = [
            (self.sit.from, limits::next::WAIT_MINUTES),
            (self.check_in.from, limits::next::CHECK_IN_DAYS),
            (self.alike.from, limits::next::ALIKE_CHILDREN),
        ];
        match all.iter().all(|(from, range)| range.contains(from)) {
            true => Ok(()),
            false => Err(TuningError::NumberIsOutOfRange),
        }
    }
}
