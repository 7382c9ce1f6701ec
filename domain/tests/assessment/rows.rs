//! What holds for every file, however odd.

use super::{mapped, presets, proposed, roll, today};
use domain::{
    assessment::{
        ColumnNames, DateOrder, Mapping, MappingChoice, Scale, ScoreColumn, StoredScores,
        ValueSource, compare_scores, preview,
    },
    limits::assessment::MOST_ROWS,
};
use proptest::prelude::*;

fn mapping(scores: usize) -> Mapping {
    let score = |n: usize| ScoreColumn {
        score: ColumnNames::from(["score", "more"][n]),
        test: if n == 0 {
            ValueSource::column("test")
        } else {
            ValueSource::Is("More".to_owned())
        },
        taken: ValueSource::column("date"),
        subject: None,
        parts: Vec::new(),
    };
    Mapping {
        child: ColumnNames::from("id"),
        dates: Some(DateOrder::MonthDayYear),
        scale: Scale::default(),
        scores: (0..scores).map(score).collect(),
        ..Mapping::default()
    }
}

fn cell() -> impl Strategy<Value = String> {
    prop_oneof![
        Just("1003".to_owned()),
        Just("01001".to_owned()),
        Just("9/14/2026".to_owned()),
        Just("2026-09-14".to_owned()),
        Just("Facts".to_owned()),
        Just("156".to_owned()),
        Just("12.5%".to_owned()),
        Just(String::new()),
        "[a-z0-9;, \n\"]{0,6}",
    ]
}

fn quoted(cell: &str) -> String {
    format!("\"{}\"", cell.replace('"', "\"\""))
}

proptest! {
    #[test]
    fn no_text_makes_reading_panic(text in "[a-zA-Z0-9,;\t\"\n\r/&éñ \u{feff}-]{0,200}") {
        let _ = proposed(&text);
        let _ = mapped(&format!("id,date,test,score,more\n{text}"), &mapping(2));
        for preset in presets() {
            let header: Vec<&str> = preset.mapping.columns();
            let file = format!("{}\n{text}", header.join(","));
            let _ = preview(&file, MOST_ROWS, &MappingChoice::Preset(preset.id), &presets(), today());
        }
    }

    #[test]
    fn what_comes_in_is_taken_or_refused(
        rows in proptest::collection::vec(proptest::collection::vec(cell(), 3..7), 1..20),
        scores in 1..3_usize,
    ) {
        let line = |row: &Vec<String>| {
            let cells: Vec<_> = row.iter().map(|it| quoted(it)).collect();
            cells.join(",")
        };
        let lines: Vec<String> = rows.iter().map(line).collect();
        let text = format!("id,date,test,score,more\n{}", lines.join("\n"));
        let (_, reading) = mapped(&text, &mapping(scores));
        let Some(reading) = reading else {
            // Only a file without a row that says something.
            prop_assert!(rows.iter().flatten().all(|it| it.trim().is_empty()));
            return Ok(());
        };
        let lost: usize = reading.refused.iter().map(|it| it.scores).sum();
        prop_assert_eq!(reading.rows * scores, reading.taken.len() + lost);
        let rows = reading.rows;
        let compared = compare_scores(reading, &roll(), &StoredScores::new());
        let counts = compared.counts;
        prop_assert_eq!(counts.rows, rows);
        prop_assert_eq!(rows * scores, compared.found.len() + counts.refused);
        prop_assert_eq!(counts.new, compared.found.len());
        prop_assert!(compared.refused.iter().all(|it| it.line.is_some() && !it.why.stops()));
        // What was taken is there afterwards: the same once more brings nothing.
        let before: StoredScores = compared.found.into_iter().map(|it| (it.key, it.kept)).collect();
        let again = mapped(&text, &mapping(scores)).1.expect("as before");
        prop_assert_eq!(compare_scores(again, &roll(), &before).counts.writes(), 0);
    }
}
