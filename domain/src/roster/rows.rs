//! Parses the rows of each file into the roster.

use super::{
    ClassRole, File, Row, RowProblem, RowProblemKind,
    reader::{Org, ReadClass, ReadEnrollment, RosterReader, RowOutcome, User},
    row::{RoleWord, Status},
    terms::Session,
};
use crate::school::Role;

impl RosterReader {
    pub(super) fn org(&mut self, row: &Row) -> Result<(), RowProblem> {
        let id = self.note(row)?;
        if row.status(&mut self.said) == Status::Gone {
            return Ok(());
        }
        let org = Org {
            name: row.title("name")?.to_owned(),
            school: row.text("type").eq_ignore_ascii_case("school"),
            id,
        };
        self.keep(File::Orgs, &org.id, self.orgs.len());
        self.orgs.push(org);
        Ok(())
    }

    pub(super) fn session(&mut self, row: &Row) -> Result<(), RowProblem> {
        let id = self.note(row)?;
        if row.status(&mut self.said) == Status::Gone {
            return Ok(());
        }
        let session = Session {
            id,
            title: row.title("title")?.to_owned(),
            kind: row.text("type").to_lowercase(),
            begins: row.need_date("startDate")?,
            ends: row.need_date("endDate")?,
            parent: row.short_id("parentSourcedId")?.to_owned(),
        };
        if session.ends < session.begins {
            return Err(row.reason("endDate", RowProblemKind::EndsBeforeItBegins));
        }
        self.keep(File::AcademicSessions, &session.id, self.sessions.len());
        self.sessions.push(session);
        Ok(())
    }

    pub(super) fn class(&mut self, row: &Row) -> Result<(), RowProblem> {
        let id = self.note(row)?;
        if row.status(&mut self.said) == Status::Gone {
            return Ok(());
        }
        let title = row.title("title")?.to_owned();
        let school = match self.find(File::Orgs, row.id("schoolSourcedId")?) {
            None => return Err(row.reason("schoolSourcedId", RowProblemKind::UnknownSchool)),
            Some(RowOutcome::LeftOut) => {
                self.said
                    .say(row.reason("schoolSourcedId", RowProblemKind::LeftOut));
                return Ok(());
            }
            Some(RowOutcome::At(org)) if !self.orgs[org].school => {
                return Err(row.reason("schoolSourcedId", RowProblemKind::NotASchool));
            }
            Some(RowOutcome::At(org)) => org,
        };
        let mut terms = Vec::new();
        for term in row.list("termSourcedIds") {
            match self.find(File::AcademicSessions, term) {
                None => self
                    .said
                    .say(row.reason("termSourcedIds", RowProblemKind::UnknownTerm)),
                Some(_) => terms.push(term.to_owned()),
            }
        }
        self.keep(File::Classes, &id, self.rooms.len());
        self.rooms.push(ReadClass {
            id,
            title,
            school,
            terms,
        });
        Ok(())
    }

    pub(super) fn user(&mut self, row: &Row) -> Result<(), RowProblem> {
        let id = self.note(row)?;
        if row.status(&mut self.said) == Status::Gone {
            return Ok(());
        }
        let mut roles = Vec::new();
        if row.has("role") {
            let Some(role) = self.kept_role(row) else {
                return Ok(());
            };
            roles.push((role, None));
        }
        let child = roles.iter().all(|(role, _)| *role == Role::Child);
        let staff = |role| matches!(role, Role::Teacher | Role::Leader);
        let called = match row.name("preferredGivenName")? {
            "" => row.name("givenName")?,
            preferred => preferred,
        };
        let family = row.name("familyName")?;
        // Who has one name is called by it, whichever column it stands in.
        let (given, family) = if called.is_empty() {
            (family, "")
        } else {
            (called, family)
        };
        if given.is_empty() {
            return Err(row.reason("givenName", RowProblemKind::Blank));
        }
        let orgs = self.orgs_of(row, "orgSourcedIds");
        let user = User {
            line: row.line,
            given: given.to_owned(),
            family: family.to_owned(),
            active: row.enabled(&mut self.said),
            username: row.short_id("username")?.to_lowercase(),
            email: if roles.iter().all(|(role, _)| staff(*role)) {
                row.text("email").to_lowercase()
            } else {
                String::new()
            },
            // Only a child's is said to be missing; who has no role yet may be one.
            grade: if child && !roles.is_empty() || !row.text("grades").is_empty() {
                row.grade(&mut self.said)
            } else {
                1
            },
            identifier: row.short_id("identifier")?.to_owned(),
            agents: row.list("agentSourcedIds").map(str::to_owned).collect(),
            orgs,
            roles,
            id,
        };
        self.keep(File::Users, &user.id, self.users.len());
        self.users.push(user);
        Ok(())
    }

