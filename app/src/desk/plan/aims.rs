//! The school's competencies, which goals aim at. Where they come from, the desk says.

use super::asked_once::AskedOnce;
use crate::{ApiError, i18n::*};
use domain::{competency::Competency, ids::CompetencyId};
use leptos::prelude::*;
use leptos_i18n::I18nContext;
use std::pin::Pin;

/// The school's competencies, asked for when they are first needed.
#[derive(Clone, Copy)]
pub struct Aims {
    pub(crate) all: AskedOnce<Vec<Competency>>,
}

impl Aims {
    pub fn new(
        ask: fn() -> Pin<Box<dyn Future<Output = Result<Vec<Competency>, ApiError>>>>,
    ) -> Self {
        Self {
            all: AskedOnce::new(ask),
        }
    }

    pub(crate) fn find(self, id: CompetencyId) -> Option<Competency> {
        let found = self
            .all
            .with(|all| all.iter().find(|it| it.id == id).cloned());
        found.flatten()
    }

    /// "M.2 Add and subtract within 20", as far as it is known.
    pub(crate) fn words(self, i18n: I18nContext<Locale>, id: Option<CompetencyId>) -> String {
        let Some(id) = id else {
            return String::new();
        };
        self.find(id).map_or_else(
            || t_string!(i18n, competency.aim_unknown).to_owned(),
            |it| format!("{} {}", it.code, it.statement),
        )
    }
}

pub(crate) fn use_aims() -> Aims {
    expect_context()
}
