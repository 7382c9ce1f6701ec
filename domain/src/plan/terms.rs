//! The terms of a school year as the office sets them where the roster brings none.

use super::{TermCard, calendar::monday};
use crate::{AppError, ids::TermId};
use chrono::{NaiveDate, TimeDelta};
use serde::{Deserialize, Serialize};

/// Most terms that are set at once: a few years of them.
pub const MOST_TERMS: usize = 24;
/// Longest title, in characters.
const TITLE: usize = 80;
/// A year has no more days.
const YEAR: i64 = 366;

/// A term as the office types it; without an id it is new.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TermDraft {
    pub id: Option<TermId>,
    pub title: String,
    pub begins: NaiveDate,
    pub ends: NaiveDate,
}

/// First and last days of so many terms of about the same number of weeks. Each but the first begins
/// on a Monday, and each but the last ends on the Friday before: weekends between belong to none.
pub fn propose(
    first: NaiveDate,
    last: NaiveDate,
    terms: u8,
) -> Result<Vec<(NaiveDate, NaiveDate)>, AppError> {
    let days = (last - first).num_days();
    if days > YEAR {
        return Err(AppError::invalid("year", "too-long"));
    }
    let weeks = (monday(last) - monday(first)).num_days() / 7 + 1;
    let terms = i64::from(terms);
    if terms == 0 || days < 0 || weeks < terms {
        return Err(AppError::invalid("year", "too-short"));
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
pub fn check_terms(own: &[TermDraft], roster: &[TermCard]) -> Result<(), AppError> {
    if own.len() > MOST_TERMS {
        return Err(AppError::invalid("terms", "too-many-terms"));
    }
    for (n, it) in own.iter().enumerate() {
        let wrong = |why: &str| Err(AppError::invalid(&format!("term-{}", n + 1), why));
        let title = it.title.trim().chars().count();
        if title == 0 || title > TITLE {
            return wrong("length");
        }
        if it.ends < it.begins {
            return wrong("backwards");
        }
        let meets = |begins: NaiveDate, ends: NaiveDate| begins <= it.ends && it.begins <= ends;
        if own[..n].iter().any(|other| meets(other.begins, other.ends))
            || roster.iter().any(|other| meets(other.begins, other.ends))
        {
            return wrong("overlaps");
        }
        if it.id.is_some() && own[..n].iter().any(|other| other.id == it.id) {
            return wrong("used-twice");
        }
    }
    Ok(())
}
