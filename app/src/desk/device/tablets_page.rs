//! The page of a class's tablets.

use super::api::{self, NewCode, RevokeTablet};
use crate::{
    desk::ui::TitleRow,
    i18n::*,
    ui::{Banner, Button, ButtonKind, Confirm, Icon, TableFrame, Trouble, When, error_message},
};
use domain::{
    AppError,
    device::{EnrolCode, Tablet},
    ids::ClassId,
};
use gloo_timers::callback::Interval;
use leptos::prelude::*;
use leptos_meta::Title;

/// How often the list is read again while a code is shown, in seconds.
const LOOK_EVERY: i64 = 4;

/// A code to type into new tablets, and those that are there.
#[component]
pub fn TabletsPage(class: ClassId) -> impl IntoView {
    let i18n = use_i18n();
    let new_code = ServerAction::<NewCode>::new();
    let revoke = ServerAction::<RevokeTablet>::new();
    let tablets = Resource::new(
        move || revoke.version().get(),
        move |_| api::list_tablets(class),
    );
    let look = Callback::new(move |()| tablets.refetch());
    let refused = move || match revoke.value().get() {
        Some(Err(crate::ApiError(error))) => Some(error),
        _ => None,
    };
    view! {
        <Title text=move || t_string!(i18n, desk.tablets) />
        <TitleRow title=move || t_string!(i18n, desk.tablets).to_owned() />
        <CodePanel class new_code look />
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
                <TabletList class tablets revoke />
            </Transition>
        </section>
    }
    .into_any()
}

/// The code, large, renewed by itself for as long as it is shown.
#[component]
fn CodePanel(class: ClassId, new_code: ServerAction<NewCode>, look: Callback<()>) -> impl IntoView {
    let i18n = use_i18n();
    let ask = move || drop(new_code.dispatch(NewCode { class }));
    let left = RwSignal::new(None::<i64>);
    let shown = move || match new_code.value().get() {
        Some(Ok(code)) => Some(code),
        _ => None,
    };
    let tick = move || {
        let Some(code) = shown() else { return };
        let seconds = seconds_until(&code);
        left.set(Some(seconds.max(0)));
        if seconds <= 0 && !new_code.pending().get_untracked() {
            ask();
        }
        if seconds % LOOK_EVERY == 0 {
            look.run(());
        }
    };
    Effect::new(move |_| {
        let every = StoredValue::new_local(Some(Interval::new(1_000, move || untrack(tick))));
        on_cleanup(move || drop(every.try_update_value(Option::take)));
    });
    let refused = move || match new_code.value().get() {
        Some(Err(crate::ApiError(error))) => Some(error_message(i18n, &error)),
        _ => None,
    };
    let countdown = move || {
        left.get().map(|left| {
            let time = format!("{}:{:02}", left / 60, left % 60);
            t_string!(i18n, device.code_lasts, time)
        })
    };
    view! {
        <section class="ui-panel">
            <h2 class="ui-panel-title">{move || t_string!(i18n, device.enrol_title)}</h2>
            <ol class="desk-steps">
                <li>{move || t_string!(i18n, device.enrol_step_1)}</li>
                <li>{move || t_string!(i18n, device.enrol_step_2)}</li>
            </ol>
            {move || {
                shown()
                    .map(|code| {
                        view! {
                            <p class="board-code" data-code=code.code.clone() aria-live="polite">
                                {in_two(&code.code)}
                            </p>
                            <p class="desk-quiet" role="timer">
                                {countdown}
                            </p>
                        }
                    })
            }}
            {move || {
                refused()
                    .map(|words| {
                        view! {
                            <Banner kind="wrong" icon="alert">
                                {words}
                            </Banner>
                        }
                    })
            }}
            <div>
                <Button
                    kind=move || ButtonKind::main_if(shown().is_none())
                    act="new-code"
                    disabled=move || new_code.pending().get()
                    on_click=move |()| ask()
                >
                    <Icon name="key" />
                    {move || match shown() {
                        Some(_) => t_string!(i18n, device.another_code),
                        None => t_string!(i18n, device.show_code),
                    }}
                </Button>
            </div>
        </section>
    }
    .into_any()
}

fn seconds_until(code: &EnrolCode) -> i64 {
    #[expect(
        clippy::cast_possible_truncation,
        reason = "milliseconds since 1970 fit 53 bits"
    )]
    let now = js_sys::Date::now() as i64;
    (code.expires.timestamp_millis() - now) / 1_000
}

/// "482913" as "482 913".
fn in_two(code: &str) -> String {
    match code.split_at_checked(code.len() / 2) {
        Some((start, end)) => format!("{start}\u{202f}{end}"),
        None => code.to_owned(),
    }
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
fn TabletList(
    class: ClassId,
    tablets: Tablets,
    revoke: ServerAction<RevokeTablet>,
) -> impl IntoView {
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
        CodeState::Table => view! { <TabletTable class tablets revoke /> }.into_any(),
        CodeState::Refused(error) => view! { <Trouble error /> }.into_any(),
    }
}

#[component]
fn TabletTable(
    class: ClassId,
    tablets: Tablets,
    revoke: ServerAction<RevokeTablet>,
) -> impl IntoView {
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
                        <th class="ui-table-head" scope="col">
                            {move || t_string!(i18n, device.enrolled_on)}
                        </th>
                        <td class="ui-table-head"></td>
                    </tr>
                </thead>
                <tbody>
                    <For each=move || list.get() key=|tablet| tablet.id let:tablet>
                        <TabletRow class tablet list revoke />
                    </For>
                </tbody>
            </table>
        </TableFrame>
    }
    .into_any()
}

#[component]
fn TabletRow(
    class: ClassId,
    tablet: Tablet,
    list: Memo<Vec<Tablet>>,
    revoke: ServerAction<RevokeTablet>,
) -> impl IntoView {
    let i18n = use_i18n();
    let (id, first) = (tablet.id, tablet.clone());
    let now = Memo::new(move |_| {
        list.with(|list| list.iter().find(|it| it.id == id).cloned())
            .unwrap_or_else(|| first.clone())
    });
    view! {
        <tr class="ui-table-row">
            <th class="ui-table-cell" scope="row">
                {tablet.name.clone()}
                {move || {
                    now.with(|it| it.lasts == Some(false))
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
                {move || now.with(|it| it.child.clone()).unwrap_or_else(|| "–".to_owned())}
            </td>
            <td class="ui-table-cell">
                {move || view! { <When at=now.with(|it| it.seen_at) exact=true /> }}
            </td>
            <td class="ui-table-cell">
                <When at=tablet.enrolled_at />
            </td>
            <td class="ui-table-cell">
                <Confirm
                    act="revoke"
                    icon="close"
                    label=Signal::derive(move || t_string!(i18n, device.remove_tablet).to_owned())
                    question=Signal::derive(move || {
                        t_string!(i18n, device.remove_question).to_owned()
                    })
                    of=tablet.name
                    danger=true
                    busy=revoke.pending()
                    on_yes=move |()| drop(revoke.dispatch(RevokeTablet { class, tablet: id }))
                />
            </td>
        </tr>
    }
    .into_any()
}
