//! Whole files, as vendors and spreadsheets write them.

use super::{against, child, day, file, mapped, proposed, today};
use domain::{
    assessment::{
        ColumnNames, DateOrder, Mapping, MappingChoice, Preview, RowProblemKind, ScoreChangeKind,
        ScoreChanges, ScoreColumn, StoredScores, ValueSource, preview,
    },
    csv_table::CsvProblem,
    limits::assessment::MOST_ROWS,
    plan::Area,
};

fn refused(compared: &ScoreChanges) -> Vec<(u64, &'static str)> {
    let all = compared.refused.iter();
    all.map(|it| (it.line.unwrap_or(0), it.why.name()))
        .collect()
}

fn stops(preview: &Preview) -> Vec<&'static str> {
    preview.stops.iter().map(|it| it.why.name()).collect()
}

#[test]
fn the_demo_school_s_growth_file_is_recognized_and_read_whole() {
    let text = file("growth-fall-2026.csv").unwrap();
    let (preview, reading) = proposed(&text);
    assert_eq!(preview.preset.as_deref(), Some("growth"));
    assert_eq!(stops(&preview), [""; 0]);
    assert_eq!(preview.norms, ["Percentile"]);
    assert_eq!(preview.unread, ["TermName", "LastName", "FirstName"]);
    assert_eq!(preview.dates, [DateOrder::MonthDayYear]);
    let areas = [
        ("Mathematics".to_owned(), Some(Area::Maths)),
        ("Reading".to_owned(), Some(Area::Reading)),
    ];
    assert_eq!(preview.subjects, areas);
    let reading = reading.unwrap();
    assert_eq!(
        (reading.rows, reading.taken.len(), reading.refused.len()),
        (220, 215, 5)
    );
    assert!(
        reading
            .refused
            .iter()
            .all(|it| it.why == RowProblemKind::NoScore && it.column == "RITScore")
    );
    let lines: Vec<_> = reading.refused.iter().filter_map(|it| it.line).collect();
    assert_eq!(lines, [28, 111, 135, 138, 151]);
    let first = &reading.taken[0];
    assert_eq!((first.id.as_str(), first.on), ("880001", day("2026-09-24")));
    assert_eq!(first.value.points, 156_000);
    let parts: Vec<_> = first
        .parts
        .iter()
        .map(|it| (it.name.as_str(), it.value.points))
        .collect();
    assert_eq!(
        parts,
        [
            ("Number and Operations", 162_000),
            ("Measurement and Data", 156_000)
        ]
    );
    // The last row's child has no parts, and is nobody's here.
    assert!(reading.taken.last().unwrap().parts.is_empty());
}

#[test]
fn a_mark_semicolons_quotes_another_order_and_case_are_read_and_a_comma_number_is_refused() {
    let (preview, reading) = proposed(&file("bom-semicolons.csv").unwrap());
    assert_eq!(preview.preset.as_deref(), Some("plain"));
    assert_eq!(preview.mapping.dates, Some(DateOrder::MonthDayYear));
    let compared = against(reading, &StoredScores::new());
    let found: Vec<_> = compared
        .found
        .iter()
        .map(|it| (it.line, it.key.child, it.kept.area))
        .collect();
    let expected = [
        (2, child(1003), Some(Area::Maths)),
        (4, child(1002), Some(Area::Reading)),
    ];
    assert_eq!(found, expected);
    assert_eq!(compared.found[0].key.test, "Facts, to 20");
    assert_eq!(refused(&compared), [(3, "bad-number")]);
}

#[test]
fn tabs_old_line_ends_and_iso_dates_with_a_time_are_read_and_percentiles_left_out() {
    let (preview, reading) = proposed(&file("iso-tabs.tsv").unwrap());
    assert_eq!(
        (preview.norms.as_slice(), preview.preset.as_deref()),
        (&["percentile".to_owned()][..], Some("plain"))
    );
    let compared = against(reading, &StoredScores::new());
    let days: Vec<_> = compared
        .found
        .iter()
        .map(|it| (it.line, it.key.on))
        .collect();
    assert_eq!(days, [(2, day("2026-09-14")), (3, day("2026-11-02"))]);
    assert!(compared.found.iter().all(|it| it.kept.parts.is_empty()));
}

