//! What a teacher is writing down on the board, from the first tap to the undo.

use super::api::{observe, undo_observation};
use crate::ApiError;
use domain::{
    AppError,
    competency::Competency,
    ids::{ClassId, ObservationId, PersonId},
    observation::{Draft, Under},
    profile::Facet,
};
use gloo_timers::future::TimeoutFuture;
use leptos::{html, prelude::*, task::spawn_local};

/// How long what was kept can be undone from the board, in milliseconds; longer under a finger.
const SHOWN: u32 = 10_000;

/// Fetches what can be chosen beside the facets; from where, the desk says.
pub type Competencies = Action<(), Result<Vec<Competency>, ApiError>>;

/// A part of the sheet for a photo of what one child did.
pub type PhotoOf = Callback<PersonId, AnyView>;

/// What the board says of the last one.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Kept {
    pub(super) id: ObservationId,
    pub(super) children: Vec<PersonId>,
    pub(super) then: Then,
}

#[derive(Clone, Debug, PartialEq)]
pub(super) enum Then {
    Kept,
    Undone,
    Refused(AppError),
}

#[derive(Clone, Copy)]
pub struct Capture {
    pub(super) open: RwSignal<bool>,
    /// Whose tile it began at; none: at the bar.
    pub(super) began: RwSignal<Option<PersonId>>,
    /// Whether the whole class can be chosen.
    pub(super) whole: RwSignal<bool>,
    pub(super) chosen: RwSignal<Vec<PersonId>>,
    /// Stays from one to the next: who goes round looks at the same thing.
    pub(super) under: RwSignal<Under>,
    pub(super) said: RwSignal<String>,
    pub(super) competencies: Competencies,
    pub(super) photo: PhotoOf,
    pub(super) keep: Action<Draft, Result<(), ApiError>>,
    pub(super) undo: Action<ObservationId, Result<(), ApiError>>,
    pub(super) kept: RwSignal<Option<Kept>>,
    /// Where that is said.
    pub(super) line: NodeRef<html::Div>,
    sent: StoredValue<Option<Draft>>,
}

impl Capture {
    pub fn new(class: ClassId, competencies: Competencies, photo: PhotoOf) -> Self {
        let capture = Self {
            open: RwSignal::new(false),
            began: RwSignal::new(None),
            whole: RwSignal::new(false),
            chosen: RwSignal::new(Vec::new()),
            under: RwSignal::new(Under::Facet(Facet::Strengths)),
            said: RwSignal::new(String::new()),
            competencies,
            photo,
            keep: Action::new(move |draft: &Draft| observe(class, draft.clone())),
            undo: Action::new(move |id: &ObservationId| undo_observation(class, *id)),
            kept: RwSignal::new(None),
            line: NodeRef::new(),
            sent: StoredValue::new(None),
        };
        Effect::new(move |_| {
            if let Some(Ok(())) = capture.keep.value().get() {
                capture.is_kept();
            }
        });
        Effect::new(move |_| match capture.undo.value().get() {
            Some(Ok(())) => capture.then(Then::Undone),
            Some(Err(ApiError(error))) => capture.then(Then::Refused(error)),
            None => {}
        });
        capture
    }

    /// Opens the sheet. A sentence that was begun for the same child is still there.
    pub(super) fn begin(self, child: Option<PersonId>) {
        if self.began.get_untracked() != child {
            self.said.set(String::new());
        }
        self.began.set(child);
        self.whole.set(child.is_none());
        self.chosen.set(child.into_iter().collect());
        self.under.update(|it| {
            if let Under::Competency { level, .. } = it {
                *level = None;
            }
        });
        self.keep.clear();
        self.open.set(true);
    }

    /// Chooses a child, or no longer.
    pub(super) fn flip(self, child: PersonId) {
        self.chosen
            .update(|all| match all.iter().position(|it| *it == child) {
                Some(at) => drop(all.remove(at)),
                None => all.push(child),
            });
    }

    pub(super) fn send(self) {
        let mut draft = Draft {
            id: ObservationId(crate::sync::new_uuid()),
            children: self.chosen.get_untracked(),
            under: self.under.get_untracked(),
            said: self.said.get_untracked(),
        };
        // The same once more, after an answer that was lost, is one observation.
        if let Some(id) = self.sent.with_value(|it| it.as_ref().map(|it| it.id)) {
            let again = Draft {
                id,
                ..draft.clone()
            };
            if self.sent.with_value(|it| it.as_ref() == Some(&again)) {
                draft = again;
            }
        }
        self.sent.set_value(Some(draft.clone()));
        self.keep.dispatch(draft);
    }

    fn is_kept(self) {
        let Some(draft) = self.sent.try_update_value(Option::take).flatten() else {
            return;
        };
        self.said.set(String::new());
        self.open.set(false);
        self.show(Kept {
            id: draft.id,
            children: draft.children,
            then: Then::Kept,
        });
    }

    fn then(self, then: Then) {
        if let Some(kept) = self.kept.get_untracked() {
            self.show(Kept { then, ..kept });
        }
    }

    /// Says it for a while, and on as long as somebody points at it.
    fn show(self, kept: Kept) {
        self.kept.set(Some(kept.clone()));
        spawn_local(async move {
            loop {
                TimeoutFuture::new(SHOWN).await;
                let stands = |it: &Option<Kept>| it.as_ref() == Some(&kept);
                if self.kept.try_with_untracked(stands) != Some(true) {
                    return;
                }
                if !self.is_pointed_at() {
                    self.kept.set(None);
                    return;
                }
            }
        });
    }

    fn is_pointed_at(self) -> bool {
        let line = self.line.try_get_untracked().flatten();
        line.is_some_and(|it| it.matches(":hover, :focus-within").unwrap_or(false))
    }
}
