//! Puts each person into their schools and classes, after all files are read.

use super::{
    Class, Enrollment, File, Person, RowProblem, RowProblemKind, RowProblems, School,
    reader::{RosterReader, RowOutcome, User},
    terms::terms,
};
use crate::{limits, school::Role};
use std::collections::{HashMap, HashSet, hash_map::Entry};

impl RosterReader {
    /// All files are read: the schools in them, if nothing stops the import.
    pub fn finish(mut self) -> (Vec<School>, RowProblems) {
        if !self.orgs.iter().any(|org| org.school) && !self.said.stop() {
            self.said
                .say(RowProblem::of_file(File::Orgs, RowProblemKind::NoSchool));
        }
        if self.said.stop() {
            return (Vec::new(), self.said);
        }
        assign_people(self)
    }
}

fn assign_people(mut all: RosterReader) -> (Vec<School>, RowProblems) {
    drop_later_enrollments(&mut all);
    let mut placing = Assignment::new(&all);
    placing.staff_and_children(&all);
    placing.seats(&all);
    placing.families(&all);
    all.said.append(placing.said);
    (placing.schools, all.said)
}

/// Who has a class now is not yet in one that begins later.
fn drop_later_enrollments(all: &mut RosterReader) {
    let begun: HashSet<usize> = all
        .chairs
        .iter()
        .filter(|it| it.begun)
        .map(|it| it.user)
        .collect();
    let said = &mut all.said;
    all.chairs.retain(|chair| {
        let kept = chair.begun || !begun.contains(&chair.user);
        if !kept {
            said.say(
                RowProblem::of_file(File::Enrollments, RowProblemKind::NotBegun).line(chair.line),
            );
        }
        kept
    });
}

struct Assignment {
    schools: Vec<School>,
    /// Org to school, both as indexes.
    spots: HashMap<usize, usize>,
    /// Room to class within its school.
    classes: Vec<usize>,
    /// (org, user) to person within the school.
    people: HashMap<(usize, usize), usize>,
    /// User to the orgs in whose classes they sit.
    seated: HashMap<usize, Vec<usize>>,
    usernames: HashMap<String, u64>,
    emails: HashMap<String, u64>,
    /// Of children, within their school.
    identifiers: HashMap<(usize, String), u64>,
    said: RowProblems,
}

impl Assignment {
    fn new(all: &RosterReader) -> Self {
        let orgs = (0..all.orgs.len()).filter(|at| all.orgs[*at].school);
        let spots: HashMap<usize, usize> =
            orgs.clone().enumerate().map(|(n, at)| (at, n)).collect();
        let mut schools: Vec<School> = orgs.map(|org| school(all, org)).collect();
        let mut classes = Vec::with_capacity(all.rooms.len());
        for room in &all.rooms {
            let school = &mut schools[spots[&room.school]];
            let mut own = (0..school.terms.len())
                .filter(|at| room.terms.contains(&school.terms[*at].source_id));
            let term = own.next().filter(|_| own.next().is_none());
            classes.push(school.classes.len());
            school.classes.push(Class {
                source_id: room.id.clone(),
                title: room.title.clone(),
                term,
            });
        }
        let mut seated: HashMap<usize, Vec<usize>> = HashMap::new();
        for chair in &all.chairs {
            let orgs = seated.entry(chair.user).or_default();
            orgs.push(all.rooms[chair.room].school);
        }
        Self {
            schools,
            spots,
            classes,
            people: HashMap::new(),
            seated,
            usernames: HashMap::new(),
            emails: HashMap::new(),
            identifiers: HashMap::new(),
            said: RowProblems::default(),
        }
    }

    fn staff_and_children(&mut self, all: &RosterReader) {
        for (at, user) in all.users.iter().enumerate() {
            if user.roles.is_empty() {
                self.said.say(about(user, RowProblemKind::NoRole));
            } else if user.roles.iter().any(|(role, _)| *role != Role::Guardian) {
                self.one(at, user);
            }
        }
    }

    fn one(&mut self, at: usize, user: &User) {
        let homes = self.homes(at, user);
        match homes.len() {
            0 => self.said.say(about(user, RowProblemKind::NoSchoolHere)),
            1 => {}
            _ => self.said.say(about(user, RowProblemKind::SeveralSchools)),
        }
        let (mut username, mut email) = (None, None);
        if user.is(Role::Child) {
            if user.active && !self.seated.contains_key(&at) {
                self.said.say(about(user, RowProblemKind::NoClass));
            }
        } else if !homes.is_empty() && user.active {
            email = self.email(user);
            username = self.username(user, email.is_some());
        }
        if !user.active {
            self.said.say(about(user, RowProblemKind::AccountOff));
        }
        for org in homes {
            let role = role_at(user, org);
            let person = Person {
                grade: (role == Role::Child).then_some(user.grade),
                identifier: (role == Role::Child)
                    .then(|| self.identifier(org, user))
                    .flatten(),
                // The first school's; names are one a server.
                username: username.take(),
                email: email.take(),
                ..person(user, role)
            };
            self.put(org, at, person);
        }
    }

    /// The schools a user is of, by the files' word or by a class of theirs.
    fn homes(&self, at: usize, user: &User) -> Vec<usize> {
        let roles = user
            .roles
            .iter()
            .filter(|(role, _)| *role != Role::Guardian);
        let roles = roles.filter_map(|(_, org)| *org);
        let seats = self.seated.get(&at).into_iter().flatten();
        let all = user.orgs.iter().copied().chain(roles).chain(seats.copied());
        let mut seen = HashSet::new();
        all.filter(|org| self.spots.contains_key(org) && seen.insert(*org))
            .collect()
    }

