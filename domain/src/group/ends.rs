//! How long a group lasts.

use crate::AppError;
use chrono::{NaiveDate, TimeDelta};
use serde::{Deserialize, Serialize};

/// So long a group lasts at most, unless somebody says that it shall last longer.
pub const LONGEST_DAYS: i64 = 21;

/// How long a group may last.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Span {
    /// Three weeks.
    #[default]
    Weeks,
    /// By express wish, up to the end of the term.
    Term,
}

/// The last day a group that began then may have. Without a term there is nothing longer.
pub fn last_day(begins: NaiveDate, span: Span, term_ends: Option<NaiveDate>) -> NaiveDate {
    let weeks = begins + TimeDelta::days(LONGEST_DAYS);
    match (span, term_ends) {
        (Span::Term, Some(term)) => term.max(weeks),
        _ => weeks,
    }
}

/// The day that is proposed: in three weeks, or with the term if that ends before.
pub fn ends(begins: NaiveDate, term_ends: Option<NaiveDate>) -> NaiveDate {
    let weeks = last_day(begins, Span::Weeks, None);
    let term = term_ends.filter(|it| *it >= begins);
    term.map_or(weeks, |it| it.min(weeks))
}

/// Whether a group that began then may end on this day.
pub(super) fn check(
    begins: NaiveDate,
    ends: NaiveDate,
    span: Span,
    term_ends: Option<NaiveDate>,
) -> Result<(), AppError> {
    if ends < begins {
        return Err(AppError::invalid("ends", "backwards"));
    }
    if ends > last_day(begins, span, term_ends) {
        let why = match span {
            Span::Weeks => "longer-than-three-weeks",
            Span::Term => "longer-than-the-term",
        };
        return Err(AppError::invalid("ends", why));
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
        assert_eq!(check(day(0), day(21), Span::Weeks, term), Ok(()));
        assert!(check(day(0), day(22), Span::Weeks, term).is_err());
        assert_eq!(check(day(0), day(50), Span::Term, term), Ok(()));
        assert!(check(day(0), day(51), Span::Term, term).is_err());
        assert!(check(day(0), day(22), Span::Term, None).is_err());
        assert!(check(day(1), day(0), Span::Term, term).is_err());
    }

    proptest! {
        #[test]
        fn what_is_proposed_may_be_and_never_goes_beyond_three_weeks(
            begins in 0_i64..200, term in proptest::option::of(0_i64..200),
        ) {
            let (begins, term) = (day(begins), term.map(day));
            let proposed = ends(begins, term);
            prop_assert_eq!(check(begins, proposed, Span::Weeks, term), Ok(()));
            prop_assert!((proposed - begins).num_days() <= LONGEST_DAYS);
        }
    }
}
