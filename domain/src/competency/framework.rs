//! Reads a framework from a CSV or CASE file: which parts are competencies, and the heading and
//! grades of each.

use super::{
    ChildWords, FileSpot, Grades, Heading, RowProblem, RowProblemKind, RowProblems, case,
    csv_framework, framework_part::Part,
};
use crate::{
    Words,
    csv_table::{CsvProblem, decode},
    feature_error::feature_error,
    limits,
};
use std::collections::{HashMap, HashSet};

feature_error! {
    /// Why a framework can't have this name.
    pub enum FrameworkError {
        NameIsEmpty,
        NameIsTooLong,
    }
}

/// Kinds of parts that only stand above competencies.
const ABOVE: [&str; 16] = [
    "domain",
    "cluster",
    "strand",
    "subject",
    "grade",
    "gradelevel",
    "area",
    "subjectarea",
    "category",
    "topic",
    "heading",
    "theme",
    "concept",
    "course",
    "level",
    "set",
];
/// Of those, the ones that say a grade rather than a subject.
const OF_GRADE: [&str; 3] = ["grade", "gradelevel", "level"];

/// What a file says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Framework {
    /// As the file calls it; CSV files have no name.
    pub name: Option<String>,
    /// In the order of the file.
    pub items: Vec<FrameworkItem>,
    /// How many headings the file has.
    pub headings: usize,
}

/// A competency of a framework.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FrameworkItem {
    /// The framework's code: "M.2".
    pub code: String,
    pub heading: Heading,
    /// In adults' words.
    pub statement: String,
    pub child: ChildWords,
    /// `None`: of every grade.
    pub grades: Option<Grades>,
}

/// Reads a file, whatever it is; `name` is what the framework is called if the file does not say.
pub fn read_framework(bytes: &[u8], name: &str) -> (Framework, RowProblems) {
    let mut said = RowProblems::default();
    let framework = match parts(bytes, &mut said) {
        Ok((own, parts)) => {
            let called = own.clone().unwrap_or_else(|| name.to_owned());
            let mut framework = gather(parts, &called, &mut said);
            framework.name = own;
            framework
        }
        Err(why) => {
            let spot = match &why {
                RowProblemKind::Flaw(flaw) => flaw.line().map_or(FileSpot::File, FileSpot::Line),
                _ => FileSpot::File,
            };
            said.say(RowProblem::new(&spot, "", "", why));
            Framework::default()
        }
    };
    if framework.items.is_empty() && !said.stop {
        said.say(RowProblem::new(
            &FileSpot::File,
            "",
            "",
            RowProblemKind::NoItems,
        ));
    }
    (framework, said)
}

fn parts(
    bytes: &[u8],
    said: &mut RowProblems,
) -> Result<(Option<String>, Vec<Part>), RowProblemKind> {
    if bytes.len() > limits::competency::MOST_FILE_BYTES {
        return Err(RowProblemKind::TooBig {
            megabytes: limits::competency::MOST_FILE_BYTES / 1_000_000,
        });
    }
    let text = decode(bytes).map_err(RowProblemKind::Flaw)?;
    // A browser that read bytes which are no UTF-8 has put this sign in their place.
    if let Some(at) = text.find(char::REPLACEMENT_CHARACTER) {
        let line = text[..at].matches('\n').count() as u64 + 1;
        return Err(RowProblemKind::Flaw(CsvProblem::NotUtf8 { line }));
    }
    if text
        .trim_start_matches('\u{feff}')
        .trim_start()
        .starts_with(['{', '['])
    {
        case::parts(&text, said)
    } else {
        Ok((None, csv_framework::parts(&text, said)?))
    }
}

fn gather(parts: Vec<Part>, called: &str, said: &mut RowProblems) -> Framework {
    let whole = usable(parts, said);
    let at: HashMap<&str, usize> = whole
        .iter()
        .enumerate()
        .flat_map(|(n, it)| it.keys.iter().map(move |key| (key.as_str(), n)))
        .collect();
    let parents: Vec<Option<usize>> = whole.iter().map(|it| parent(it, &at, said)).collect();
    let has_children: HashSet<usize> = parents.iter().flatten().copied().collect();
    let mut items = Vec::new();
    let mut without = 0;
    for (n, part) in whole.iter().enumerate() {
        if is_above(part, has_children.contains(&n)) {
            continue;
        }
        let line = ancestors(n, &parents);
        if line.is_none() {
            said.say(about(
                part,
                part.parent_column,
                part.parent.as_deref(),
                RowProblemKind::UnderItself,
            ));
        }
        let line = line.unwrap_or_default();
        let heading = heading(&line, &whole, &has_children, called);
        let grades = part
            .grades
            .or_else(|| line.iter().find_map(|it| whole[*it].grades));
        without += usize::from(part.child == ChildWords::default());
        items.push(FrameworkItem {
            code: part.code.clone(),
            heading,
            statement: part.statement.clone(),
            child: part.child.clone(),
            grades,
        });
    }
    if without > 0 {
        let why = RowProblemKind::NoChildWords { count: without };
        said.say(RowProblem::new(&FileSpot::File, "", "", why));
    }
    Framework {
        name: None,
        headings: whole.len() - items.len(),
        items,
    }
}