    fn email(&mut self, user: &User) -> Option<String> {
        let email = &user.email;
        if email.is_empty() {
            return None;
        }
        let spaces = email.contains(char::is_whitespace);
        if spaces || !email.contains('@') || email.len() > limits::roster::EMAIL_BYTES {
            self.said.say(about(user, RowProblemKind::NotAnEmail));
            return None;
        }
        match self.emails.entry(email.clone()) {
            Entry::Occupied(it) => {
                let first = *it.get();
                self.said
                    .say(about(user, RowProblemKind::EmailShared { first }));
            }
            Entry::Vacant(it) => {
                it.insert(user.line);
            }
        }
        Some(email.clone())
    }

    fn username(&mut self, user: &User, has_email: bool) -> Option<String> {
        if user.username.is_empty() {
            if !has_email {
                self.said.say(about(user, RowProblemKind::NoUsername));
            }
            return None;
        }
        if let Some(first) = self.usernames.get(&user.username) {
            let taken = about(user, RowProblemKind::UsernameTaken { first: *first });
            self.said.say(taken.cell("username", &user.username));
            return None;
        }
        self.usernames.insert(user.username.clone(), user.line);
        Some(user.username.clone())
    }

    /// Kept though another child has the same: which of them is meant, nobody has to guess.
    fn identifier(&mut self, org: usize, user: &User) -> Option<String> {
        let identifier = &user.identifier;
        if identifier.is_empty() {
            return None;
        }
        match self.identifiers.entry((org, identifier.to_lowercase())) {
            Entry::Occupied(it) => {
                let first = *it.get();
                let shared = about(user, RowProblemKind::IdentifierShared { first });
                self.said.say(shared.cell("identifier", identifier));
            }
            Entry::Vacant(it) => {
                it.insert(user.line);
            }
        }
        Some(identifier.clone())
    }

    fn put(&mut self, org: usize, user: usize, person: Person) -> usize {
        let people = &mut self.schools[self.spots[&org]].people;
        *self.people.entry((org, user)).or_insert_with(|| {
            people.push(person);
            people.len() - 1
        })
    }

    fn seats(&mut self, all: &RosterReader) {
        for chair in all.chairs.iter().filter(|it| all.users[it.user].active) {
            let org = all.rooms[chair.room].school;
            self.schools[self.spots[&org]].enrollments.push(Enrollment {
                class: self.classes[chair.room],
                person: self.people[&(org, chair.user)],
                seat: chair.seat,
            });
        }
        for school in &mut self.schools {
            school.enrollments.sort_unstable();
            school.enrollments.dedup_by_key(|it| (it.class, it.person));
        }
    }

    /// Links each child with its family, whichever of the two names the other.
    fn families(&mut self, all: &RosterReader) {
        for (at, user) in all.users.iter().enumerate() {
            for id in &user.agents {
                let agent = match all.find(File::Users, id) {
                    Some(RowOutcome::At(agent)) => agent,
                    Some(RowOutcome::LeftOut) => continue,
                    None => {
                        let reason = about(user, RowProblemKind::UnknownAgent);
                        self.said.say(reason.cell("agentSourcedIds", id));
                        continue;
                    }
                };
                let other = &all.users[agent];
                match (user.is(Role::Child), other.is(Role::Child)) {
                    (true, false) if other.is(Role::Guardian) => self.link(all, at, agent),
                    (false, true) if user.is(Role::Guardian) => self.link(all, agent, at),
                    (true, _) => {
                        let reason = about(user, RowProblemKind::AgentIsNoFamily);
                        self.said.say(reason.cell("agentSourcedIds", id));
                    }
                    (false, _) => {}
                }
            }
        }
        for school in &mut self.schools {
            school.guardians.sort_unstable();
            school.guardians.dedup();
        }
    }

    fn link(&mut self, all: &RosterReader, child: usize, adult: usize) {
        for org in self.homes(child, &all.users[child]) {
            let user = &all.users[adult];
            // Family accounts are often off in the export; a link to the child is no account.
            let family = Person {
                active: true,
                ..person(user, Role::Guardian)
            };
            let adult = self.put(org, adult, family);
            let child = self.people[&(org, child)];
            self.schools[self.spots[&org]]
                .guardians
                .push((child, adult));
        }
    }
}

fn school(all: &RosterReader, org: usize) -> School {
    let rooms = all.rooms.iter().filter(|room| room.school == org);
    let named = rooms
        .flat_map(|room| room.terms.iter().map(String::as_str))
        .collect();
    School {
        source_id: all.orgs[org].id.clone(),
        name: all.orgs[org].name.clone(),
        terms: terms(&all.sessions, &named),
        classes: Vec::new(),
        people: Vec::new(),
        enrollments: Vec::new(),
        guardians: Vec::new(),
    }
}

fn person(user: &User, role: Role) -> Person {
    Person {
        source_id: user.id.clone(),
        role,
        given: user.given.clone(),
        family: user.family.clone(),
        username: None,
        email: None,
        grade: None,
        identifier: None,
        active: user.active,
    }
}

/// A child is nothing else. Who leads leads only the schools named with that role; a class
/// elsewhere makes a teacher there.
fn role_at(user: &User, org: usize) -> Role {
    if user.is(Role::Child) {
        return Role::Child;
    }
    let leads = user.roles.iter().any(|(role, at)| {
        *role == Role::Leader && at.map_or_else(|| user.orgs.contains(&org), |at| at == org)
    });
    if leads { Role::Leader } else { Role::Teacher }
}

fn about(user: &User, why: RowProblemKind) -> RowProblem {
    RowProblem::of_file(File::Users, why)
        .line(user.line)
        .cell("sourcedId", &user.id)
}
