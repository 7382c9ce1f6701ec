//! The terms of a school year, where the office sets them because the roster has none.

use super::{TermCard, calendar::monday};
use crate::{
    feature_error::{Nth, feature_error},
    ids::TermId,
    limits,
};
use chrono::{NaiveDate, TimeDelta};
use serde::{Deserialize, Serialize};

feature_error! {
    /// Why a school's year can't be so.
    pub enum YearError {
        IsTooLong,
        /// Fewer weeks than terms, or its end is before its beginning.
        IsTooShort,
        /// A term that was to be taken out has plans.
        TermHasPlans,
        /// A list of days off without a line that says something.
        ListIsEmpty,
    }
}

feature_error! {
    /// Why one of several terms can't be so.
    pub enum TermError {
        TitleIsEmptyOrTooLong,
        EndsBeforeItBegins,
        /// It has days of another one.
        Overlaps,
        /// Two lines are the same term.
        IsThereTwice,
        /// The first of those beyond [`limits::plan::MOST_TERMS`].
        TooMany,
    }
}

/// A term as the office types it; without an id it is new.
///
/// # Examples
///
/// ```
/// # use domain::plan::TermDraft;
/// # use serde_json::json;
/// let json = json!({
///     "id": null, "title": "Fall", "begins": "2026-08-31", "ends": "2026-11-20"
/// });
/// let term: TermDraft = serde_json::from_value(json.clone())?;
/// assert_eq!(serde_json::to_value(&term)?, json);
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TermDraft {
    /// `None`: a new term.
    pub id: Option<TermId>,
    pub title: String,
    /// The first day.
    pub begins: NaiveDate,
    /// The last day, which belongs to the term.
    pub ends: NaiveDate,
}

/// First and last days of so many terms of about the same number of weeks. Each but the first begins
/// on a Monday, and each but the last ends on the Friday before: weekends between belong to none.
///
/// # Errors
///
/// The days leave no room for so many terms.
pub fn propose(
    first: NaiveDate,
    last: NaiveDate,
    terms: u8,
) -> Result<Vec<(NaiveDate, NaiveDate)>, YearError> {
    let days = (last - first).num_days();
    if days > limits::plan::LONGEST_YEAR_DAYS {
        return Err(YearError::IsTooLong);
    }
    let weeks = (monday(last) - monday(first)).num_days() / 7 + 1;
    let terms = i64::from(terms);
    if terms == 0 || days < 0 || weeks < terms {
        return Err(YearError::IsTooShort);
    }
    let begins = |n: i64| match n {
        0 => first,
        n => monday(first) + TimeDelta::weeks(n * weeks / terms),
    };
    let ends = |n: i64| match n + 1 == terms {
        true => last,
        false => begins(n + 1) - TimeDelta::days(3),
    };
    Ok((0..terms)
        .map(|n| (begins(n), ends(n).max(begins(n))))
        .collect())
}

/// Whether these can be a school's own terms beside those of its roster; says of the first that
/// can't, by its number from 1, why.
///
/// # Errors
///
/// The first term that can't be so, by its number from 1.
pub fn check_terms(own: &[TermDraft], roster: &[TermCard]) -> Result<(), Nth<TermError>> {
    if own.len() > limits::plan::MOST_TERMS {
        return Err(Nth {
            number: limits::plan::MOST_TERMS + 1,
            why: TermError::TooMany,
        });
    }
    for (n, it) in own.iter().enumerate() {
        let number = n + 1;
        let wrong = |why: TermError| Err(Nth { number, why });
        let title = it.title.trim().chars().count();
        if title == 0 || title > limits::plan::TERM_TITLE_CHARS {
            return wrong(TermError::TitleIsEmptyOrTooLong);
        }
        if it.ends < it.begins {
            return wrong(TermError::EndsBeforeItBegins);
        }
        let meets = |begins: NaiveDate, ends: NaiveDate| begins <= it.ends && it.begins <= ends;
        if own[..n].iter().any(|other| meets(other.begins, other.ends))
            || roster.iter().any(|other| meets(other.begins, other.ends))
        {
            return wrong(TermError::Overlaps);
        }
        if it.id.is_some() && own[..n].iter().any(|other| other.id == it.id) {
            return wrong(TermError::IsThereTwice);
        }
    }
    Ok(())
}
