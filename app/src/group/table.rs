//! What lies on the desk: the groups as they are shown, who is in hand, and every act with its way
//! back. A finger, a mouse and the keyboard all end in [`Table::put`].

use super::api::{self, GroupsRead};
use crate::{
    ApiError,
    i18n::*,
    ui::{once_shown, step_focus},
};
use domain::{
    AppError,
    group::{Group, GroupDraft, Groups, Helped, Move, moved},
    ids::{ClassId, GroupId, PersonId},
    school::ChildName,
};
use leptos::{prelude::*, task::spawn_local};
use leptos_i18n::I18nContext;
use wasm_bindgen::JsCast as _;
use web_sys::{HtmlElement, window};

/// What a child can be held above.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Spot {
    Class,
    Group(GroupId),
}

impl Spot {
    /// The group; none: the class.
    pub(super) const fn group(self) -> Option<GroupId> {
        match self {
            Self::Class => None,
            Self::Group(id) => Some(id),
        }
    }
}

/// A child in hand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Held {
    pub(super) child: PersonId,
    /// The group it was taken from; none: from the class.
    pub(super) from: Option<GroupId>,
    /// Taken up by a key, which the focus follows.
    pub(super) by_key: bool,
}

/// What was done last, and can be undone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Done {
    Moved(Move),
    Made(GroupId),
    Ended(GroupId),
}

#[derive(Clone, Copy)]
pub(super) struct Table {
    pub(super) class: ClassId,
    /// Whether they move children, or only look.
    pub(super) acts: bool,
    pub(super) read: RwSignal<GroupsRead>,
    pub(super) held: RwSignal<Option<Held>>,
    pub(super) dragging: RwSignal<bool>,
    /// What a dragged child is held above.
    pub(super) over: RwSignal<Option<Spot>>,
    pub(super) said: RwSignal<String>,
    pub(super) done: RwSignal<Option<Done>>,
    pub(super) refused: RwSignal<Option<AppError>>,
    /// So many acts are on their way; what is read meanwhile is old.
    pub(super) busy: RwSignal<usize>,
    i18n: I18nContext<Locale>,
}

impl Table {
    pub(super) fn new(class: ClassId, read: GroupsRead, acts: bool) -> Self {
        Self {
            class,
            acts,
            read: RwSignal::new(read),
            held: RwSignal::new(None),
            dragging: RwSignal::new(false),
            over: RwSignal::new(None),
            said: RwSignal::new(String::new()),
            done: RwSignal::new(None),
            refused: RwSignal::new(None),
            busy: RwSignal::new(0),
            i18n: use_i18n(),
        }
    }

    /// Of the groups as they are shown now.
    pub(super) fn with<T>(self, get: impl FnOnce(&Groups) -> T) -> T {
        self.read.with(|it| get(&it.groups))
    }

    pub(super) fn group(self, id: GroupId) -> Option<Group> {
        self.with(|it| it.groups.iter().find(|it| it.id == id).cloned())
    }

    fn child(self, id: PersonId) -> Option<ChildName> {
        let find = |it: &GroupsRead| it.groups.children.iter().find(|it| it.child == id).cloned();
        self.read.with_untracked(find)
    }

    pub(super) fn name(self, child: PersonId) -> String {
        self.child(child).map(|it| it.name).unwrap_or_default()
    }

    /// A group's name, or that of the class.
    pub(super) fn spot_name(self, spot: Option<GroupId>) -> String {
        let Some(id) = spot else {
            return tu_string!(self.i18n, group.the_class).to_owned();
        };
        let name = |it: &GroupsRead| {
            let group = it.groups.groups.iter().find(|it| it.id == id)?;
            Some(group.name.clone())
        };
        self.read.with_untracked(name).unwrap_or_default()
    }

    pub(super) fn lift(self, held: Held) {
        self.held.set(Some(held));
        let name = self.name(held.child);
        self.said
            .set(tu_string!(self.i18n, group.lifted, name).to_string());
        if held.by_key {
            // The places to put it are on the page only then.
            once_shown(|| step_focus("[data-put]", true));
        }
    }

