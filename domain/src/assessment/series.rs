//! A child's scores over time, one series for each subject and measure. The chart's range comes
//! from the child's own scores, never from a norm.

use super::{ScorePart, Value};
use crate::{csv_table::column_key, plan::Area};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// A score that stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Score {
    /// The day of the test.
    pub on: NaiveDate,
    /// The subject's name as the file wrote it.
    pub subject: String,
    /// The area of goals it belongs to; `None` where the subject names none.
    pub area: Option<Area>,
    /// The test's name as the file wrote it.
    pub test: String,
    /// What the score is counted in ("RIT"); `None`: the test's own points.
    pub measure: Option<String>,
    pub value: Value,
    /// Further scores of the same test.
    pub parts: Vec<ScorePart>,
}

/// A score on a line.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ScoreMark {
    /// The day of the test.
    pub on: NaiveDate,
    pub test: String,
    pub value: Value,
    /// Further scores of the same test.
    pub parts: Vec<ScorePart>,
}

/// Scores that may be looked at together, the earliest first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Series {
    /// The area of goals it belongs to; `None` where the subject names none.
    pub area: Option<Area>,
    pub subject: String,
    /// What is counted ("RIT"), or the test's name.
    pub measure: String,
    /// The scores, the earliest first.
    pub marks: Vec<ScoreMark>,
}

/// A child's scores as lines, in the order of areas, subjects and measures.
pub fn series(scores: impl IntoIterator<Item = Score>) -> Vec<Series> {
    let mut all: Vec<Series> = Vec::new();
    for it in scores {
        let measure = it.measure.unwrap_or_else(|| it.test.clone());
        let alike = |line: &&mut Series| {
            line.area == it.area
                && column_key(&line.subject) == column_key(&it.subject)
                && column_key(&line.measure) == column_key(&measure)
        };
        let mark = ScoreMark {
            on: it.on,
            test: it.test,
            value: it.value,
            parts: it.parts,
        };
        match all.iter_mut().find(alike) {
            Some(line) => line.marks.push(mark),
            None => all.push(Series {
                area: it.area,
                subject: it.subject,
                measure,
                marks: vec![mark],
            }),
        }
    }
    for line in &mut all {
        line.marks
            .sort_by(|a, b| (a.on, &a.test).cmp(&(b.on, &b.test)));
    }
    all.sort_by(|a, b| {
        let by = |it: &Series| {
            (
                it.area.is_none(),
                it.area,
                column_key(&it.subject),
                column_key(&it.measure),
            )
        };
        by(a).cmp(&by(b))
    });
    all
}

/// Where the marks of a line stand in a picture, and what its highest and lowest are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Plot {
    /// From the left and from the top.
    pub points: Vec<(u32, u32)>,
    /// The highest score, as its file wrote it.
    pub highest: String,
    /// The lowest score, as its file wrote it.
    pub lowest: String,
}

/// Places a line's marks in a picture of this size, so far from its edges: days to the right, the
/// child's own scores upwards.
pub fn plot(marks: &[ScoreMark], (width, height): (u32, u32), edge: u32) -> Option<Plot> {
    let points = |it: &&ScoreMark| it.value.points;
    let (low, high) = (
        marks.iter().min_by_key(points)?,
        marks.iter().max_by_key(points)?,
    );
    let first = marks.iter().map(|it| it.on).min()?;
    let last = marks.iter().map(|it| it.on).max()?;
    let days = (last - first).num_days();
    let span = high.value.points - low.value.points;
    let (inner_width, inner_height) = (
        width.saturating_sub(2 * edge),
        height.saturating_sub(2 * edge),
    );
    let place = |it: &ScoreMark| {
        let x = part((it.on - first).num_days(), days, inner_width);
        let y = part(it.value.points - low.value.points, span, inner_height);
        (edge + x, height.saturating_sub(edge + y))
    };
    Some(Plot {
        points: marks.iter().map(place).collect(),
        highest: high.value.text.clone(),
        lowest: low.value.text.clone(),
    })
}

/// How far `of` stands on the way to `whole`, in a length; in its middle if there is no way.
fn part(of: i64, whole: i64, length: u32) -> u32 {
    if whole <= 0 {
        return length / 2;
    }
    let far = i128::from(of) * i128::from(length) / i128::from(whole);
    u32::try_from(far).unwrap_or(0).min(length)
}
