//! The cells of the class's table, and how they are sent. What a cell shows is `domain::competency`'s.

use super::api;
use crate::ApiError;
use chrono::NaiveDate;
use domain::{
    AppError,
    competency::{
        AfterAnswer, CellIndex, ClassLevels, Competency, LevelCell, LevelChange, LevelDraft,
        LevelMark, LevelSource,
    },
    ids::PersonId,
    school::ChildName,
};
use leptos::{prelude::*, task::spawn_local};
use std::collections::HashMap;

/// All cells of the page, and how they are written.
#[derive(Clone, Copy)]
pub(super) struct Cells {
    all: StoredValue<HashMap<CellIndex, RwSignal<LevelCell<AppError>>>>,
    children: StoredValue<Vec<ChildName>>,
    competencies: StoredValue<Vec<Competency>>,
    pub(super) seen: RwSignal<LevelSource>,
    pub(super) note: RwSignal<String>,
    /// Those that failed, in the order in which they did.
    pub(super) failed: RwSignal<Vec<CellIndex>>,
    pub(super) today: NaiveDate,
}

impl Cells {
    pub(super) fn new(page: &ClassLevels) -> Self {
        let mut all = HashMap::new();
        for (row, it) in page.rows.iter().enumerate() {
            for (column, mark) in it.marks.iter().enumerate() {
                all.insert((row, column), RwSignal::new(LevelCell::new(*mark)));
            }
        }
        let children = page.rows.iter().map(|it| it.child.clone()).collect();
        Self {
            all: StoredValue::new(all),
            children: StoredValue::new(children),
            competencies: StoredValue::new(page.competencies.clone()),
            seen: RwSignal::new(LevelSource::default()),
            note: RwSignal::new(String::new()),
            failed: RwSignal::new(Vec::new()),
            today: page.today,
        }
    }

    pub(super) fn cell(self, at: CellIndex) -> Option<RwSignal<LevelCell<AppError>>> {
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
    ) -> Option<RwSignal<LevelCell<AppError>>> {
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
    pub(super) fn want(self, at: CellIndex, change: LevelChange) {
        let Some(cell) = self.cell(at) else { return };
        if !cell.with_untracked(|it| it.accepts(change)) {
            return;
        }
        self.failed.update(|all| all.retain(|it| *it != at));
        if cell.try_update(|it| it.want(change)) == Some(true) {
            spawn_local(self.send(at, cell));
        }
    }

    async fn send(self, at: CellIndex, cell: RwSignal<LevelCell<AppError>>) {
        while let Some(change) = cell.try_with_untracked(LevelCell::wanted).flatten() {
            let answer = self.call(at, cell, change).await.map_err(|it| it.0);
            match cell.try_update(|it| it.answer(change, answer)) {
                Some(AfterAnswer::SendNext) => {}
                Some(AfterAnswer::Failed) => return self.failed.update(|all| all.push(at)),
                Some(AfterAnswer::Resting) | None => return,
            }
        }
    }

    async fn call(
        self,
        (row, column): CellIndex,
        cell: RwSignal<LevelCell<AppError>>,
        change: LevelChange,
    ) -> Result<Option<LevelMark>, ApiError> {
        let gone = ApiError(AppError::NotFound);
        let (Some(child), Some(competency)) = (self.child(row), self.competency(column)) else {
            return Err(gone);
        };
        match change {
            LevelChange::Level(level) => {
                let draft = LevelDraft {
                    competency: competency.id,
                    level,
                    seen: self.seen.get_untracked(),
                    note: self.note.get_untracked(),
                    on: self.today,
                };
                api::set_level(child.child, draft).await
            }
            LevelChange::Undo => match cell.with_untracked(LevelCell::mark) {
                Some(mark) => api::undo_level(child.child, mark.entry).await,
                None => Ok(None),
            },
        }
    }
}