fn about(part: &Part, column: &str, value: Option<&str>, why: RowProblemKind) -> RowProblem {
    RowProblem::new(&part.spot, column, value.unwrap_or_default(), why)
}

/// Those that can be taken; of a code that is there twice, the first.
fn usable(parts: Vec<Part>, said: &mut RowProblems) -> Vec<Part> {
    let mut seen: HashMap<String, FileSpot> = HashMap::new();
    let mut kept = Vec::new();
    for mut part in parts {
        let mut refuse = |column, value: &str, why| {
            said.say(RowProblem::new(&part.spot, column, value, why));
        };
        if part.code.is_empty() {
            refuse("humanCodingScheme", "", RowProblemKind::Blank);
            continue;
        }
        if part.code.chars().count() > limits::competency::CODE_CHARS {
            refuse(
                "humanCodingScheme",
                &part.code,
                RowProblemKind::LongCell {
                    limit: limits::competency::CODE_CHARS,
                },
            );
            continue;
        }
        if part.statement.is_empty() {
            refuse("fullStatement", "", RowProblemKind::Blank);
            continue;
        }
        if part.statement.chars().count() > limits::competency::STATEMENT_CHARS {
            let why = RowProblemKind::LongCell {
                limit: limits::competency::STATEMENT_CHARS,
            };
            refuse("fullStatement", &part.statement, why);
            continue;
        }
        if let Some(first) = seen.get(&part.code) {
            let first = match first {
                FileSpot::Line(line) => line.to_string(),
                FileSpot::Part(part) => part.clone(),
                FileSpot::File => String::new(),
            };
            refuse(
                "humanCodingScheme",
                &part.code,
                RowProblemKind::Twice { first },
            );
            continue;
        }
        seen.insert(part.code.clone(), part.spot.clone());
        short_enough(&mut part, said);
        kept.push(part);
    }
    kept
}

/// A child's sentence becomes a goal's title and is spoken.
fn short_enough(part: &mut Part, said: &mut RowProblems) {
    let spot = part.spot.clone();
    let both = [
        ("childStatement_en", &mut part.child.en),
        ("childStatement_es", &mut part.child.es),
    ];
    for (column, words) in both {
        if let Some(long) =
            words.take_if(|it| it.chars().count() > limits::competency::CHILD_WORDS_CHARS)
        {
            let why = RowProblemKind::LongChildWords {
                limit: limits::competency::CHILD_WORDS_CHARS,
            };
            said.say(RowProblem::new(&spot, column, &long, why));
        }
    }
}

fn parent(part: &Part, at: &HashMap<&str, usize>, said: &mut RowProblems) -> Option<usize> {
    let named = part.parent.as_deref()?;
    let found = at.get(named).copied();
    if found.is_none() {
        said.say(about(
            part,
            part.parent_column,
            Some(named),
            RowProblemKind::UnknownParent,
        ));
    }
    found
}

fn word(kind: &str) -> String {
    crate::csv_table::column_key(kind)
}

/// By its kind, or where it has none, by whether something stands under it.
fn is_above(part: &Part, has_children: bool) -> bool {
    match word(&part.kind).as_str() {
        "" => has_children,
        kind => ABOVE.contains(&kind),
    }
}

/// Those above, the nearest first; `None` if that never ends.
fn ancestors(of: usize, parents: &[Option<usize>]) -> Option<Vec<usize>> {
    let mut line = Vec::new();
    let mut next = parents[of];
    while let Some(at) = next {
        if at == of || line.contains(&at) {
            return None;
        }
        line.push(at);
        next = parents[at];
    }
    Some(line)
}

/// The nearest domain; else the highest heading that is no grade; else the framework itself.
fn heading(line: &[usize], parts: &[Part], has_children: &HashSet<usize>, called: &str) -> Heading {
    let of_kind = |kinds: &'static [&'static str]| {
        move |it: &&usize| kinds.contains(&word(&parts[**it].kind).as_str())
    };
    let domain = line.iter().find(of_kind(&[
        "domain",
        "strand",
        "subject",
        "area",
        "subjectarea",
    ]));
    let highest = line
        .iter()
        .rev()
        .find(|it| is_above(&parts[**it], has_children.contains(it)) && !of_kind(&OF_GRADE)(it));
    match domain.or(highest) {
        Some(at) => {
            let part = &parts[*at];
            let title = |own: &Option<String>| cut(own.as_deref().unwrap_or(&part.statement));
            Heading {
                code: part.code.clone(),
                title: Words {
                    en: title(&part.child.en),
                    es: title(&part.child.es),
                },
            }
        }
        None => Heading {
            code: String::new(),
            title: Words {
                en: cut(called),
                es: cut(called),
            },
        },
    }
}

fn cut(title: &str) -> String {
    title
        .chars()
        .take(limits::competency::HEADING_CHARS)
        .collect()
}
