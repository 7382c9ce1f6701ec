//! The page of a class's tablets.

use super::{
    api::{self, RevokeTablet, SignOutTablet},
    rename::Rename,
    show_code::ShowCode,
    state::{TabletActs, tablet_name},
};
use crate::{
    desk::ui::TitleRow,
    i18n::*,
    ui::{Banner, Confirm, IconButton, TableFrame, Trouble, When, error_message},
};
use domain::{
    AppError,
    device::Tablet,
    ids::{ClassId, DeviceId},
};
use leptos::prelude::*;
use leptos_meta::Title;

/// A code to type into new tablets, and those that are there.
#[component]
pub fn TabletsPage(class: ClassId) -> impl IntoView {
    let i18n = use_i18n();
    let acts = TabletActs {
        class,
        rename: ServerAction::new(),
        sign_out: ServerAction::new(),
        revoke: ServerAction::new(),
        renamed: RwSignal::new(None),
    };
    let changes = move || {
        let (rename, sign_out, revoke) = (acts.rename, acts.sign_out, acts.revoke);
        (
            rename.version().get(),
            sign_out.version().get(),
            revoke.version().get(),
        )
    };
    let tablets = Resource::new(changes, move |_| api::list_tablets(class));
    let look = Callback::new(move |()| tablets.refetch());
    let refused = move || {
        [acts.sign_out.value().get(), acts.revoke.value().get()]
            .into_iter()
            .flatten()
            .find_map(|it| it.err().map(|crate::ApiError(error)| error))
    };
    view! {
        <Title text=move || t_string!(i18n, desk.tablets) />
        <TitleRow title=move || t_string!(i18n, desk.tablets).to_owned() />
        <ShowCode class look />
        {move || {
            refused()
                .map(|error| {
                    view! {
                        <Banner kind="wrong" icon="alert">
                            {error_message(i18n, &error)}
                        </Banner>
                    }
                })
        }}
        <section class="ui-panel">
            <h2 class="ui-panel-title">{move || t_string!(i18n, device.enrolled_tablets)}</h2>
            <Transition>
                <TabletList tablets acts />
            </Transition>
        </section>
        <Rename acts />
    }
    .into_any()
}

type Tablets = Resource<Result<Vec<Tablet>, crate::ApiError>>;

/// What stands in place of the list, told apart so that a row stays while its words change.
#[derive(Clone, Debug, PartialEq)]
enum CodeState {
    Waiting,
    Empty,
    Table,
    Refused(AppError),
}

#[component]
fn TabletList(tablets: Tablets, acts: TabletActs) -> impl IntoView {
    let i18n = use_i18n();
    let shown = Memo::new(move |_| match tablets.get() {
        None => CodeState::Waiting,
        Some(Ok(list)) if list.is_empty() => CodeState::Empty,
        Some(Ok(_)) => CodeState::Table,
        Some(Err(crate::ApiError(error))) => CodeState::Refused(error),
    });
    move || match shown.get() {
        CodeState::Waiting => ().into_any(),
        CodeState::Empty => {
            view! { <p>{move || t_string!(i18n, device.no_tablets)}</p> }.into_any()
        }
        CodeState::Table => view! { <TabletTable tablets acts /> }.into_any(),
        CodeState::Refused(error) => view! { <Trouble error /> }.into_any(),
    }
}

#[component]
fn TabletTable(tablets: Tablets, acts: TabletActs) -> impl IntoView {
    let i18n = use_i18n();
    let list = Memo::new(move |_| tablets.get().and_then(Result::ok).unwrap_or_default());
    view! {
        <TableFrame caption=move || t_string!(i18n, device.enrolled_tablets) csv="tablets.csv">
            <table class="ui-table">
                <thead>
                    <tr>
                        <th class="ui-table-head" scope="col">
                            {move || t_string!(i18n, device.tablet)}
                        </th>
                        <th class="ui-table-head" scope="col">
                            {move || t_string!(i18n, device.who_is_on_it)}
                        </th>
                        <th class="ui-table-head" scope="col">
                            {move || t_string!(i18n, device.last_seen)}
                        </th>
                        <td class="ui-table-head"></td>
                    </tr>
                </thead>
                <tbody>
                    <For each=move || list.get() key=|tablet| tablet.id let:tablet>
                        <TabletRow id=tablet.id list acts />
                    </For>
                </tbody>
            </table>
        </TableFrame>
    }
    .into_any()
}

