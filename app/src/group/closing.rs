//! Whether a group helped: what can be seen of each child, and the teacher's own word.

use super::table::Table;
use crate::{
    i18n::*,
    ui::{Dialog, HelpedPick, Icon, LevelTag, TextArea},
};
use domain::{
    group::{Group, Helped, Member, NOTE},
    ids::GroupId,
};
use leptos::prelude::*;

/// Then and now of each child, in the order in which they joined: of its own, never beside another.
#[component]
pub(super) fn Helping(group: Memo<Option<Group>>) -> impl IntoView {
    let i18n = use_i18n();
    let has = |of: fn(&Member) -> bool| {
        Memo::new(move |_| group.with(|it| it.as_ref().is_some_and(|it| it.members.iter().any(of))))
    };
    let (levels, ticks) = (has(|it| it.then.is_some()), has(|it| it.ticks.is_some()));
    let members = Memo::new(move |_| {
        group
            .with(|it| it.as_ref().map(|it| it.members.clone()))
            .unwrap_or_default()
    });
    let head = move |words: Signal<&'static str>| {
        view! { <th class="ui-table-head" scope="col">{words}</th> }
    };
    let row = move |it: Member| {
        let level = move |level| {
            view! {
                <td class="ui-table-cell"><LevelTag level=Signal::derive(move || level) /></td>
            }
        };
        let then = it.then.unwrap_or_default();
        let count = it.ticks.map_or_else(|| "–".to_owned(), |it| it.to_string());
        view! {
            <tr class="ui-table-row" data-then=it.child.child.to_string()>
                <th class="ui-table-cell" scope="row">{it.child.name}</th>
                {levels.get().then(|| view! { {level(then.before)} {level(then.now)} })}
                {ticks.get().then(|| view! { <td class="ui-table-cell">{count}</td> })}
            </tr>
        }
    };
    let shown = move || {
        (levels.get() || ticks.get()).then(|| view! {
        <details class="desk-history" data-list="helping">
            <summary>{move || t_string!(i18n, group.is_it_helping)}</summary>
            <div
                class="ui-table-wrap"
                tabindex="0"
                role="group"
                aria-label=move || t_string!(i18n, group.is_it_helping)
            >
                <table class="ui-table">
                    <thead>
                        <tr>
                            {head(Signal::derive(move || t_string!(i18n, group.child)))}
                            {levels.get().then(|| view! {
                                {head(Signal::derive(move || t_string!(i18n, group.before)))}
                                {head(Signal::derive(move || t_string!(i18n, group.now)))}
                            })}
                            {ticks.get().then(|| head(Signal::derive(move || t_string!(i18n, group.ticks))))}
                        </tr>
                    </thead>
                    <tbody>{move || members.get().into_iter().map(row).collect_view()}</tbody>
                </table>
            </div>
        </details>
    })
    };
    view! { {shown} }.into_any()
}

/// The closing word of a group.
#[component]
pub(super) fn EndDialog(table: Table, ending: RwSignal<Option<GroupId>>) -> impl IntoView {
    let i18n = use_i18n();
    let open = RwSignal::new(false);
    let helped = RwSignal::new(None::<Helped>);
    let note = RwSignal::new(String::new());
    Effect::new(move |_| {
        if ending.with(Option::is_some) {
            helped.set(None);
            note.set(String::new());
            open.set(true);
        }
    });
    Effect::new(move |_| {
        if !open.get() {
            ending.set(None);
        }
    });
    let end = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        if let (Some(group), Some(helped)) = (ending.get_untracked(), helped.get_untracked()) {
            table.end(group, helped, note.get_untracked());
            open.set(false);
        }
    };
    let title = Signal::derive(move || {
        let name = table.spot_name(ending.get());
        t_string!(i18n, group.end_of, name).to_string()
    });
    view! {
        <Dialog open title>
            <form class="ui-form" on:submit=end>
                <HelpedPick helped name="group-helped" />
                <TextArea
                    label=Signal::derive(move || t_string!(i18n, group.in_a_sentence).to_owned())
                    name="closing"
                    value=note
                    longest=NOTE
                />
                <div class="ui-dialog-foot">
                    <button
                        class="ui-button"
                        data-kind="main"
                        data-act="keep-end"
                        disabled=move || helped.get().is_none()
                    >
                        <Icon name="check" />
                        {move || t_string!(i18n, group.end)}
                    </button>
                </div>
            </form>
        </Dialog>
    }
    .into_any()
}
