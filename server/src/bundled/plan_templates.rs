//! The templates of plans that come with Fledge.

use crate::assets;
use domain::plan::template::{Problem, Template, check, check_together};
use rust_embed::Embed;
use std::fmt;
use store::{Db, StoreError, proof::Office};

#[derive(Embed)]
#[folder = "plans/templates"]
struct Files;

/// A form as it was loaded and checked at start.
#[derive(Clone, Debug)]
pub struct LoadedTemplate {
    pub file: String,
    pub template: Template,
    /// The file as it was read: what a version's immutability is held against.
    pub body: String,
}

/// What is wrong with a form's file, and where.
#[derive(Debug, PartialEq, Eq)]
pub struct PlanTemplateError {
    /// Empty for what is wrong between files.
    pub file: String,
    pub flaws: Vec<Problem>,
}

impl fmt::Display for PlanTemplateError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let lines = self.flaws.iter();
        let lines = lines.map(|it| format!("plans/templates/{}: {it}", self.file));
        f.write_str(&lines.collect::<Vec<_>>().join("\n"))
    }
}

impl std::error::Error for PlanTemplateError {}

/// All forms, in the order of their file names. One that can't be a school's is an error.
pub fn load() -> Result<Vec<LoadedTemplate>, PlanTemplateError> {
    let mut names: Vec<_> = Files::iter().filter(|it| it.ends_with(".json")).collect();
    names.sort();
    let files = names
        .iter()
        .filter_map(|name| Some((name, Files::get(name)?)));
    let all: Result<Vec<_>, _> = files.map(|(name, file)| read(name, &file.data)).collect();
    let all = all?;
    let templates: Vec<_> = all.iter().map(|it| it.template.clone()).collect();
    match check_together(&templates) {
        flaws if flaws.is_empty() => Ok(all),
        flaws => Err(PlanTemplateError {
            file: String::new(),
            flaws,
        }),
    }
}

fn read(name: &str, bytes: &[u8]) -> Result<LoadedTemplate, PlanTemplateError> {
    let wrong = |flaws| PlanTemplateError {
        file: name.to_owned(),
        flaws,
    };
    let body = String::from_utf8_lossy(bytes).into_owned();
    let template = Template::parse(&body).map_err(wrong)?;
    match check(&template, |_| true) {
        flaws if flaws.is_empty() => Ok(LoadedTemplate {
            file: name.to_owned(),
            template,
            body,
        }),
        flaws => Err(wrong(flaws)),
    }
}

/// The pictures the site lacks for a form.
pub fn missing(template: &Template) -> Vec<Problem> {
    check(template, |picture| {
        assets::has(&format!("/picture/{picture}.svg"))
    })
}

/// Keeps these versions beside those that schools may still have.
pub async fn save(db: &Db, all: &[LoadedTemplate]) -> Result<(), StoreError> {
    for it in all {
        let office = Office::at_the_console();
        store::plan::save_template(db, &office, &it.template, &it.body).await?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_form_that_comes_with_fledge_can_be_a_schools_and_has_its_pictures() {
        let all = load().unwrap_or_else(|wrong| panic!("{wrong}"));
        assert_eq!(all.len(), 4);
        for it in all {
            let has = |picture: &str| {
                let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../public/picture");
                std::path::Path::new(path)
                    .join(format!("{picture}.svg"))
                    .exists()
            };
            assert_eq!(check(&it.template, has), [], "{}", it.file);
        }
    }

    #[test]
    fn a_form_that_cannot_be_a_schools_is_named_with_file_section_and_field() {
        let said = |text: &str| read("x.json", text.as_bytes()).unwrap_err().to_string();
        assert!(said("{\n\"id\": }").contains("plans/templates/x.json: line 2, column 7"));
        let all = load().unwrap();
        let file = all[0]
            .body
            .replacen("\"kind\": \"dream\"", "\"kind\": \"hope\"", 1);
        let message = said(&file);
        assert!(
            message.starts_with("plans/templates/x.json: section dream, kind: "),
            "{message}"
        );
    }
}
