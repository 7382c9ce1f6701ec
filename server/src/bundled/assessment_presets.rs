//! The presets that come with Fledge: each says how one kind of assessment file is read.

use domain::assessment::{Preset, Problem, check};
use rust_embed::Embed;
use std::fmt;

#[derive(Embed)]
#[folder = "assessments"]
struct Files;

/// What is wrong with the presets.
#[derive(Debug, PartialEq, Eq)]
pub struct PresetError(pub Vec<String>);

impl fmt::Display for PresetError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0.join("\n"))
    }
}

impl std::error::Error for PresetError {}

/// All presets, in the order of their file names.
pub fn load() -> Result<Vec<Preset>, PresetError> {
    let mut names: Vec<_> = Files::iter().filter(|it| it.ends_with(".json")).collect();
    names.sort();
    let (mut presets, mut wrong) = (Vec::new(), Vec::new());
    for name in names {
        let file = Files::get(&name).map(|it| it.data).unwrap_or_default();
        match Preset::parse(&String::from_utf8_lossy(&file)) {
            Ok(preset) => presets.push(preset),
            Err(problem) => wrong.push(describe(&name, &problem)),
        }
    }
    wrong.extend(check(&presets).iter().map(|it| describe("", it)));
    if wrong.is_empty() {
        Ok(presets)
    } else {
        Err(PresetError(wrong))
    }
}

fn describe(file: &str, problem: &Problem) -> String {
    format!("assessments/{file}: {problem}")
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_presets_that_come_with_fledge_are_whole() {
        let presets = super::load().unwrap();
        let ids: Vec<_> = presets.iter().map(|it| it.id.as_str()).collect();
        assert_eq!(ids, ["dra", "growth", "plain", "reading-level"]);
    }
}
