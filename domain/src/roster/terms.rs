//! Finds which academic sessions of an export are the school's terms.

use super::Term;
use chrono::NaiveDate;
use std::collections::{HashMap, HashSet};

/// A row of `academicSessions.csv`.
pub(super) struct Session {
    pub(super) id: String,
    pub(super) title: String,
    /// Lower case: "gradingperiod", "term", "semester", "schoolyear".
    pub(super) kind: String,
    pub(super) begins: NaiveDate,
    pub(super) ends: NaiveDate,
    pub(super) parent: String,
}

/// From the finest; what else there is counts as coarsest.
const KINDS: [&str; 4] = ["gradingperiod", "term", "semester", "schoolyear"];

/// The finest sessions that are those the classes name (`named`), lie in them or hold them; of all
/// sessions if the classes name none. By their first day.
pub(super) fn terms(sessions: &[Session], named: &HashSet<&str>) -> Vec<Term> {
    let by_id: HashMap<&str, &Session> = sessions.iter().map(|it| (it.id.as_str(), it)).collect();
    let above = |start: &str| {
        let mut ids = HashSet::new();
        let mut next = by_id.get(start);
        while let Some(session) = next {
            // A session above itself must not go round for ever.
            if !ids.insert(session.id.as_str()) {
                break;
            }
            next = by_id.get(session.parent.as_str());
        }
        ids
    };
    let over_named: HashSet<&str> = named.iter().flat_map(|it| above(it)).collect();
    let related = |session: &&Session| {
        named.is_empty()
            || over_named.contains(session.id.as_str())
            || !above(&session.id).is_disjoint(named)
    };
    let rank = |session: &Session| KINDS.iter().position(|kind| *kind == session.kind);
    let mut found: Vec<&Session> = sessions.iter().filter(related).collect();
    let finest = found.iter().map(|it| rank(it).unwrap_or(KINDS.len())).min();
    found.retain(|it| Some(rank(it).unwrap_or(KINDS.len())) == finest);
    found.sort_by_key(|it| (it.begins, it.ends));
    let term = |it: &Session| Term {
        source_id: it.id.clone(),
        title: it.title.clone(),
        begins: it.begins,
        ends: it.ends,
    };
    found.into_iter().map(term).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn session(id: &str, kind: &str, month: u32, parent: &str) -> Session {
        let day = NaiveDate::from_ymd_opt(2026, month, 1).unwrap();
        Session {
            id: id.into(),
            title: id.to_uppercase(),
            kind: kind.into(),
            begins: day,
            ends: day,
            parent: parent.into(),
        }
    }

    fn year() -> Vec<Session> {
        vec![
            session("y", "schoolyear", 1, ""),
            session("s1", "semester", 1, "y"),
            session("s2", "semester", 7, "y"),
            session("t2", "gradingperiod", 4, "s1"),
            session("t1", "gradingperiod", 1, "s1"),
            session("t3", "gradingperiod", 7, "s2"),
            session("old", "gradingperiod", 1, "other-year"),
        ]
    }

    fn ids(named: &[&str]) -> Vec<String> {
        let named = named.iter().copied().collect();
        terms(&year(), &named)
            .into_iter()
            .map(|it| it.source_id)
            .collect()
    }

    #[test]
    fn a_class_of_the_whole_year_has_the_years_grading_periods_in_order() {
        assert_eq!(ids(&["y"]), ["t1", "t2", "t3"]);
    }

    #[test]
    fn a_class_that_names_its_terms_has_these() {
        assert_eq!(ids(&["t1", "t3"]), ["t1", "t3"]);
        assert_eq!(ids(&["s1"]), ["t1", "t2"]);
    }

    #[test]
    fn without_named_terms_all_count_and_without_grading_periods_the_next_coarser() {
        assert_eq!(ids(&[]), ["t1", "old", "t2", "t3"]);
        let coarse = [
            session("y", "schoolyear", 1, "y"),
            session("s", "semester", 1, "y"),
        ];
        let found = terms(&coarse, &HashSet::from(["y"]));
        assert_eq!(found[0].source_id, "s");
    }
}
