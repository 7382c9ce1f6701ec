//! Finds the columns of a [`Mapping`] in a file's header, or lists what a person has to choose
//! first.

use super::{
    ColumnNames, Mapping, PartColumn, RequiredChoice, RowProblem, RowProblemKind, Scale,
    ScoreColumn, ValueSource,
};
use crate::{csv_table::column_key, limits};
use chrono::NaiveDate;

/// Where in a row things stand.
pub(super) struct ColumnIndexes {
    pub(super) columns: usize,
    pub(super) child: usize,
    pub(super) scores: Vec<ScoreIndexes>,
}

pub(super) struct ScoreIndexes {
    pub(super) score: usize,
    pub(super) test: ResolvedValue,
    pub(super) taken: ResolvedDate,
    pub(super) subject: Option<ResolvedValue>,
    pub(super) parts: Vec<(ResolvedValue, usize)>,
}

pub(super) enum ResolvedValue {
    Column(usize),
    Is(String),
}

pub(super) enum ResolvedDate {
    Column(usize),
    On(NaiveDate),
}

/// Where a mapping's columns stand, or all that keeps its file from being read.
pub(super) fn find_columns(
    mapping: &Mapping,
    header: &[String],
) -> Result<ColumnIndexes, Vec<RowProblem>> {
    let mut placing = ColumnFinder {
        header,
        stops: Vec::new(),
    };
    let child = placing.column(&mapping.child, RequiredChoice::Child);
    if mapping.scores.is_empty() {
        placing
            .stops
            .push(RowProblem::of_file(RowProblemKind::Choose(
                RequiredChoice::Score,
            )));
    }
    let scores = mapping.scores.iter().map(|it| placing.score(it));
    let scores: Vec<Option<ScoreIndexes>> = scores.collect();
    let dated = mapping
        .scores
        .iter()
        .any(|it| matches!(it.taken, ValueSource::Column(_)));
    if dated && mapping.dates.is_none() {
        placing
            .stops
            .push(RowProblem::of_file(RowProblemKind::Choose(
                RequiredChoice::Dates,
            )));
    }
    if let Scale::Levels { levels } = &mapping.scale {
        placing.levels(levels);
    }
    if mapping.measure.as_ref().is_some_and(|it| is_long(it)) {
        let why = RowProblemKind::LongCell {
            limit: limits::assessment::NAME_CHARS,
        };
        placing.stops.push(RowProblem::of_file(why));
    }
    let scores: Option<Vec<ScoreIndexes>> = scores.into_iter().collect();
    match (child, scores) {
        (Some(child), Some(scores)) if placing.stops.is_empty() => Ok(ColumnIndexes {
            columns: header.len(),
            child,
            scores,
        }),
        _ => Err(placing.stops),
    }
}

struct ColumnFinder<'a> {
    header: &'a [String],
    stops: Vec<RowProblem>,
}

