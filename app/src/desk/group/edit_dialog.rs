//! What a group is called, for and until when.

use super::table::Table;
use crate::{
    i18n::*,
    ui::{Button, ButtonKind, Dialog, Icon, Select, TextArea, picture},
};
use domain::{
    competency::Competency,
    group::{GroupDraft, GroupSpan, ends, last_day},
    ids::{CompetencyId, GroupId, PersonId},
    limits,
    school::ChildName,
};
use leptos::prelude::*;

/// What is being written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Editing {
    /// A new one, for a competency if one was asked for, of these children; further ones are put in
    /// after.
    New(Option<CompetencyId>, Vec<PersonId>),
    Change(GroupId),
}

#[component]
pub(super) fn EditDialog(table: Table, editing: RwSignal<Option<Editing>>) -> impl IntoView {
    let i18n = use_i18n();
    let open = RwSignal::new(false);
    Effect::new(move |_| {
        if editing.with(Option::is_some) {
            open.set(true);
        }
    });
    Effect::new(move |_| {
        if !open.get() {
            editing.set(None);
        }
    });
    let title = Signal::derive(move || match editing.get() {
        Some(Editing::Change(id)) => table.spot_name(Some(id)),
        _ => t_string!(i18n, group.new_group).to_owned(),
    });
    view! {
        <Dialog open title>
            {move || editing.get().map(|it| view! { <GroupForm table editing=it open /> })}
        </Dialog>
    }
    .into_any()
}

#[component]
fn GroupForm(table: Table, editing: Editing, open: RwSignal<bool>) -> impl IntoView {
    let i18n = use_i18n();
    let group = match editing {
        Editing::Change(id) => untrack(|| table.group(id)),
        Editing::New(..) => None,
    };
    let (asked, children) = match &editing {
        Editing::New(aim, children) => (*aim, children.clone()),
        Editing::Change(_) => (None, Vec::new()),
    };
    let code = asked.and_then(|id| untrack(|| table.with(|it| it.code_of(id))));
    let (today, term) = untrack(|| table.with(|it| (it.today, it.term_ends)));
    let begins = group.as_ref().map_or(today, |it| it.begins);
    let name = group.as_ref().map(|it| it.name.clone());
    let name = RwSignal::new(name.or(code).unwrap_or_default());
    let note = RwSignal::new(group.as_ref().map(|it| it.note.clone()).unwrap_or_default());
    let until = group
        .as_ref()
        .map_or_else(|| ends(begins, term), |it| it.ends);
    let until = RwSignal::new(until.to_string());
    let span = RwSignal::new(group.as_ref().map(|it| it.span).unwrap_or_default());
    let aim = RwSignal::new(match &group {
        Some(it) => it.competency.as_ref().map(|it| it.id),
        None => asked,
    });
    let chosen = untrack(|| table.with(|it| it.named(&children)));
    let save = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let Ok(ends) = until.get_untracked().parse() else {
            return;
        };
        let draft = GroupDraft {
            name: name.get_untracked(),
            note: note.get_untracked(),
            competency: aim.get_untracked(),
            ends,
            span: span.get_untracked(),
        };
        match editing {
            Editing::New(..) => table.make(draft, children.clone()),
            Editing::Change(id) => table.change(id, draft),
        }
        open.set(false);
    };
    let last = move || last_day(begins, span.get(), term).to_string();
    view! {
        <form class="ui-form" on:submit=save>
            <Chosen children=chosen />
            <label class="ui-field">
                <span class="ui-field-label">{move || t_string!(i18n, group.name)}</span>
                <input
                    class="ui-field-input"
                    name="group-name"
                    autocomplete="off"
                    required
                    maxlength=limits::group::NAME_CHARS.to_string()
                    prop:value=name
                    on:input=move |event| name.set(event_target_value(&event))
                />
            </label>
            <GroupAimPick table aim />
            <TextArea
                label=Signal::derive(move || t_string!(i18n, group.note).to_owned())
                name="group-note"
                value=note
                longest=limits::group::NOTE_CHARS
            />
            <label class="ui-field">
                <span class="ui-field-label">{move || t_string!(i18n, group.ends)}</span>
                <input
                    class="ui-field-input"
                    type="date"
                    name="group-ends"
                    required
                    min=begins.to_string()
                    max=last
                    prop:value=until
                    on:input=move |event| until.set(event_target_value(&event))
                />
                <span class="ui-field-hint">{move || t_string!(i18n, group.ends_hint)}</span>
            </label>
            {term.map(|_| view! { <Longer span /> })}
            <div class="ui-dialog-foot">
                <Button kind=ButtonKind::Main act="keep-group" submit=true>
                    <Icon name="check" />
                    {move || t_string!(i18n, group.keep)}
                </Button>
            </div>
        </form>
    }
    .into_any()
}

/// The children of a group that is new.
#[component]
fn Chosen(children: Vec<ChildName>) -> impl IntoView {
    let faces = children.into_iter().map(|it| {
        view! {
            <span class="group-face" data-chosen=it.child.to_string()>
                <img class="desk-face" src=picture(&it.picture) alt="" />
                {it.name}
            </span>
        }
    });
    let faces = faces.collect_view();
    (!faces.is_empty()).then(|| view! { <p class="group-faces">{faces}</p> })
}

/// Longer than three weeks only by express wish.
#[component]
fn Longer(span: RwSignal<GroupSpan>) -> impl IntoView {
    let i18n = use_i18n();
    let choose = move |event| {
        span.set(match event_target_checked(&event) {
            true => GroupSpan::Term,
            false => GroupSpan::Weeks,
        });
    };
    view! {
        <label class="ui-choice">
            <input
                class="ui-choice-box"
                type="checkbox"
                name="longer"
                prop:checked=move || span.get() == GroupSpan::Term
                on:change=choose
            />
            {move || t_string!(i18n, group.longer)}
        </label>
    }
    .into_any()
}

#[component]
fn GroupAimPick(table: Table, aim: RwSignal<Option<CompetencyId>>) -> impl IntoView {
    let i18n = use_i18n();
    let all = untrack(|| table.with(|it| it.competencies.clone()));
    let option = |it: &Competency| {
        let words = format!("{} {}", it.code, it.statement);
        (it.id.to_string(), words.into())
    };
    view! {
        <Select
            label=move || t_string!(i18n, group.aim)
            data=("data-field", "aim")
            none=move || t_string!(i18n, group.aim_none)
            options=all.iter().map(option).collect()
            chosen=Signal::derive(move || aim.get().map_or_else(String::new, |it| it.to_string()))
            on_choose=move |id: String| aim.set(id.parse().ok())
        />
    }
    .into_any()
}
