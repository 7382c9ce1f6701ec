//! The longest and the proposed length of a group.

use super::GroupError;
use crate::limits;
use chrono::{NaiveDate, TimeDelta};
use serde::{Deserialize, Serialize};

/// How long a group may last.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum GroupSpan {
    /// Three weeks.
    #[default]
    Weeks,
    /// By express wish, up to the end of the term.
    Term,
}

/// The last day a group that began then may have. Without a term there is nothing longer.
pub fn last_day(begins: NaiveDate, span: GroupSpan, term_ends: Option<NaiveDate>) -> NaiveDate {
    let weeks = begins + TimeDelta::days(limits::group::LONGEST_DAYS);
    match (span, term_ends) {
        (GroupSpan::Term, Some(term)) => term.max(weeks),
        _ => weeks,
    }
}

/// The day that is proposed: in three weeks, or with the term if that ends before.
pub fn ends(begins: NaiveDate, term_ends: Option<NaiveDate>) -> NaiveDate {
    let weeks = last_day(begins, GroupSpan::Weeks, None);
    let term = term_ends.filter(|it| *it >= begins);
    term.map_or(weeks, |it| it.min(weeks))
}

/// Whether a group that began then may end on this day.
pub(super) fn check(
    begins: NaiveDate,
    ends: NaiveDate,
    span: GroupSpan,
    term_ends: Option<NaiveDate>,
) -> Result<(), GroupError> {
    if ends < begins {
        return Err(GroupError::EndsBeforeItBegins);
    }
    if ends > last_day(begins, span, term_ends) {
        let why = match span {
            GroupSpan::Weeks => GroupError::LongerThanThreeWeeks,
            GroupSpan::Term => GroupError::LongerThanTheTerm,
        };
        return Err(why);
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn day(n: i64) -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 9, 1).unwrap() + TimeDelta::days(n)
    }

    #[test]
    fn three_weeks_are_the_most_unless_somebody_says_until_the_terms_end() {
        let term = Some(day(50));
        assert_eq!(check(day(0), day(21), GroupSpan::Weeks, term), Ok(()));
        assert!(check(day(0), day(22), GroupSpan::Weeks, term).is_err());
        assert_eq!(check(day(0), day(50), GroupSpan::Term, term), Ok(()));
        assert!(check(day(0), day(51), GroupSpan::Term, term).is_err());
        assert!(check(day(0), day(22), GroupSpan::Term, None).is_err());
        assert!(check(day(1), day(0), GroupSpan::Term, term).is_err());
    }

    proptest! {
        #[test]
        fn what_is_proposed_may_be_and_never_goes_beyond_three_weeks(
            begins in 0_i64..200, term in proptest::option::of(0_i64..200),
        ) {
            let (begins, term) = (day(begins), term.map(day));
            let proposed = ends(begins, term);
            prop_assert_eq!(check(begins, proposed, GroupSpan::Weeks, term), Ok(()));
            prop_assert!((proposed - begins).num_days() <= limits::group::LONGEST_DAYS);
        }
    }
}
