//! A mapping against a header: where in a row each thing stands, or what is to be chosen first.

use super::{Cell, MOST_TEXT, Mapping, Names, Need, PartColumn, Refused, Scale, ScoreColumn, Why};
use crate::sheet::key;
use chrono::NaiveDate;

/// Where in a row things stand.
pub(super) struct Placed {
    pub(super) columns: usize,
    pub(super) child: usize,
    pub(super) scores: Vec<PlacedScore>,
}

pub(super) struct PlacedScore {
    pub(super) score: usize,
    pub(super) test: At,
    pub(super) taken: Taken,
    pub(super) subject: Option<At>,
    pub(super) parts: Vec<(At, usize)>,
}

pub(super) enum At {
    Column(usize),
    Is(String),
}

pub(super) enum Taken {
    Column(usize),
    On(NaiveDate),
}

/// Where a mapping's columns stand, or all that keeps its file from being read.
pub(super) fn place(mapping: &Mapping, header: &[String]) -> Result<Placed, Vec<Refused>> {
    let mut placing = Placing {
        header,
        stops: Vec::new(),
    };
    let child = placing.column(&mapping.child, Need::Child);
    if mapping.scores.is_empty() {
        placing
            .stops
            .push(Refused::of_file(Why::Choose(Need::Score)));
    }
    let scores = mapping.scores.iter().map(|it| placing.score(it));
    let scores: Vec<Option<PlacedScore>> = scores.collect();
    let dated = mapping
        .scores
        .iter()
        .any(|it| matches!(it.taken, Cell::Column(_)));
    if dated && mapping.dates.is_none() {
        placing
            .stops
            .push(Refused::of_file(Why::Choose(Need::Dates)));
    }
    if let Scale::Levels { levels } = &mapping.scale {
        placing.levels(levels);
    }
    if mapping.measure.as_ref().is_some_and(|it| is_long(it)) {
        let why = Why::LongCell { limit: MOST_TEXT };
        placing.stops.push(Refused::of_file(why));
    }
    let scores: Option<Vec<PlacedScore>> = scores.into_iter().collect();
    match (child, scores) {
        (Some(child), Some(scores)) if placing.stops.is_empty() => Ok(Placed {
            columns: header.len(),
            child,
            scores,
        }),
        _ => Err(placing.stops),
    }
}

struct Placing<'a> {
    header: &'a [String],
    stops: Vec<Refused>,
}

impl Placing<'_> {
    fn stop<T>(&mut self, column: &str, why: Why) -> Option<T> {
        let stop = Refused::of_file(why).column(column);
        if !self.stops.contains(&stop) {
            self.stops.push(stop);
        }
        None
    }

    fn column(&mut self, names: &Names, need: Need) -> Option<usize> {
        if names.is_none() {
            return self.stop("", Why::Choose(need));
        }
        let Some(name) = names.in_header(self.header) else {
            return self.stop(names.first(), Why::MissingColumn);
        };
        if is_norm(name) {
            return self.stop(name, Why::Norm);
        }
        let mut found = (0..self.header.len()).filter(|at| key(&self.header[*at]) == key(name));
        match (found.next(), found.next()) {
            (Some(at), None) => Some(at),
            _ => self.stop(name, Why::ColumnTwice),
        }
    }

    fn cell(&mut self, cell: &Cell, need: Need) -> Option<At> {
        match cell {
            Cell::Column(names) => self.column(names, need).map(At::Column),
            Cell::Is(text) if text.trim().is_empty() => self.stop("", Why::Choose(need)),
            Cell::Is(text) if is_long(text) => self.stop("", Why::LongCell { limit: MOST_TEXT }),
            Cell::Is(text) => Some(At::Is(text.trim().to_owned())),
        }
    }

    fn score(&mut self, it: &ScoreColumn) -> Option<PlacedScore> {
        let score = self.column(&it.score, Need::Score);
        let test = self.cell(&it.test, Need::Test);
        let taken = match &it.taken {
            Cell::Column(names) => self.column(names, Need::Day).map(Taken::Column),
            Cell::Is(day) => match day.trim().parse() {
                Ok(day) => Some(Taken::On(day)),
                Err(_) => self.stop("", Why::Choose(Need::Day)),
            },
        };
        let subject = match &it.subject {
            None => Some(None),
            Some(cell) => self.cell(cell, Need::Subject).map(Some),
        };
        let parts = it.parts.iter().map(|it| self.part(it));
        let parts: Vec<Option<(At, usize)>> = parts.collect();
        Some(PlacedScore {
            score: score?,
            test: test?,
            taken: taken?,
            subject: subject?,
            parts: parts.into_iter().collect::<Option<_>>()?,
        })
    }

    fn part(&mut self, it: &PartColumn) -> Option<(At, usize)> {
        let (name, score) = (
            self.cell(&it.name, Need::PartName),
            self.column(&it.score, Need::Part),
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
            self.stop::<()>("", Why::Choose(Need::Levels));
        } else if levels.iter().enumerate().any(twice) {
            self.stop::<()>("", Why::LevelTwice);
        }
    }
}

pub(super) fn is_long(text: &str) -> bool {
    text.chars().count() > MOST_TEXT
}

/// Whether a column, by its name, compares children with one another or with a norm. Such columns
/// are not taken in.
pub fn is_norm(name: &str) -> bool {
    let key = key(name);
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
