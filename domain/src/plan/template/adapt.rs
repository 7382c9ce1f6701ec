//! How a school adapts a template: order, titles, sections left out, and plans a year.

use super::{Kind, Template, TemplateError, check::is_word};
use crate::Words;
use serde::{Deserialize, Serialize};

/// What a school makes of a form that comes with Fledge.
///
/// # Examples
///
/// ```
/// # use domain::plan::template::Adapted;
/// # use serde_json::json;
/// let json = json!({
///     "template": "one-page", "version": 1, "terms": 3,
///     "sections": [
///         { "id": "dream", "title": { "en": "My dream", "es": "Mi sueño" }, "on": true }
///     ]
/// });
/// let adapted: Adapted = serde_json::from_value(json.clone())?;
/// assert_eq!(serde_json::to_value(&adapted)?, json);
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Adapted {
    /// [`Template::id`].
    pub template: String,
    /// The version it was made from.
    pub version: u32,
    /// Plans a year, from 1 to 12.
    pub terms: u8,
    /// Every section of the form, in the school's order.
    pub sections: Vec<AdaptedSection>,
}

/// A section as the school adapts it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AdaptedSection {
    /// The id of the template's section.
    pub id: String,
    pub title: Words,
    /// Whether plans show it.
    pub on: bool,
}

impl Adapted {
    /// The form as it comes.
    pub fn of(template: &Template) -> Self {
        let sections = template.sections.iter().map(|it| AdaptedSection {
            id: it.id.clone(),
            title: it.title.clone(),
            on: it.on,
        });
        Self {
            template: template.id.clone(),
            version: template.version,
            terms: template.terms,
            sections: sections.collect(),
        }
    }

    /// Moves a section one place; at the end it stays.
    pub fn shift(&mut self, id: &str, down: bool) {
        let Some(at) = self.sections.iter().position(|it| it.id == id) else {
            return;
        };
        let to = match down {
            true => at + 1,
            false => at.wrapping_sub(1),
        };
        if to < self.sections.len() {
            self.sections.swap(at, to);
        }
    }

    /// The school's own form; says what can't be so.
    ///
    /// # Errors
    ///
    /// The section or field that can't be so.
    pub fn apply(&self, template: &Template) -> Result<Template, TemplateError> {
        let mut own = template.clone();
        own.terms = self.terms;
        if !(1..=12).contains(&own.terms) {
            return Err(TemplateError::TermsFromOneToTwelve);
        }
        own.sections.clear();
        for asked in &self.sections {
            let known = template.section(&asked.id);
            let known = known.ok_or(TemplateError::SectionIsUnknown)?;
            if own.section(&asked.id).is_some() {
                return Err(TemplateError::SectionIsThereTwice);
            }
            let mut section = known.clone();
            section.title = Words {
                en: asked.title.en.trim().to_owned(),
                es: asked.title.es.trim().to_owned(),
            };
            if !is_word(&section.title.en) || !is_word(&section.title.es) {
                return Err(TemplateError::SectionTitleIsEmptyOrTooLong);
            }
            section.on = asked.on;
            own.sections.push(section);
        }
        if own.sections.len() != template.sections.len() {
            return Err(TemplateError::SectionIsMissing);
        }
        if !own.shows(Kind::Goals) {
            return Err(TemplateError::NoGoals);
        }
        Ok(own)
    }
}
