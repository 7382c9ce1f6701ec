//! The school's year as its office is typing it: terms, the proposal of terms, a day off.

use crate::plan::{
    DayOffError, DayOffRange, TermDraft, TermError, YearError, propose, read_days_off,
    template::SchoolCalendar,
};
use crate::{feature_error::Nth, ids::TermId};
use chrono::NaiveDate;

/// A term as it is typed; `key` stays while others come and go.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TermFields {
    /// Unique among the terms of the form; never sent.
    pub key: usize,
    /// None: a new one.
    pub id: Option<TermId>,
    pub title: String,
    pub begins: String,
    pub ends: String,
}

/// The terms of the form, in their order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TermForm {
    pub terms: Vec<TermFields>,
    keys: usize,
}

impl TermForm {
    /// The terms the school has of its own.
    pub fn of(calendar: &SchoolCalendar) -> Self {
        let mut form = Self::default();
        form.take(calendar);
        form
    }

    /// Puts the school's own terms in place of what was typed. A term of before has another key.
    pub fn take(&mut self, calendar: &SchoolCalendar) {
        self.terms.clear();
        for it in calendar.terms.iter().filter(|it| it.own) {
            let term = &it.term;
            let (begins, ends) = (term.begins.to_string(), term.ends.to_string());
            self.push(Some(term.id), term.title.clone(), begins, ends);
        }
    }

    /// An empty line more.
    pub fn add(&mut self) {
        self.push(None, String::new(), String::new(), String::new());
    }

    /// Adds so many terms between the first and the last day of school.
    ///
    /// # Errors
    ///
    /// A day that is none, or days that leave no room for so many terms; nothing is added then.
    pub fn add_proposal(
        &mut self,
        first: &str,
        last: &str,
        terms: u8,
        title: impl Fn(usize) -> String,
    ) -> Result<(), YearError> {
        let (Ok(begins), Ok(ends)) = (first.parse(), last.parse()) else {
            return Err(YearError::IsTooShort);
        };
        for (n, (begins, ends)) in (1..).zip(propose(begins, ends, terms)?) {
            self.push(None, title(n), begins.to_string(), ends.to_string());
        }
        Ok(())
    }

    fn push(&mut self, id: Option<TermId>, title: String, begins: String, ends: String) {
        self.terms.push(TermFields {
            key: self.keys,
            id,
            title,
            begins,
            ends,
        });
        self.keys += 1;
    }

    /// Takes a term out.
    pub fn remove(&mut self, key: usize) {
        self.terms.retain(|it| it.key != key);
    }

    /// The term with a key.
    pub fn term(&self, key: usize) -> Option<&TermFields> {
        self.terms.iter().find(|it| it.key == key)
    }

    /// The term with a key, to be changed.
    pub fn term_mut(&mut self, key: usize) -> Option<&mut TermFields> {
        self.terms.iter_mut().find(|it| it.key == key)
    }

    /// What is to be sent.
    ///
    /// # Errors
    ///
    /// The first term with a day that is none, by its number from 1.
    pub fn drafts(&self) -> Result<Vec<TermDraft>, Nth<TermError>> {
        let one = |(n, it): (usize, &TermFields)| {
            let day = |text: &str| {
                let why = TermError::EndsBeforeItBegins;
                let number = n + 1;
                text.parse().map_err(|_| Nth { number, why })
            };
            Ok(TermDraft {
                id: it.id,
                begins: day(&it.begins)?,
                ends: day(&it.ends)?,
                title: it.title.clone(),
            })
        };
        self.terms.iter().enumerate().map(one).collect()
    }
}

impl SchoolCalendar {
    /// The terms that came with the roster.
    pub fn roster_terms(&self) -> Vec<crate::plan::TermCard> {
        let roster = self.terms.iter().filter(|it| !it.own);
        roster.map(|it| it.term.clone()).collect()
    }

    /// Whether the office sets all terms itself.
    pub fn has_only_own_terms(&self) -> bool {
        self.terms.iter().all(|it| it.own)
    }

    /// Whether some day of a range is in a term; a day off outside of all terms changes nothing.
    pub fn touches_term(&self, range: &DayOffRange) -> bool {
        let within = |on: NaiveDate| self.terms.iter().any(|it| it.term.contains(on));
        range.days().any(within)
    }
}