#[test]
fn each_hard_row_says_what_is_the_matter_and_the_others_are_taken() {
    let text = file("hard-rows.csv").unwrap();
    let mapping = Mapping {
        dates: Some(DateOrder::MonthDayYear),
        ..proposed(&text).0.mapping
    };
    let compared = against(mapped(&text, &mapping).1, &StoredScores::new());
    let found: Vec<_> = compared
        .found
        .iter()
        .map(|it| (it.line, it.key.child))
        .collect();
    assert_eq!(found, [(2, child(1003)), (18, child(1002))]);
    let why = [
        (3, "twice"),
        (4, "differs"),
        (5, "differs"),
        (6, "no-score"),
        (7, "unknown-child"),
        (8, "blank"),
        (9, "bad-date"),
        (10, "odd-day"),
        (11, "odd-day"),
        (12, "bad-number"),
        (13, "cell-count"),
        (14, "cell-count"),
        (16, "line-break"),
    ];
    assert_eq!(refused(&compared), why);
    let counts = compared.counts;
    assert_eq!(
        (counts.rows, counts.new, counts.refused, counts.unknown),
        (15, 2, 13, 1)
    );
    let told = compared.refused[4].to_string();
    assert!(told.starts_with("line 7, Student ID “4711”: no child of yours has this id → compare"));
}

#[test]
fn dates_that_could_be_either_are_asked_for_never_guessed() {
    let text = file("which-dates.csv").unwrap();
    let (preview, reading) = proposed(&text);
    assert_eq!((stops(&preview), reading), (vec!["choose"], None));
    assert_eq!(
        preview.dates,
        [DateOrder::MonthDayYear, DateOrder::DayMonthYear]
    );
    let said = Mapping {
        dates: Some(DateOrder::DayMonthYear),
        ..preview.mapping
    };
    let (_, reading) = mapped(&text, &said);
    assert_eq!(reading.unwrap().taken[0].on, day("2026-04-09"));
}

#[test]
fn a_declared_order_stands_even_if_another_would_fit() {
    let text = file("growth-fall-2026.csv").unwrap();
    let mapping = Mapping {
        dates: Some(DateOrder::DayMonthYear),
        ..proposed(&text).0.mapping
    };
    let (preview, reading) = mapped(&text, &mapping);
    assert_eq!(preview.dates, [DateOrder::MonthDayYear]);
    let refused = reading.unwrap().refused;
    let bad = RowProblemKind::BadDate {
        example: "24/9/2026".to_owned(),
    };
    assert!(
        refused
            .iter()
            .any(|it| it.why == bad && it.value == "9/24/2026")
    );
}

#[test]
fn a_wide_file_brings_several_scores_a_row_and_blanks_are_no_scores() {
    let column = |name: &str, subject: &str| ScoreColumn {
        score: ColumnNames::from(name),
        test: ValueSource::Is("Fall screening".to_owned()),
        taken: ValueSource::column("Tested on"),
        subject: Some(ValueSource::Is(subject.to_owned())),
        parts: Vec::new(),
    };
    let mapping = Mapping {
        child: ColumnNames::from("Student number"),
        scores: vec![
            column("fall math", "Math"),
            column("Fall reading", "Reading"),
        ],
        ..Mapping::default()
    };
    let (preview, reading) = mapped(&file("wide.csv").unwrap(), &mapping);
    assert_eq!(preview.mapping.dates, Some(DateOrder::YearMonthDay));
    let compared = against(reading, &StoredScores::new());
    assert_eq!(
        (
            compared.counts.rows,
            compared.counts.new,
            compared.counts.children
        ),
        (3, 3, 2)
    );
    let why = [(2, "no-score"), (4, "no-score"), (4, "bad-number")];
    assert_eq!(refused(&compared), why);
}

#[test]
fn reading_levels_are_ordered_by_their_list_and_anything_else_is_refused() {
    let (preview, reading) = proposed(&file("reading-levels.csv").unwrap());
    assert_eq!(preview.preset.as_deref(), Some("reading-level"));
    let compared = against(reading, &StoredScores::new());
    let levels: Vec<_> = compared
        .found
        .iter()
        .map(|it| it.kept.value.clone())
        .collect();
    assert_eq!(
        (levels[0].text.as_str(), levels[1].points - levels[0].points),
        ("J", 1_000)
    );
    assert_eq!(refused(&compared), [(4, "bad-level")]);
}

