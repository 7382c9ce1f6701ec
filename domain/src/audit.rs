//! The audit log: what is written down in it, and its rows as people read them.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

macro_rules! audit_acts {
    ($($name:ident = $stored:literal),+ $(,)?) => {
        /// What is written down when it is done.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum AuditAct {
            $(#[doc = concat!("`", $stored, "`")] $name),+
        }

        impl AuditAct {
            pub const ALL: &[Self] = &[$(Self::$name),+];

            /// As stored: the log's chain of hashes is computed over it, so it never changes.
            pub const fn name(self) -> &'static str {
                match self {
                    $(Self::$name => $stored),+
                }
            }
        }
    };
}

audit_acts! {
    AdultAdded = "adult.add",
    AdultDisabled = "adult.disable",
    AdultEnabled = "adult.enable",
    AdultInvited = "adult.invite",
    AdultLocked = "adult.locked",
    AdultPassword = "adult.password",
    AdultSignedIn = "adult.in",
    AdultSignedOut = "adult.out",
    AdultSignedOutEverywhere = "adult.out_everywhere",
    ChildAdded = "child.add",
    ChildArchived = "child.archive",
    ChildBroughtBack = "child.back",
    ChildCorrected = "child.correct",
    ChildLocked = "child.locked",
    ChildLook = "child.look",
    ChildMerged = "child.merge",
    ChildMoved = "child.move",
    ChildPictures = "child.pictures",
    ChildUnlocked = "child.unlock",
    ClassClosed = "class.close",
    ClassOpened = "class.open",
    CompetenciesImported = "competency.import",
    DaysOffDeleted = "days_off.delete",
    DaysOffSet = "days_off.set",
    DeviceEnrolled = "device.enrol",
    DeviceRevoked = "device.revoke",
    EventMismatch = "event.mismatch",
    GoalBeside = "goal.beside",
    PlanFormSet = "plan_form.set",
    RosterImported = "roster.import",
    ScoresImported = "scores.import",
    ScoresUndone = "scores.undo",
    StayRecovered = "stay.recovered",
    SurveyStarted = "survey.start",
    SurveyStopped = "survey.stop",
    TermsSet = "terms.set",
}

impl AuditAct {
    /// The act of a stored name; none: of another version.
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|it| it.name() == name)
    }
}

/// A row of the log, with the names of today.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AuditRow {
    /// Counts up from 1 in each school.
    pub seq: i64,
    /// On the wire milliseconds since 1970.
    #[serde(with = "chrono::serde::ts_milliseconds")]
    pub at: DateTime<Utc>,
    /// Who did it; none: at the console, or a stranger.
    pub who: Option<String>,
    /// As stored: see [`AuditAct`].
    pub what: String,
    /// The person, the class or the tablet it is about; none of what has no name.
    pub about: Option<String>,
    /// More about it, in the log's own short words.
    pub detail: String,
}

/// The newest rows of a school's log.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AuditPage {
    /// The newest first, at most [`MOST_ROWS`](crate::limits::audit::MOST_ROWS).
    pub rows: Vec<AuditRow>,
    /// How many rows the log has.
    pub all: i64,
    /// The first row that is not as it was written; none: the log is whole.
    pub broken_at: Option<i64>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_act_is_found_by_its_stored_name_and_no_two_share_one() {
        for act in AuditAct::ALL {
            assert_eq!(AuditAct::parse(act.name()), Some(*act));
        }
        assert_eq!(AuditAct::parse("adult.flew"), None);
    }
}
