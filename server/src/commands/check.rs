//! `fledge check`: whether all that serving needs is there and whole.

use super::{Failed, open};
use crate::{assessments, assets, config::Config, plans, surveys, templates};
use app::shell::Program;
use std::{collections::BTreeSet, io::Write, path::Path};

pub(super) async fn check(config: &Config, out: &mut impl Write) -> Result<(), Failed> {
    let mut wrong = 0;
    let mut say = |good: bool, line: String| {
        wrong += u32::from(!good);
        writeln!(out, "{} {line}", if good { "ok   " } else { "WRONG" })
    };
    say(
        true,
        format!("settings: {} on {}", config.public_url, config.listen),
    )?;
    let missing = config
        .database
        .strip_prefix("sqlite:")
        .is_some_and(|path| !Path::new(path).exists());
    if missing {
        say(
            true,
            "database: not there yet; the first command that needs it makes it".to_owned(),
        )?;
    } else {
        match open(config).await {
            Ok(db) => {
                say(
                    true,
                    format!(
                        "database: {}, whole, its tables up to date",
                        db.engine_name()
                    ),
                )?;
                db.close().await;
            }
            Err(error) => say(false, format!("database: {error}"))?,
        }
    }
    match surveys::load() {
        Ok(surveys) => {
            for it in surveys {
                let (survey, items) = (&it.survey, it.survey.items.len());
                let missing = surveys::missing(survey);
                let name = format!("survey: {} version {}", survey.id, survey.version);
                say(true, format!("{name}, {items} items"))?;
                for problem in missing {
                    say(false, format!("{name}, {problem}"))?;
                }
            }
        }
        Err(error) => say(false, format!("surveys: {error}"))?,
    }
    match plans::load() {
        Ok(book) => {
            let name = format!("goals: version {}", book.version);
            say(true, format!("{name}, {} ready-made", book.goals.len()))?;
            for problem in plans::missing(&book) {
                say(false, format!("{name}, {problem}"))?;
            }
        }
        Err(error) => say(false, error.to_string())?,
    }
    match assessments::load() {
        Ok(presets) => {
            let names: Vec<_> = presets.iter().map(|it| it.id.as_str()).collect();
            say(true, format!("files of scores: {}", names.join(", ")))?;
        }
        Err(error) => say(false, error.to_string())?,
    }
    match templates::load() {
        Ok(forms) => {
            for it in forms {
                let (form, sections) = (&it.template, it.template.sections.len());
                let name = format!("plan form: {} version {}", form.id, form.version);
                say(true, format!("{name}, {sections} sections"))?;
                for flaw in templates::missing(form) {
                    say(false, format!("{name}, {flaw}"))?;
                }
            }
        }
        Err(error) => say(false, error.to_string())?,
    }
    let built = assets::manifest()?;
    let needed = Program::ALL.into_iter().flat_map(|program| {
        let name = program.name();
        let style = program.style().to_owned();
        [format!("{name}.js"), format!("{name}.wasm"), style]
    });
    let lacking: BTreeSet<_> = needed
        .filter(|name| !built.get(name).is_some_and(|path| assets::has(path)))
        .collect();
    if lacking.is_empty() {
        say(true, format!("site: {} files", assets::count()))?;
    } else {
        let lacking = Vec::from_iter(lacking).join(", ");
        say(
            false,
            format!("site: was not built with this program; it lacks {lacking}"),
        )?;
    }
    if wrong == 0 {
        Ok(())
    } else {
        Err(Failed::Said(format!("{wrong} wrong")))
    }
}