impl ColumnFinder<'_> {
    fn stop<T>(&mut self, column: &str, why: RowProblemKind) -> Option<T> {
        let stop = RowProblem::of_file(why).column(column);
        if !self.stops.contains(&stop) {
            self.stops.push(stop);
        }
        None
    }

    fn column(&mut self, names: &ColumnNames, need: RequiredChoice) -> Option<usize> {
        if names.is_none() {
            return self.stop("", RowProblemKind::Choose(need));
        }
        let Some(name) = names.in_header(self.header) else {
            return self.stop(names.first(), RowProblemKind::MissingColumn);
        };
        if is_norm(name) {
            return self.stop(name, RowProblemKind::Norm);
        }
        let mut found =
            (0..self.header.len()).filter(|at| column_key(&self.header[*at]) == column_key(name));
        match (found.next(), found.next()) {
            (Some(at), None) => Some(at),
            _ => self.stop(name, RowProblemKind::ColumnTwice),
        }
    }

    fn cell(&mut self, cell: &ValueSource, need: RequiredChoice) -> Option<ResolvedValue> {
        match cell {
            ValueSource::Column(names) => self.column(names, need).map(ResolvedValue::Column),
            ValueSource::Is(text) if text.trim().is_empty() => {
                self.stop("", RowProblemKind::Choose(need))
            }
            ValueSource::Is(text) if is_long(text) => self.stop(
                "",
                RowProblemKind::LongCell {
                    limit: limits::assessment::NAME_CHARS,
                },
            ),
            ValueSource::Is(text) => Some(ResolvedValue::Is(text.trim().to_owned())),
        }
    }

    fn score(&mut self, it: &ScoreColumn) -> Option<ScoreIndexes> {
        let score = self.column(&it.score, RequiredChoice::Score);
        let test = self.cell(&it.test, RequiredChoice::Test);
        let taken = match &it.taken {
            ValueSource::Column(names) => self
                .column(names, RequiredChoice::Day)
                .map(ResolvedDate::Column),
            ValueSource::Is(day) => match day.trim().parse() {
                Ok(day) => Some(ResolvedDate::On(day)),
                Err(_) => self.stop("", RowProblemKind::Choose(RequiredChoice::Day)),
            },
        };
        let subject = match &it.subject {
            None => Some(None),
            Some(cell) => self.cell(cell, RequiredChoice::Subject).map(Some),
        };
        let parts = it.parts.iter().map(|it| self.part(it));
        let parts: Vec<Option<(ResolvedValue, usize)>> = parts.collect();
        Some(ScoreIndexes {
            score: score?,
            test: test?,
            taken: taken?,
            subject: subject?,
            parts: parts.into_iter().collect::<Option<_>>()?,
        })
    }

    fn part(&mut self, it: &PartColumn) -> Option<(ResolvedValue, usize)> {
        let (name, score) = (
            self.cell(&it.name, RequiredChoice::PartName),
            self.column(&it.score, RequiredChoice::Part),
        );
        Some((name?, score?))
    }

    fn levels(&mut self, levels: &[String]) {
        let twice = |(n, it): (usize, &String)| {
            levels[..n]
                .iter()
                .any(|other| other.to_lowercase() == it.to_lowercase())
        };
        if levels.iter().all(|it| it.trim().is_empty()) {
            self.stop::<()>("", RowProblemKind::Choose(RequiredChoice::Levels));
        } else if levels.iter().enumerate().any(twice) {
            self.stop::<()>("", RowProblemKind::LevelTwice);
        }
    }
}

pub(super) fn is_long(text: &str) -> bool {
    text.chars().count() > limits::assessment::NAME_CHARS
}

/// Whether a column, by its name, compares children with one another or with a norm. Such columns
/// are not taken in.
pub fn is_norm(name: &str) -> bool {
    let key = column_key(name);
    let inside = [
        "percentil",
        "pctile",
        "ntile",
        "quintil",
        "quartil",
        "stanine",
        "gradeequiv",
        "ageequiv",
        "conditionalgrowth",
        "projectedgrowth",
        "expectedgrowth",
        "typicalgrowth",
        "growthindex",
    ];
    let begins = ["rank", "norm", "typical"];
    let whole = ["pr", "npr", "nce", "sgp", "ge"];
    inside.iter().any(|it| key.contains(it))
        || begins.iter().any(|it| key.starts_with(it))
        || key.ends_with("rank")
        || key.ends_with("nce") && key.contains("curve")
        || whole.contains(&key.as_str())
}

/// The columns of a header that compare.
pub fn norms(header: &[String]) -> Vec<String> {
    header.iter().filter(|it| is_norm(it)).cloned().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_compares_children_is_known_by_its_name() {
        for name in [
            "Percentile",
            "Test Percentile",
            "NationalPercentileRank",
            "PR",
            "Class Rank",
            "RankInGrade",
            "Stanine",
            "NCE",
            "AchievementQuintile",
            "FallToWinterConditionalGrowthIndex",
            "TypicalFallToFallGrowth",
            "Norms Percentile",
            "Grade Equivalent",
            "Percentil",
        ] {
            assert!(is_norm(name), "{name}");
        }
        for name in [
            "RITScore",
            "Score",
            "Percent Correct",
            "GoalScore1",
            "Franklin",
            "Level",
            "Grade",
        ] {
            assert!(!is_norm(name), "{name}");
        }
    }
}
