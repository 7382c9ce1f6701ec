//! The files' school against the one that is there.

use super::{
    Before, Chance, Class, ClassRow, KnownPerson, Plan, Put, Reason, Reasons, School, Seat, SignIn,
    Term, Why, picture::Walls,
};
use crate::{
    ids::{ClassId, PersonId, TermId},
    school::Role,
    signin::Secret,
};
use std::{
    collections::{HashMap, HashSet},
    hash::Hash,
};

/// Fewer may always leave.
const FEW: usize = 10;

/// What is to change so that the school is as the files say. `elsewhere` knows the usernames of
/// people the import does not touch; `many_may_leave` lets more than half of the children go.
pub fn plan(
    school: &School,
    before: &Before,
    elsewhere: &dyn Fn(&str) -> bool,
    many_may_leave: bool,
    chance: &mut dyn Chance,
    said: &mut Reasons,
) -> Plan {
    let mut plan = Plan {
        title: (before.title.as_ref() != Some(&school.name)).then(|| school.name.clone()),
        ..Plan::default()
    };
    let terms = plan.terms(&school.terms, before, chance);
    let classes = plan.classes(&school.classes, &terms, before, chance);
    let people = plan.people(school, before, elsewhere, chance, said);
    plan.seats(school, &classes, &people, before);
    plan.pictures(school, &classes, &people, before, chance, said);
    plan.families(school, &people, before);
    plan.boards(school, &classes, &people);
    let children = before
        .people
        .values()
        .filter(|it| it.person.role == Role::Child);
    let of = children.filter(|it| it.person.active).count();
    let leave = plan.people_tally.get(&Role::Child).map_or(0, |it| it.gone);
    if leave > FEW && leave * 2 > of && !many_may_leave {
        let why = Why::ManyLeave { leave, of };
        said.say(Reason::at("users.csv", why).cell("", &school.name));
    }
    plan
}

impl Plan {
    fn terms(&mut self, terms: &[Term], before: &Before, chance: &mut dyn Chance) -> Vec<TermId> {
        let mut ids = Vec::with_capacity(terms.len());
        for term in terms {
            let known = before.terms.get(&term.source_id);
            let id = known.map_or_else(|| TermId(chance.id()), |it| it.id);
            ids.push(id);
            let put = Put {
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
        before: &Before,
        chance: &mut dyn Chance,
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
                self.classes.push(Put {
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
        before: &Before,
        elsewhere: &dyn Fn(&str) -> bool,
        chance: &mut dyn Chance,
        said: &mut Reasons,
    ) -> Vec<PersonId> {
        let mut ids = Vec::with_capacity(school.people.len());
        for person in &school.people {
            let known = before.people.get(&person.source_id);
            let about = |why| Reason::at("users.csv", why).cell("sourcedId", &person.source_id);
            let was_child = |it: &KnownPerson| it.person.role == Role::Child;
            if known.is_some_and(|it| was_child(it) != (person.role == Role::Child)) {
                said.say(about(Why::ChildAndAdult));
            }
            let mut person = person.clone();
            if person.username.as_ref().is_some_and(|it| elsewhere(it)) {
                said.say(about(Why::UsernameElsewhere));
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
            self.people.push(Put {
                id,
                new: known.is_none(),
                what: (person, None),
            });
        }
        let here: HashSet<&str> = school
            .people
            .iter()
            .map(|it| it.source_id.as_str())
            .collect();
        let left = |it: &KnownPerson| it.person.active;
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
        before: &Before,
    ) {
        let mut now = HashMap::with_capacity(school.enrollments.len());
        for it in &school.enrollments {
            now.insert((classes[it.class], people[it.person]), it.seat);
        }
        self.seats = now.len();
        let (kept, was) = (&now, &before.enrollments);
        // A changed seat is given up and taken anew.
        let stale =
            |(at, seat): (&(ClassId, PersonId), &Seat)| (kept.get(at) != Some(seat)).then_some(*at);
        self.unenroll = was.iter().filter_map(stale).collect();
        self.unenroll.sort_unstable();
        let fresh = |(at, seat): (&(ClassId, PersonId), &Seat)| {
            (was.get(at) != Some(seat)).then_some((at.0, at.1, *seat))
        };
        self.enroll = now.iter().filter_map(fresh).collect();
        self.enroll.sort_unstable();
        let left: HashSet<PersonId> = self.unenroll.iter().map(|it| it.1).collect();
        let children = self.enroll.iter().filter(|it| it.2 == Seat::Child);
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
        before: &Before,
        chance: &mut dyn Chance,
        said: &mut Reasons,
    ) {
        let mut in_classes: HashMap<PersonId, Vec<ClassId>> = HashMap::new();
        for it in school
            .enrollments
            .iter()
            .filter(|it| it.seat == Seat::Child)
        {
            in_classes
                .entry(people[it.person])
                .or_default()
                .push(classes[it.class]);
        }
        let mut walls = Walls::new();
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
        let shared: HashSet<ClassId> = walls.twice().collect();
        for (class, id) in school.classes.iter().zip(classes) {
            if shared.contains(id) {
                let reason = Reason::at("classes.csv", Why::SamePicture);
                said.say(reason.cell("title", &class.title));
            }
        }
    }

    fn families(&mut self, school: &School, people: &[PersonId], before: &Before) {
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
            .filter(|it| it.seat == Seat::Child)
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
