//! `fledge import competencies`: a school's framework, CSV or CASE, into the database.

use super::{ImportError, report};
use chrono::{DateTime, Utc};
use domain::{
    Invalid, Lang,
    competency::{
        CompetencyChange, CompetencyChangeKind, CompetencyField, FrameworkPreview, RowProblem,
        RowProblems, read_framework,
    },
    limits,
};
use domain::{competency::FrameworkError, school::SchoolError};
use std::{
    fs::File,
    io::{self, Read, Write},
    path::Path,
};
use store::{
    Db, StoreError,
    competency::{NamedFramework, apply_all, preview_all},
    proof::Office,
};

/// What a framework is called whose file does not say.
const NAME: &str = "Competencies";
/// Most changes of a school that are written out.
const SHOWN: usize = 60;

/// The invented school's, as its office would export it.
const DEMO: &str = include_str!("../../demo/competencies.csv");

/// How to import.
#[derive(Clone, Debug, Default)]
pub struct CompetencyImport {
    /// What the school calls the framework; else the file's own name for it.
    pub framework: Option<String>,
    /// The school's `source_id`; else every school there is.
    pub school: Option<String>,
    /// Only say what would happen.
    pub dry_run: bool,
}

/// Reads a framework, writes to `out` what is in it, what would change and what is wrong, and,
/// unless it is a dry run or something is wrong, imports it as one transaction.
pub async fn competencies(
    db: &Db,
    path: &Path,
    options: CompetencyImport,
    now: DateTime<Utc>,
    out: &mut impl Write,
) -> Result<Vec<FrameworkPreview>, ImportError> {
    let file = path.file_name().unwrap_or(path.as_os_str());
    let file = file.to_string_lossy().into_owned();
    let bytes = match bytes(path) {
        Ok(bytes) => bytes,
        Err(error) => {
            writeln!(out, "{}: can't be read: {error}", path.display())?;
            writeln!(out, "Nothing was imported.")?;
            return Err(ImportError::Said);
        }
    };
    let called = options.framework.as_deref().unwrap_or(NAME).to_owned();
    let (framework, said) = read_framework(&bytes, &called);
    if said.stop {
        reasons(&file, &said, out)?;
        writeln!(out, "Nothing was imported.")?;
        return Err(ImportError::Said);
    }
    let own = framework.name.clone();
    let name = options.framework.or(own).unwrap_or(called);
    let (office, headings) = (Office::at_the_console(), framework.headings);
    let given = match NamedFramework::new(&name, framework) {
        Err(StoreError::Invalid(Invalid::Framework(error))) => {
            let why = match error {
                FrameworkError::NameIsEmpty => "it is empty",
                FrameworkError::NameIsTooLong => "it is too long",
            };
            writeln!(out, "--framework “{name}” can't be a name: {why}")?;
            return Err(ImportError::Said);
        }
        given => given?,
    };
    let done = match options.dry_run {
        true => preview_all(db, &office, options.school, given).await,
        false => apply_all(db, &office, options.school, given, now).await,
    };
    let all = match done {
        Err(StoreError::Invalid(Invalid::School(SchoolError::IsUnknown))) => {
            let all = "--school takes a school's sourcedId in the roster; import the roster first";
            writeln!(out, "There is no such school: {all}")?;
            return Err(ImportError::Said);
        }
        done => done?,
    };
    writeln!(out, "{name}")?;
    for preview in &all {
        one(preview, headings, out)?;
    }
    let mut whole = said;
    for preview in &all {
        whole.append(preview.said.clone());
    }
    reasons(&file, &whole, out)?;
    let rows: usize = all.iter().map(|it| it.rows).sum();
    let end = match (options.dry_run, rows) {
        (true, _) => "This was a dry run: nothing has changed.",
        (false, 0) => "All of this was already here: nothing changed.",
        (false, _) => "Imported.",
    };
    writeln!(out, "{end}")?;
    Ok(all)
}

/// No more of the file than may be read, and a little, so that it is seen to be too much.
fn bytes(path: &Path) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    let most = limits::competency::MOST_FILE_BYTES as u64 + 1;
    File::open(path)?.take(most).read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// Imports the invented school's framework into every school of the demo.
pub async fn demo(db: &Db, now: DateTime<Utc>) -> Result<(), ImportError> {
    let (framework, _) = read_framework(DEMO.as_bytes(), NAME);
    let given = NamedFramework::new("Cedar Street", framework)?;
    apply_all(db, &Office::at_the_console(), None, given, now).await?;
    Ok(())
}

fn one(preview: &FrameworkPreview, headings: usize, out: &mut impl Write) -> io::Result<()> {
    writeln!(out, "{}", preview.school)?;
    let words = ["competency", "competencies"];
    report::print_line(words, preview.tally, "retired", out)?;
    let heads = if headings == 1 { "heading" } else { "headings" };
    writeln!(out, "  {headings:>7} {heads}")?;
    for change in preview.changes.iter().take(SHOWN) {
        writeln!(out, "  {}", describe(change))?;
    }
    if preview.changes.len() > SHOWN {
        writeln!(
            out,
            "  … and {} more changes",
            preview.changes.len() - SHOWN
        )?;
    }
    if preview.rows == 0 {
        writeln!(out, "  as it was: nothing to change")?;
    }
    writeln!(out)
}

