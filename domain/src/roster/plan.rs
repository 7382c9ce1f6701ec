//! What an import changes, as rows to be written: a preview and the real thing are the same plan.

use super::{Person, Seat, Term};
use crate::{
    ids::{ClassId, PersonId, TermId},
    school::Role,
    signin::Secret,
};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeSet, HashMap, HashSet};
use uuid::Uuid;

/// Where new ids and secrets come from.
pub trait Chance {
    fn id(&mut self) -> Uuid;
    fn number(&mut self) -> u64;
}

/// Something the database has.
#[derive(Clone, Debug)]
pub struct Known<I, T> {
    pub id: I,
    pub what: T,
    pub active: bool,
}

#[derive(Clone, Debug)]
pub struct KnownPerson {
    pub id: PersonId,
    pub person: Person,
    /// Of a child.
    pub picture: Option<String>,
}

/// A class as a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClassRow {
    pub source_id: String,
    pub title: String,
    /// Of a class of one term only.
    pub term: Option<TermId>,
}

/// A school as the database has it, without what was made in Fledge itself. By `source_id`.
#[derive(Debug, Default)]
pub struct Before {
    pub title: Option<String>,
    pub terms: HashMap<String, Known<TermId, Term>>,
    pub classes: HashMap<String, Known<ClassId, ClassRow>>,
    pub people: HashMap<String, KnownPerson>,
    pub enrollments: HashMap<(ClassId, PersonId), Seat>,
    /// (child, adult)
    pub guardians: HashSet<(PersonId, PersonId)>,
}

/// A row to be written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Put<I, T> {
    pub id: I,
    pub new: bool,
    pub what: T,
}

/// What a new child signs in with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SignIn {
    pub picture: &'static str,
    pub secret: Secret,
}

/// How many of a kind.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tally {
    /// In the files, active or not.
    pub found: usize,
    pub new: usize,
    pub changed: usize,
    /// Archived before, and here again.
    pub back: usize,
    /// Archived now.
    pub gone: usize,
}

/// The rows to write for one school.
#[derive(Debug, Default)]
pub struct Plan {
    pub title: Option<String>,
    pub terms: Vec<Put<TermId, Term>>,
    pub classes: Vec<Put<ClassId, ClassRow>>,
    pub classes_gone: Vec<ClassId>,
    pub people: Vec<Put<PersonId, (Person, Option<SignIn>)>>,
    pub people_gone: Vec<PersonId>,
    pub enroll: Vec<(ClassId, PersonId, Seat)>,
    pub unenroll: Vec<(ClassId, PersonId)>,
    pub link: Vec<(PersonId, PersonId)>,
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

impl Plan {
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
