//! Types that the desk and the server exchange about imports and scores.

use super::{
    Counts, DateOrder, Mapping, ParsedScores, Preset, RowProblem, RowProblemKind, ScoreChangeKind,
    ScoreChanges, Series, compare::ScoreChange, is_norm, norms, parse_scores,
    problem::shorten_cell, propose,
};
use crate::{
    Words,
    csv_table::{CsvTable, column_key},
    ids::{ImportId, PersonId},
    limits,
    plan::{Area, GoalState, Text},
};
use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, HashMap};

/// A file as a page sends it.
///
/// # Examples
///
/// ```
/// # use domain::assessment::CsvFile;
/// # use serde_json::json;
/// let json = json!({ "name": "growth.csv", "text": "Student ID,RIT\n0017,156\n" });
/// let file: CsvFile = serde_json::from_value(json.clone())?;
/// assert_eq!(serde_json::to_value(&file)?, json);
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CsvFile {
    /// The file's name, without its folder.
    pub name: String,
    /// The content, decoded by the browser.
    pub text: String,
}

/// How a file is to be read.
///
/// # Examples
///
/// Or `{"mapping": …}`, with a [`Mapping`].
///
/// ```
/// # use domain::assessment::MappingChoice;
/// # use serde_json::json;
/// for json in [json!("propose"), json!({ "preset": "growth" })] {
///     let choice: MappingChoice = serde_json::from_value(json.clone())?;
///     assert_eq!(serde_json::to_value(&choice)?, json);
/// }
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum MappingChoice {
    /// As its header suggests.
    Propose,
    /// By the preset with this id.
    Preset(String),
    /// By this mapping.
    Mapping(Mapping),
}

/// What an import would do.
///
/// # Examples
///
/// ```
/// # use domain::assessment::Preview;
/// # use serde_json::json;
/// let json = json!({
///     "header": ["Student ID", "RIT"], "sample": [["0017", "156"]], "preset": null,
///     "mapping": {
///         "child": "Student ID", "dates": null, "scale": { "kind": "number" },
///         "measure": null, "scores": []
///     },
///     "dates": [], "subjects": [["Maths", "maths"], ["Science", null]],
///     "norms": ["Percentile"], "unread": ["School"],
///     "stops": [
///         {
///             "line": null, "column": "", "value": "", "why": { "choose": "score" },
///             "scores": 1
///         }
///     ],
///     "counts": {
///         "rows": 20, "children": 18, "new": 17, "changed": 1, "same": 0, "refused": 2,
///         "unknown": 1
///     },
///     "lines": [
///         {
///             "line": 2, "child": "Mia Torres", "on": "2026-10-19", "subject": "Maths",
///             "test": "Growth", "score": "156", "what": { "changed": { "was": "151" } }
///         }
///     ],
///     "refused": [
///         {
///             "line": 3, "column": "Student ID", "value": "0099", "why": "unknown-child",
///             "scores": 1
///         }
///     ]
/// });
/// let preview: Preview = serde_json::from_value(json.clone())?;
/// assert_eq!(serde_json::to_value(&preview)?, json);
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Preview {
    /// The names of the columns, as written.
    pub header: Vec<String>,
    /// The first rows, shortened.
    pub sample: Vec<Vec<String>>,
    /// The preset it is read by.
    pub preset: Option<String>,
    /// The mapping it is read by; the person may change it.
    pub mapping: Mapping,
    /// The orders in which all its dates can be read.
    pub dates: Vec<DateOrder>,
    /// The file's subjects, and the area each goes to.
    pub subjects: Vec<(String, Option<Area>)>,
    /// Columns that compare children: not taken in.
    pub norms: Vec<String>,
    /// Columns that are not read.
    pub unread: Vec<String>,
    /// What is to be chosen or mended before anything can be read.
    pub stops: Vec<RowProblem>,
    pub counts: Counts,
    /// The first scores, with what each does.
    pub lines: Vec<PreviewRow>,
    /// The first rows that can't be imported.
    pub refused: Vec<RowProblem>,
}

/// A score of the file, and what it would do.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PreviewRow {
    /// The line of the file, counted from 1.
    pub line: u64,
    /// The child's full name.
    pub child: String,
    /// The day of the test.
    pub on: NaiveDate,
    pub subject: String,
    pub test: String,
    /// The score as the file writes it.
    pub score: String,
    pub what: ScoreChangeKind,
}