fn describe(change: &CompetencyChange) -> String {
    let what = match &change.what {
        CompetencyChangeKind::New => "new".to_owned(),
        CompetencyChangeKind::Back => "restored".to_owned(),
        CompetencyChangeKind::Retired => "retired".to_owned(),
        CompetencyChangeKind::Changed(fields) => {
            let fields: Vec<_> = fields.iter().map(|it| field(*it)).collect();
            format!("changed {}", fields.join(", "))
        }
    };
    format!("{what}: {} {}", change.code, change.statement)
}

const fn field(field: CompetencyField) -> &'static str {
    match field {
        CompetencyField::Heading => "heading",
        CompetencyField::Statement => "fullStatement",
        CompetencyField::ChildEn => "childStatement_en",
        CompetencyField::ChildEs => "childStatement_es",
        CompetencyField::Grades => "educationLevel",
    }
}

fn reasons(file: &str, said: &RowProblems, out: &mut impl Write) -> io::Result<()> {
    for (weight, title) in report::WEIGHTS {
        let lines: Vec<&RowProblem> = said.of(weight).collect();
        if lines.is_empty() {
            continue;
        }
        writeln!(out, "{title} ({}):", lines.len())?;
        for reason in lines {
            writeln!(out, "  {}", reason.to_text(file, Lang::En))?;
        }
        writeln!(out)?;
    }
    if said.more > 0 {
        writeln!(out, "… and {} more such reasons\n", said.more)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;
    use store::testing::{TestDb, fixture, morning};

    async fn import(db: &Db, text: &str, options: CompetencyImport) -> (bool, String) {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("framework.csv");
        fs::write(&path, text).unwrap();
        let mut out = Vec::new();
        let done = competencies(db, &path, options, morning(), &mut out).await;
        (done.is_ok(), String::from_utf8(out).unwrap())
    }

    fn options(dry_run: bool) -> CompetencyImport {
        CompetencyImport {
            dry_run,
            ..CompetencyImport::default()
        }
    }

    #[tokio::test(flavor = "multi_thread")]
    async fn a_dry_run_says_all_and_changes_nothing_then_it_is_taken_in_once() {
        TestDb::each(async |db| {
            fixture::small(&db).await;
            let (good, said) = import(&db, DEMO, options(true)).await;
            assert!(good);
            for words in [
                "Competencies\ncedar\n",
                "       18 competencies: 18 new\n",
                "        4 headings\n",
                "  new: M.2 Add and subtract within 20\n",
                "This was a dry run: nothing has changed.\n",
            ] {
                assert!(said.contains(words), "{words}\n{said}");
            }
            let (_, said) = import(&db, DEMO, options(false)).await;
            assert!(
                said.ends_with("Imported.\n") && said.contains("18 new"),
                "{said}"
            );
            let (_, said) = import(&db, DEMO, options(false)).await;
            assert!(
                said.contains("nothing to change") && !said.contains("new"),
                "{said}"
            );
        })
        .await;
    }

    #[tokio::test(flavor = "multi_thread")]
    async fn a_later_file_changes_and_retires_and_says_which() {
        let db = TestDb::sqlite().await;
        fixture::small(&db).await;
        import(&db, DEMO, options(false)).await;
        let later = DEMO.replace("I can read the clock", "I can tell the time");
        let later: Vec<&str> = later.lines().filter(|it| !it.contains("H.4")).collect();
        let (_, said) = import(&db, &later.join("\n"), options(true)).await;
        for words in [
            "1 changed, 1 retired",
            "changed childStatement_en: M.4",
            "retired: H.4",
        ] {
            assert!(said.contains(words), "{words}\n{said}");
        }
    }

    #[tokio::test(flavor = "multi_thread")]
    async fn what_is_wrong_is_told_with_file_line_and_column_and_nothing_is_imported() {
        let db = TestDb::sqlite().await;
        fixture::small(&db).await;
        let (good, said) = import(
            &db,
            "humanCodingScheme,fullStatement\nM.1,\n",
            options(false),
        )
        .await;
        assert!(!good);
        let line = "framework.csv, line 2, fullStatement: is blank → fill it in";
        assert!(said.contains(line), "{said}");
        assert!(said.ends_with("Nothing was imported.\n"), "{said}");
        let named = |school: &str, framework: &str| CompetencyImport {
            school: Some(school.to_owned()),
            framework: Some(framework.to_owned()),
            dry_run: false,
        };
        let (_, said) = import(&db, DEMO, named("nowhere", "A")).await;
        assert!(said.contains("There is no such school"), "{said}");
        let (_, said) = import(&db, DEMO, named("cedar", " ")).await;
        assert!(said.contains("can't be a name"), "{said}");
        let (good, said) = import(&db, DEMO, named("elm", "Elm State")).await;
        assert!(
            good && said.contains("Elm State\nelm\n") && !said.contains("cedar"),
            "{said}"
        );
    }

    #[tokio::test(flavor = "multi_thread")]
    async fn a_path_that_is_no_file_is_said() {
        let db = TestDb::sqlite().await;
        let mut out = Vec::new();
        let path = Path::new("/nowhere/at/all.csv");
        let done = competencies(&db, path, options(true), morning(), &mut out).await;
        assert!(done.is_err());
        let said = String::from_utf8(out).unwrap();
        assert!(
            said.contains("/nowhere/at/all.csv: can't be read"),
            "{said}"
        );
    }
}
