//! What a teacher is writing down on the board, from the first tap to the undo.

use super::api::{observe, undo_observation};
use crate::ApiError;
use domain::{
    AppError,
    competency::Competency,
    ids::{ClassId, ObservationId, PersonId},
    limits,
    observation::{ChildChoice, Draft, ObservationSubject},
    profile::Facet,
};
use gloo_timers::future::TimeoutFuture;
use leptos::{html, prelude::*, task::spawn_local};

/// Fetches what can be chosen beside the facets; from where, the desk says.
pub type Competencies = Action<(), Result<Vec<Competency>, ApiError>>;

/// A part of the sheet for a photo of what one child did.
pub type PhotoOf = Callback<PersonId, AnyView>;

/// What the board says of the last one.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct SavedObservation {
    pub(super) id: ObservationId,
    pub(super) children: Vec<PersonId>,
    pub(super) then: Then,
}

#[derive(Clone, Debug, PartialEq)]
pub(super) enum Then {
    SavedObservation,
    Undone,
    Refused(AppError),
}

#[derive(Clone, Copy)]
pub struct Capture {
    pub(super) open: RwSignal<bool>,
    /// The children it is going to be of.
    pub(super) children: RwSignal<ChildChoice>,
    /// Stays from one to the next: who goes round looks at the same thing.
    pub(super) under: RwSignal<ObservationSubject>,
    pub(super) said: RwSignal<String>,
    pub(super) competencies: Competencies,
    pub(super) photo: PhotoOf,
    pub(super) keep: Action<Draft, Result<(), ApiError>>,
    pub(super) undo: Action<ObservationId, Result<(), ApiError>>,
    pub(super) kept: RwSignal<Option<SavedObservation>>,
    /// Where that is said.
    pub(super) line: NodeRef<html::Div>,
    sent: StoredValue<Option<Draft>>,
}

impl Capture {
    pub fn new(class: ClassId, competencies: Competencies, photo: PhotoOf) -> Self {
        let capture = Self {
            open: RwSignal::new(false),
            children: RwSignal::new(ChildChoice::default()),
            under: RwSignal::new(ObservationSubject::Facet(Facet::Strengths)),
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
        if self.children.with_untracked(|it| it.began) != child {
            self.said.set(String::new());
        }
        self.children.set(ChildChoice::begin(child));
        self.under.update(|it| *it = it.without_level());
        self.keep.clear();
        self.open.set(true);
    }

    pub(super) fn send(self) {
        let draft = Draft {
            id: ObservationId(crate::ui::browser::new_uuid()),
            children: self.children.with_untracked(|it| it.chosen.clone()),
            under: self.under.get_untracked(),
            said: self.said.get_untracked(),
        };
        let draft = self.sent.with_value(|sent| draft.resent(sent.as_ref()));
        self.sent.set_value(Some(draft.clone()));
        self.keep.dispatch(draft);
    }

    fn is_kept(self) {
        let Some(draft) = self.sent.try_update_value(Option::take).flatten() else {
            return;
        };
        self.said.set(String::new());
        self.open.set(false);
        self.show(SavedObservation {
            id: draft.id,
            children: draft.children,
            then: Then::SavedObservation,
        });
    }

    fn then(self, then: Then) {
        if let Some(kept) = self.kept.get_untracked() {
            self.show(SavedObservation { then, ..kept });
        }
    }

    /// Says it for a while, and on as long as somebody points at it.
    fn show(self, kept: SavedObservation) {
        self.kept.set(Some(kept.clone()));
        spawn_local(async move {
            loop {
                TimeoutFuture::new(limits::observation::UNDO_SHOWN_MS).await;
                let stands = |it: &Option<SavedObservation>| it.as_ref() == Some(&kept);
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