#[component]
fn TabletRow(id: DeviceId, list: Memo<Vec<Tablet>>, acts: TabletActs) -> impl IntoView {
    let i18n = use_i18n();
    // Gone from the list it is gone from the page a moment later.
    let tablet = Memo::new(move |last: Option<&Option<Tablet>>| {
        list.with(|list| list.iter().find(|it| it.id == id).cloned())
            .or_else(|| last.cloned().flatten())
    });
    let of = move |read: fn(&Tablet) -> String| {
        Signal::derive(move || tablet.with(|it| it.as_ref().map(read).unwrap_or_default()))
    };
    let stored = of(|it| it.name.clone());
    let child = of(|it| it.child.clone().unwrap_or_default());
    let name = Signal::derive(move || tablet_name(i18n, &stored.read()));
    let time = move |read: fn(&Tablet) -> chrono::DateTime<chrono::Utc>, exact: bool| {
        tablet.get().map(|it| view! { <When at=read(&it) exact /> })
    };
    let sign_out = move |()| {
        drop(acts.sign_out.dispatch(SignOutTablet {
            class: acts.class,
            tablet: id,
        }));
    };
    let revoke = move |()| {
        drop(acts.revoke.dispatch(RevokeTablet {
            class: acts.class,
            tablet: id,
        }));
    };
    view! {
        <tr class="ui-table-row">
            <th class="ui-table-cell" scope="row">
                <span class="tablet-name">
                    {name}
                    <IconButton
                        icon="pencil"
                        act="rename"
                        label=Signal::derive(move || {
                            format!("{}: {}", t_string!(i18n, device.rename), name.get())
                        })
                        on_tap=move |()| acts.renamed.set(tablet.get_untracked())
                    />
                </span>
                <p class="desk-quiet">
                    {move || t_string!(i18n, device.set_up)} " "
                    {move || time(|it| it.enrolled_at, false)}
                </p>
                {move || {
                    tablet
                        .with(|it| it.as_ref().is_some_and(|it| it.lasts == Some(false)))
                        .then(|| {
                            view! {
                                <p class="desk-quiet" data-lasts="false">
                                    {t_string!(i18n, device.may_be_cleared)}
                                </p>
                            }
                        })
                }}
            </th>
            <td class="ui-table-cell">
                {move || match child.read().is_empty() {
                    true => "–".into_any(),
                    false => {
                        view! {
                            <p>{child}</p>
                            <Confirm
                                act="sign-out-tablet"
                                icon="door"
                                label=Signal::derive(move || {
                                    t_string!(i18n, device.sign_out).to_owned()
                                })
                                question=Signal::derive(move || {
                                    t_string!(i18n, device.sign_out_question, child = child.get())
                                })
                                of=child.get()
                                busy=acts.sign_out.pending()
                                on_yes=sign_out
                            />
                        }
                            .into_any()
                    }
                }}
            </td>
            <td class="ui-table-cell">{move || time(|it| it.seen_at, true)}</td>
            <td class="ui-table-cell">
                {move || {
                    view! {
                        <Confirm
                            act="revoke"
                            icon="close"
                            label=Signal::derive(move || {
                                t_string!(i18n, device.remove_tablet).to_owned()
                            })
                            question=Signal::derive(move || {
                                t_string!(i18n, device.remove_question).to_owned()
                            })
                            of=name.get()
                            danger=true
                            busy=acts.revoke.pending()
                            on_yes=revoke
                        />
                    }
                }}
            </td>
        </tr>
    }
    .into_any()
}
