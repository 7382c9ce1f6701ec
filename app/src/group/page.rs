//! The groups of a class: what could be one on one side, those there are on the other.

use super::{
    api::{self, GroupsRead},
    boxes::{Asks, ClassTray, GroupBox},
    closing::EndDialog,
    edit::{EditDialog, Editing},
    goal::GoalDialog,
    suggestions::Suggestions,
    table::Table,
};
use crate::{
    ApiError,
    i18n::*,
    ui::{Banner, Dialog, Icon, PrintButton, Trouble, step_focus, told},
};
use domain::{
    group::{Group, Notice},
    ids::{ClassId, GroupId},
};
use leptos::{ev::KeyboardEvent, prelude::*};
use leptos_meta::Title;
use leptos_router::hooks::use_query_map;

/// What another feature knows of a group.
pub type OfGroup = Callback<GroupId, AnyView>;

#[component]
pub fn GroupsPage(
    class: ClassId,
    acts: bool,
    /// What was tried with a group.
    #[prop(into)]
    tried: OfGroup,
) -> impl IntoView {
    let read = Resource::new(|| (), move |()| api::read_groups(class));
    view! {
        <Suspense>
            {move || read.get().map(|it| match it {
                Ok(read) => view! { <Whole class read acts tried /> }.into_any(),
                Err(ApiError(error)) => view! { <Trouble error /> }.into_any(),
            })}
        </Suspense>
    }
    .into_any()
}

#[component]
fn Whole(class: ClassId, read: GroupsRead, acts: bool, tried: OfGroup) -> impl IntoView {
    let i18n = use_i18n();
    let table = Table::new(class, read, acts);
    let query = use_query_map();
    let asked = Memo::new(move |_| query.read().get("competency"));
    let editing = RwSignal::new(None::<Editing>);
    let (giving, ending, looking) = (
        RwSignal::new(None::<GroupId>),
        RwSignal::new(None::<GroupId>),
        RwSignal::new(None::<GroupId>),
    );
    let asks = Asks {
        change: Callback::new(move |id| editing.set(Some(Editing::Change(id)))),
        goal: Callback::new(move |id| giving.set(Some(id))),
        end: Callback::new(move |id| ending.set(Some(id))),
        tried: Callback::new(move |id| looking.set(Some(id))),
    };
    let heading = move || {
        let class = table.with(|it| it.title.clone());
        t_string!(i18n, group.groups_of, class).to_string()
    };
    view! {
        <Title text=heading />
        <div class="board-bar">
            <h1 class="board-title">{heading}</h1>
            {acts.then(|| view! {
                <button
                    type="button"
                    class="ui-button desk-noprint"
                    data-act="new-group"
                    on:click=move |_| editing.set(Some(Editing::New(None)))
                >
                    <Icon name="plus" />
                    {move || t_string!(i18n, group.new_group)}
                </button>
            })}
            <PrintButton />
        </div>
        <Notices table />
        <LastAct table />
        <div class="group-columns">
            <Suggestions table asked editing />
            <Living table asks />
        </div>
        <Ended table asks />
        <EditDialog table editing />
        <GoalDialog table giving />
        <EndDialog table ending />
        <TriedDialog table looking tried />
    }
    .into_any()
}

/// Who is grouped together again and again.
#[component]
fn Notices(table: Table) -> impl IntoView {
    let i18n = use_i18n();
    let all = Memo::new(move |_| table.with(|it| it.notices.clone()));
    let words = move |it: &Notice| {
        let names: Vec<String> = it.children.iter().map(|it| table.name(*it)).collect();
        let (names, n) = (names.join(", "), it.groups);
        t_string!(i18n, group.again_and_again, names, n).to_string()
    };
    move || {
        all.with(|all| {
            let lines = all.iter().map(|it| view! { <p>{words(it)}</p> });
            let lines = lines.collect_view();
            (!all.is_empty()).then(|| {
                view! {
                    <div data-list="notices">
                        <Banner kind="info" icon="info">{lines}</Banner>
                    </div>
                }
            })
        })
    }
}

/// What was done last, aloud; the way back from it; and why it did not go.
#[component]
fn LastAct(table: Table) -> impl IntoView {
    let i18n = use_i18n();
    view! {
        {move || table.refused.get().map(|error| view! {
            <Banner kind="wrong" icon="alert">{move || told(i18n, &error)}</Banner>
        })}
        <div class="group-last desk-noprint" data-empty=move || table.said.with(String::is_empty).to_string()>
            <p role="status" data-live="groups">{table.said}</p>
            {move || table.done.get().map(|_| view! {
                <button type="button" class="ui-button" data-act="undo" on:click=move |_| table.undo()>
                    <Icon name="undo" />
                    {move || t_string!(i18n, group.undo)}
                </button>
            })}
        </div>
    }
    .into_any()
}

fn ids(table: Table, wanted: fn(&Group) -> bool) -> Memo<Vec<GroupId>> {
    Memo::new(move |_| {
        table.with(|it| {
            let found = it.groups.iter().filter(|it| wanted(it));
            found.map(|it| it.id).collect()
        })
    })
}

/// The groups there are, and the class whose children go into them.
#[component]
fn Living(table: Table, asks: Asks) -> impl IntoView {
    let i18n = use_i18n();
    let living = ids(table, |it| it.closing.is_none());
    let keys = move |event: KeyboardEvent| {
        if table.held.with_untracked(Option::is_none) {
            return;
        }
        match event.key().as_str() {
            "ArrowDown" | "ArrowRight" => step_focus("[data-put]", true),
            "ArrowUp" | "ArrowLeft" => step_focus("[data-put]", false),
            "Escape" => table.lower(),
            _ => return,
        }
        event.prevent_default();
    };
    view! {
        <section class="ui-panel" data-panel="groups" on:keydown=keys>
            <h2 class="ui-panel-title">{move || t_string!(i18n, group.groups)}</h2>
            {table.acts.then(|| view! { <ClassTray table /> })}
            {move || living.with(Vec::is_empty).then(|| view! {
                <p class="desk-quiet">{move || t_string!(i18n, group.no_groups)}</p>
            })}
            <div class="group-boxes">
                <For each=move || living.get() key=|it| *it let:id>
                    <GroupBox table id asks />
                </For>
            </div>
        </section>
    }
    .into_any()
}

#[component]
fn Ended(table: Table, asks: Asks) -> impl IntoView {
    let i18n = use_i18n();
    let ended = ids(table, |it| it.closing.is_some());
    let some = Memo::new(move |_| ended.with(|it| !it.is_empty()));
    move || {
        some.get().then(|| {
            view! {
                <section class="ui-panel" data-panel="ended">
                    <h2 class="ui-panel-title">{move || t_string!(i18n, group.ended)}</h2>
                    <div class="group-boxes">
                        <For each=move || ended.get() key=|it| *it let:id>
                            <GroupBox table id asks />
                        </For>
                    </div>
                </section>
            }
        })
    }
}

#[component]
fn TriedDialog(table: Table, looking: RwSignal<Option<GroupId>>, tried: OfGroup) -> impl IntoView {
    let open = RwSignal::new(false);
    Effect::new(move |_| {
        if looking.with(Option::is_some) {
            open.set(true);
        }
    });
    Effect::new(move |_| {
        if !open.get() {
            looking.set(None);
        }
    });
    let title = Signal::derive(move || table.spot_name(looking.get()));
    view! {
        <Dialog open title wide=true>
            {move || looking.get().map(|id| tried.run(id))}
        </Dialog>
    }
    .into_any()
}
