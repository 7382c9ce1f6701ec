//! A school's roster as its office exports it (`OneRoster` 1.1 and 1.2, bulk, CSV): what the files
//! may say, what is kept of it, and what an import changes. Pure: rows come in as cells, the
//! database's state as values, ids and chance as arguments.
//!
//! Never kept: passwords, birth dates, sex, race, phone numbers, and the usernames and e-mail of
//! children and families.

mod compare;
mod gather;
mod header;
mod picture;
mod place;
mod plan;
mod reason;
mod row;
mod rows;
mod terms;
mod why;

pub use compare::plan;
pub use gather::Gather;
pub use header::Header;
pub use plan::{Before, Chance, ClassRow, Known, KnownPerson, Plan, Put, SignIn, Tally};
pub use reason::{KEPT, Reason, Reasons};
pub use row::Row;
pub use why::{Weight, Why};

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
    pub const ALL: [Self; 7] = [
        Self::Manifest,
        Self::Orgs,
        Self::AcademicSessions,
        Self::Classes,
        Self::Users,
        Self::Roles,
        Self::Enrollments,
    ];

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
    pub source_id: String,
    pub title: String,
    /// First day.
    pub begins: NaiveDate,
    /// Last day.
    pub ends: NaiveDate,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Class {
    pub source_id: String,
    pub title: String,
    /// Index into the school's `terms`, for a class of only one.
    pub term: Option<usize>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Person {
    pub source_id: String,
    pub role: Role,
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

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Enrollment {
    pub class: usize,
    pub person: usize,
    pub seat: Seat,
}

/// As what somebody is in a class.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Seat {
    Child,
    Teacher,
}
