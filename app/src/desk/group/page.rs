//! The groups of a class: what could be one on one side, those there are on the other.

use super::{
    api::{self, GroupsRead},
    class_tray::ClassTray,
    edit_dialog::{EditDialog, Editing},
    end_dialog::EndDialog,
    goal::GoalDialog,
    group_box::{Asks, GroupBox},
    suggestions::Suggestions,
    table::Table,
};
use crate::{
    desk::ui::{TitleRow, step_focus},
    i18n::*,
    ui::{Banner, Button, ButtonKind, Dialog, Icon, Loaded, PrintButton, error_message, lang_of},
};
use domain::{
    group::{GroupRequest, TogetherNotice},
    ids::{ClassId, GroupId},
    text::listed,
};
use leptos::{ev::KeyboardEvent, prelude::*};
use leptos_meta::Title;
use leptos_router::hooks::use_query_map;

/// What another feature knows of a group.
pub type OfGroup = Callback<GroupId, AnyView>;

#[component]
pub fn GroupsPage(
    class: ClassId,
    can_edit: bool,
    /// What was tried with a group.
    #[prop(into)]
    tried: OfGroup,
) -> impl IntoView {
    let read = Resource::new(|| (), move |()| api::read_groups(class));
    view! {
        <Loaded read let:read>
            <GroupsContent class read can_edit tried />
        </Loaded>
    }
    .into_any()
}

#[component]
fn GroupsContent(
    class: ClassId,
    read: GroupsRead,
    can_edit: bool,
    tried: OfGroup,
) -> impl IntoView {
    let i18n = use_i18n();
    let table = Table::new(class, read, can_edit);
    let query = use_query_map();
    let request = Memo::new(move |_| {
        let query = query.read();
        let (competency, children) = (query.get("competency"), query.get("children"));
        GroupRequest::parse(competency.as_deref(), children.as_deref())
    });
    let asked = Memo::new(move |_| request.with(|it| it.as_ref().map(|it| it.competency.clone())));
    let editing = RwSignal::new(None::<Editing>);
    // An address that names children opens a group of these, once.
    Effect::new(move |_| {
        let asked = request.get().filter(|_| can_edit);
        let asked = asked.and_then(|it| untrack(|| table.with(|page| page.find_asked(&it))));
        if let Some((aim, children)) = asked {
            editing.set(Some(Editing::New(aim, children)));
        }
    });
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
        <TitleRow
            title=heading
            more=|| view! { <PrintButton /> }
            primary=move || {
                can_edit
                    .then(|| {
                        view! {
                            <Button
                                kind=ButtonKind::Main
                                act="new-group"
                                on_click=move |()| editing.set(Some(Editing::New(None, Vec::new())))
                                class="desk-noprint"
                            >
                                <Icon name="plus" />
                                {move || t_string!(i18n, group.new_group)}
                            </Button>
                        }
                    })
            }
        />
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
    let words = move |it: &TogetherNotice| {
        let names: Vec<String> = it.children.iter().map(|it| table.name(*it)).collect();
        let (names, n) = (listed(lang_of(i18n.get_locale()), &names), it.groups);
        t_string!(i18n, group.again_and_again, names, n).to_string()
    };
    move || {
        all.with(|all| {
            let lines = all.iter().map(|it| view! { <p>{words(it)}</p> });
            let lines = lines.collect_view();
            (!all.is_empty()).then(|| {
                view! {
                    <div data-list="notices">
                        <Banner kind="info" icon="info">
                            {lines}
                        </Banner>
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
    let can_undo = Memo::new(move |_| table.can_undo());
    view! {
        {move || {
            table
                .refused
                .get()
                .map(|error| {
                    view! {
                        <Banner kind="wrong" icon="alert">
                            {move || error_message(i18n, &error)}
                        </Banner>
                    }
                })
        }}
        <div
            class="group-last desk-noprint"
            data-empty=move || table.said.with(String::is_empty).to_string()
        >
            <p role="status" data-live="groups">
                {table.said}
            </p>
            {move || {
                can_undo
                    .get()
                    .then(|| {
                        view! {
                            <Button act="undo" on_click=move |()| table.undo()>
                                <Icon name="undo" />
                                {move || t_string!(i18n, group.undo)}
                            </Button>
                        }
                    })
            }}
        </div>
    }
    .into_any()
}

/// The groups there are, and the class whose children go into them.
#[component]
fn Living(table: Table, asks: Asks) -> impl IntoView {
    let i18n = use_i18n();
    let living = Memo::new(move |_| table.ids(false));
    let keys = move |event: KeyboardEvent| {
        if table.hand.with_untracked(|it| it.lifted().is_none()) {
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
            {table.can_edit.then(|| view! { <ClassTray table /> })}
            {move || {
                living
                    .with(Vec::is_empty)
                    .then(|| {
                        view! {
                            <p class="desk-quiet">{move || t_string!(i18n, group.no_groups)}</p>
                        }
                    })
            }}
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
    let ended = Memo::new(move |_| table.ids(true));
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
