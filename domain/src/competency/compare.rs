//! What a framework changes in a school: a preview and the real thing are the same. By its coding
//! scheme a competency stays what it is; what a later file lacks is retired, never deleted.

use super::{Competency, Framework, Item, Reason, Said, Spot, Why};
use crate::{ids::CompetencyId, roster::Tally};
use serde::{Deserialize, Serialize};
use std::collections::{HashMap, HashSet};
use uuid::Uuid;

/// A competency of this framework as the school has it.
#[derive(Clone, Debug)]
pub struct Known {
    pub competency: Competency,
    /// Its place among the framework's.
    pub place: u32,
}

/// A row to be written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Put {
    pub id: CompetencyId,
    pub new: bool,
    pub item: Item,
    pub place: u32,
}

/// What of a competency became another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Field {
    Heading,
    Statement,
    ChildEn,
    ChildEs,
    Grades,
}

/// What happens to a competency.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum What {
    New,
    Changed(Vec<Field>),
    /// It was retired, and is in the file again.
    Back,
    Retired,
}

/// A change, to be read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Change {
    pub code: String,
    pub statement: String,
    pub what: What,
}

/// All that is to be written for one school.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Changes {
    pub put: Vec<Put>,
    pub retire: Vec<CompetencyId>,
    pub tally: Tally,
    pub changes: Vec<Change>,
}

impl Changes {
    /// How many rows will be written.
    pub fn rows(&self) -> usize {
        self.put.len() + self.retire.len()
    }
}

fn fields(known: &Competency, item: &Item) -> Vec<Field> {
    let all = [
        (known.heading != item.heading, Field::Heading),
        (known.statement != item.statement, Field::Statement),
        (known.child.en != item.child.en, Field::ChildEn),
        (known.child.es != item.child.es, Field::ChildEs),
        (known.grades != item.grades, Field::Grades),
    ];
    all.into_iter().filter(|it| it.0).map(|it| it.1).collect()
}

/// What a file changes of what the school has of this framework; `ids` gives the next id.
pub fn compare(
    framework: &Framework,
    before: &[Known],
    said: &mut Said,
    mut ids: impl FnMut() -> Uuid,
) -> Changes {
    let known: HashMap<&str, &Known> = before
        .iter()
        .map(|it| (it.competency.code.as_str(), it))
        .collect();
    let mut out = Changes::default();
    let mut there = HashSet::new();
    for (place, item) in (0_u32..).zip(&framework.items) {
        out.tally.found += 1;
        there.insert(item.code.as_str());
        let (id, what) = match known.get(item.code.as_str()) {
            None => {
                out.tally.new += 1;
                (CompetencyId(ids()), Some(What::New))
            }
            Some(known) => {
                let id = known.competency.id;
                let fields = fields(&known.competency, item);
                let what = match (known.competency.active, fields.is_empty()) {
                    (false, _) => {
                        out.tally.back += 1;
                        Some(What::Back)
                    }
                    (true, false) => {
                        out.tally.changed += 1;
                        Some(What::Changed(fields))
                    }
                    (true, true) if known.place == place => continue,
                    (true, true) => None,
                };
                (id, what)
            }
        };
        out.put.push(Put {
            id,
            new: what == Some(What::New),
            item: item.clone(),
            place,
        });
        out.changes.extend(what.map(|what| Change {
            code: item.code.clone(),
            statement: item.statement.clone(),
            what,
        }));
    }
    retire(before, &there, &mut out, said);
    out
}

fn retire(before: &[Known], there: &HashSet<&str>, out: &mut Changes, said: &mut Said) {
    let active: Vec<&Known> = before.iter().filter(|it| it.competency.active).collect();
    for known in &active {
        let it = &known.competency;
        if there.contains(it.code.as_str()) {
            continue;
        }
        out.retire.push(it.id);
        out.tally.gone += 1;
        out.changes.push(Change {
            code: it.code.clone(),
            statement: it.statement.clone(),
            what: What::Retired,
        });
    }
    if out.retire.len() * 2 > active.len() {
        let why = Why::ManyRetire {
            retire: out.retire.len(),
            of: active.len(),
        };
        said.say(Reason::new(&Spot::File, "", "", why));
    }
}
