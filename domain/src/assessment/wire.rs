//! What the desk and the server say to each other of imports and scores.

use super::{
    Compared, Counts, DateOrder, MOST_ROWS, Mapping, Preset, Reading, Refused, Series, What, Why,
    compare::Finding, is_norm, norms, propose, read, refused::shown,
};
use crate::{
    Words,
    ids::{ImportId, PersonId},
    plan::{Area, GoalState, Text},
    sheet::{Sheet, key},
};
use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};
use std::collections::HashMap;

/// Most rows of a kind that a preview shows; the counts say how many there are.
const MOST_SHOWN: usize = 300;
/// Rows shown of the file itself.
const SAMPLE: usize = 3;

/// A file as a page sends it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SheetFile {
    pub name: String,
    pub text: String,
}

/// How a file is to be read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Asked {
    /// As its header suggests.
    Propose,
    Preset(String),
    Mapping(Mapping),
}

/// What an import would do.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Preview {
    pub header: Vec<String>,
    /// The first rows, shortened.
    pub sample: Vec<Vec<String>>,
    /// The preset it is read by.
    pub preset: Option<String>,
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
    pub stops: Vec<Refused>,
    pub counts: Counts,
    pub lines: Vec<PreviewLine>,
    pub refused: Vec<Refused>,
}

/// A score of the file, and what it would do.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PreviewLine {
    pub line: u64,
    pub child: String,
    pub on: NaiveDate,
    pub subject: String,
    pub test: String,
    pub score: String,
    pub what: What,
}

/// Reads a file as far as that goes without the database: all of the preview but whose the scores
/// are, and the scores for finding that out.
pub fn preview(
    text: &str,
    asked: &Asked,
    presets: &[Preset],
    today: NaiveDate,
) -> (Preview, Option<Reading>) {
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
    let sheet = match Sheet::read(text, MOST_ROWS) {
        Ok(sheet) => sheet,
        Err(flaw) => {
            preview.stops.push(Refused::of_file(Why::Flaw(flaw)));
            return (preview, None);
        }
    };
    preview.choose(&sheet, asked, presets);
    preview.show(&sheet);
    let reading = match read(&sheet, &preview.mapping, today) {
        Ok(reading) => reading,
        Err(stops) => {
            preview.stops.extend(stops);
            return (preview, None);
        }
    };
    if !preview.stops.is_empty() {
        return (preview, None);
    }
    for it in &reading.taken {
        if !preview
            .subjects
            .iter()
            .any(|(subject, _)| *subject == it.subject)
        {
            preview.subjects.push((it.subject.clone(), it.area));
        }
    }
    preview.subjects.sort();
    (preview, Some(reading))
}

impl Preview {
    /// Decides by which mapping the file is read.
    fn choose(&mut self, sheet: &Sheet, asked: &Asked, presets: &[Preset]) {
        let header = &sheet.header;
        match asked {
            Asked::Mapping(mapping) => self.mapping = mapping.clone(),
            Asked::Preset(id) => match presets.iter().find(|it| it.id == *id) {
                Some(it) => {
                    self.preset = Some(it.id.clone());
                    let fits = it.mapping.for_header(header);
                    self.mapping = fits.unwrap_or_else(|| it.mapping.clone());
                }
                None => self.stops.push(Refused::of_file(Why::NoPreset)),
            },
            Asked::Propose => match propose(header, presets) {
                Some((it, mapping)) => {
                    self.preset = Some(it.id.clone());
                    self.mapping = mapping;
                }
                None => self.stops.push(Refused::of_file(Why::NoPreset)),
            },
        }
        let at = |name: &str| header.iter().position(|it| key(it) == key(name));
        let columns: Vec<usize> = self.mapping.date_columns().filter_map(at).collect();
        let cells = sheet.rows.iter().flat_map(|row| {
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
    fn show(&mut self, sheet: &Sheet) {
        self.header.clone_from(&sheet.header);
        let rows = sheet.rows.iter().take(SAMPLE);
        let cells = rows.map(|row| row.cells.iter().map(|it| shown(it)).collect());
        self.sample = cells.collect();
        self.norms = norms(&sheet.header);
        let known: Vec<String> = self.mapping.columns().into_iter().map(key).collect();
        let unread = sheet.header.iter();
        let unread =
            unread.filter(|it| !it.is_empty() && !is_norm(it) && !known.contains(&key(it)));
        self.unread = unread.cloned().collect();
    }

    /// Adds whose the scores are, by the names of these children.
    #[must_use]
    pub fn with(mut self, compared: &Compared, names: &HashMap<PersonId, String>) -> Self {
        let line = |it: &Finding| PreviewLine {
            line: it.line,
            child: names.get(&it.key.child).cloned().unwrap_or_default(),
            on: it.key.on,
            subject: it.key.subject.clone(),
            test: it.key.test.clone(),
            score: it.kept.value.text.clone(),
            what: it.what.clone(),
        };
        self.lines = compared.found.iter().take(MOST_SHOWN).map(line).collect();
        self.refused = compared.refused.iter().take(MOST_SHOWN).cloned().collect();
        self.counts = compared.counts;
        self
    }
}

/// What came of an import.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Committed {
    Done {
        counts: Counts,
    },
    /// All of it was there already.
    Nothing {
        counts: Counts,
    },
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
pub struct ImportLine {
    pub id: ImportId,
    pub file: String,
    #[serde(with = "chrono::serde::ts_milliseconds")]
    pub at: DateTime<Utc>,
    /// None: at the server's terminal.
    pub who: Option<String>,
    pub children: u32,
    pub new: u32,
    pub changed: u32,
    #[serde(with = "chrono::serde::ts_milliseconds_option")]
    pub undone_at: Option<DateTime<Utc>>,
    /// Whether the one who asks may undo it.
    pub may_undo: bool,
}

/// The page of imports.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Desk {
    pub presets: Vec<PresetCard>,
    /// The newest first.
    pub imports: Vec<ImportLine>,
}

/// A goal, as it stands beside scores of its area.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct GoalBeside {
    pub area: Area,
    pub title: Text,
    pub state: GoalState,
}

/// A child's scores, and the goals they stand beside.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChildScores {
    pub series: Vec<Series>,
    pub goals: Vec<GoalBeside>,
}
