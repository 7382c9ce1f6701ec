//! What one import after another changes.

use crate::office::Office;
use domain::{
    ids::{ClassId, PersonId},
    roster::{
        File, RandomSource, RosterChanges, RowProblemKind, RowProblems, School, Severity,
        StoredPerson, StoredRoster, StoredRow, roster_changes,
    },
    school::Role,
};
use std::collections::HashMap;
use uuid::Uuid;

/// Ids and secrets in a row.
struct Counting(u64);

impl RandomSource for Counting {
    fn id(&mut self) -> Uuid {
        self.0 += 1;
        Uuid::from_u128(u128::from(self.0))
    }

    fn number(&mut self) -> u64 {
        self.0 += 1;
        self.0.wrapping_mul(0x9e37_79b9_7f4a_7c15)
    }
}

/// A school's database in a few lines, to which plans are applied.
#[derive(Default)]
struct Shelf {
    before: StoredRoster,
    secrets: HashMap<PersonId, Vec<String>>,
    next: u64,
}

impl Shelf {
    fn compare(&mut self, school: &School, many: bool) -> (RosterChanges, RowProblems) {
        let mut said = RowProblems::default();
        let mut chance = Counting(self.next);
        let changes = roster_changes(
            school,
            &self.before,
            &|_| false,
            many,
            &mut chance,
            &mut said,
        );
        self.next = chance.0;
        (changes, said)
    }

    fn import(&mut self, school: &School) -> RosterChanges {
        let (changes, said) = self.compare(school, true);
        assert!(!said.stop());
        let before = &mut self.before;
        before.title = changes.title.clone().or(before.title.take());
        for put in &changes.terms {
            let known = StoredRow {
                id: put.id,
                what: put.what.clone(),
                active: true,
            };
            before.terms.insert(put.what.source_id.clone(), known);
        }
        for put in &changes.classes {
            let known = StoredRow {
                id: put.id,
                what: put.what.clone(),
                active: true,
            };
            before.classes.insert(put.what.source_id.clone(), known);
        }
        for class in before.classes.values_mut() {
            class.active &= !changes.classes_gone.contains(&class.id);
        }
        for put in &changes.people {
            let (person, sign_in) = put.what.clone();
            let picture = sign_in.as_ref().map(|it| it.picture.to_owned());
            let known = StoredPerson {
                id: put.id,
                picture: picture.or_else(|| {
                    before
                        .people
                        .get(&person.source_id)
                        .and_then(|it| it.picture.clone())
                }),
                person: person.clone(),
            };
            if let Some(it) = sign_in {
                assert!(self.secrets.insert(put.id, it.secret.into()).is_none());
            }
            before.people.insert(person.source_id, known);
        }
        for person in before.people.values_mut() {
            if changes.people_gone.contains(&person.id) {
                person.person.active = false;
                person.person.username = None;
            }
        }
        for at in &changes.unenroll {
            before.enrollments.remove(at).unwrap();
        }
        for (class, person, seat) in &changes.enroll {
            assert!(
                before
                    .enrollments
                    .insert((*class, *person), *seat)
                    .is_none()
            );
        }
        before.guardians.extend(&changes.link);
        for pair in &changes.unlink {
            assert!(before.guardians.remove(pair));
        }
        changes
    }

    fn child(&self, id: &str) -> (PersonId, String, bool) {
        let it = &self.before.people[id];
        (it.id, it.picture.clone().unwrap(), it.person.active)
    }

    fn class(&self, id: &str) -> ClassId {
        self.before.classes[id].id
    }

    fn in_classes(&self, id: &str) -> Vec<ClassId> {
        let me = self.before.people[id].id;
        let mine = self.before.enrollments.keys().filter(|it| it.1 == me);
        mine.map(|it| it.0).collect()
    }
}

#[test]
fn the_first_import_is_all_new_and_the_second_changes_nothing() {
    let cedar = &Office::new().schools()[0];
    let mut shelf = Shelf::default();
    let first = shelf.import(cedar);
    let children = first.people_tally[&Role::Child];
    assert_eq!((children.found, children.new, children.gone), (3, 3, 0));
    assert_eq!(first.seats, 3);
    assert_eq!(first.rows(), 1 + 2 + 2 + 7 + 3 + 3);
    assert_eq!(shelf.secrets.len(), 3);
    assert_ne!(
        shelf.child("c1").1,
        shelf.child("c2").1,
        "two tiles of a class differ"
    );
    let second = shelf.import(cedar);
    assert_eq!(second.rows(), 0);
    assert!(second.boards.is_empty());
}

