//! What a person may be told when something does not work.

use serde::{Deserialize, Serialize};

/// Small and without causes: the view says it in the person's language.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
pub enum AppError {
    /// Not signed in, or no longer.
    #[error("sign in first")]
    SignedOut,
    /// Not there, or not theirs: the same answer for both.
    #[error("not found")]
    NotFound,
    /// What was sent can't be taken; `field` names what, `why` is a key the view translates.
    #[error("{field}: {why}")]
    Invalid { field: String, why: String },
    /// Too much at once; try again in so many seconds.
    #[error("busy, try again in {seconds} s")]
    Busy { seconds: u32 },
    /// The school can't be reached; only a browser says so.
    #[error("no connection")]
    Offline,
    /// Ours to mend; `id` finds the log line.
    #[error("something broke ({id})")]
    Broken { id: String },
}

impl AppError {
    /// What was sent in `field` can't be taken because of `why`.
    pub fn invalid(field: &str, why: &str) -> Self {
        Self::Invalid {
            field: field.to_owned(),
            why: why.to_owned(),
        }
    }
}
