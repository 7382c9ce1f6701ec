//! Prints what an import of assessments found, in words for the office. No name of a child, no score.

use domain::{
    Lang,
    assessment::{Counts, Mapping, Preset, Preview, RowProblem},
};
use std::io::{self, Write};

/// Rows that are named word for word.
const NAMED: usize = 50;

/// How the file is read.
pub(super) fn columns(
    file: &str,
    seen: &Preview,
    presets: &[Preset],
    out: &mut impl Write,
) -> io::Result<()> {
    let preset = presets
        .iter()
        .find(|it| Some(&it.id) == seen.preset.as_ref());
    let as_what = preset.map(|it| format!(", read as “{}” ({})", it.name.get(Lang::En), it.id));
    writeln!(out, "{file}{}", as_what.unwrap_or_default())?;
    let mapping = &seen.mapping;
    list("columns", &names(mapping), out)?;
    if let (Some(dates), Some(_)) = (mapping.dates, mapping.date_columns().next()) {
        writeln!(out, "  dates are written like {}", dates.example())?;
    }
    list("not taken in, as they compare children:", &seen.norms, out)?;
    list("not read:", &seen.unread, out)
}

fn names(mapping: &Mapping) -> Vec<String> {
    let names = mapping.columns().into_iter().map(str::to_owned);
    names.collect()
}

fn list(what: &str, names: &[String], out: &mut impl Write) -> io::Result<()> {
    if names.is_empty() {
        return Ok(());
    }
    writeln!(out, "  {what} {}", names.join(", "))
}

pub(super) fn counts(counts: &Counts, out: &mut impl Write) -> io::Result<()> {
    let lines = [
        (counts.rows, "rows"),
        (counts.children, "children with a score"),
        (counts.new, "scores new"),
        (counts.changed, "scores changed"),
        (counts.same, "scores already here"),
        (counts.refused, "scores not taken"),
    ];
    for (count, what) in lines {
        writeln!(out, "  {count:>7} {what}")?;
    }
    writeln!(out)
}

/// Why nothing can be read.
pub(super) fn stops(file: &str, all: &[RowProblem], out: &mut impl Write) -> io::Result<()> {
    writeln!(out, "Fix these first ({}):", all.len())?;
    for it in all {
        writeln!(out, "  {file}: {it}")?;
    }
    writeln!(out, "\nNothing was imported.")
}

/// Why some of it is not taken, what can be mended first.
pub(super) fn refused(file: &str, all: &[RowProblem], out: &mut impl Write) -> io::Result<()> {
    for (title, plain) in [("Please check", false), ("For your information", true)] {
        let these: Vec<_> = all.iter().filter(|it| it.why.is_plain() == plain).collect();
        if these.is_empty() {
            continue;
        }
        writeln!(out, "{title} ({}):", these.len())?;
        for it in these.iter().take(NAMED) {
            writeln!(out, "  {file}, {it}")?;
        }
        if let Some(more) = these.len().checked_sub(NAMED).filter(|it| *it > 0) {
            writeln!(out, "  and {more} more")?;
        }
        writeln!(out)?;
    }
    Ok(())
}
