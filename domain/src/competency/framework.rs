//! A framework out of a file, CSV or CASE: which of its parts are competencies, under which heading
//! each stands, and of which grade it is.

use super::{
    ChildWords, Grades, Heading, Reason, Said, Spot, Why, case, child_words::MOST as MOST_CHILD,
    sheet,
};
use crate::{
    Words,
    sheet::{Flaw, decode},
};
use std::collections::{HashMap, HashSet};

/// Largest file.
pub const MOST_BYTES: usize = 16_000_000;
/// Most parts of a framework.
pub const MOST_ROWS: usize = 20_000;
/// Longest code, in characters.
const CODE: usize = 120;
/// Longest statement, in characters.
const STATEMENT: usize = 2_000;
/// Longest title of a heading, in characters; what is longer is cut.
const TITLE: usize = 120;
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
    pub items: Vec<Item>,
    pub headings: usize,
}

/// A competency of a framework.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item {
    pub code: String,
    pub heading: Heading,
    pub statement: String,
    pub child: ChildWords,
    pub grades: Option<Grades>,
}

/// A part of a file, before it is known what it is.
pub(super) struct Part {
    pub(super) spot: Spot,
    /// What others of the file may call it.
    pub(super) keys: Vec<String>,
    pub(super) code: String,
    pub(super) kind: String,
    pub(super) statement: String,
    pub(super) child: ChildWords,
    pub(super) grades: Option<Grades>,
    pub(super) parent: Option<String>,
    /// Where the parent's name stands.
    pub(super) parent_column: &'static str,
}

/// Reads a file, whatever it is; `name` is what the framework is called if the file does not say.
pub fn read(bytes: &[u8], name: &str) -> (Framework, Said) {
    let mut said = Said::default();
    let framework = match parts(bytes, &mut said) {
        Ok((own, parts)) => {
            let called = own.clone().unwrap_or_else(|| name.to_owned());
            let mut framework = gather(parts, &called, &mut said);
            framework.name = own;
            framework
        }
        Err(why) => {
            let spot = match &why {
                Why::Flaw(flaw) => flaw.line().map_or(Spot::File, Spot::Line),
                _ => Spot::File,
            };
            said.say(Reason::new(&spot, "", "", why));
            Framework::default()
        }
    };
    if framework.items.is_empty() && !said.stop {
        said.say(Reason::new(&Spot::File, "", "", Why::NoItems));
    }
    (framework, said)
}

fn parts(bytes: &[u8], said: &mut Said) -> Result<(Option<String>, Vec<Part>), Why> {
    if bytes.len() > MOST_BYTES {
        return Err(Why::TooBig {
            megabytes: MOST_BYTES / 1_000_000,
        });
    }
    let text = decode(bytes).map_err(Why::Flaw)?;
    // A browser that read bytes which are no UTF-8 has put this sign in their place.
    if let Some(at) = text.find(char::REPLACEMENT_CHARACTER) {
        let line = text[..at].matches('\n').count() as u64 + 1;
        return Err(Why::Flaw(Flaw::NotUtf8 { line }));
    }
    if text
        .trim_start_matches('\u{feff}')
        .trim_start()
        .starts_with(['{', '['])
    {
        case::parts(&text, said)
    } else {
        Ok((None, sheet::parts(&text, said)?))
    }
}

fn gather(parts: Vec<Part>, called: &str, said: &mut Said) -> Framework {
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
                Why::UnderItself,
            ));
        }
        let line = line.unwrap_or_default();
        let heading = heading(&line, &whole, &has_children, called);
        let grades = part
            .grades
            .or_else(|| line.iter().find_map(|it| whole[*it].grades));
        without += usize::from(part.child == ChildWords::default());
        items.push(Item {
            code: part.code.clone(),
            heading,
            statement: part.statement.clone(),
            child: part.child.clone(),
            grades,
        });
    }
    if without > 0 {
        let why = Why::NoChildWords { count: without };
        said.say(Reason::new(&Spot::File, "", "", why));
    }
    Framework {
        name: None,
        headings: whole.len() - items.len(),
        items,
    }
}

fn about(part: &Part, column: &str, value: Option<&str>, why: Why) -> Reason {
    Reason::new(&part.spot, column, value.unwrap_or_default(), why)
}

/// Those that can be taken; of a code that is there twice, the first.
fn usable(parts: Vec<Part>, said: &mut Said) -> Vec<Part> {
    let mut seen: HashMap<String, Spot> = HashMap::new();
    let mut kept = Vec::new();
    for mut part in parts {
        let mut refuse = |column, value: &str, why| {
            said.say(Reason::new(&part.spot, column, value, why));
        };
        if part.code.is_empty() {
            refuse("humanCodingScheme", "", Why::Blank);
            continue;
        }
        if part.code.chars().count() > CODE {
            refuse(
                "humanCodingScheme",
                &part.code,
                Why::LongCell { limit: CODE },
            );
            continue;
        }
        if part.statement.is_empty() {
            refuse("fullStatement", "", Why::Blank);
            continue;
        }
        if part.statement.chars().count() > STATEMENT {
            let why = Why::LongCell { limit: STATEMENT };
            refuse("fullStatement", &part.statement, why);
            continue;
        }
        if let Some(first) = seen.get(&part.code) {
            let first = match first {
                Spot::Line(line) => line.to_string(),
                Spot::Part(part) => part.clone(),
                Spot::File => String::new(),
            };
            refuse("humanCodingScheme", &part.code, Why::Twice { first });
            continue;
        }
        seen.insert(part.code.clone(), part.spot.clone());
        short_enough(&mut part, said);
        kept.push(part);
    }
    kept
}

/// A child's sentence becomes a goal's title and is spoken.
fn short_enough(part: &mut Part, said: &mut Said) {
    let spot = part.spot.clone();
    let both = [
        ("childStatement_en", &mut part.child.en),
        ("childStatement_es", &mut part.child.es),
    ];
    for (column, words) in both {
        if let Some(long) = words.take_if(|it| it.chars().count() > MOST_CHILD) {
            let why = Why::LongChildWords { limit: MOST_CHILD };
            said.say(Reason::new(&spot, column, &long, why));
        }
    }
}

fn parent(part: &Part, at: &HashMap<&str, usize>, said: &mut Said) -> Option<usize> {
    let named = part.parent.as_deref()?;
    let found = at.get(named).copied();
    if found.is_none() {
        said.say(about(
            part,
            part.parent_column,
            Some(named),
            Why::UnknownParent,
        ));
    }
    found
}

fn word(kind: &str) -> String {
    crate::sheet::key(kind)
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
    title.chars().take(TITLE).collect()
}
