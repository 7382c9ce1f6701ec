//! The handle by which the page's parts move children and have the school keep it. What a move does is
//! `domain::group`'s. A finger, a mouse and the keyboard all end in [`Table::put`].

use super::api::{self, GroupsRead, ReadyGoal};
use crate::{
    ApiError,
    desk::ui::{once_shown, step_focus},
    i18n::*,
};
use domain::{
    AppError,
    group::{
        Group, GroupAct, GroupDraft, GroupTable, GroupUndo, Groups, Hand, Helpfulness, LiftedChild,
        Move, Spot,
    },
    ids::{ClassId, GroupId, PersonId},
};
use leptos::{prelude::*, task::spawn_local};
use leptos_i18n::I18nContext;
use wasm_bindgen::JsCast as _;
use web_sys::{HtmlElement, window};

#[derive(Clone, Copy)]
pub(super) struct Table {
    pub(super) class: ClassId,
    /// Whether they move children, or only look.
    pub(super) can_edit: bool,
    state: RwSignal<GroupTable>,
    groups: Memo<Groups>,
    pub(super) hand: RwSignal<Hand>,
    /// What the handles of the children share.
    pub(super) dragging: RwSignal<bool>,
    /// Goals that can be given to a group.
    pub(super) ready: StoredValue<Vec<ReadyGoal>>,
    pub(super) said: RwSignal<String>,
    pub(super) refused: RwSignal<Option<AppError>>,
    i18n: I18nContext<Locale>,
}

impl Table {
    pub(super) fn new(class: ClassId, read: GroupsRead, can_edit: bool) -> Self {
        let state = RwSignal::new(GroupTable::new(read.groups));
        Self {
            class,
            can_edit,
            state,
            groups: Memo::new(move |_| state.with(|it| it.groups().clone())),
            hand: RwSignal::new(Hand::default()),
            dragging: RwSignal::new(false),
            ready: StoredValue::new(read.ready),
            said: RwSignal::new(String::new()),
            refused: RwSignal::new(None),
            i18n: use_i18n(),
        }
    }

    /// Of the groups as they are shown now.
    pub(super) fn with<T>(self, get: impl FnOnce(&Groups) -> T) -> T {
        self.groups.with(get)
    }

    pub(super) fn group(self, id: GroupId) -> Option<Group> {
        self.state.with(|it| it.group(id).cloned())
    }

    /// The groups that go on, or those that have ended.
    pub(super) fn ids(self, ended: bool) -> Vec<GroupId> {
        self.state.with(|it| it.ids(ended))
    }

    /// The move that puts a child there, where there is one.
    pub(super) fn plan_move(self, child: LiftedChild, to: Option<GroupId>) -> Option<Move> {
        self.state.with(|it| it.plan_move(child, to))
    }

    /// Whether there is something to undo.
    pub(super) fn can_undo(self) -> bool {
        self.state.with(|it| it.last().is_some())
    }

    pub(super) fn is_sending(self) -> bool {
        self.state.with(GroupTable::is_sending)
    }

    pub(super) fn name(self, child: PersonId) -> String {
        let name = |it: &GroupTable| it.child(child).map(|it| it.name.clone());
        self.state.with_untracked(name).unwrap_or_default()
    }

    /// A group's name, or that of the class.
    pub(super) fn spot_name(self, spot: Option<GroupId>) -> String {
        let Some(id) = spot else {
            return tu_string!(self.i18n, group.the_class).to_owned();
        };
        let name = |it: &GroupTable| it.group(id).map(|it| it.name.clone());
        self.state.with_untracked(name).unwrap_or_default()
    }

    /// Picks a child up by a tap or a key.
    pub(super) fn lift(self, child: LiftedChild) {
        self.hand.update(|it| it.lift(child));
        self.say_lifted(child);
        if child.by_key {
            // The places to put it are on the page only then.
            once_shown(|| step_focus("[data-put]", true));
        }
    }

    /// Picks a child up that a pointer pulls along.
    pub(super) fn drag(self, child: LiftedChild) {
        self.hand.update(|it| it.drag(child));
        self.say_lifted(child);
    }

