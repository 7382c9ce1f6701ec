//! Tablets: enrolled once into a class with a short code from the teacher's screen.

use crate::ids::DeviceId;
use chrono::{DateTime, TimeDelta, Utc};
use serde::{Deserialize, Serialize};

/// How long a code may be typed in.
pub const CODE_LASTS: TimeDelta = TimeDelta::minutes(10);
/// Digits of a code.
pub const CODE_DIGITS: usize = 6;

/// A code that enrols tablets into one class.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Code {
    pub code: String,
    pub expires: DateTime<Utc>,
}

/// An enrolled tablet, as the teacher sees it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tablet {
    pub id: DeviceId,
    /// "Tablet 3": counted within the class.
    pub name: String,
    pub enrolled_at: DateTime<Utc>,
    pub seen_at: DateTime<Utc>,
    /// Whether its browser promised to keep what lies on it; none before it said.
    pub lasts: Option<bool>,
    /// Who is signed in on it, by tile name.
    pub child: Option<String>,
}
