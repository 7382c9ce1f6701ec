//! The children's picture passwords, for the teacher's eyes and printer.

use super::api::{self, NewSecret, UnlockChild};
use crate::{
    ApiError,
    desk::ui::TitleRow,
    i18n::*,
    ui::{
        Banner, Button, ButtonKind, Confirm, Icon, TableFrame, Trouble, error_message, picture,
        secret_picture_name,
    },
};
use domain::{
    AppError,
    ids::{ClassId, PersonId},
    signin::{ChildSecret, Gate, Secret},
};
use leptos::prelude::*;
use leptos_meta::Title;

type Secrets = Resource<Result<Vec<ChildSecret>, ApiError>>;

/// A row a child: their three pictures, new ones, unlocking; a sheet of slips when printed.
#[component]
pub fn SecretsPage(class: ClassId) -> impl IntoView {
    let i18n = use_i18n();
    let renew = ServerAction::<NewSecret>::new();
    let unlock = ServerAction::<UnlockChild>::new();
    let secrets = Resource::new(
        move || (renew.version().get(), unlock.version().get()),
        move |_| api::list_secrets(class),
    );
    let refused = move || {
        let answers = [renew.value().get(), unlock.value().get()];
        answers.into_iter().flatten().find_map(Result::err)
    };
    view! {
        <Title text=move || t_string!(i18n, desk.pictures) />
        <div class="desk-noprint">
            <TitleRow
                title=move || t_string!(i18n, desk.pictures).to_owned()
                primary=move || {
                    view! {
                        <Button kind=ButtonKind::Main act="print" on_click=move |()| print()>
                            <Icon name="print" />
                            {move || t_string!(i18n, signin.print_slips)}
                        </Button>
                    }
                }
            />
        </div>
        <p class="desk-quiet desk-noprint">{move || t_string!(i18n, signin.pictures_words)}</p>
        {move || {
            refused()
                .map(|ApiError(error)| {
                    view! {
                        <Banner kind="wrong" icon="alert">
                            {error_message(i18n, &error)}
                        </Banner>
                    }
                })
        }}
        <Transition>
            <SecretList secrets renew unlock />
        </Transition>
    }
    .into_any()
}

/// What stands in place of the list, told apart so that a row stays while its pictures change.
#[derive(Clone, Debug, PartialEq)]
enum ListState {
    Waiting,
    Empty,
    Table,
    Refused(AppError),
}

#[component]
fn SecretList(
    secrets: Secrets,
    renew: ServerAction<NewSecret>,
    unlock: ServerAction<UnlockChild>,
) -> impl IntoView {
    let i18n = use_i18n();
    let shown = Memo::new(move |_| match secrets.get() {
        None => ListState::Waiting,
        Some(Ok(list)) if list.is_empty() => ListState::Empty,
        Some(Ok(_)) => ListState::Table,
        Some(Err(ApiError(error))) => ListState::Refused(error),
    });
    let list = Memo::new(move |_| secrets.get().and_then(Result::ok).unwrap_or_default());
    move || match shown.get() {
        ListState::Waiting => ().into_any(),
        ListState::Empty => view! { <p>{move || t_string!(i18n, desk.no_children)}</p> }.into_any(),
        ListState::Refused(error) => view! { <Trouble error /> }.into_any(),
        ListState::Table => view! {
            <SecretTable list renew unlock />
            <Slips list />
        }
        .into_any(),
    }
}

#[component]
fn SecretTable(
    list: Memo<Vec<ChildSecret>>,
    renew: ServerAction<NewSecret>,
    unlock: ServerAction<UnlockChild>,
) -> impl IntoView {
    let i18n = use_i18n();
    view! {
        <section class="ui-panel desk-noprint">
            <TableFrame caption=move || t_string!(i18n, signin.three_pictures)>
                <table class="ui-table">
                    <thead>
                        <tr>
                            <th class="ui-table-head" scope="col">
                                {move || t_string!(i18n, desk.child)}
                            </th>
                            <th class="ui-table-head" scope="col">
                                {move || t_string!(i18n, signin.three_pictures)}
                            </th>
                            <td class="ui-table-head"></td>
                        </tr>
                    </thead>
                    <tbody>
                        <For each=move || list.get() key=|it| it.child let:it>
                            <SecretRow list it renew unlock />
                        </For>
                    </tbody>
                </table>
            </TableFrame>
        </section>
    }
    .into_any()
}

#[component]
fn SecretRow(
    list: Memo<Vec<ChildSecret>>,
    it: ChildSecret,
    renew: ServerAction<NewSecret>,
    unlock: ServerAction<UnlockChild>,
) -> impl IntoView {
    let i18n = use_i18n();
    let child = it.child;
    let secret = Memo::new(move |_| find(list, child).map(|it| it.secret));
    let locked = Memo::new(move |_| find(list, child).is_some_and(|it| it.gate != Gate::Open));
    let name = it.name.clone();
    let open = move |name: String| {
        view! {
            <Button
                act="unlock"
                disabled=move || unlock.pending().get()
                on_click=move |()| drop(unlock.dispatch(UnlockChild { child }))
            >
                <Icon name="lock" />
                {move || t_string!(i18n, desk.unlock)}
                <span class="visually-hidden">{format!(": {name}")}</span>
            </Button>
        }
    };
    view! {
        <tr class="ui-table-row" data-child=child.to_string()>
            <th class="ui-table-cell" scope="row">
                <span class="desk-child-who">
                    <img class="desk-face" src=picture(&it.picture) alt="" />
                    {it.name.clone()}
                </span>
            </th>
            <td class="ui-table-cell">
                {move || secret.get().map(|secret| view! { <SecretPictures secret /> })}
            </td>
            <td class="ui-table-cell desk-row-acts">
                {move || locked.get().then(|| open(name.clone()))}
                <Confirm
                    act="new-secret"
                    icon="refresh"
                    label=Signal::derive(move || t_string!(i18n, signin.new_pictures).to_owned())
                    question=Signal::derive(move || {
                        t_string!(i18n, signin.new_pictures_question).to_owned()
                    })
                    of=it.name
                    busy=renew.pending()
                    on_yes=move |()| drop(renew.dispatch(NewSecret { child }))
                />
            </td>
        </tr>
    }
    .into_any()
}

fn find(list: Memo<Vec<ChildSecret>>, child: PersonId) -> Option<ChildSecret> {
    list.with(|list| list.iter().find(|it| it.child == child).cloned())
}

/// Three pictures in their order.
#[component]
fn SecretPictures(secret: Secret) -> impl IntoView {
    let i18n = use_i18n();
    let one = move |name: &'static str| {
        view! {
            <li>
                <img
                    class="desk-secret-picture"
                    data-picture=name
                    src=picture(name)
                    alt=move || secret_picture_name(i18n, name)
                />
            </li>
        }
    };
    view! { <ol class="desk-secret">{secret.pictures().map(one).collect_view()}</ol> }.into_any()
}

/// One slip a child, to be cut out; only paper shows them.
#[component]
fn Slips(list: Memo<Vec<ChildSecret>>) -> impl IntoView {
    let one = |it: ChildSecret| {
        view! {
            <li class="desk-slip">
                <span class="desk-child-who">
                    <img class="desk-face" src=picture(&it.picture) alt="" />
                    {it.name}
                </span>
                <SecretPictures secret=it.secret />
            </li>
        }
    };
    view! {
        <ul class="desk-slips desk-print">
            {move || list.get().into_iter().map(one).collect_view()}
        </ul>
    }
    .into_any()
}

fn print() {
    if let Some(window) = web_sys::window() {
        let _ = window.print();
    }
}