    fn say_lifted(self, child: LiftedChild) {
        let name = self.name(child.child);
        self.said
            .set(tu_string!(self.i18n, group.lifted, name).to_string());
    }

    /// Puts the child down where it was.
    pub(super) fn lower(self) {
        let Some(lifted) = self.hand.try_update(Hand::release).flatten() else {
            return;
        };
        let name = self.name(lifted.child);
        self.said
            .set(tu_string!(self.i18n, group.lowered, name).to_string());
        if lifted.by_key {
            focus_chip(lifted.child, lifted.from);
        }
    }

    /// Puts the child in hand into a group, or back to the class: out of the group it was in.
    pub(super) fn put(self, to: Option<GroupId>) {
        let Some(lifted) = self.hand.with_untracked(Hand::lifted) else {
            return;
        };
        let Some(it) = untrack(|| self.plan_move(lifted, to)) else {
            return self.lower();
        };
        self.hand.set(Hand::default());
        self.go(it, Some(GroupAct::Moved(it)));
        if lifted.by_key {
            focus_chip(lifted.child, to);
        }
    }

    /// Shows a move at once, and has the school keep it.
    fn go(self, it: Move, done: Option<GroupAct>) {
        self.state.update(|table| table.show_move(it));
        let (name, place) = (self.name(it.child), self.spot_name(it.to));
        self.said
            .set(tu_string!(self.i18n, group.put, name, place).to_string());
        self.act(api::put_child(self.class, it), move |()| done);
    }

    /// Has the school do something, then shows what it has.
    pub(super) fn act<T: 'static>(
        self,
        work: impl Future<Output = Result<T, ApiError>> + 'static,
        done: impl FnOnce(T) -> Option<GroupAct> + 'static,
    ) {
        self.state.update(GroupTable::begin_sending);
        self.refused.set(None);
        spawn_local(async move {
            let (done, refused) = match work.await {
                Ok(it) => (Ok(done(it)), None),
                Err(ApiError(error)) => (Err(()), Some(error)),
            };
            if self.state.try_update(|it| it.end_sending(done)).is_none() {
                return;
            }
            if refused.is_some() {
                self.refused.set(refused);
            }
            if let Ok(read) = api::read_groups(self.class).await {
                self.ready.try_set_value(read.ready);
                self.state.try_update(|it| it.receive(read.groups));
            }
        });
    }

    pub(super) fn make(self, draft: GroupDraft, children: Vec<PersonId>) {
        let name = draft.name.clone();
        self.said
            .set(tu_string!(self.i18n, group.made, name).to_string());
        let made = api::make_group(self.class, draft, children);
        self.act(made, |id| Some(GroupAct::Made(id)));
    }

    pub(super) fn change(self, group: GroupId, draft: GroupDraft) {
        self.act(api::change_group(self.class, group, draft), |()| None);
    }

    pub(super) fn end(self, group: GroupId, helped: Helpfulness, note: String) {
        let end = api::end_group(self.class, group, Some(helped), note);
        self.act(end, move |()| Some(GroupAct::Ended(group)));
    }

    pub(super) fn give(self, group: GroupId, entry: String) {
        let given = api::give_group_goal(self.class, group, entry);
        self.act(given, |()| None);
    }

    pub(super) fn undo(self) {
        match self.state.try_update(GroupTable::take_undo).flatten() {
            Some(GroupUndo::Move(it)) => self.go(it, None),
            Some(GroupUndo::Delete(group)) => {
                self.act(api::take_group_back(self.class, group), |()| None);
            }
            Some(GroupUndo::Reopen(group)) => {
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
        let spot = Spot::from(spot);
        let chip = format!("[data-spot='{spot}'] [data-chip='{child}']");
        let page = window().and_then(|it| it.document());
        let found = page.and_then(|it| it.query_selector(&chip).ok().flatten());
        if let Some(chip) = found.and_then(|it| it.dyn_into::<HtmlElement>().ok()) {
            let _ = chip.focus();
        }
    });
}