#[test]
fn who_leaves_is_archived_and_who_comes_back_is_who_they_were() {
    let mut shelf = Shelf::default();
    shelf.import(&Office::new().schools()[0]);
    let was = shelf.child("c2");
    let without = Office::new()
        .without(File::Users, "c2|true|a|student|kid2|Ana|García|g1,g2|02")
        .without(File::Enrollments, "e3|owls|a|c2|student||");
    let changes = shelf.import(&without.schools()[0]);
    assert_eq!(
        changes.people_gone.len(),
        2,
        "the child, and the family that has no other here"
    );
    assert_eq!(changes.people_tally[&Role::Child].gone, 1);
    assert_eq!(shelf.in_classes("c2"), []);
    assert!(!shelf.child("c2").2);
    assert_eq!(shelf.import(&without.schools()[0]).rows(), 0);

    let changes = shelf.import(&Office::new().schools()[0]);
    assert_eq!(changes.people_tally[&Role::Child].back, 1);
    assert_eq!(shelf.child("c2"), was);
    assert_eq!(shelf.in_classes("c2"), [shelf.class("owls")]);
}

#[test]
fn who_changes_class_keeps_tile_and_secret_and_both_boards_hear_of_it() {
    let mut shelf = Shelf::default();
    shelf.import(&Office::new().schools()[0]);
    let was = shelf.child("c1");
    let moved = Office::new().changed(File::Enrollments, "e2|owls", "e2|foxes");
    let changes = shelf.import(&moved.schools()[0]);
    assert_eq!(changes.moved, 1);
    assert_eq!(changes.people, []);
    assert_eq!(shelf.child("c1"), was);
    assert_eq!(shelf.in_classes("c1"), [shelf.class("foxes")]);
    assert_eq!(changes.boards.len(), 2);
}

#[test]
fn a_new_name_or_a_closed_account_is_a_change_of_that_person_alone() {
    let mut shelf = Shelf::default();
    shelf.import(&Office::new().schools()[0]);
    let renamed = Office::new().changed(File::Users, "Milo|Tran", "Milo|Tran-Ruiz");
    let changes = shelf.import(&renamed.schools()[0]);
    assert_eq!(
        (changes.rows(), changes.people_tally[&Role::Child].changed),
        (1, 1)
    );
    assert!(changes.boards.contains(&shelf.class("owls")));
    let off = Office::new().changed(File::Users, "c1|true", "c1|false");
    let changes = shelf.import(&off.schools()[0]);
    assert_eq!(changes.people_tally[&Role::Child].gone, 1);
    assert_eq!(changes.unenroll.len(), 1);
}

#[test]
fn a_class_that_is_gone_is_archived_and_comes_back() {
    let mut shelf = Shelf::default();
    shelf.import(&Office::new().schools()[0]);
    let foxes = shelf.class("foxes");
    let without = Office::new().without(File::Classes, "foxes|Foxes|a|t1");
    assert_eq!(shelf.import(&without.schools()[0]).classes_gone, [foxes]);
    let changes = shelf.import(&Office::new().schools()[0]);
    assert_eq!(
        (changes.class_tally.back, changes.classes[0].id),
        (1, foxes)
    );
}

#[test]
fn a_child_never_becomes_an_adult_nor_an_adult_a_child() {
    let mut shelf = Shelf::default();
    shelf.import(&Office::new().schools()[0]);
    let grown = Office::new()
        .changed(File::Users, "c1|true|a|student", "c1|true|a|teacher")
        .without(File::Enrollments, "e2|owls|a|c1|student||");
    let said = shelf.compare(&grown.schools()[0], true).1;
    let why: Vec<_> = said.of(Severity::Stop).map(|it| it.kind.clone()).collect();
    assert_eq!(why, [RowProblemKind::ChildAndAdult]);
}

