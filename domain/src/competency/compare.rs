//! Compares a framework's file with the school's competencies. A preview and an import use the same
//! result. A competency keeps its identity by its code; one that a later file lacks is retired,
//! never deleted.

use super::{
    Competency, FileSpot, Framework, FrameworkItem, RowProblem, RowProblemKind, RowProblems,
};
use crate::{ids::CompetencyId, roster::Tally};
use serde::{Deserialize, Serialize};
use std::collections::{HashMap, HashSet};
use uuid::Uuid;

/// A competency of this framework as the school has it.
#[derive(Clone, Debug)]
pub struct StoredCompetency {
    pub competency: Competency,
    /// Its place among the framework's.
    pub place: u32,
}

/// A row to be written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CompetencyWrite {
    pub id: CompetencyId,
    /// The school does not have it yet.
    pub new: bool,
    pub item: FrameworkItem,
    /// Its place in the order of the framework, from 0.
    pub place: u32,
}

/// What of a competency became another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum CompetencyField {
    Heading,
    Statement,
    /// The child's words in English.
    ChildEn,
    /// The child's words in Spanish.
    ChildEs,
    Grades,
}

/// What happens to a competency.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum CompetencyChangeKind {
    /// The school does not have it yet.
    New,
    /// These fields changed.
    Changed(Vec<CompetencyField>),
    /// It was retired, and is in the file again.
    Back,
    /// The file lacks it: it stays, without being offered.
    Retired,
}

/// A change, to be read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CompetencyChange {
    /// The framework's code: "M.2".
    pub code: String,
    /// In adults' words.
    pub statement: String,
    pub what: CompetencyChangeKind,
}

/// All that is to be written for one school.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FrameworkChanges {
    /// Rows to insert or update.
    pub put: Vec<CompetencyWrite>,
    /// Competencies that the file lacks.
    pub retire: Vec<CompetencyId>,
    pub tally: Tally,
    /// The same, for a person to read.
    pub changes: Vec<CompetencyChange>,
}

impl FrameworkChanges {
    /// How many rows will be written.
    pub fn rows(&self) -> usize {
        self.put.len() + self.retire.len()
    }
}

fn fields(known: &Competency, item: &FrameworkItem) -> Vec<CompetencyField> {
    let all = [
        (known.heading != item.heading, CompetencyField::Heading),
        (
            known.statement != item.statement,
            CompetencyField::Statement,
        ),
        (known.child.en != item.child.en, CompetencyField::ChildEn),
        (known.child.es != item.child.es, CompetencyField::ChildEs),
        (known.grades != item.grades, CompetencyField::Grades),
    ];
    all.into_iter().filter(|it| it.0).map(|it| it.1).collect()
}

/// What a file changes of what the school has of this framework; `ids` gives the next id.
pub fn compare_framework(
    framework: &Framework,
    before: &[StoredCompetency],
    said: &mut RowProblems,
    mut ids: impl FnMut() -> Uuid,
) -> FrameworkChanges {
    let known: HashMap<&str, &StoredCompetency> = before
        .iter()
        .map(|it| (it.competency.code.as_str(), it))
        .collect();
    let mut out = FrameworkChanges::default();
    let mut there = HashSet::new();
    for (place, item) in (0_u32..).zip(&framework.items) {
        out.tally.found += 1;
        there.insert(item.code.as_str());
        let (id, what) = match known.get(item.code.as_str()) {
            None => {
                out.tally.new += 1;
                (CompetencyId(ids()), Some(CompetencyChangeKind::New))
            }
            Some(known) => {
                let id = known.competency.id;
                let fields = fields(&known.competency, item);
                let what = match (known.competency.active, fields.is_empty()) {
                    (false, _) => {
                        out.tally.back += 1;
                        Some(CompetencyChangeKind::Back)
                    }
                    (true, false) => {
                        out.tally.changed += 1;
                        Some(CompetencyChangeKind::Changed(fields))
                    }
                    (true, true) if known.place == place => continue,
                    (true, true) => None,
                };
                (id, what)
            }
        };
        out.put.push(CompetencyWrite {
            id,
            new: what == Some(CompetencyChangeKind::New),
            item: item.clone(),
            place,
        });
        out.changes.extend(what.map(|what| CompetencyChange {
            code: item.code.clone(),
            statement: item.statement.clone(),
            what,
        }));
    }
    retire(before, &there, &mut out, said);
    out
}

fn retire(
    before: &[StoredCompetency],
    there: &HashSet<&str>,
    out: &mut FrameworkChanges,
    said: &mut RowProblems,
) {
    let active: Vec<&StoredCompetency> = before.iter().filter(|it| it.competency.active).collect();
    for known in &active {
        let it = &known.competency;
        if there.contains(it.code.as_str()) {
            continue;
        }
        out.retire.push(it.id);
        out.tally.gone += 1;
        out.changes.push(CompetencyChange {
            code: it.code.clone(),
            statement: it.statement.clone(),
            what: CompetencyChangeKind::Retired,
        });
    }
    if out.retire.len() * 2 > active.len() {
        let why = RowProblemKind::ManyRetire {
            retire: out.retire.len(),
            of: active.len(),
        };
        said.say(RowProblem::new(&FileSpot::File, "", "", why));
    }
}