#[test]
fn what_is_no_table_says_what_it_is_and_where() {
    for (name, flaw) in [
        ("empty.csv", CsvProblem::Empty),
        ("zip-by-mistake.csv", CsvProblem::Zip),
        ("not-utf8.csv", CsvProblem::NotUtf8 { line: 3 }),
    ] {
        assert_eq!(file(name), Err(flaw), "{name}");
    }
    for (name, flaw) in [
        ("only-a-header.csv", CsvProblem::NoRows),
        ("open-quote.csv", CsvProblem::OpenQuote { line: 2 }),
    ] {
        let (preview, reading) = proposed(&file(name).unwrap());
        assert_eq!(
            (preview.stops[0].why.clone(), reading),
            (RowProblemKind::Flaw(flaw), None)
        );
    }
    let (preview, reading) = proposed(&file("utf-16.csv").unwrap());
    assert_eq!(
        (preview.preset.as_deref(), reading.unwrap().taken.len()),
        (Some("plain"), 1)
    );
}

#[test]
fn a_header_nobody_knows_asks_for_each_column() {
    let (preview, reading) = proposed("who,what\n1003,12\n");
    assert_eq!(
        (stops(&preview), reading),
        (vec!["no-preset", "choose", "choose"], None)
    );
    assert_eq!(preview.header, ["who", "what"]);
    assert_eq!(preview.sample, [["1003", "12"]]);
}

#[test]
fn a_column_that_compares_children_can_t_be_chosen() {
    let text = file("growth-fall-2026.csv").unwrap();
    let mut mapping = proposed(&text).0.mapping;
    mapping.scores[0].score = ColumnNames::from("Percentile");
    let (preview, reading) = mapped(&text, &mapping);
    assert_eq!((stops(&preview), reading), (vec!["norm"], None));
    assert_eq!(preview.stops[0].column, "Percentile");
}

#[test]
fn the_same_file_again_changes_nothing_and_a_mended_score_takes_the_old_one_s_place() {
    let text = "id,date,test,score\n1003,2026-09-14,Facts,12\n1001,2026-09-14,Facts,9\n";
    let first = against(proposed(text).1, &StoredScores::new());
    assert_eq!(first.counts.writes(), 2);
    let before: StoredScores = first
        .found
        .into_iter()
        .map(|it| (it.key, it.kept))
        .collect();
    let again = against(proposed(text).1, &before);
    assert_eq!((again.counts.same, again.counts.writes()), (2, 0));
    let written = text.replace(",12", ",12.0").replace(",9\n", ",10\n");
    let mended = against(proposed(&written).1, &before);
    let what: Vec<_> = mended.found.into_iter().map(|it| it.what).collect();
    assert_eq!(
        what,
        [
            ScoreChangeKind::Same,
            ScoreChangeKind::Changed {
                was: "9".to_owned()
            }
        ]
    );
}

#[test]
fn a_subject_s_area_is_what_the_mapping_says_of_it() {
    let text = "id,date,test,score,subject\n1003,2026-09-14,Facts,12,Math\n";
    let mut mapping = proposed(text).0.mapping;
    mapping.areas = [("math".to_owned(), None)].into();
    let (preview, reading) = mapped(text, &mapping);
    assert_eq!(preview.subjects, [("Math".to_owned(), None)]);
    assert_eq!(reading.unwrap().taken[0].area, None);
}

#[test]
fn a_preset_by_name_says_which_column_the_file_lacks() {
    let asked = MappingChoice::Preset("growth".to_owned());
    let (preview, _) = preview(
        "id,score\n1,2\n",
        MOST_ROWS,
        &asked,
        &super::presets(),
        today(),
    );
    let lacks: Vec<_> = preview.stops.iter().map(|it| it.column.as_str()).collect();
    assert_eq!(
        lacks,
        [
            "StudentID",
            "RITScore",
            "TestName",
            "TestDate",
            "Subject",
            "GoalName1",
            "GoalScore1",
            "GoalName2",
            "GoalScore2",
            "GoalName3",
            "GoalScore3",
            "GoalName4",
            "GoalScore4",
            "GoalName5",
            "GoalScore5"
        ]
    );
}