/// Days off out of their fields. Without a last day it is one day.
///
/// # Errors
///
/// What can't be so.
pub fn read_day_off(first: &str, last: &str, title: &str) -> Result<DayOffRange, DayOffError> {
    let last = if last.is_empty() { first } else { last };
    let text = format!("{first}..{last} {title}");
    let row = read_days_off(&text).into_iter().next();
    row.map_or(Err(DayOffError::DateIsUnreadable), |it| it.read)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plan::{TermCard, template::TermRow};
    use proptest::prelude::*;
    use uuid::Uuid;

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a day")
    }

    fn term(n: u128, own: bool, begins: &str, ends: &str) -> TermRow {
        let card = TermCard {
            id: TermId(Uuid::from_u128(n)),
            title: format!("Term {n}"),
            begins: day(begins),
            ends: day(ends),
        };
        let term = serde_json::to_value(card).expect("a term");
        let row = serde_json::json!({"term": term, "own": own, "plans": 0});
        serde_json::from_value(row).expect("a row")
    }

    fn calendar() -> SchoolCalendar {
        SchoolCalendar {
            today: day("2026-10-20"),
            terms: vec![
                term(1, true, "2026-08-31", "2026-11-06"),
                term(2, false, "2026-11-09", "2027-01-29"),
            ],
            days_off: Vec::new(),
            plans_a_year: 5,
            may: true,
        }
    }

    fn range(first: &str, last: &str) -> DayOffRange {
        read_day_off(first, last, "Break").expect("days off")
    }

    #[test]
    fn only_the_school_s_own_terms_can_be_changed() {
        let form = TermForm::of(&calendar());
        let titles: Vec<_> = form.terms.iter().map(|it| &*it.title).collect();
        assert_eq!(titles, ["Term 1"]);
        let roster = calendar().roster_terms();
        assert_eq!(roster.len(), 1);
        assert_eq!(roster[0].title, "Term 2");
        assert!(!calendar().has_only_own_terms());
    }

    #[test]
    fn what_is_not_changed_is_sent_as_it_was() {
        let drafts = TermForm::of(&calendar()).drafts().expect("terms");
        let term = &calendar().terms[0].term;
        assert_eq!(drafts.len(), 1);
        assert_eq!(
            (drafts[0].id, &drafts[0].title),
            (Some(term.id), &term.title)
        );
        assert_eq!((drafts[0].begins, drafts[0].ends), (term.begins, term.ends));
    }

    #[test]
    fn a_term_without_a_day_says_which_one_it_is() {
        let mut form = TermForm::of(&calendar());
        form.add();
        let error = form.drafts().expect_err("no days");
        assert_eq!(
            (error.number, error.why),
            (2, TermError::EndsBeforeItBegins)
        );
    }

    #[test]
    fn a_proposal_stands_below_what_is_there() {
        let mut form = TermForm::of(&calendar());
        let title = |n| format!("Plan {n}");
        form.add_proposal("2026-08-31", "2027-06-11", 4, title)
            .expect("terms");
        let titles: Vec<_> = form.terms.iter().map(|it| &*it.title).collect();
        assert_eq!(titles, ["Term 1", "Plan 1", "Plan 2", "Plan 3", "Plan 4"]);
        let drafts = form.drafts().expect("terms");
        assert_eq!(drafts[1].begins, day("2026-08-31"));
        assert_eq!(drafts[4].ends, day("2027-06-11"));
        assert!(drafts[1..].iter().all(|it| it.id.is_none()));
    }

    #[test]
    fn a_proposal_without_days_adds_nothing() {
        let mut form = TermForm::default();
        let error = form.add_proposal("", "2027-06-11", 4, |_| String::new());
        assert_eq!(error, Err(YearError::IsTooShort));
        let error = form.add_proposal("2027-06-11", "2026-08-31", 4, |_| String::new());
        assert_eq!(error, Err(YearError::IsTooShort));
        assert!(form.terms.is_empty());
    }

    #[test]
    fn terms_that_were_saved_take_the_place_of_what_was_typed_under_new_keys() {
        let mut form = TermForm::of(&calendar());
        let before = form.terms[0].key;
        form.add();
        form.take(&calendar());
        assert_eq!(form.terms.len(), 1);
        assert_ne!(form.terms[0].key, before);
    }

    #[test]
    fn a_day_off_without_a_last_day_is_one_day() {
        let one = range("2026-11-11", "");
        assert_eq!(
            (one.first, one.last),
            (day("2026-11-11"), day("2026-11-11"))
        );
    }

    #[test]
    fn a_day_off_says_what_it_lacks() {
        let read =
            |first, last, title| read_day_off(first, last, title).expect_err("lacks something");
        assert_eq!(read("", "", "Break"), DayOffError::DateIsUnreadable);
        assert_eq!(read("2026-11-11", "", " "), DayOffError::TitleIsEmpty);
        assert_eq!(
            read("2026-11-11", "2026-11-10", "Break"),
            DayOffError::EndsBeforeItBegins
        );
    }

    #[test]
    fn days_off_touch_a_term_when_one_of_their_days_is_in_it() {
        let calendar = calendar();
        assert!(calendar.touches_term(&range("2026-11-06", "2026-11-08")));
        assert!(!calendar.touches_term(&range("2026-11-07", "2026-11-08")));
        assert!(!calendar.touches_term(&range("2026-08-30", "")));
    }

    proptest! {
        #[test]
        fn a_term_keeps_its_key_whatever_comes_and_goes(acts in prop::collection::vec(any::<Option<prop::sample::Index>>(), 0..30)) {
            let mut form = TermForm::default();
            let mut ever = Vec::new();
            for act in acts {
                match act {
                    Some(at) if !form.terms.is_empty() => {
                        let key = at.get(&form.terms).key;
                        let others = form.terms.len() - 1;
                        form.remove(key);
                        prop_assert!(form.term(key).is_none());
                        prop_assert_eq!(form.terms.len(), others);
                    }
                    _ => {
                        form.add();
                        ever.extend(form.terms.last().map(|it| it.key));
                    }
                }
            }
            let unique: std::collections::BTreeSet<_> = ever.iter().collect();
            prop_assert_eq!(unique.len(), ever.len());
        }

        #[test]
        fn proposed_terms_can_be_the_school_s(terms in 1_u8..7, days in 60_u64..330) {
            let first = day("2026-08-31");
            let last = first + chrono::Days::new(days);
            let mut form = TermForm::default();
            let title = |n| format!("Plan {n}");
            form.add_proposal(&first.to_string(), &last.to_string(), terms, title).expect("terms");
            let drafts = form.drafts().expect("terms");
            prop_assert_eq!(drafts.len(), usize::from(terms));
            prop_assert_eq!(crate::plan::check_terms(&drafts, &[]), Ok(()));
        }
    }
}
