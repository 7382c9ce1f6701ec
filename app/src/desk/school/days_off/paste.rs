//! A pasted list with its preview.

use super::words::range_words;
use crate::{
    ApiError,
    desk::school::{
        error_words::day_off_words,
        year_api::{self, DeleteDaysOff, ImportDaysOff},
        year_state::YearNow,
    },
    i18n::*,
    ui::{Banner, Button, ButtonKind, Column, Confirm, Icon, Table, TextArea, error_message},
};
use domain::plan::{
    DayOffRange, DayOffRow, count_days, count_unread, read_days_off, template::DaysOffImported,
};
use leptos::prelude::*;

/// Most of a list that is read.
const LIST: usize = 20_000;

#[component]
pub fn PasteList(now: YearNow, again: RwSignal<usize>) -> impl IntoView {
    let i18n = use_i18n();
    let list = RwSignal::new(String::new());
    let lines = Memo::new(move |_| list.with(|it| read_days_off(it)));
    let import = ServerAction::<ImportDaysOff>::new();
    let back = ServerAction::<DeleteDaysOff>::new();
    // What the last import added, until it is taken back.
    let done = RwSignal::new(None::<DaysOffImported>);
    Effect::new(move |_| {
        if let Some(Ok(added)) = import.value().get() {
            done.set(Some(added));
            list.set(String::new());
            again.update(|it| *it += 1);
        }
    });
    Effect::new(move |_| {
        if let Some(Ok(())) = back.value().get() {
            done.set(None);
            again.update(|it| *it += 1);
        }
    });
    let wrong = move || lines.with(|all| count_unread(all));
    let days = move || lines.with(|all| count_days(all));
    let refused = move || {
        let answer = import.value().get().and_then(Result::err);
        let undone = back.value().get().and_then(Result::err);
        answer
            .or(undone)
            .map(|ApiError(it)| error_message(i18n, &it))
    };
    let not_yet = move || days() == 0 || wrong() > 0 || import.pending().get();
    let send = move |()| {
        let list = list.get_untracked();
        import.dispatch(year_api::ImportDaysOff { list });
    };
    view! {
        <section class="ui-panel" data-panel="paste">
            <h2 class="ui-panel-title">{move || t_string!(i18n, school.import_title)}</h2>
            <TextArea
                label=Signal::derive(move || t_string!(i18n, school.import_list).to_owned())
                name="days-off"
                value=list
                longest=LIST
                hint=Signal::derive(move || Some(t_string!(i18n, school.import_hint).to_owned()))
            />
            {move || (!lines.with(Vec::is_empty)).then(|| view! { <DayOffRows lines now /> })}
            {move || {
                (wrong() > 0)
                    .then(|| {
                        view! {
                            <Banner kind="stale" icon="alert">
                                {move || {
                                    t_string!(i18n, school.import_wrong, count = wrong())
                                        .to_string()
                                }}
                            </Banner>
                        }
                    })
            }}
            {move || {
                refused()
                    .map(|it| {
                        view! {
                            <Banner kind="wrong" icon="alert">
                                {it}
                            </Banner>
                        }
                    })
            }}
            {move || done.get().map(|it| view! { <Added it back /> })}
            <div>
                <Button kind=ButtonKind::Main act="import-off" disabled=not_yet on_click=send>
                    <Icon name="check" />
                    {move || t_string!(i18n, school.import_n, count = days()).to_string()}
                </Button>
            </div>
        </section>
    }
    .into_any()
}

/// What came of a list, and the way back.
#[component]
fn Added(it: DaysOffImported, back: ServerAction<DeleteDaysOff>) -> impl IntoView {
    let i18n = use_i18n();
    let (n, renamed) = (it.added.len(), it.renamed);
    let words = move || {
        let mut all = Vec::new();
        if n > 0 {
            all.push(t_string!(i18n, school.off_added, count = n).to_string());
        }
        if renamed > 0 {
            all.push(t_string!(i18n, school.off_renamed, count = renamed).to_string());
        }
        match all.is_empty() {
            true => t_string!(i18n, school.off_same).to_owned(),
            false => all.join(" "),
        }
    };
    let days = StoredValue::new(it.added);
    view! {
        <Banner kind="good" icon="check">
            <span>{words}</span>
            {(n > 0)
                .then(|| {
                    view! {
                        <Confirm
                            act="take-back"
                            icon="undo"
                            label=Signal::derive(move || {
                                t_string!(i18n, school.take_back).to_owned()
                            })
                            question=Signal::derive(move || {
                                t_string!(i18n, school.off_added, count = n).to_string()
                            })
                            busy=back.pending()
                            on_yes=move |()| drop(
                                back
                                    .dispatch(year_api::DeleteDaysOff {
                                        days: days.get_value(),
                                    }),
                            )
                        />
                    }
                })}
        </Banner>
    }
    .into_any()
}

fn state(line: &DayOffRow) -> &'static str {
    match line.read {
        Ok(_) => "good",
        Err(_) => "wrong",
    }
}

/// Each line of the list as it is read, or why it can't be.
#[component]
fn DayOffRows(lines: Memo<Vec<DayOffRow>>, now: YearNow) -> impl IntoView {
    let i18n = use_i18n();
    let within = move |range: &DayOffRange| {
        now.with(|now| now.as_ref().is_some_and(|it| it.touches_term(range)))
    };
    let said = move |it: &DayOffRow| match it.read.clone() {
        Ok(range) => {
            let within = within(&range);
            let n = range.days().count();
            let words = move || {
                let days = range_words(i18n, range.first, range.last);
                let count = t_string!(i18n, school.import_days, count = n).to_string();
                let outside = match within {
                    true => String::new(),
                    false => format!(" · {}", t_string!(i18n, school.outside)),
                };
                format!("{}: {days} · {count}{outside}", range.title)
            };
            view! { <span>{words}</span> }.into_any()
        }
        Err(why) => view! {
            <span class="form-text">{it.text.clone()}</span>
            <span class="ui-field-wrong">
                <Icon name="alert" />
                {move || day_off_words(i18n.get_locale(), why)}
            </span>
        }
        .into_any(),
    };
    let columns = move || {
        vec![
            Column::new(
                "line",
                move || t_string!(i18n, school.import_line),
                |it: &DayOffRow| it.number,
            ),
            Column::new("read", move || t_string!(i18n, school.preview), said),
        ]
    };
    move || {
        view! {
            <Table
                caption=move || t_string!(i18n, school.days_off)
                columns=columns()
                rows=lines.get()
                data=|it| vec![("data-state", state(it).to_owned())]
            />
        }
    }
}
