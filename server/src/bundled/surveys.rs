//! The surveys that come with Fledge.

use crate::assets;
use app::request::LoadedSurvey;
use domain::{
    survey::{Problem, Survey, check},
    voice,
};
use rust_embed::Embed;
use std::fmt;

#[derive(Embed)]
#[folder = "surveys"]
struct Files;

/// What is wrong with a survey file, and where.
#[derive(Debug, PartialEq, Eq)]
pub struct SurveyFileError {
    pub file: String,
    /// Empty if the file can't be read as a survey at all; `reason` says why.
    pub problems: Vec<Problem>,
    pub reason: String,
}

impl fmt::Display for SurveyFileError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if !self.reason.is_empty() {
            return write!(f, "surveys/{}: {}", self.file, self.reason);
        }
        for (n, problem) in self.problems.iter().enumerate() {
            let line = if n == 0 { "" } else { "\n" };
            write!(f, "{line}surveys/{}: {problem}", self.file)?;
        }
        Ok(())
    }
}

impl std::error::Error for SurveyFileError {}

/// All surveys, in the order of their file names. A survey that can't be asked is an error.
pub fn load() -> Result<Vec<LoadedSurvey>, SurveyFileError> {
    let mut names: Vec<_> = Files::iter().filter(|it| it.ends_with(".json")).collect();
    names.sort();
    names
        .iter()
        .filter_map(|name| Some((name, Files::get(name)?)))
        .map(|(name, file)| read(name, &file.data))
        .collect()
}

fn read(name: &str, bytes: &[u8]) -> Result<LoadedSurvey, SurveyFileError> {
    let wrong = |problems, reason: String| SurveyFileError {
        file: name.to_owned(),
        problems,
        reason,
    };
    let body = std::str::from_utf8(bytes).map_err(|error| wrong(Vec::new(), error.to_string()))?;
    let survey: Survey =
        serde_json::from_str(body).map_err(|error| wrong(Vec::new(), error.to_string()))?;
    let problems = check(&survey, |_| true, |_, _| true);
    if problems.is_empty() {
        let body = body.to_owned();
        Ok(LoadedSurvey { survey, body })
    } else {
        Err(wrong(problems, String::new()))
    }
}

/// What the site lacks for a survey: pictures and recordings. Children can be asked without, by
/// the browser's own voice, but it is not how it should be.
pub fn missing(survey: &Survey) -> Vec<Problem> {
    check(
        survey,
        |picture| assets::has(&format!("/picture/{picture}.svg")),
        |lang, text| assets::has(&voice::path(lang, text)),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_survey_that_comes_with_fledge_can_be_asked() {
        let surveys = load().unwrap_or_else(|wrong| panic!("{wrong}"));
        assert!(surveys.iter().any(|it| it.survey.id == "how-i-learn"));
    }

    #[test]
    fn a_survey_that_cannot_be_read_is_named_with_its_line() {
        let wrong = read("x.json", b"{\n\"id\": 3}").unwrap_err();
        let said = wrong.to_string();
        assert!(
            said.contains("surveys/x.json") && said.contains("line 2"),
            "{said}"
        );
    }

    #[test]
    fn a_survey_that_cannot_be_asked_is_named_with_item_and_field() {
        let words = r#"{"en": "a", "es": "b"}"#;
        let item = format!(r#"{{"id": "A1", "kind": "faces", "say": {words}, "grades": [1]}}"#);
        let text = format!(r#"{{"id": "x", "version": 1, "title": {words}, "items": [{item}]}}"#);
        let said = read("x.json", text.as_bytes()).unwrap_err().to_string();
        assert!(said.contains("surveys/x.json: item A1, cards"), "{said}");
    }
}
