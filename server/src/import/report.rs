//! Prints what an import of a roster found and changed, in words for the office.

use domain::{
    roster::{RowProblems, Severity, Tally},
    school::Role,
};
use std::io::{self, Write};
use store::roster::{Report, SchoolReport};

/// How grave something is, the gravest first.
pub(super) const WEIGHTS: [(Severity, &str); 3] = [
    (Severity::Stop, "Fix these first"),
    (Severity::Look, "Please check"),
    (Severity::Note, "For your information"),
];

/// What is to be said about the files and people.
pub(super) fn reasons(said: &RowProblems, out: &mut impl Write) -> io::Result<()> {
    for (weight, title) in WEIGHTS {
        let count = said.count(weight);
        if count == 0 {
            continue;
        }
        writeln!(out, "{title} ({count}):")?;
        for reason in said.of(weight) {
            writeln!(out, "  {reason}")?;
        }
        for (more, like) in said.more(weight) {
            writeln!(
                out,
                "  {}: {more} more such: {}",
                like.file,
                like.kind.what()
            )?;
        }
        writeln!(out)?;
    }
    Ok(())
}

/// Counts and changes, school by school.
pub(super) fn report(report: &Report, out: &mut impl Write) -> io::Result<()> {
    for school in &report.schools {
        one(school, out)?;
    }
    Ok(())
}

fn one(school: &SchoolReport, out: &mut impl Write) -> io::Result<()> {
    let new = if school.new { " (new)" } else { "" };
    writeln!(out, "{}{new}", school.title)?;
    print_line(["term", "terms"], school.terms, "archived", out)?;
    print_line(["class", "classes"], school.classes, "archived", out)?;
    for (role, tally) in &school.people {
        print_line(words(*role), *tally, "archived", out)?;
    }
    let moved = match school.moved {
        0 => String::new(),
        1 => ", 1 child changes class".to_owned(),
        many => format!(", {many} children change class"),
    };
    writeln!(out, "  {:>7} seats in classes{moved}", school.seats)?;
    writeln!(
        out,
        "  {:>7} links between children and families",
        school.families
    )?;
    if school.rows == 0 {
        writeln!(out, "  as it was: nothing to change")?;
    }
    writeln!(out)
}

/// How many there are, and what becomes of them; `gone` is the word for those that are no longer in
/// the files.
pub(super) fn print_line(
    [one, many]: [&str; 2],
    tally: Tally,
    gone: &str,
    out: &mut impl Write,
) -> io::Result<()> {
    let parts = [
        (tally.new, "new"),
        (tally.changed, "changed"),
        (tally.back, "restored"),
        (tally.gone, gone),
    ];
    let parts: Vec<String> = parts
        .iter()
        .filter(|it| it.0 > 0)
        .map(|(count, word)| format!("{count} {word}"))
        .collect();
    let colon = if parts.is_empty() { "" } else { ": " };
    let what = if tally.found == 1 { one } else { many };
    writeln!(
        out,
        "  {:>7} {what}{colon}{}",
        tally.found,
        parts.join(", ")
    )
}

const fn words(role: Role) -> [&'static str; 2] {
    match role {
        Role::Child => ["child", "children"],
        Role::Teacher => ["teacher", "teachers"],
        Role::Leader => ["leader", "leaders"],
        Role::Office => ["office worker", "office workers"],
        Role::Guardian => ["family member", "family members"],
    }
}
