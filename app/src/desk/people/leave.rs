//! A child leaves the school, and comes back.

use super::{api, class_select::ClassSelect, words::wrong_in};
use crate::{
    ApiError,
    i18n::*,
    ui::{Banner, Button, ButtonKind, Dialog, Icon, Loaded, error_message},
};
use domain::{
    ids::{ClassId, PersonId},
    people::{ArchiveCounts, ChildRecord, PersonError, PersonField},
};
use leptos::prelude::*;

#[component]
pub(super) fn LeavePanel(record: ChildRecord, on_changed: Callback<()>) -> impl IntoView {
    match record.child.is_archived {
        true => view! { <BringBack record on_changed /> }.into_any(),
        false => view! { <Archive child=record.child.child on_changed /> }.into_any(),
    }
}

#[component]
fn Archive(child: PersonId, on_changed: Callback<()>) -> impl IntoView {
    let i18n = use_i18n();
    let asking = RwSignal::new(false);
    let refused = RwSignal::new(None::<ApiError>);
    let archive = Action::new(move |(): &()| async move {
        match api::archive_child(child).await {
            Ok(_) => on_changed.run(()),
            Err(error) => refused.set(Some(error)),
        }
    });
    let title = Signal::derive(move || t_string!(i18n, people.archive).to_owned());
    let yes = Callback::new(move |()| {
        asking.set(false);
        archive.dispatch(());
    });
    view! {
        <section class="ui-panel" data-panel="archive">
            <h2 class="ui-panel-title">{title}</h2>
            <p class="desk-quiet">{move || t_string!(i18n, people.archive_words)}</p>
            {move || {
                refused
                    .get()
                    .map(|it| {
                        view! {
                            <Banner kind="wrong" icon="alert">
                                {error_message(i18n, &it.0)}
                            </Banner>
                        }
                    })
            }}
            <div>
                <Button
                    kind=ButtonKind::Danger
                    act="archive"
                    disabled=archive.pending()
                    on_click=move |()| asking.set(true)
                >
                    <Icon name="door" />
                    {title}
                </Button>
            </div>
        </section>
        <Dialog open=asking title>
            <ArchiveQuestion child asking yes />
        </Dialog>
    }
    .into_any()
}

/// What archiving means, counted now.
#[component]
fn ArchiveQuestion(child: PersonId, asking: RwSignal<bool>, yes: Callback<()>) -> impl IntoView {
    let i18n = use_i18n();
    let counts = Resource::new(|| (), move |()| api::preview_archive(child));
    view! {
        <p>{move || t_string!(i18n, people.archive_question)}</p>
        <Loaded read=counts let:counts>
            <ArchiveEnds counts />
        </Loaded>
        <div class="ui-dialog-foot">
            <Button on_click=move |()| {
                asking.set(false);
            }>{move || t_string!(i18n, desk.not_now)}</Button>
            <Button kind=ButtonKind::Danger act="yes" on_click=yes>
                {move || t_string!(i18n, people.archive)}
            </Button>
        </div>
    }
    .into_any()
}

#[component]
fn ArchiveEnds(counts: ArchiveCounts) -> impl IntoView {
    let i18n = use_i18n();
    let ArchiveCounts {
        sessions,
        classes,
        groups,
    } = counts;
    view! {
        <ul class="people-history" data-panel="archive-ends">
            <li>{move || t_string!(i18n, people.ends_classes, n = classes).to_string()}</li>
            <li>{move || t_string!(i18n, people.ends_sessions, n = sessions).to_string()}</li>
            <li>{move || t_string!(i18n, people.ends_groups, n = groups).to_string()}</li>
        </ul>
    }
    .into_any()
}

#[component]
fn BringBack(record: ChildRecord, on_changed: Callback<()>) -> impl IntoView {
    let i18n = use_i18n();
    let child = record.child.child;
    let class = RwSignal::new(None::<ClassId>);
    let refused = RwSignal::new(None::<ApiError>);
    let back = Action::new(move |(): &()| async move {
        let Some(class) = class.get_untracked() else {
            return refused.set(Some(ApiError(PersonError::ClassIsMissing.into())));
        };
        match api::bring_child_back(child, class).await {
            Ok(()) => on_changed.run(()),
            Err(error) => refused.set(Some(error)),
        }
    });
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        back.dispatch(());
    };
    view! {
        <form class="ui-panel" novalidate on:submit=submit data-panel="bring-back">
            <h2 class="ui-panel-title">{move || t_string!(i18n, people.bring_back)}</h2>
            <p class="desk-quiet">{move || t_string!(i18n, people.bring_back_words)}</p>
            <ClassSelect
                label=move || t_string!(i18n, people.to_class)
                name="to"
                classes=record.classes
                chosen=class
                hint=wrong_in(i18n, refused.into(), PersonField::Class)
            />
            <div>
                <Button kind=ButtonKind::Main act="bring-back" disabled=back.pending() submit=true>
                    <Icon name="undo" />
                    {move || t_string!(i18n, people.bring_back)}
                </Button>
            </div>
        </form>
    }
    .into_any()
}
