//! One cell of the class's table: what is shown at once, and what the school has kept.

use super::api;
use crate::ApiError;
use chrono::NaiveDate;
use domain::{
    AppError,
    competency::{Competency, Level, LevelDraft, Mark, Seen},
    ids::PersonId,
    school::ChildName,
};
use leptos::{prelude::*, task::spawn_local};
use std::collections::HashMap;

/// Which child and which competency: indexes into the page.
pub(super) type At = (usize, usize);

/// What a cell is asked to become.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Wanted {
    Level(Level),
    /// What stands is taken back.
    Undone,
}

#[derive(Clone, Debug, PartialEq)]
pub(super) struct Cell {
    /// What the school has.
    pub(super) kept: Option<Mark>,
    /// What is on its way there, and is shown meanwhile.
    pub(super) wanted: Option<Wanted>,
    /// Why the last did not get there; what was wanted is not lost.
    pub(super) failed: Option<(Wanted, AppError)>,
}

impl Cell {
    pub(super) fn shown(&self) -> Option<Level> {
        match self.wanted {
            Some(Wanted::Level(level)) => Some(level),
            Some(Wanted::Undone) => None,
            None => self.kept.map(|it| it.level),
        }
    }
}

/// All cells of the page, and how they are written.
#[derive(Clone, Copy)]
pub(super) struct Cells {
    all: StoredValue<HashMap<At, RwSignal<Cell>>>,
    children: StoredValue<Vec<ChildName>>,
    competencies: StoredValue<Vec<Competency>>,
    pub(super) seen: RwSignal<Seen>,
    pub(super) note: RwSignal<String>,
    /// Those that failed, in the order in which they did.
    pub(super) failed: RwSignal<Vec<At>>,
    pub(super) today: NaiveDate,
}

impl Cells {
    pub(super) fn new(page: &domain::competency::ClassLevels) -> Self {
        let mut all = HashMap::new();
        for (row, it) in page.rows.iter().enumerate() {
            for (column, mark) in it.marks.iter().enumerate() {
                let cell = Cell {
                    kept: *mark,
                    wanted: None,
                    failed: None,
                };
                all.insert((row, column), RwSignal::new(cell));
            }
        }
        let children = page.rows.iter().map(|it| it.child.clone()).collect();
        Self {
            all: StoredValue::new(all),
            children: StoredValue::new(children),
            competencies: StoredValue::new(page.competencies.clone()),
            seen: RwSignal::new(Seen::default()),
            note: RwSignal::new(String::new()),
            failed: RwSignal::new(Vec::new()),
            today: page.today,
        }
    }

    pub(super) fn cell(self, at: At) -> Option<RwSignal<Cell>> {
        self.all.with_value(|all| all.get(&at).copied())
    }

    pub(super) fn child(self, row: usize) -> Option<ChildName> {
        self.children.with_value(|all| all.get(row).cloned())
    }

    pub(super) fn competency(self, column: usize) -> Option<Competency> {
        self.competencies.with_value(|all| all.get(column).cloned())
    }

    /// The cell of a child and a competency.
    pub(super) fn find(
        self,
        child: PersonId,
        competency: domain::ids::CompetencyId,
    ) -> Option<RwSignal<Cell>> {
        let row = self
            .children
            .with_value(|all| all.iter().position(|it| it.child == child))?;
        let column = self
            .competencies
            .with_value(|all| all.iter().position(|it| it.id == competency))?;
        self.cell((row, column))
    }

    /// Shows at once what is wanted, and sends it; while one is on its way, only the last that was
    /// wanted meanwhile is sent after it.
    pub(super) fn want(self, at: At, wanted: Wanted) {
        let Some(cell) = self.cell(at) else { return };
        let idle = cell.with_untracked(|it| it.wanted.is_none());
        let nothing = cell.with_untracked(|it| it.kept.is_none());
        if idle && nothing && wanted == Wanted::Undone {
            return;
        }
        self.failed.update(|all| all.retain(|it| *it != at));
        cell.update(|it| {
            it.wanted = Some(wanted);
            it.failed = None;
        });
        if idle {
            spawn_local(self.send(at, cell));
        }
    }

    async fn send(self, at: At, cell: RwSignal<Cell>) {
        while let Some(wanted) = cell.try_with_untracked(|it| it.wanted).flatten() {
            let answer = self.call(at, cell, wanted).await;
            let more = cell.try_update(|it| {
                if it.wanted != Some(wanted) && answer.is_ok() {
                    it.kept = answer.unwrap_or(it.kept);
                    return true;
                }
                it.wanted = None;
                match answer {
                    Ok(mark) => it.kept = mark,
                    Err(ApiError(error)) => it.failed = Some((wanted, error)),
                }
                false
            });
            if more != Some(true) {
                let failed = cell.try_with_untracked(|it| it.failed.is_some());
                if failed == Some(true) {
                    self.failed.update(|all| all.push(at));
                }
                return;
            }
        }
    }

    async fn call(
        self,
        (row, column): At,
        cell: RwSignal<Cell>,
        wanted: Wanted,
    ) -> Result<Option<Mark>, ApiError> {
        let gone = ApiError(AppError::NotFound);
        let (Some(child), Some(competency)) = (self.child(row), self.competency(column)) else {
            return Err(gone);
        };
        match wanted {
            Wanted::Level(level) => {
                let draft = LevelDraft {
                    competency: competency.id,
                    level,
                    seen: self.seen.get_untracked(),
                    note: self.note.get_untracked(),
                    on: self.today,
                };
                api::set_level(child.child, draft).await
            }
            Wanted::Undone => match cell.with_untracked(|it| it.kept) {
                Some(mark) => api::undo_level(child.child, mark.entry).await,
                None => Ok(None),
            },
        }
    }
}
