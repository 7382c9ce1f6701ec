//! The book of ready-made goals that comes with Fledge.

use crate::assets;
use domain::{
    plan::{GoalBook, Problem, check},
    voice,
};
use std::fmt;
use store::{Db, StoreError, proof::Office};

const GOALS: &str = include_str!("../../plans/goals.json");

/// What is wrong with the book.
#[derive(Debug, PartialEq, Eq)]
pub struct GoalBookError(pub Vec<Problem>);

impl fmt::Display for GoalBookError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let lines = self.0.iter().map(|it| format!("plans/goals.json: {it}"));
        f.write_str(&lines.collect::<Vec<_>>().join("\n"))
    }
}

impl std::error::Error for GoalBookError {}

/// The book, as far as a child can choose from it.
pub fn load() -> Result<GoalBook, GoalBookError> {
    let book = GoalBook::parse(GOALS).map_err(GoalBookError)?;
    match check(&book, |_| true, |_, _| true) {
        problems if problems.is_empty() => Ok(book),
        problems => Err(GoalBookError(problems)),
    }
}

/// What the site lacks for the book: pictures and recordings.
pub fn missing(book: &GoalBook) -> Vec<Problem> {
    check(
        book,
        |picture| assets::has(&format!("/picture/{picture}.svg")),
        |lang, text| assets::has(&voice::path(lang, text)),
    )
}

/// Keeps this version beside those that tablets may still hold.
pub async fn save(db: &Db, book: &GoalBook) -> Result<(), StoreError> {
    store::plan::save_book(db, &Office::at_the_console(), book, GOALS).await
}
