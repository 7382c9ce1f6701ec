//! Imports of a school's roster as its office exports it (`OneRoster` 1.1 and 1.2, bulk, CSV).
//! [`RosterReader`] reads the rows of each file, and [`roster_changes`] finds what they change. The
//! module does no input or output: the caller passes rows, stored state, ids and random numbers.
//!
//! Fledge does not store passwords, birth dates, sex, race, phone numbers, or the usernames and
//! e-mail addresses of children and families.

mod changes;
mod compare;
mod header;
mod placement;
mod problem;
mod problem_kind;
mod reader;
mod row;
mod rows;
mod terms;
mod tile_picture;

pub use changes::{
    ClassRow, RandomSource, RosterChanges, RowWrite, SignIn, StoredPerson, StoredRoster, StoredRow,
    Tally,
};
pub use compare::roster_changes;
pub use header::Header;
pub use problem::{RowProblem, RowProblems};
pub use problem_kind::{RowProblemKind, Severity};
pub use reader::RosterReader;
pub use row::Row;
pub use tile_picture::tile_picture;

use crate::school::Role;
use chrono::NaiveDate;

/// People whose `source_id` begins so were made in Fledge; an import leaves them alone.
pub const OWN: &str = "fledge:";

/// The files that are read, in the order they must be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum File {
    Manifest,
    Orgs,
    AcademicSessions,
    Classes,
    Users,
    Roles,
    Enrollments,
}

impl File {
    /// All files, in the order in which they must be read.
    pub const ALL: [Self; 7] = [
        Self::Manifest,
        Self::Orgs,
        Self::AcademicSessions,
        Self::Classes,
        Self::Users,
        Self::Roles,
        Self::Enrollments,
    ];

    /// The file's name in an export: "users.csv".
    pub const fn name(self) -> &'static str {
        match self {
            Self::Manifest => "manifest.csv",
            Self::Orgs => "orgs.csv",
            Self::AcademicSessions => "academicSessions.csv",
            Self::Classes => "classes.csv",
            Self::Users => "users.csv",
            Self::Roles => "roles.csv",
            Self::Enrollments => "enrollments.csv",
        }
    }

    /// Without it there is no roster. (`roles.csv` is asked for when `users.csv` has no role.)
    pub const fn required(self) -> bool {
        !matches!(self, Self::Manifest | Self::Roles)
    }
}

/// One school of a roster, with all that is kept of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct School {
    /// The roster's `sourcedId`.
    pub source_id: String,
    pub name: String,
    pub terms: Vec<Term>,
    pub classes: Vec<Class>,
    pub people: Vec<Person>,
    /// Who is in which class now: indexes into `classes` and `people`.
    pub enrollments: Vec<Enrollment>,
    /// (child, adult): indexes into `people`.
    pub guardians: Vec<(usize, usize)>,
}

/// A term, as plans and check-ins count it: the finest sessions the school's classes run in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Term {
    /// The roster's `sourcedId`.
    pub source_id: String,
    pub title: String,
    /// First day.
    pub begins: NaiveDate,
    /// Last day.
    pub ends: NaiveDate,
}

/// A class of the school.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Class {
    /// The roster's `sourcedId`.
    pub source_id: String,
    pub title: String,
    /// Index into the school's `terms`, for a class of only one.
    pub term: Option<usize>,
}

/// A child or an adult of the school.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Person {
    /// The roster's `sourcedId`.
    pub source_id: String,
    pub role: Role,
    /// The given name.
    pub given: String,
    /// Empty for who has one name.
    pub family: String,
    /// For signing in, lower case; teachers and leaders only.
    pub username: Option<String>,
    /// Also for signing in, lower case; teachers and leaders only.
    pub email: Option<String>,
    /// 0 is kindergarten and before; children only.
    pub grade: Option<u8>,
    /// The number by which the school's other systems call a child (files of scores, for one);
    /// children only.
    pub identifier: Option<String>,
    /// The account is on. Who is not active is in no class.
    pub active: bool,
}

/// The membership of a person in a class.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Enrollment {
    /// Index into the school's `classes`.
    pub class: usize,
    /// Index into the school's `people`.
    pub person: usize,
    pub seat: ClassRole,
}

/// As what somebody is in a class.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum ClassRole {
    Child,
    Teacher,
}