    /// The orgs a cell names; one that was not exported is said and left out.
    fn orgs_of(&mut self, row: &Row, column: &str) -> Vec<usize> {
        let mut orgs = Vec::new();
        for org in row.list(column) {
            match self.find(File::Orgs, org) {
                None => self
                    .said
                    .say(row.reason(column, RowProblemKind::UnknownOrg)),
                Some(RowOutcome::At(org)) => orgs.push(org),
                Some(RowOutcome::LeftOut) => {}
            }
        }
        orgs
    }

    pub(super) fn role(&mut self, row: &Row) -> Result<(), RowProblem> {
        let user = row.id("userSourcedId")?;
        let over = self.over(row)?;
        if row.status(&mut self.said) == Status::Gone || over {
            return Ok(());
        }
        let Some(user) = self.find(File::Users, user) else {
            return Err(row.reason("userSourcedId", RowProblemKind::UnknownUser));
        };
        let Some(role) = self.kept_role(row) else {
            return Ok(());
        };
        let orgs = self.orgs_of(row, "orgSourcedId");
        if let RowOutcome::At(user) = user {
            let roles = orgs.iter().map(|org| (role, Some(*org)));
            self.users[user].roles.extend(roles);
        }
        Ok(())
    }

    /// The row's role, unless it has nothing to do here, which is said.
    fn kept_role(&mut self, row: &Row) -> Option<Role> {
        let why = match row.role() {
            RoleWord::Known(role) => return Some(role),
            RoleWord::NotKept => RowProblemKind::RoleNotKept,
            RoleWord::Unknown => RowProblemKind::UnknownRole,
        };
        self.said.say(row.reason("role", why));
        None
    }

    /// Whether the row's dates are past.
    fn over(&self, row: &Row) -> Result<bool, RowProblem> {
        let (begins, ends) = (row.date("beginDate")?, row.date("endDate")?);
        if begins.zip(ends).is_some_and(|(begins, ends)| ends < begins) {
            return Err(row.reason("endDate", RowProblemKind::EndsBeforeItBegins));
        }
        Ok(ends.is_some_and(|day| day < self.today))
    }

    pub(super) fn enrollment(&mut self, row: &Row) -> Result<(), RowProblem> {
        self.note(row)?;
        if row.status(&mut self.said) == Status::Gone {
            return Ok(());
        }
        let room = self.find(File::Classes, row.id("classSourcedId")?);
        let room =
            room.ok_or_else(|| row.reason("classSourcedId", RowProblemKind::UnknownClass))?;
        let user = self.find(File::Users, row.id("userSourcedId")?);
        let user = user.ok_or_else(|| row.reason("userSourcedId", RowProblemKind::UnknownUser))?;
        let over = self.over(row)?;
        let seat = match self.kept_role(row) {
            Some(Role::Child) => ClassRole::Child,
            Some(Role::Teacher) => ClassRole::Teacher,
            Some(_) => {
                self.said
                    .say(row.reason("role", RowProblemKind::RoleNotKept));
                return Ok(());
            }
            None => return Ok(()),
        };
        let (RowOutcome::At(room), RowOutcome::At(user)) = (room, user) else {
            self.said
                .say(row.reason("userSourcedId", RowProblemKind::LeftOut));
            return Ok(());
        };
        if over {
            self.said.say(row.reason("endDate", RowProblemKind::Ended));
            return Ok(());
        }
        let it = &self.users[user];
        let staff = it.is(Role::Teacher) || it.is(Role::Leader);
        if it.is(Role::Child) != (seat == ClassRole::Child)
            || (seat == ClassRole::Teacher && !staff)
        {
            self.said
                .say(row.reason("role", RowProblemKind::RolesDisagree));
            return Ok(());
        }
        let school = row.text("schoolSourcedId");
        let other = self.orgs[self.rooms[room].school].id != school;
        if !school.is_empty() && other {
            self.said
                .say(row.reason("schoolSourcedId", RowProblemKind::OtherSchool));
        }
        let begun = row.date("beginDate")?.is_none_or(|day| day <= self.today);
        self.chairs.push(ReadEnrollment {
            room,
            user,
            seat,
            begun,
            line: row.line,
        });
        Ok(())
    }
}