/// Reads a file as far as that goes without the database: all of the preview but whose the scores
/// are, and the scores for finding that out.
pub fn preview(
    text: &str,
    most_rows: usize,
    asked: &MappingChoice,
    presets: &[Preset],
    today: NaiveDate,
) -> (Preview, Option<ParsedScores>) {
    let mut preview = Preview {
        header: Vec::new(),
        sample: Vec::new(),
        preset: None,
        mapping: Mapping::default(),
        dates: Vec::new(),
        subjects: Vec::new(),
        norms: Vec::new(),
        unread: Vec::new(),
        stops: Vec::new(),
        counts: Counts::default(),
        lines: Vec::new(),
        refused: Vec::new(),
    };
    let table = match CsvTable::read(text, most_rows) {
        Ok(table) => table,
        Err(flaw) => {
            preview
                .stops
                .push(RowProblem::of_file(RowProblemKind::Flaw(flaw)));
            return (preview, None);
        }
    };
    preview.choose(&table, asked, presets);
    preview.show(&table);
    let reading = match parse_scores(&table, &preview.mapping, today) {
        Ok(reading) => reading,
        Err(stops) => {
            preview.stops.extend(stops);
            return (preview, None);
        }
    };
    if !preview.stops.is_empty() {
        return (preview, None);
    }
    let subjects = reading.taken.iter().map(|it| (&it.subject, it.area));
    let subjects: BTreeMap<_, _> = subjects.rev().collect();
    let subjects = subjects.into_iter();
    preview.subjects = subjects
        .map(|(subject, area)| (subject.clone(), area))
        .collect();
    (preview, Some(reading))
}

impl Preview {
    /// Decides by which mapping the file is read.
    fn choose(&mut self, table: &CsvTable, asked: &MappingChoice, presets: &[Preset]) {
        let header = &table.header;
        match asked {
            MappingChoice::Mapping(mapping) => self.mapping = mapping.clone(),
            MappingChoice::Preset(id) => match presets.iter().find(|it| it.id == *id) {
                Some(it) => {
                    self.preset = Some(it.id.clone());
                    let fits = it.mapping.for_header(header);
                    self.mapping = fits.unwrap_or_else(|| it.mapping.clone());
                }
                None => self
                    .stops
                    .push(RowProblem::of_file(RowProblemKind::NoPreset)),
            },
            MappingChoice::Propose => match propose(header, presets) {
                Some((it, mapping)) => {
                    self.preset = Some(it.id.clone());
                    self.mapping = mapping;
                }
                None => self
                    .stops
                    .push(RowProblem::of_file(RowProblemKind::NoPreset)),
            },
        }
        let at = |name: &str| {
            header
                .iter()
                .position(|it| column_key(it) == column_key(name))
        };
        let columns: Vec<usize> = self.mapping.date_columns().filter_map(at).collect();
        let cells = table.rows.iter().flat_map(|row| {
            let cells = columns.iter().filter_map(|at| row.cells.get(*at));
            cells.map(String::as_str)
        });
        self.dates = DateOrder::fitting(cells);
        // Where the dates themselves leave no doubt, nobody needs to be asked.
        if let (None, [only], false) = (
            self.mapping.dates,
            self.dates.as_slice(),
            columns.is_empty(),
        ) {
            self.mapping.dates = Some(*only);
        }
    }

    /// What of the file is shown beside the choosing.
    fn show(&mut self, table: &CsvTable) {
        self.header.clone_from(&table.header);
        let rows = table.rows.iter().take(limits::assessment::SAMPLE_ROWS);
        let cells = rows.map(|row| row.cells.iter().map(|it| shorten_cell(it)).collect());
        self.sample = cells.collect();
        self.norms = norms(&table.header);
        let known: Vec<String> = self.mapping.columns().into_iter().map(column_key).collect();
        let unread = table.header.iter();
        let unread =
            unread.filter(|it| !it.is_empty() && !is_norm(it) && !known.contains(&column_key(it)));
        self.unread = unread.cloned().collect();
    }

