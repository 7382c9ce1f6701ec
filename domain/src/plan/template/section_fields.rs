//! A written section as somebody is typing it, whatever its kind.

use super::{Kind, Part, PlanPerson, Written};
use crate::limits;

/// What stands in the fields.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SectionFields {
    pub text: String,
    /// A day as it is typed.
    pub by: String,
    pub chosen: Vec<String>,
    pub people: PeopleFields,
}

/// People, each under a key that stays while others come and go.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PeopleFields {
    pub all: Vec<(usize, PlanPerson)>,
    keys: usize,
}

impl SectionFields {
    /// What is written already.
    pub fn of(written: Option<&Written>) -> Self {
        let mut fields = Self::default();
        match written {
            None => {}
            Some(Written::Text { text }) => fields.text.clone_from(text),
            Some(Written::Voice { chosen, text }) => {
                fields.text.clone_from(text);
                fields.chosen.clone_from(chosen);
            }
            Some(Written::NextStep { text, by }) => {
                fields.text.clone_from(text);
                fields.by = by.map_or_else(String::new, |it| it.to_string());
            }
            Some(Written::People { people }) => fields.people = PeopleFields::of(people),
        }
        fields
    }

    /// What is to be sent for a section of this kind; lines without a name are left out. None of a kind
    /// that is not written.
    pub fn written(&self, kind: Kind) -> Option<Written> {
        let text = self.text.clone();
        Some(match kind {
            Kind::Text => Written::Text { text },
            Kind::Voice => Written::Voice {
                chosen: self.chosen.clone(),
                text,
            },
            Kind::NextStep => Written::NextStep {
                text,
                by: self.by.parse().ok(),
            },
            Kind::People => Written::People {
                people: self.people.with_names(),
            },
            _ => return None,
        })
    }
}

/// Whether a further picture may be chosen, or this one let go.
pub fn may_choose(chosen: &[String], id: &str) -> bool {
    chosen.len() < limits::template::MOST_CHOSEN || chosen.iter().any(|it| it == id)
}

/// Chooses a picture, or lets it go.
pub fn toggle_choice(chosen: &mut Vec<String>, id: &str) {
    match chosen.iter().position(|it| it == id) {
        Some(at) => drop(chosen.remove(at)),
        None if may_choose(chosen, id) => chosen.push(id.to_owned()),
        None => {}
    }
}

impl PeopleFields {
    /// People who are written already.
    pub fn of(people: &[PlanPerson]) -> Self {
        let mut fields = Self::default();
        for it in people {
            fields.add(it.clone());
        }
        fields
    }

    /// Adds somebody.
    pub fn add(&mut self, person: PlanPerson) {
        self.all.push((self.keys, person));
        self.keys += 1;
    }

    /// An empty line: most who are added are of the family.
    pub fn add_empty(&mut self) {
        self.add(PlanPerson {
            name: String::new(),
            part: Part::Family,
        });
    }

    /// Takes somebody out.
    pub fn remove(&mut self, key: usize) {
        self.all.retain(|(it, _)| *it != key);
    }

    /// The person with a key.
    pub fn person(&self, key: usize) -> Option<&PlanPerson> {
        self.all.iter().find(|(it, _)| *it == key).map(|(_, it)| it)
    }

    /// The person with a key, to be changed.
    pub fn person_mut(&mut self, key: usize) -> Option<&mut PlanPerson> {
        let found = self.all.iter_mut().find(|(it, _)| *it == key);
        found.map(|(_, it)| it)
    }

    /// Those of `known` who are not there yet, by name.
    pub fn not_yet<'a>(&self, known: &'a [PlanPerson]) -> Vec<&'a PlanPerson> {
        let is_there = |it: &&PlanPerson| self.all.iter().any(|(_, one)| one.name == it.name);
        known.iter().filter(|it| !is_there(it)).collect()
    }

    fn with_names(&self) -> Vec<PlanPerson> {
        let named = self.all.iter().map(|(_, it)| it);
        let named = named.filter(|it| !it.name.trim().is_empty());
        named.cloned().collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn person(name: &str) -> PlanPerson {
        PlanPerson {
            name: name.to_owned(),
            part: Part::Teacher,
        }
    }

    #[test]
    fn what_is_written_comes_back_as_it_was() {
        let text = "Read at home".to_owned();
        let all = [
            (Kind::Text, Written::Text { text: text.clone() }),
            (
                Kind::Voice,
                Written::Voice {
                    chosen: vec!["calm".to_owned()],
                    text: text.clone(),
                },
            ),
            (
                Kind::NextStep,
                Written::NextStep {
                    text,
                    by: "2026-11-06".parse().ok(),
                },
            ),
            (
                Kind::People,
                Written::People {
                    people: vec![person("Ana"), person("Milo")],
                },
            ),
        ];
        for (kind, written) in all {
            let fields = SectionFields::of(Some(&written));
            assert_eq!(fields.written(kind), Some(written));
        }
    }

    #[test]
    fn nothing_written_yet_is_the_empty_section() {
        for kind in [Kind::Text, Kind::Voice, Kind::NextStep, Kind::People] {
            let fields = SectionFields::of(None);
            assert_eq!(fields.written(kind), Written::empty(kind));
        }
    }

    #[test]
    fn a_section_that_only_shows_is_not_written() {
        assert_eq!(SectionFields::default().written(Kind::Goals), None);
    }

    #[test]
    fn a_day_that_is_none_is_no_day() {
        let fields = SectionFields {
            by: "soon".to_owned(),
            ..SectionFields::default()
        };
        let text = String::new();
        let written = Written::NextStep { text, by: None };
        assert_eq!(fields.written(Kind::NextStep), Some(written));
    }

    #[test]
    fn people_without_a_name_are_left_out() {
        let mut fields = SectionFields::default();
        fields.people.add_empty();
        fields.people.add(person("  "));
        fields.people.add(person("Ana"));
        let people = vec![person("Ana")];
        assert_eq!(
            fields.written(Kind::People),
            Some(Written::People { people })
        );
    }

    #[test]
    fn who_is_added_has_a_key_nobody_had() {
        let mut people = PeopleFields::of(&[person("Ana"), person("Milo")]);
        people.remove(1);
        people.add_empty();
        assert_eq!(people.person(1), None);
        assert_eq!(people.person(2).map(|it| it.part), Some(Part::Family));
        if let Some(it) = people.person_mut(2) {
            "Gael".clone_into(&mut it.name);
        }
        assert_eq!(people.person(2).map(|it| &*it.name), Some("Gael"));
    }

    #[test]
    fn only_who_is_not_there_yet_is_offered() {
        let people = PeopleFields::of(&[person("Ana")]);
        let known = [person("Ana"), person("Milo")];
        assert_eq!(people.not_yet(&known), [&known[1]]);
    }

    #[test]
    fn a_picture_is_chosen_by_one_tap_and_let_go_by_the_next() {
        let mut chosen = Vec::new();
        toggle_choice(&mut chosen, "calm");
        assert_eq!(chosen, ["calm"]);
        toggle_choice(&mut chosen, "calm");
        assert!(chosen.is_empty());
    }

    #[test]
    fn no_more_pictures_are_chosen_than_may_be() {
        let mut chosen = Vec::new();
        for n in 0..limits::template::MOST_CHOSEN {
            assert!(may_choose(&chosen, "one more"));
            toggle_choice(&mut chosen, &n.to_string());
        }
        assert!(!may_choose(&chosen, "one more"));
        toggle_choice(&mut chosen, "one more");
        assert_eq!(chosen.len(), limits::template::MOST_CHOSEN);
        assert!(may_choose(&chosen, "0"));
    }
}
