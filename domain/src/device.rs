//! Tablets of a class, and the short code from the teacher's screen that enrols one.

use crate::{feature_error::feature_error, ids::DeviceId, limits, text::has_hidden};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

feature_error! {
    /// What is wrong with a code that was typed on a tablet, to enrol it or to sit down beside a child.
    pub enum CodeError {
        /// It is another one, or too old: the same answer for both.
        IsWrong,
    }
}

feature_error! {
    /// What is wrong with the name of a tablet.
    pub enum TabletError {
        /// Nothing, or longer than [`limits::device::NAME_MOST_CHARS`].
        NameLength,
        /// A character that nobody sees.
        HiddenCharacter,
        /// Another tablet of the class has it.
        NameIsTaken,
    }
}

/// What stands before the number of a tablet that nobody named: "Tablet 3".
const COUNTED: &str = "Tablet ";

/// The name a tablet has until somebody gives it one: the class's third is "Tablet 3".
pub fn counted_name(number: u32) -> String {
    format!("{COUNTED}{number}")
}

/// The number of a tablet that nobody named, so that its name can be said in any language.
pub fn counted(name: &str) -> Option<u32> {
    name.strip_prefix(COUNTED)?.parse().ok()
}

/// A name that somebody typed for a tablet, as it is stored: without spaces around it.
///
/// # Errors
/// What breaks a rule of [`TabletError`].
pub fn typed_name(name: &str) -> Result<String, TabletError> {
    let name = name.trim();
    if has_hidden(name) {
        return Err(TabletError::HiddenCharacter);
    }
    match (1..=limits::device::NAME_MOST_CHARS).contains(&name.chars().count()) {
        true => Ok(name.to_owned()),
        false => Err(TabletError::NameLength),
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

/// A square that a camera reads, as an SVG draws it.
///
/// # Examples
///
/// ```
/// # use domain::device::QrSquare;
/// # use serde_json::json;
/// let json = json!({ "size": 33, "path": "M4 4h7v1h-7z" });
/// let square: QrSquare = serde_json::from_value(json.clone())?;
/// assert_eq!(serde_json::to_value(&square)?, json);
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct QrSquare {
    /// Modules along a side, its quiet ground among them.
    pub size: u32,
    /// The dark modules as an SVG's path, one unit a module.
    pub path: String,
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
    /// "Tablet 3", counted within the class ([`counted`]), or what somebody called it.
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tablet_that_nobody_named_is_known_by_its_number() {
        assert_eq!(counted(&counted_name(12)), Some(12));
        assert_eq!(counted("Window table"), None);
        assert_eq!(counted("Tablet by the door"), None);
    }

    #[test]
    fn a_name_is_short_and_has_no_hidden_character() {
        assert_eq!(typed_name("  Blue 4 "), Ok("Blue 4".to_owned()));
        assert_eq!(typed_name("   "), Err(TabletError::NameLength));
        assert_eq!(typed_name(&"é".repeat(40)), Ok("é".repeat(40)));
        assert_eq!(typed_name(&"é".repeat(41)), Err(TabletError::NameLength));
        assert_eq!(typed_name("a\u{202e}b"), Err(TabletError::HiddenCharacter));
    }
}