    /// Adds whose the scores are, by the names of these children.
    #[must_use]
    pub fn with(mut self, compared: &ScoreChanges, names: &HashMap<PersonId, String>) -> Self {
        let line = |it: &ScoreChange| PreviewRow {
            line: it.line,
            child: names.get(&it.key.child).cloned().unwrap_or_default(),
            on: it.key.on,
            subject: it.key.subject.clone(),
            test: it.key.test.clone(),
            score: it.kept.value.text.clone(),
            what: it.what.clone(),
        };
        self.lines = compared
            .found
            .iter()
            .take(limits::assessment::MOST_PREVIEW_ROWS)
            .map(line)
            .collect();
        self.refused = compared
            .refused
            .iter()
            .take(limits::assessment::MOST_PREVIEW_ROWS)
            .cloned()
            .collect();
        self.counts = compared.counts;
        self
    }
}

/// What came of an import.
///
/// # Examples
///
/// Or `{"moved": …}`, with a [`Preview`].
///
/// ```
/// # use domain::assessment::ImportResult;
/// # use serde_json::json;
/// for json in [
///     json!({
///         "done": {
///             "counts": {
///                 "rows": 20, "children": 18, "new": 17, "changed": 1, "same": 0,
///                 "refused": 2, "unknown": 1
///             }
///         }
///     }),
///     json!({
///         "nothing": {
///             "counts": {
///                 "rows": 20, "children": 18, "new": 17, "changed": 1, "same": 0,
///                 "refused": 2, "unknown": 1
///             }
///         }
///     }),
/// ] {
///     let result: ImportResult = serde_json::from_value(json.clone())?;
///     assert_eq!(serde_json::to_value(&result)?, json);
/// }
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ImportResult {
    /// The scores are written.
    Done { counts: Counts },
    /// All of it was there already.
    Nothing { counts: Counts },
    /// What is there has changed since the preview: this is what it would do now.
    Moved(Box<Preview>),
}

/// A preset on a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PresetCard {
    pub id: String,
    pub name: Words,
}

/// An import on the list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ImportRow {
    pub id: ImportId,
    /// The file's name.
    pub file: String,
    /// When it was imported. On the wire milliseconds since 1970.
    #[serde(with = "chrono::serde::ts_milliseconds")]
    pub at: DateTime<Utc>,
    /// None: at the server's terminal.
    pub who: Option<String>,
    /// How many children have a score in it.
    pub children: u32,
    /// How many scores it added.
    pub new: u32,
    /// How many scores it replaced.
    pub changed: u32,
    /// When it was undone; `None`: it counts. On the wire milliseconds since 1970.
    #[serde(with = "chrono::serde::ts_milliseconds_option")]
    pub undone_at: Option<DateTime<Utc>>,
    /// Whether the one who asks may undo it.
    pub may_undo: bool,
}

/// The page of imports.
///
/// # Examples
///
/// ```
/// # use domain::assessment::ImportsPage;
/// # use serde_json::json;
/// let json = json!({
///     "presets": [{ "id": "growth", "name": { "en": "Growth", "es": "Crecimiento" } }],
///     "imports": [
///         {
///             "id": "0199a2f0-0000-7000-8000-0000000000a0", "file": "growth.csv",
///             "at": 1_792_420_200_000_i64, "who": "Rosa Vega", "children": 18, "new": 17,
///             "changed": 1, "undone_at": null, "may_undo": true
///         }
///     ]
/// });
/// let page: ImportsPage = serde_json::from_value(json.clone())?;
/// assert_eq!(serde_json::to_value(&page)?, json);
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ImportsPage {
    pub presets: Vec<PresetCard>,
    /// The newest first.
    pub imports: Vec<ImportRow>,
}

/// A goal, as it stands beside scores of its area.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AreaGoal {
    pub area: Area,
    pub title: Text,
    pub state: GoalState,
}

/// A child's scores, and the goals they stand beside.
///
/// # Examples
///
/// ```
/// # use domain::assessment::ChildScores;
/// # use serde_json::json;
/// let json = json!({
///     "series": [
///         {
///             "area": "maths", "subject": "Maths", "measure": "RIT",
///             "marks": [
///                 {
///                     "on": "2026-10-19", "test": "Growth",
///                     "value": { "text": "156", "points": 156000 }, "parts": []
///                 }
///             ]
///         }
///     ],
///     "goals": [{ "area": "maths", "title": "Count to 100", "state": "living" }]
/// });
/// let scores: ChildScores = serde_json::from_value(json.clone())?;
/// assert_eq!(serde_json::to_value(&scores)?, json);
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChildScores {
    pub series: Vec<Series>,
    /// The child's living goals.
    pub goals: Vec<AreaGoal>,
}
