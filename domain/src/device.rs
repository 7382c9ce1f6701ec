//! Tablets of a class, and the short code from the teacher's screen that enrols one.

use crate::{feature_error::feature_error, ids::DeviceId};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

feature_error! {
    /// What is wrong with a code that was typed on a tablet, to enrol it or to sit down beside a child.
    pub enum CodeError {
        /// It is another one, or too old: the same answer for both.
        IsWrong,
    }
}

/// A code that enrols tablets into one class.
///
/// # Examples
///
/// ```
/// # use domain::device::EnrolCode;
/// # use serde_json::json;
/// let json = json!({ "code": "048213", "expires": "2026-10-19T14:40:00Z" });
/// let code: EnrolCode = serde_json::from_value(json.clone())?;
/// assert_eq!(serde_json::to_value(&code)?, json);
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EnrolCode {
    /// Six digits.
    pub code: String,
    /// After this time the code is wrong.
    pub expires: DateTime<Utc>,
}

/// An enrolled tablet, as the teacher sees it.
///
/// # Examples
///
/// ```
/// # use domain::device::Tablet;
/// # use serde_json::json;
/// let json = json!({
///     "id": "0199a2f0-0000-7000-8000-000000000003", "name": "Tablet 3",
///     "enrolled_at": "2026-08-31T13:00:00Z", "seen_at": "2026-10-19T14:30:00Z", "lasts": true,
///     "child": "Mia"
/// });
/// let tablet: Tablet = serde_json::from_value(json.clone())?;
/// assert_eq!(serde_json::to_value(&tablet)?, json);
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tablet {
    pub id: DeviceId,
    /// "Tablet 3": counted within the class.
    pub name: String,
    /// When it was enrolled.
    pub enrolled_at: DateTime<Utc>,
    /// When the school last heard of it.
    pub seen_at: DateTime<Utc>,
    /// Whether its browser promised to keep what lies on it; none before it said.
    pub lasts: Option<bool>,
    /// Who is signed in on it, by tile name.
    pub child: Option<String>,
}
