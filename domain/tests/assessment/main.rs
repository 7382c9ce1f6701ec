//! Assessment scores out of files: what is read, what is refused and why, and what an import changes.

mod files;
mod lines;
mod presets;
mod rows;

use chrono::NaiveDate;
use domain::{
    assessment::{
        Mapping, MappingChoice, ParsedScores, Preset, Preview, Roll, RollChild, ScoreChanges,
        StoredScores, compare_scores, preview,
    },
    csv_table::{CsvProblem, decode},
    ids::PersonId,
    limits::assessment::MOST_ROWS,
};
use uuid::Uuid;

pub(crate) fn today() -> NaiveDate {
    day("2026-11-25")
}

pub(crate) fn day(text: &str) -> NaiveDate {
    text.parse().expect("a day")
}

/// The child whose identifier this is.
pub(crate) fn child(identifier: u128) -> PersonId {
    PersonId(Uuid::from_u128(identifier))
}

/// Milo is 1003, the two Sofías 1001 and 1002.
pub(crate) fn roll() -> Roll {
    Roll::new([1001, 1002, 1003].map(|id| RollChild {
        child: child(id),
        identifier: Some(id.to_string()),
        source_id: format!("stu-{id}"),
    }))
}

/// Those that come with Fledge.
pub(crate) fn presets() -> Vec<Preset> {
    let files = ["growth", "reading-level", "dra", "plain"];
    let read = |name: &&str| {
        let path = format!("../server/assessments/{name}.json");
        let text = std::fs::read_to_string(path).expect("a file");
        Preset::parse(&text).expect("a preset")
    };
    files.iter().map(read).collect()
}

/// A committed file of a hard case, or of the demo school.
pub(crate) fn file(name: &str) -> Result<String, CsvProblem> {
    let path = match name {
        "growth-fall-2026.csv" => format!("../server/demo/{name}"),
        name => format!("tests/assessment/files/{name}"),
    };
    decode(&std::fs::read(path).expect("a file"))
}

pub(crate) fn proposed(text: &str) -> (Preview, Option<ParsedScores>) {
    preview(
        text,
        MOST_ROWS,
        &MappingChoice::Propose,
        &presets(),
        today(),
    )
}

pub(crate) fn mapped(text: &str, mapping: &Mapping) -> (Preview, Option<ParsedScores>) {
    let asked = MappingChoice::Mapping(mapping.clone());
    preview(text, MOST_ROWS, &asked, &presets(), today())
}

pub(crate) fn against(reading: Option<ParsedScores>, before: &StoredScores) -> ScoreChanges {
    compare_scores(reading.expect("it can be read"), &roll(), before)
}
