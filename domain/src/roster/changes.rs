//! The rows that an import writes. A preview and an import use the same rows.

use super::{ClassRole, Person, Term};
use crate::{
    ids::{ClassId, PersonId, TermId},
    school::Role,
    signin::Secret,
};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeSet, HashMap, HashSet};
use uuid::Uuid;

/// Where new ids and secrets come from.
pub trait RandomSource {
    /// A new unique id.
    fn id(&mut self) -> Uuid;
    /// A random number, equally likely over the range of its type.
    fn number(&mut self) -> u64;
}

/// Something the database has.
#[derive(Clone, Debug)]
pub struct StoredRow<I, T> {
    pub id: I,
    pub what: T,
    /// Not archived.
    pub active: bool,
}

/// A person as the database has them.
#[derive(Clone, Debug)]
pub struct StoredPerson {
    pub id: PersonId,
    pub person: Person,
    /// Of a child.
    pub picture: Option<String>,
}

/// A class as a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClassRow {
    /// The roster's `sourcedId`.
    pub source_id: String,
    pub title: String,
    /// Of a class of one term only.
    pub term: Option<TermId>,
}

/// A school as the database has it, without what was made in Fledge itself. By `source_id`.
#[derive(Debug, Default)]
pub struct StoredRoster {
    /// The school's name; `None`: the database does not have the school yet.
    pub title: Option<String>,
    pub terms: HashMap<String, StoredRow<TermId, Term>>,
    pub classes: HashMap<String, StoredRow<ClassId, ClassRow>>,
    pub people: HashMap<String, StoredPerson>,
    /// Records that went into another of the same child: their `source_id`, and the other's.
    pub merged: HashMap<String, String>,
    pub enrollments: HashMap<(ClassId, PersonId), ClassRole>,
    /// (child, adult)
    pub guardians: HashSet<(PersonId, PersonId)>,
}

impl StoredRoster {
    /// Under which `source_id` the database has a person of the files.
    pub(super) fn kept_id<'a>(&'a self, source_id: &'a str) -> &'a str {
        self.merged.get(source_id).map_or(source_id, String::as_str)
    }
}

/// A row to be written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RowWrite<I, T> {
    pub id: I,
    /// To insert; else to update.
    pub new: bool,
    pub what: T,
}

/// What a new child signs in with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SignIn {
    /// The picture of the child's tile.
    pub picture: &'static str,
    pub secret: Secret,
}

/// How many of a kind.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tally {
    /// In the files, active or not.
    pub found: usize,
    /// Not there before.
    pub new: usize,
    /// There before, with other values.
    pub changed: usize,
    /// Archived before, and here again.
    pub back: usize,
    /// Archived now.
    pub gone: usize,
}

/// The rows to write for one school.
#[derive(Debug, Default)]
pub struct RosterChanges {
    /// The school's new name; `None`: unchanged.
    pub title: Option<String>,
    pub terms: Vec<RowWrite<TermId, Term>>,
    pub classes: Vec<RowWrite<ClassId, ClassRow>>,
    /// Classes to archive.
    pub classes_gone: Vec<ClassId>,
    pub people: Vec<RowWrite<PersonId, (Person, Option<SignIn>)>>,
    /// People to archive.
    pub people_gone: Vec<PersonId>,
    /// Memberships to add.
    pub enroll: Vec<(ClassId, PersonId, ClassRole)>,
    /// Memberships to end.
    pub unenroll: Vec<(ClassId, PersonId)>,
    /// Pairs of child and guardian to add.
    pub link: Vec<(PersonId, PersonId)>,
    /// Pairs of child and guardian to remove.
    pub unlink: Vec<(PersonId, PersonId)>,
    /// Classes whose children, or what they are called, change.
    pub boards: BTreeSet<ClassId>,
    pub term_tally: Tally,
    pub class_tally: Tally,
    pub people_tally: HashMap<Role, Tally>,
    /// Seats in classes, children's and teachers'.
    pub seats: usize,
    /// Children with a seat before and after, but in other classes.
    pub moved: usize,
}

impl RosterChanges {
    /// How many rows will be written.
    pub fn rows(&self) -> usize {
        usize::from(self.title.is_some())
            + self.terms.len()
            + self.classes.len()
            + self.classes_gone.len()
            + self.people.len()
            + self.people_gone.len()
            + self.enroll.len()
            + self.unenroll.len()
            + self.link.len()
            + self.unlink.len()
    }
}
