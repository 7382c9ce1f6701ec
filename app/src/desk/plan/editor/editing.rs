//! The state of the one editor of a child's plan: what is typed of which goal. It outlives the
//! editor's closing, a refusal, and a way to another page and back.

use super::drafts::{Begun, Drafts};
use domain::{
    Lang,
    competency::Competency,
    ids::{GoalId, PersonId},
    plan::{Draft, Goal, TypedGoal},
};
use leptos::{ev, prelude::*};

#[derive(Clone, Copy)]
pub(crate) struct Editing {
    pub(crate) open: RwSignal<bool>,
    pub(crate) typed: RwSignal<TypedGoal>,
    /// The goal and the revision it is typed from; none: a new one.
    pub(crate) of: RwSignal<Option<(GoalId, u32)>>,
    /// What somebody else made of it meanwhile.
    pub(crate) stands: RwSignal<Option<Goal>>,
    /// What was begun of other goals and not saved.
    begun: RwSignal<Vec<Begun>>,
    /// What the form held when it was filled, to know whether anything was typed since; none once
    /// that was saved. It is filled anew when the editor opens next: a form that is being taken
    /// down must not be given new lines.
    filled: RwSignal<Option<TypedGoal>>,
}

impl Editing {
    pub(crate) fn new(child: PersonId) -> Self {
        let drafts = use_context::<Drafts>();
        let mut begun = drafts.map(|it| it.of(child)).unwrap_or_default();
        let new = begun.iter().position(|it| it.of.is_none());
        let first = new.map_or_else(Begun::new, |at| begun.remove(at));
        let it = Self {
            open: RwSignal::new(false),
            typed: RwSignal::new(first.typed),
            of: RwSignal::new(None),
            stands: RwSignal::new(None),
            begun: RwSignal::new(begun),
            filled: RwSignal::new(Some(TypedGoal::default())),
        };
        if let Some(drafts) = drafts {
            // At once when the editor closes: on a slow line the page that comes back may be made
            // before the one that was left is taken down.
            Effect::new(move |_| {
                if !it.open.get() {
                    drafts.keep(child, it.unsaved());
                }
            });
            on_cleanup(move || {
                if it.open.try_get_untracked() == Some(true) {
                    drafts.keep(child, it.unsaved());
                }
            });
        }
        it.ask_before_the_tab_closes();
        it
    }

    /// All that is typed and not saved.
    fn unsaved(self) -> Vec<Begun> {
        let mut all = self.begun.try_get_untracked().unwrap_or_default();
        let filled = self.filled.try_get_untracked().flatten();
        let pair = self.typed.try_get_untracked().zip(filled);
        if let Some((typed, _)) = pair.filter(|(typed, filled)| typed != filled) {
            all.push(Begun {
                of: self.of.try_get_untracked().flatten(),
                typed,
                stands: self.stands.try_get_untracked().flatten(),
            });
        }
        all
    }

    fn ask_before_the_tab_closes(self) {
        Effect::new(move |_| {
            let handle = window_event_listener(ev::beforeunload, move |event| {
                if !self.unsaved().is_empty() {
                    event.prevent_default();
                }
            });
            on_cleanup(move || handle.remove());
        });
    }

    /// Opens the editor; what was begun of this goal is gone on with.
    pub(crate) fn begin(self, goal: Option<&Goal>, lang: Lang) {
        if self.filled.with_untracked(Option::is_none) {
            self.take(None, lang);
        }
        let wanted = goal.map(|it| it.id);
        if self.of.get_untracked().map(|(id, _)| id) != wanted {
            let left = Begun {
                of: self.of.get_untracked(),
                typed: self.typed.get_untracked(),
                stands: self.stands.get_untracked(),
            };
            let is_typed = Some(&left.typed) != self.filled.get_untracked().as_ref();
            let found = self.begun.try_update(|all| {
                let found = all.iter().position(|it| it.goal() == wanted);
                let found = found.map(|at| all.remove(at));
                if is_typed {
                    all.push(left);
                }
                found
            });
            // What is taken up again is not what the form would be filled with.
            self.take(goal, lang);
            if let Some(begun) = found.flatten() {
                self.of.set(begun.of);
                self.typed.set(begun.typed);
                self.stands.set(begun.stands);
            }
        }
        self.typed.update(TypedGoal::go_nowhere);
        self.open.set(true);
    }

    /// Opens the editor with a new goal that aims at a competency.
    pub(crate) fn begin_aim(self, competency: &Competency, lang: Lang, child: Lang) {
        self.begin(None, lang);
        self.take(None, lang);
        self.typed.update(|it| it.aim_at(competency, lang, child));
    }

    /// Puts what stands now in place of what was typed.
    pub(crate) fn take(self, goal: Option<&Goal>, lang: Lang) {
        let typed = goal.map(|it| TypedGoal::of(&Draft::of(it), lang));
        let typed = typed.unwrap_or_default();
        self.filled.set(Some(typed.clone()));
        self.typed.set(typed);
        self.of.set(goal.map(|it| (it.id, it.rev)));
        self.stands.set(None);
    }

    /// What was typed is kept by the school.
    pub(crate) fn done(self) {
        self.open.set(false);
        self.filled.set(None);
    }
}
