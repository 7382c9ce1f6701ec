//! Compares the school of the files with the stored school.

use super::{
    Class, ClassRole, ClassRow, Person, RandomSource, RosterChanges, RowProblem, RowProblemKind,
    RowProblems, RowWrite, School, SignIn, StoredPerson, StoredRoster, Term,
    tile_picture::PictureWalls,
};
use crate::{
    ids::{ClassId, PersonId, TermId},
    limits,
    school::Role,
    signin::Secret,
};
use std::{
    collections::{HashMap, HashSet},
    hash::Hash,
};

/// What is to change so that the school is as the files say. `elsewhere` knows the usernames of
/// people the import does not touch; `many_may_leave` lets more than half of the children go.
pub fn roster_changes(
    school: &School,
    before: &StoredRoster,
    elsewhere: &dyn Fn(&str) -> bool,
    many_may_leave: bool,
    chance: &mut dyn RandomSource,
    said: &mut RowProblems,
) -> RosterChanges {
    let mut changes = RosterChanges {
        title: (before.title.as_ref() != Some(&school.name)).then(|| school.name.clone()),
        ..RosterChanges::default()
    };
    let terms = changes.terms(&school.terms, before, chance);
    let classes = changes.classes(&school.classes, &terms, before, chance);
    let people = changes.people(school, before, elsewhere, chance, said);
    changes.seats(school, &classes, &people, before);
    changes.pictures(school, &classes, &people, before, chance, said);
    changes.families(school, &people, before);
    changes.boards(school, &classes, &people);
    let children = before
        .people
        .values()
        .filter(|it| it.person.role == Role::Child);
    let of = children.filter(|it| it.person.active).count();
    let leave = changes
        .people_tally
        .get(&Role::Child)
        .map_or(0, |it| it.gone);
    if leave > limits::roster::ALWAYS_MAY_LEAVE
        && leave * 100 > of * limits::roster::MAY_LEAVE_PERCENT
        && !many_may_leave
    {
        let why = RowProblemKind::ManyLeave { leave, of };
        said.say(RowProblem::at("users.csv", why).cell("", &school.name));
    }
    changes
}

impl RosterChanges {
    fn terms(
        &mut self,
        terms: &[Term],
        before: &StoredRoster,
        chance: &mut dyn RandomSource,
    ) -> Vec<TermId> {
        let mut ids = Vec::with_capacity(terms.len());
        for term in terms {
            let known = before.terms.get(&term.source_id);
            let id = known.map_or_else(|| TermId(chance.id()), |it| it.id);
            ids.push(id);
            let put = RowWrite {
                id,
                new: known.is_none(),
                what: term.clone(),
            };
            self.term_tally.found += 1;
            self.term_tally.new += usize::from(put.new);
            if known.is_none_or(|it| it.what != *term) {
                self.term_tally.changed += usize::from(!put.new);
                self.terms.push(put);
            }
        }
        ids
    }

    fn classes(
        &mut self,
        classes: &[Class],
        terms: &[TermId],
        before: &StoredRoster,
        chance: &mut dyn RandomSource,
    ) -> Vec<ClassId> {
        let mut ids = Vec::with_capacity(classes.len());
        for class in classes {
            let known = before.classes.get(&class.source_id);
            let id = known.map_or_else(|| ClassId(chance.id()), |it| it.id);
            ids.push(id);
            let what = ClassRow {
                source_id: class.source_id.clone(),
                title: class.title.clone(),
                term: class.term.map(|at| terms[at]),
            };
            let back = known.is_some_and(|it| !it.active);
            let other = known.is_some_and(|it| it.what != what);
            self.class_tally.found += 1;
            self.class_tally.new += usize::from(known.is_none());
            self.class_tally.back += usize::from(back);
            self.class_tally.changed += usize::from(other && !back);
            if known.is_none() || back || other {
                self.boards.insert(id);
                self.classes.push(RowWrite {
                    id,
                    new: known.is_none(),
                    what,
                });
            }
        }
        let here: HashSet<&str> = classes.iter().map(|it| it.source_id.as_str()).collect();
        self.classes_gone = gone(&before.classes, &here, |it| it.active, |it| it.id);
        self.class_tally.gone = self.classes_gone.len();
        self.boards.extend(&self.classes_gone);
        ids
    }

    fn people(
        &mut self,
        school: &School,
        before: &StoredRoster,
        elsewhere: &dyn Fn(&str) -> bool,
        chance: &mut dyn RandomSource,
        said: &mut RowProblems,
    ) -> Vec<PersonId> {
        let mut ids = Vec::with_capacity(school.people.len());
        let own: HashSet<&str> = school
            .people
            .iter()
            .map(|it| it.source_id.as_str())
            .collect();
        // Under another's id: which are written already.
        let mut written = HashSet::new();
        for person in &school.people {
            let kept_id = before.kept_id(&person.source_id);
            let known = before.people.get(kept_id);
            if kept_id != person.source_id
                && let Some(known) = known
                && (own.contains(kept_id) || !written.insert(kept_id))
            {
                ids.push(known.id);
                continue;
            }
            let about = |why| RowProblem::at("users.csv", why).cell("sourcedId", &person.source_id);
            let was_child = |it: &StoredPerson| it.person.role == Role::Child;
            if known.is_some_and(|it| was_child(it) != (person.role == Role::Child)) {
                said.say(about(RowProblemKind::ChildAndAdult));
            }
            let mut person = Person {
                source_id: kept_id.to_owned(),
                ..person.clone()
            };
            if person.username.as_ref().is_some_and(|it| elsewhere(it)) {
                said.say(about(RowProblemKind::UsernameElsewhere));
                person.username = None;
            }
            let id = known.map_or_else(|| PersonId(chance.id()), |it| it.id);
            ids.push(id);
            let tally = self.people_tally.entry(person.role).or_default();
            tally.found += 1;
            match known.map(|it| &it.person) {
                None => tally.new += 1,
                Some(was) if *was == person => continue,
                Some(was) if was.active && !person.active => tally.gone += 1,
                Some(was) if !was.active && person.active => tally.back += 1,
                Some(_) => tally.changed += 1,
            }
            self.people.push(RowWrite {
                id,
                new: known.is_none(),
                what: (person, None),
            });
        }
        let here: HashSet<&str> = own.iter().map(|it| before.kept_id(it)).collect();
        let left = |it: &StoredPerson| it.person.active;
        self.people_gone = gone(&before.people, &here, left, |it| it.id);
        for (source_id, it) in &before.people {
            if it.person.active && !here.contains(source_id.as_str()) {
                self.people_tally.entry(it.person.role).or_default().gone += 1;
            }
        }
        ids
    }

