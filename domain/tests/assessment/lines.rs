//! Scores over time.

use super::day;
use domain::{
    assessment::{Score, ScoreMark, ScorePart, Value, plot, series},
    plan::Area,
};

fn score(on: &str, subject: &str, test: &str, measure: Option<&str>, points: i64) -> Score {
    Score {
        on: day(on),
        subject: subject.to_owned(),
        area: domain::plan::Area::named(subject),
        test: test.to_owned(),
        measure: measure.map(str::to_owned),
        value: Value {
            text: points.to_string(),
            points: points * 1_000,
        },
        parts: Vec::new(),
    }
}

fn marks(points: &[(&str, i64)]) -> Vec<ScoreMark> {
    let mark = |(on, points): &(&str, i64)| ScoreMark {
        on: day(on),
        test: "Facts".to_owned(),
        value: Value {
            text: points.to_string(),
            points: points * 1_000,
        },
        parts: vec![],
    };
    points.iter().map(mark).collect()
}

#[test]
fn what_is_counted_alike_stands_on_one_line_and_other_tests_apart() {
    let mut scores = vec![
        score("2026-11-20", "Mathematics", "Growth 2-5", Some("RIT"), 170),
        score("2026-09-24", "Mathematics", "Growth K-2", Some("RIT"), 156),
        score("2026-09-20", "Science", "Quiz", None, 7),
        score("2026-09-21", "mathematics", "Facts", None, 12),
        score("2026-09-24", "Reading", "Growth K-2", Some("RIT"), 165),
    ];
    scores[0].parts.push(ScorePart {
        name: "Data".to_owned(),
        value: Value {
            text: "171".to_owned(),
            points: 171_000,
        },
    });
    let lines = series(scores);
    let said: Vec<_> = lines
        .iter()
        .map(|it| (it.area, it.measure.as_str(), it.marks.len()))
        .collect();
    let expected = [
        (Some(Area::Reading), "RIT", 1),
        (Some(Area::Maths), "Facts", 1),
        (Some(Area::Maths), "RIT", 2),
        (None, "Quiz", 1),
    ];
    assert_eq!(said, expected);
    let tests: Vec<_> = lines[2].marks.iter().map(|it| it.test.as_str()).collect();
    assert_eq!(tests, ["Growth K-2", "Growth 2-5"]);
    assert_eq!(lines[2].marks[1].parts[0].name, "Data");
}

#[test]
fn a_line_is_framed_by_the_child_s_own_scores() {
    let marks = marks(&[
        ("2026-09-01", 150),
        ("2026-09-11", 170),
        ("2026-09-21", 160),
    ]);
    let plot = plot(&marks, (220, 120), 10).unwrap();
    assert_eq!(plot.points, [(10, 110), (110, 10), (210, 60)]);
    assert_eq!(
        (plot.lowest.as_str(), plot.highest.as_str()),
        ("150", "170")
    );
}

#[test]
fn one_score_alone_stands_in_the_middle_and_none_makes_no_picture() {
    let alone = plot(&marks(&[("2026-09-01", 150)]), (220, 120), 10).unwrap();
    assert_eq!(alone.points, [(110, 60)]);
    let level = plot(
        &marks(&[("2026-09-01", 5), ("2026-09-03", 5)]),
        (220, 120),
        10,
    )
    .unwrap();
    assert_eq!(level.points, [(10, 60), (210, 60)]);
    assert_eq!(plot(&[], (220, 120), 10), None);
}
