//! Reads scores from their rows.

use crate::{
    Result, StoreError, Tx,
    column::{from_text, to_date},
};
use chrono::NaiveDate;
use domain::{
    assessment::{ScoreKey, StoredScore, StoredScores, Value},
    ids::{PersonId, SchoolId},
};

#[derive(sqlx::FromRow)]
struct Row {
    child: PersonId,
    subject: String,
    test: String,
    taken_on: String,
    area: Option<String>,
    measure: Option<String>,
    score: String,
    points: i64,
    parts: String,
}

/// The scores of a school that count, of tests on days from `first` to `last`.
pub(super) async fn before(
    tx: &mut Tx,
    school: SchoolId,
    (first, last): (NaiveDate, NaiveDate),
) -> Result<StoredScores> {
    let rows: Vec<Row> = list!(
        tx,
        "SELECT child, subject, test, taken_on, area, measure, score, points, parts FROM score
         WHERE school = $1 AND taken_on >= $2 AND taken_on <= $3 ORDER BY seq",
        school,
        first.to_string(),
        last.to_string()
    )?;
    counting(rows)
}

/// The scores of a child that count.
pub(super) async fn of_child(
    tx: &mut Tx,
    school: SchoolId,
    child: PersonId,
) -> Result<StoredScores> {
    let rows: Vec<Row> = list!(
        tx,
        "SELECT child, subject, test, taken_on, area, measure, score, points, parts FROM score
         WHERE child = $1 AND school = $2 ORDER BY seq",
        child,
        school
    )?;
    counting(rows)
}

/// Of the same score the last counts.
fn counting(rows: Vec<Row>) -> Result<StoredScores> {
    let scores = rows.into_iter().map(|row| {
        let key = ScoreKey {
            child: row.child,
            subject: row.subject,
            test: row.test,
            on: to_date(&row.taken_on)?,
        };
        let parts = serde_json::from_str(&row.parts);
        let kept = StoredScore {
            area: row.area.map(from_text).transpose()?,
            measure: row.measure,
            value: Value {
                text: row.score,
                points: row.points,
            },
            parts: parts.map_err(|_| StoreError::Unreadable("parts of a score"))?,
        };
        Ok((key, kept))
    });
    scores.collect()
}
