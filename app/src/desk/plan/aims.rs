//! The school's competencies, which goals aim at. Where they come from, the desk says.

use crate::{ApiError, i18n::*};
use domain::{competency::Competency, ids::CompetencyId};
use leptos::{prelude::*, task::spawn_local};
use leptos_i18n::I18nContext;
use std::pin::Pin;

type Answer = Pin<Box<dyn Future<Output = Result<Vec<Competency>, ApiError>>>>;

/// The school's competencies, asked for when they are first needed.
#[derive(Clone, Copy)]
pub struct Aims {
    pub(crate) all: RwSignal<Vec<Competency>>,
    asked: StoredValue<bool>,
    ask: StoredValue<fn() -> Answer>,
}

impl Aims {
    pub fn new(ask: fn() -> Answer) -> Self {
        Self {
            all: RwSignal::new(Vec::new()),
            asked: StoredValue::new(false),
            ask: StoredValue::new(ask),
        }
    }

    /// Has them fetched, once; only in a browser.
    pub(crate) fn fetch(self) {
        if self.asked.get_value() {
            return;
        }
        self.asked.set_value(true);
        let asking = self.ask.get_value()();
        spawn_local(async move {
            match asking.await {
                Ok(all) => drop(self.all.try_set(all)),
                // The next form asks again.
                Err(_) => drop(self.asked.try_set_value(false)),
            }
        });
    }

    pub(crate) fn find(self, id: CompetencyId) -> Option<Competency> {
        self.all
            .with(|all| all.iter().find(|it| it.id == id).cloned())
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