    /// Puts the child down where it was.
    pub(super) fn lower(self) {
        self.over.set(None);
        self.dragging.set(false);
        let Some(held) = self.held.try_update(Option::take).flatten() else {
            return;
        };
        let name = self.name(held.child);
        self.said
            .set(tu_string!(self.i18n, group.lowered, name).to_string());
        if held.by_key {
            focus_chip(held.child, held.from);
        }
    }

    /// Puts the child in hand into a group, or back to the class: out of the group it was in.
    pub(super) fn put(self, to: Option<GroupId>) {
        let Some(held) = self.held.get_untracked() else {
            return;
        };
        let there = to.and_then(|id| untrack(|| self.group(id)));
        if to == held.from || there.is_some_and(|it| it.has(held.child)) {
            return self.lower();
        }
        self.over.set(None);
        self.dragging.set(false);
        self.held.set(None);
        let it = Move {
            child: held.child,
            from: held.from,
            to,
        };
        self.go(it, Some(Done::Moved(it)));
        if held.by_key {
            focus_chip(held.child, to);
        }
    }

    /// Shows a move at once, and has the school keep it.
    fn go(self, it: Move, done: Option<Done>) {
        if let Some(child) = self.child(it.child) {
            self.read.update(|read| {
                let today = read.groups.today;
                moved(&mut read.groups.groups, it, &child, today);
            });
        }
        let (name, place) = (self.name(it.child), self.spot_name(it.to));
        self.said
            .set(tu_string!(self.i18n, group.put, name, place).to_string());
        self.act(api::put_child(self.class, it), move |()| done);
    }

    /// Has the school do something, then shows what stands.
    pub(super) fn act<T: 'static>(
        self,
        work: impl Future<Output = Result<T, ApiError>> + 'static,
        done: impl FnOnce(T) -> Option<Done> + 'static,
    ) {
        self.busy.update(|it| *it += 1);
        self.refused.set(None);
        spawn_local(async move {
            let answer = work.await;
            if self.busy.try_update(|it| *it -= 1).is_none() {
                return;
            }
            match answer {
                Ok(it) => self.done.set(done(it)),
                Err(ApiError(error)) => self.refused.set(Some(error)),
            }
            if let Ok(read) = api::read_groups(self.class).await
                && self.busy.try_get_untracked() == Some(0)
            {
                self.read.set(read);
            }
        });
    }

    pub(super) fn make(self, draft: GroupDraft, children: Vec<PersonId>) {
        let name = draft.name.clone();
        self.said
            .set(tu_string!(self.i18n, group.made, name).to_string());
        let made = api::make_group(self.class, draft, children);
        self.act(made, |id| Some(Done::Made(id)));
    }

    pub(super) fn change(self, group: GroupId, draft: GroupDraft) {
        self.act(api::change_group(self.class, group, draft), |()| None);
    }

    pub(super) fn end(self, group: GroupId, helped: Helped, note: String) {
        let end = api::end_group(self.class, group, Some(helped), note);
        self.act(end, move |()| Some(Done::Ended(group)));
    }

    pub(super) fn give(self, group: GroupId, entry: String) {
        let given = api::give_group_goal(self.class, group, entry);
        self.act(given, |()| None);
    }

    pub(super) fn undo(self) {
        match self.done.try_update(Option::take).flatten() {
            Some(Done::Moved(it)) => self.go(it.back(), None),
            Some(Done::Made(group)) => {
                self.act(api::take_group_back(self.class, group), |()| None);
            }
            Some(Done::Ended(group)) => {
                let again = api::end_group(self.class, group, None, String::new());
                self.act(again, |()| None);
            }
            None => {}
        }
    }
}

/// Puts the focus on a child where it lies now.
fn focus_chip(child: PersonId, spot: Option<GroupId>) {
    once_shown(move || {
        let spot = spot.map_or_else(|| "class".to_owned(), |it| it.to_string());
        let chip = format!("[data-spot='{spot}'] [data-chip='{child}']");
        let page = window().and_then(|it| it.document());
        let found = page.and_then(|it| it.query_selector(&chip).ok().flatten());
        if let Some(chip) = found.and_then(|it| it.dyn_into::<HtmlElement>().ok()) {
            let _ = chip.focus();
        }
    });
}
