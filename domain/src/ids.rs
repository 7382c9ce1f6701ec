//! Ids, each a type of its own, so that a child's id can't stand for a class's. On the wire an id
//! is the text of a UUID.
//!
//! # Examples
//!
//! ```
//! # use domain::ids::ClassId;
//! let json = r#""0199a2f0-0000-7000-8000-000000000004""#;
//! let class: ClassId = serde_json::from_str(json)?;
//! assert_eq!(serde_json::to_string(&class)?, json);
//! # Ok::<(), serde_json::Error>(())
//! ```

use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};
use uuid::Uuid;

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident),+ $(,)?) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        #[cfg_attr(feature = "sql", derive(sqlx::Type), sqlx(transparent))]
        pub struct $name(pub Uuid);

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }

        impl FromStr for $name {
            type Err = uuid::Error;
            fn from_str(text: &str) -> Result<Self, Self::Err> {
                text.parse().map(Self)
            }
        }
    )+};
}

ids! {
    /// A school; every row belongs to one.
    SchoolId,
    /// A class(room), also called a room.
    ClassId,
    /// A child, teacher, leader, office worker or guardian.
    PersonId,
    /// An enrolled tablet.
    DeviceId,
    /// One stay of one person, from sign-in to sign-out; public, not the secret token.
    SessionId,
    /// A survey opened for a class.
    RunId,
    /// One child's run of a survey.
    ResponseId,
    /// Something a child did; made on the tablet.
    EventId,
    /// One statement on a child's profile.
    StatementId,
    /// A term of a school.
    TermId,
    /// A child's plan of one term.
    PlanId,
    /// A goal of a plan; of a proposal, made on the tablet.
    GoalId,
    /// A competency of a school's framework.
    CompetencyId,
    /// One thing an adult said of a child's level.
    LevelId,
    /// A daily goal.
    DailyId,
    /// A step towards a goal.
    StepId,
    /// An import of assessment scores.
    ImportId,
    /// A child's wish for help; made on the tablet.
    WishId,
    /// A group of children of a class.
    GroupId,
    /// Something that is tried with a child or a group.
    InterventionId,
    /// Something that shows how a goal goes: a photo, a drawing, a sentence; made on the tablet.
    EvidenceId,
    /// What an adult saw children do; made in the browser.
    ObservationId,
}
