//! Two records of one child: what goes over to the record that is kept, and what stays where it is
//! because the kept record has the very same thing.

use super::SchoolChild;
use serde::{Deserialize, Serialize};

macro_rules! merge_kinds {
    ($($(#[$doc:meta])* $name:ident = $word:literal),+ $(,)?) => {
        /// A kind of what a record has.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(rename_all = "kebab-case")]
        pub enum MergeKind {
            $($(#[$doc])* $name),+
        }

        impl MergeKind {
            /// Every one, in the order in which they are shown.
            pub const ALL: &[Self] = &[$(Self::$name),+];

            /// For tests and styles.
            pub const fn name(self) -> &'static str {
                match self {
                    $(Self::$name => $word),+
                }
            }
        }
    };
}

merge_kinds! {
    /// Seats in classes.
    Classes = "classes",
    /// Surveys that were opened.
    Surveys = "surveys",
    Answers = "answers",
    /// Of the profile.
    Statements = "statements",
    /// Plans of a term.
    Plans = "plans",
    Goals = "goals",
    Ticks = "ticks",
    /// Texts of a plan.
    Sections = "sections",
    Evidence = "evidence",
    /// Wishes for help.
    Help = "help",
    Observations = "observations",
    /// What was said of competencies.
    Levels = "levels",
    CheckIns = "check-ins",
    Scores = "scores",
    Groups = "groups",
    /// What was tried.
    Interventions = "interventions",
    /// Days away.
    Away = "away",
    /// Of the family.
    Guardians = "guardians",
}

/// How much of a kind goes over.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MergeCount {
    pub kind: MergeKind,
    /// What goes over to the record that is kept.
    pub moves: u32,
    /// What stays with the archived record: the kept one has the same.
    pub stays: u32,
}

/// What merging would do.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MergePreview {
    pub keep: SchoolChild,
    pub gone: SchoolChild,
    /// In the order of [`MergeKind::ALL`]; kinds of which there is nothing are left out.
    pub counts: Vec<MergeCount>,
    /// Tablets the record that goes is signed in on.
    pub sessions: u32,
}

impl MergePreview {
    /// Whether there is anything that stays behind.
    pub fn has_clash(&self) -> bool {
        self.counts.iter().any(|it| it.stays > 0)
    }
}