    fn seats(
        &mut self,
        school: &School,
        classes: &[ClassId],
        people: &[PersonId],
        before: &StoredRoster,
    ) {
        let mut now = HashMap::with_capacity(school.enrollments.len());
        for it in &school.enrollments {
            now.insert((classes[it.class], people[it.person]), it.seat);
        }
        self.seats = now.len();
        let (kept, was) = (&now, &before.enrollments);
        // A changed seat is given up and taken anew.
        let stale = |(at, seat): (&(ClassId, PersonId), &ClassRole)| {
            (kept.get(at) != Some(seat)).then_some(*at)
        };
        self.unenroll = was.iter().filter_map(stale).collect();
        self.unenroll.sort_unstable();
        let fresh = |(at, seat): (&(ClassId, PersonId), &ClassRole)| {
            (was.get(at) != Some(seat)).then_some((at.0, at.1, *seat))
        };
        self.enroll = now.iter().filter_map(fresh).collect();
        self.enroll.sort_unstable();
        let left: HashSet<PersonId> = self.unenroll.iter().map(|it| it.1).collect();
        let children = self.enroll.iter().filter(|it| it.2 == ClassRole::Child);
        let moved: HashSet<PersonId> = children
            .map(|it| it.1)
            .filter(|it| left.contains(it))
            .collect();
        self.moved = moved.len();
        self.boards.extend(self.unenroll.iter().map(|it| it.0));
        self.boards.extend(self.enroll.iter().map(|it| it.0));
    }

    /// New children get a tile and a secret; who has them keeps them.
    fn pictures(
        &mut self,
        school: &School,
        classes: &[ClassId],
        people: &[PersonId],
        before: &StoredRoster,
        chance: &mut dyn RandomSource,
        said: &mut RowProblems,
    ) {
        let mut in_classes: HashMap<PersonId, Vec<ClassId>> = HashMap::new();
        for it in school
            .enrollments
            .iter()
            .filter(|it| it.seat == ClassRole::Child)
        {
            in_classes
                .entry(people[it.person])
                .or_default()
                .push(classes[it.class]);
        }
        let mut walls = PictureWalls::new();
        for person in before.people.values() {
            if let (Some(at), Some(picture)) = (in_classes.get(&person.id), &person.picture) {
                walls.hang(at, picture);
            }
        }
        for put in self
            .people
            .iter_mut()
            .filter(|it| it.new && it.what.0.role == Role::Child)
        {
            let at = in_classes.get(&put.id).map_or(&[][..], Vec::as_slice);
            put.what.1 = Some(SignIn {
                picture: walls.pick(at, chance.number()),
                secret: Secret::nth(chance.number()),
            });
        }
        let shared: HashSet<ClassId> = walls.classes_with_shared_pictures().collect();
        for (class, id) in school.classes.iter().zip(classes) {
            if shared.contains(id) {
                let reason = RowProblem::at("classes.csv", RowProblemKind::SamePicture);
                said.say(reason.cell("title", &class.title));
            }
        }
    }

    fn families(&mut self, school: &School, people: &[PersonId], before: &StoredRoster) {
        let pairs = school
            .guardians
            .iter()
            .map(|(child, adult)| (people[*child], people[*adult]));
        let now: HashSet<(PersonId, PersonId)> = pairs.collect();
        self.link = sorted(now.difference(&before.guardians));
        self.unlink = sorted(before.guardians.difference(&now));
    }

    /// A changed name is seen on the boards of its classes.
    fn boards(&mut self, school: &School, classes: &[ClassId], people: &[PersonId]) {
        let written: HashSet<PersonId> = self.people.iter().map(|it| it.id).collect();
        for it in school
            .enrollments
            .iter()
            .filter(|it| it.seat == ClassRole::Child)
        {
            if written.contains(&people[it.person]) {
                self.boards.insert(classes[it.class]);
            }
        }
    }
}

fn gone<T, I: Ord>(
    before: &HashMap<String, T>,
    here: &HashSet<&str>,
    active: impl Fn(&T) -> bool,
    id: impl Fn(&T) -> I,
) -> Vec<I> {
    let left = before
        .iter()
        .filter(|(key, it)| active(it) && !here.contains(key.as_str()));
    let mut left: Vec<I> = left.map(|(_, it)| id(it)).collect();
    left.sort_unstable();
    left
}

fn sorted<'a, T: Copy + Ord + Eq + Hash + 'a>(all: impl Iterator<Item = &'a T>) -> Vec<T> {
    let mut all: Vec<T> = all.copied().collect();
    all.sort_unstable();
    all
}
