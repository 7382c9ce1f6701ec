//! What a teacher says of the rules: which count in their class, and from how much on.

use crate::AppError;
use serde::{Deserialize, Serialize};
use std::ops::RangeInclusive;

pub const WAIT_MINUTES: RangeInclusive<u16> = 0..=30;
pub const CHECK_IN_DAYS: RangeInclusive<u16> = 2..=60;
pub const ALIKE_CHILDREN: RangeInclusive<u16> = 2..=12;

/// Whether a rule counts, and from how much on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rule {
    pub on: bool,
    pub from: u16,
}

/// The rules of one teacher for one class.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tuning {
    /// From so many minutes of waiting.
    pub sit: Rule,
    pub celebrate: bool,
    /// From so many days.
    pub check_in: Rule,
    /// From so many children.
    pub alike: Rule,
}

impl Default for Tuning {
    fn default() -> Self {
        let rule = |from| Rule { on: true, from };
        Self {
            sit: rule(3),
            celebrate: true,
            check_in: rule(10),
            alike: rule(3),
        }
    }
}

impl Tuning {
    /// Whether each number can be so.
    pub fn check(&self) -> Result<(), AppError> {
        let all = [
            (self.sit.from, WAIT_MINUTES),
            (self.check_in.from, CHECK_IN_DAYS),
            (self.alike.from, ALIKE_CHILDREN),
        ];
        match all.iter().all(|(from, range)| range.contains(from)) {
            true => Ok(()),
            false => Err(AppError::invalid("next", "no-number")),
        }
    }
}
