//! Reads a roster row by row, with the problems found on the way. Files come in the order of
//! [`File::ALL`], so a row can refer to rows of earlier files.

use super::{ClassRole, File, OWN, Row, RowProblem, RowProblemKind, RowProblems, terms::Session};
use crate::school::Role;
use chrono::NaiveDate;
use std::collections::HashMap;

pub(super) struct Org {
    pub(super) id: String,
    pub(super) name: String,
    pub(super) school: bool,
}

pub(super) struct ReadClass {
    pub(super) id: String,
    pub(super) title: String,
    /// Index into the orgs; always a school.
    pub(super) school: usize,
    pub(super) terms: Vec<String>,
}

pub(super) struct User {
    pub(super) id: String,
    pub(super) line: u64,
    pub(super) given: String,
    pub(super) family: String,
    pub(super) active: bool,
    pub(super) username: String,
    pub(super) email: String,
    pub(super) grade: u8,
    pub(super) identifier: String,
    pub(super) agents: Vec<String>,
    pub(super) orgs: Vec<usize>,
    /// A role, and where (index into the orgs); `None`: in all of `orgs`.
    pub(super) roles: Vec<(Role, Option<usize>)>,
}

impl User {
    pub(super) fn is(&self, role: Role) -> bool {
        self.roles.iter().any(|(it, _)| *it == role)
    }
}

/// One line of `enrollments.csv`: indexes into rooms and users.
pub(super) struct ReadEnrollment {
    pub(super) room: usize,
    pub(super) user: usize,
    pub(super) seat: ClassRole,
    pub(super) begun: bool,
    pub(super) line: u64,
}

/// What became of a row.
#[derive(Clone, Copy)]
pub(super) enum RowOutcome {
    /// Kept, at this index.
    At(usize),
    LeftOut,
}

/// Things of one file by their sourcedId: what became of them, and in which line they stand.
#[derive(Default)]
struct Ids(HashMap<String, (RowOutcome, u64)>);

/// A roster while its files are read.
pub struct RosterReader {
    pub(super) today: NaiveDate,
    pub said: RowProblems,
    manifest: HashMap<String, String>,
    ids: HashMap<File, Ids>,
    pub(super) orgs: Vec<Org>,
    pub(super) sessions: Vec<Session>,
    pub(super) rooms: Vec<ReadClass>,
    pub(super) users: Vec<User>,
    pub(super) chairs: Vec<ReadEnrollment>,
}

impl RosterReader {
    /// `today` is the day by which enrollments count as over or not yet begun.
    pub fn new(today: NaiveDate) -> Self {
        Self {
            today,
            said: RowProblems::default(),
            manifest: HashMap::new(),
            ids: File::ALL.map(|file| (file, Ids::default())).into(),
            orgs: Vec::new(),
            sessions: Vec::new(),
            rooms: Vec::new(),
            users: Vec::new(),
            chairs: Vec::new(),
        }
    }

    /// Takes one row in, or says why not.
    pub fn take(&mut self, row: &Row) {
        let taken = match row.file() {
            File::Manifest => self.property(row),
            File::Orgs => self.org(row),
            File::AcademicSessions => self.session(row),
            File::Classes => self.class(row),
            File::Users => self.user(row),
            File::Roles => self.role(row),
            File::Enrollments => self.enrollment(row),
        };
        if let Err(reason) = taken {
            self.said.say(reason);
        }
    }

    /// Which of the files are there, said once the manifest is read: is that what it says?
    pub fn compare_manifest(&mut self, there: &[File]) {
        for file in File::ALL {
            let stem = file.name().trim_end_matches(".csv").to_lowercase();
            let said = self.manifest.get(&format!("file.{stem}"));
            let Some(value) = said else { continue };
            if (value == "absent") == there.contains(&file) {
                let why = RowProblemKind::ManifestDisagrees;
                let reason = RowProblem::of_file(File::Manifest, why).cell(file.name(), value);
                self.said.say(reason);
            }
        }
    }

    /// What became of a thing of this id; `None`: the file does not name it.
    pub(super) fn find(&self, file: File, id: &str) -> Option<RowOutcome> {
        self.ids.get(&file)?.0.get(id).map(|(found, _)| *found)
    }

    /// Notes the row's sourcedId, which must be new in the file, as left out so far.
    pub(super) fn note(&mut self, row: &Row) -> Result<String, RowProblem> {
        let id = row.id("sourcedId")?;
        if id.starts_with(OWN) {
            return Err(row.reason("sourcedId", RowProblemKind::OwnId));
        }
        let ids = &mut self.ids.entry(row.file()).or_default().0;
        if let Some((_, first)) = ids.get(id) {
            return Err(row.reason("sourcedId", RowProblemKind::Twice { first: *first }));
        }
        ids.insert(id.to_owned(), (RowOutcome::LeftOut, row.line));
        Ok(id.to_owned())
    }

    /// What was noted is kept, at this index.
    pub(super) fn keep(&mut self, file: File, id: &str, at: usize) {
        if let Some(noted) = self.ids.entry(file).or_default().0.get_mut(id) {
            noted.0 = RowOutcome::At(at);
        }
    }

    fn property(&mut self, row: &Row) -> Result<(), RowProblem> {
        let name = row.text("propertyName").to_lowercase();
        let value = row.short_id("value")?.to_lowercase();
        let stem = name.strip_prefix("file.").unwrap_or_default();
        let read = |file: File| {
            file.name()
                .trim_end_matches(".csv")
                .eq_ignore_ascii_case(stem)
        };
        if value == "delta" && File::ALL.into_iter().any(read) {
            let reason = RowProblem::of_file(File::Manifest, RowProblemKind::Delta);
            return Err(reason.line(row.line).cell(row.text("propertyName"), &value));
        }
        self.manifest.insert(name, value);
        Ok(())
    }
}
