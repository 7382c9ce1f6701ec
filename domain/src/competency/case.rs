//! Reads a framework from a 1EdTech CASE package (`CFPackage`, 1.0 and 1.1, JSON): the
//! `CFDocument`, the `CFItems`, and associations of type `isChildOf`. Everything else is ignored.

use super::{
    FileSpot, Grades, RowProblem, RowProblemKind, RowProblems, child_words, framework_part::Part,
};
use crate::limits;
use serde_json::Value;
use std::collections::HashMap;

pub(super) fn parts(
    text: &str,
    said: &mut RowProblems,
) -> Result<(Option<String>, Vec<Part>), RowProblemKind> {
    let file: Value =
        serde_json::from_str(text.trim_start_matches('\u{feff}')).map_err(|error| {
            RowProblemKind::BadJson(format!("line {}, column {}", error.line(), error.column()))
        })?;
    let package = file.get("CFPackage").unwrap_or(&file);
    let Some(items) = package.get("CFItems").and_then(Value::as_array) else {
        said.say(RowProblem::new(
            &FileSpot::File,
            "CFItems",
            "",
            RowProblemKind::MissingColumn,
        ));
        return Ok((None, Vec::new()));
    };
    if items.len() > limits::competency::MOST_PARTS {
        return Err(RowProblemKind::Flaw(
            crate::csv_table::CsvProblem::TooManyRows {
                limit: limits::competency::MOST_PARTS,
            },
        ));
    }
    let document = package.get("CFDocument");
    let own = document
        .map(|it| text_of(it, "identifier"))
        .unwrap_or_default();
    let name = document.map(|it| text_of(it, "title")).unwrap_or_default();
    let name: String = name
        .chars()
        .take(limits::competency::FRAMEWORK_NAME_CHARS)
        .collect();
    let (parents, order) = parents(package, &own);
    let mut parts: Vec<(u64, Part)> = Vec::with_capacity(items.len());
    for (n, item) in items.iter().enumerate() {
        let spot = FileSpot::Part(format!("CFItems[{n}]"));
        let part = part(item, spot, &parents, said);
        let place = part.keys.iter().find_map(|it| order.get(it)).copied();
        parts.push((place.unwrap_or(u64::MAX), part));
    }
    // Brothers and sisters in the framework's own order; parents need not come first.
    parts.sort_by_key(|it| it.0);
    let parts = parts.into_iter().map(|it| it.1).collect();
    Ok((Some(name).filter(|it| !it.is_empty()), parts))
}

/// Whose child each item is, and its place among its brothers and sisters. What is the document's
/// own child stands at the top.
fn parents(package: &Value, document: &str) -> (HashMap<String, String>, HashMap<String, u64>) {
    let (mut parents, mut order) = (HashMap::new(), HashMap::new());
    let all = package.get("CFAssociations").and_then(Value::as_array);
    for it in all.into_iter().flatten() {
        if !text_of(it, "associationType").eq_ignore_ascii_case("isChildOf") {
            continue;
        }
        let node = |end: &str| match it.get(end) {
            Some(Value::String(id)) => id.trim().to_owned(),
            Some(node) => text_of(node, "identifier"),
            None => String::new(),
        };
        let (child, parent) = (node("originNodeURI"), node("destinationNodeURI"));
        if child.is_empty() {
            continue;
        }
        if let Some(place) = it.get("sequenceNumber").and_then(Value::as_u64) {
            order.entry(child.clone()).or_insert(place);
        }
        if !parent.is_empty() && parent != document {
            parents.entry(child).or_insert(parent);
        }
    }
    (parents, order)
}

fn part(
    item: &Value,
    spot: FileSpot,
    parents: &HashMap<String, String>,
    said: &mut RowProblems,
) -> Part {
    let id = text_of(item, "identifier");
    let mut code = text_of(item, "humanCodingScheme");
    if code.is_empty() && !id.is_empty() {
        said.say(RowProblem::new(
            &spot,
            "humanCodingScheme",
            "",
            RowProblemKind::NoCode,
        ));
        code.clone_from(&id);
    }
    let levels = levels(item);
    let grades = Grades::parse(levels.iter().map(String::as_str)).unwrap_or_else(|word| {
        said.say(RowProblem::new(
            &spot,
            "educationLevel",
            word,
            RowProblemKind::UnknownGrade,
        ));
        None
    });
    let statement = text_of(item, "fullStatement");
    let child = child_words::find_child_words(&[
        &text_of_lines(item, "abbreviatedStatement"),
        &text_of_lines(item, "notes"),
        &statement,
    ]);
    let kind = match item.get("CFItemType") {
        Some(Value::String(kind)) => kind.trim().to_owned(),
        _ => String::new(),
    };
    Part {
        parent: parents.get(&id).cloned(),
        parent_column: "isChildOf",
        keys: [id, code.clone()]
            .into_iter()
            .filter(|it| !it.is_empty())
            .collect(),
        code,
        kind,
        statement,
        child,
        grades,
        spot,
    }
}

fn text_of(node: &Value, field: &str) -> String {
    let text = node.get(field).and_then(Value::as_str).unwrap_or_default();
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The same with its line breaks.
fn text_of_lines(node: &Value, field: &str) -> String {
    let text = node.get(field).and_then(Value::as_str);
    text.unwrap_or_default().to_owned()
}

/// A list, or one text with commas.
fn levels(item: &Value) -> Vec<String> {
    match item.get("educationLevel") {
        Some(Value::Array(all)) => {
            let words = all.iter().filter_map(Value::as_str);
            words.map(str::to_owned).collect()
        }
        Some(Value::String(one)) => vec![one.clone()],
        _ => Vec::new(),
    }
}