#[test]
fn most_of_a_school_leaves_only_if_the_office_says_so() {
    let mut big = Office::new();
    for n in 0..20 {
        big = big.with(File::Users, &format!("k{n}|true|a|student||K{n}|Li||02"));
    }
    let mut shelf = Shelf::default();
    shelf.import(&big.schools()[0]);
    let (_, said) = shelf.compare(&Office::new().schools()[0], false);
    let why: Vec<_> = said.of(Severity::Stop).map(|it| it.kind.clone()).collect();
    assert_eq!(why, [RowProblemKind::ManyLeave { leave: 20, of: 22 }]);
    assert!(!shelf.compare(&Office::new().schools()[0], true).1.stop());
}

#[test]
fn a_name_somebody_else_signs_in_with_is_not_given_away() {
    let cedar = &Office::new().schools()[0];
    let mut said = RowProblems::default();
    let before = StoredRoster::default();
    let changes = roster_changes(
        cedar,
        &before,
        &|name| name == "rivera",
        false,
        &mut Counting(0),
        &mut said,
    );
    let teacher = changes
        .people
        .iter()
        .find(|it| it.what.0.source_id == "t")
        .unwrap();
    assert_eq!(teacher.what.0.username, None);
    let why: Vec<_> = said.of(Severity::Look).map(|it| it.kind.clone()).collect();
    assert_eq!(why, [RowProblemKind::UsernameElsewhere]);
}

#[test]
fn a_new_e_mail_is_a_change_of_that_person_alone_and_the_same_one_is_none() {
    let mut shelf = Shelf::default();
    shelf.import(&Office::new().schools()[0]);
    let with = Office::new()
        .changed(File::Users, "username|", "email|username|")
        .changed(File::Users, "Rivera|", "rivera@cedar.example|Rivera|")
        .changed(File::Users, "elena|", "|elena|")
        .changed(File::Users, "kid1|", "|kid1|")
        .changed(File::Users, "kid2|", "|kid2|")
        .changed(File::Users, "kid3|", "|kid3|")
        .changed(File::Users, "kid4|", "|kid4|")
        .changed(File::Users, "guardian|", "guardian||")
        .changed(File::Users, "parent|", "parent||")
        .changed(File::Users, "relative|", "relative||");
    let changes = shelf.import(&with.schools()[0]);
    assert_eq!((changes.rows(), changes.boards.len()), (1, 0));
    assert_eq!(changes.people_tally[&Role::Teacher].changed, 1);
    assert_eq!(shelf.import(&with.schools()[0]).rows(), 0);
}

#[test]
fn a_record_that_went_into_another_is_made_by_no_import_again() {
    let mut shelf = Shelf::default();
    shelf.import(&Office::new().schools()[0]);
    let kept = shelf.child("c1");
    shelf.before.merged.insert("c9".to_owned(), "c1".to_owned());
    let both = Office::new()
        .with(File::Users, "c9|true|a|student||Milo B|Tran||01")
        .with(File::Enrollments, "e9|foxes|a|c9|student||");
    let changes = shelf.import(&both.schools()[0]);
    assert_eq!(
        changes.people,
        [],
        "the kept record's own row says who they are"
    );
    assert_eq!(changes.people_tally[&Role::Child].new, 0);
    let mut classes = shelf.in_classes("c1");
    classes.sort_unstable();
    let mut expected = [shelf.class("owls"), shelf.class("foxes")];
    expected.sort_unstable();
    assert_eq!(classes, expected, "the seats of both are theirs");

    let other_alone = Office::new().changed(File::Users, "c1|true", "c9|true");
    let other_alone = other_alone.changed(File::Enrollments, "e2|owls|a|c1", "e2|owls|a|c9");
    let changes = shelf.import(&other_alone.schools()[0]);
    assert_eq!((changes.people, changes.people_gone), (vec![], vec![]));
    assert_eq!(shelf.child("c1"), kept);
    assert_eq!(shelf.in_classes("c1"), [shelf.class("owls")]);

    let neither = Office::new()
        .without(File::Users, "c1|true|a|student|kid1|Milo|Tran|g1|01")
        .without(File::Enrollments, "e2|owls|a|c1|student||");
    let changes = shelf.import(&neither.schools()[0]);
    assert!(changes.people_gone.contains(&kept.0));
}
