//! A school makes a form its own: other order, other titles, sections left out, other terms.

use super::{Kind, Template, check::is_word};
use crate::{AppError, Words};
use serde::{Deserialize, Serialize};

/// What a school makes of a form that comes with Fledge.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Adapted {
    /// [`Template::id`].
    pub template: String,
    /// The version it was made from.
    pub version: u32,
    pub terms: u8,
    /// Every section of the form, in the school's order.
    pub sections: Vec<AdaptedSection>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AdaptedSection {
    pub id: String,
    pub title: Words,
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
    pub fn apply(&self, template: &Template) -> Result<Template, AppError> {
        let mut own = template.clone();
        own.terms = self.terms;
        if !(1..=12).contains(&own.terms) {
            return Err(AppError::invalid("terms", "how-many-terms"));
        }
        own.sections.clear();
        for asked in &self.sections {
            let known = template.section(&asked.id);
            let known = known.ok_or_else(|| AppError::invalid(&asked.id, "unknown-section"))?;
            if own.section(&asked.id).is_some() {
                return Err(AppError::invalid(&asked.id, "section-twice"));
            }
            let mut section = known.clone();
            section.title = Words {
                en: asked.title.en.trim().to_owned(),
                es: asked.title.es.trim().to_owned(),
            };
            if !is_word(&section.title.en) || !is_word(&section.title.es) {
                return Err(AppError::invalid(&asked.id, "section-title"));
            }
            section.on = asked.on;
            own.sections.push(section);
        }
        if own.sections.len() != template.sections.len() {
            return Err(AppError::invalid("sections", "section-missing"));
        }
        if !own.shows(Kind::Goals) {
            return Err(AppError::invalid("sections", "no-goals"));
        }
        Ok(own)
    }
}
