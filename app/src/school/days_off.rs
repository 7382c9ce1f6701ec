//! Days off: those there are, one more or several in a row, and a pasted list with its preview.

use super::{
    own_terms::Day,
    year_api::{self, DeleteDaysOff, ImportDaysOff, SetDaysOff},
    year_page::Now,
};
use crate::{
    ApiError,
    i18n::*,
    ui::{Banner, Confirm, Icon, TextArea, off_words, on_day, told},
};
use chrono::NaiveDate;
use domain::plan::{OffLine, OffRange, ranges, read_days_off, template::OffDays};
use leptos::prelude::*;
use leptos_i18n::I18nContext;

/// Most of a list that is read.
const LIST: usize = 20_000;

fn range_words(i18n: I18nContext<Locale>, first: NaiveDate, last: NaiveDate) -> String {
    match first == last {
        true => on_day(i18n, first),
        false => format!("{} – {}", on_day(i18n, first), on_day(i18n, last)),
    }
}

#[component]
pub(super) fn DaysOff(now: Now, may: bool, again: RwSignal<usize>) -> impl IntoView {
    let i18n = use_i18n();
    let delete = ServerAction::<DeleteDaysOff>::new();
    Effect::new(move |_| {
        if let Some(Ok(())) = delete.value().get() {
            again.update(|it| *it += 1);
        }
    });
    let all = move || {
        now.with(|it| {
            it.as_ref()
                .map(|it| ranges(&it.days_off))
                .unwrap_or_default()
        })
    };
    let outside = move |it: &OffRange| {
        now.with(|now| {
            let terms = now.as_ref().map(|it| it.terms.clone()).unwrap_or_default();
            let within = |on: NaiveDate| terms.iter().any(|it| it.term.contains(on));
            !it.days().any(within)
        })
    };
    let row = move |it: OffRange| {
        let (first, last, outside) = (it.first, it.last, outside(&it));
        let title = it.title.clone();
        let days: Vec<_> = it.days().collect();
        let act = may.then(|| {
            let label = {
                let title = title.clone();
                Signal::derive(move || {
                    t_string!(i18n, template.delete_off, title = title.clone()).to_string()
                })
            };
            view! {
                <button
                    type="button"
                    class="ui-button"
                    data-kind="quiet"
                    data-act="delete-off"
                    aria-label=label
                    disabled=delete.pending()
                    on:click=move |_| drop(delete.dispatch(year_api::DeleteDaysOff { days: days.clone() }))
                >
                    <Icon name="close" />
                </button>
            }
        });
        view! {
            <tr class="ui-table-row" data-off=it.title>
                <th class="ui-table-cell" scope="row">{title}</th>
                <td class="ui-table-cell">
                    {move || range_words(i18n, first, last)}
                    {outside.then(|| view! {
                        <span class="desk-quiet">" · " {move || t_string!(i18n, template.outside)}</span>
                    })}
                </td>
                {may.then(|| view! { <td class="ui-table-cell">{act}</td> })}
            </tr>
        }
    };
    let refused = move || {
        let answer = delete.value().get().and_then(Result::err);
        answer.map(|ApiError(it)| told(i18n, &it))
    };
    view! {
        <section class="ui-panel" data-panel="days-off">
            <h2 class="ui-panel-title">{move || t_string!(i18n, template.days_off)}</h2>
            {move || refused().map(|it| view! { <Banner kind="wrong" icon="alert">{it}</Banner> })}
            {move || match all().is_empty() {
                true => view! { <p class="desk-quiet">{t_string!(i18n, template.no_days_off)}</p> }.into_any(),
                false => view! {
                    <div class="ui-table-wrap" tabindex="0" role="group" aria-label=move || t_string!(i18n, template.days_off)>
                        <table class="ui-table">
                            <thead class="visually-hidden">
                                <tr>
                                    <th scope="col">{move || t_string!(i18n, template.off_title)}</th>
                                    <th scope="col">{move || t_string!(i18n, template.off_days)}</th>
                                </tr>
                            </thead>
                            <tbody>{all().into_iter().map(row).collect_view()}</tbody>
                        </table>
                    </div>
                }
                .into_any(),
            }}
        </section>
    }
    .into_any()
}

#[component]
pub(super) fn AddDayOff(again: RwSignal<usize>) -> impl IntoView {
    let i18n = use_i18n();
    let title = RwSignal::new(String::new());
    let (first, last) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let seen = RwSignal::new(None);
    let set = ServerAction::<SetDaysOff>::new();
    Effect::new(move |_| {
        if let Some(Ok(_)) = set.value().get() {
            for field in [title, first, last] {
                field.set(String::new());
            }
            again.update(|it| *it += 1);
        }
    });
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let to = match last.get_untracked() {
            it if it.is_empty() => first.get_untracked(),
            it => it,
        };
        let line = format!("{}..{to} {}", first.get_untracked(), title.get_untracked());
        let read = read_days_off(&line).into_iter().next().map(|it| it.read);
        match read {
            Some(Ok(range)) => {
                seen.set(None);
                set.dispatch(year_api::SetDaysOff { range });
            }
            Some(Err(why)) => seen.set(Some(why)),
            None => {}
        }
    };
    let refused = move || {
        let answer = || set.value().get().and_then(Result::err);
        let answer = || answer().map(|ApiError(it)| told(i18n, &it));
        seen.get()
            .map(|it| off_words(i18n, &it).to_owned())
            .or_else(answer)
    };
    view! {
        <form class="ui-panel" novalidate on:submit=submit data-panel="add-off">
            <div class="form-row">
                <label class="ui-field">
                    <span class="ui-field-label">{move || t_string!(i18n, template.off_title)}</span>
                    <input
                        class="ui-field-input"
                        name="off-title"
                        autocomplete="off"
                        maxlength="80"
                        prop:value=title
                        on:input=move |event| title.set(event_target_value(&event))
                    />
                </label>
                <Day label=Signal::derive(move || t_string!(i18n, template.off_first).to_owned()) name="off-first" value=first />
                <Day label=Signal::derive(move || t_string!(i18n, template.off_last).to_owned()) name="off-last" value=last />
                <button class="ui-button" data-act="add-off" disabled=set.pending()>
                    <Icon name="plus" />
                    {move || t_string!(i18n, template.add_off)}
                </button>
            </div>
            {move || refused().map(|it| view! { <Banner kind="wrong" icon="alert">{it}</Banner> })}
        </form>
    }
    .into_any()
}

#[component]
pub(super) fn PasteList(now: Now, again: RwSignal<usize>) -> impl IntoView {
    let i18n = use_i18n();
    let list = RwSignal::new(String::new());
    let lines = Memo::new(move |_| list.with(|it| read_days_off(it)));
    let import = ServerAction::<ImportDaysOff>::new();
    let back = ServerAction::<DeleteDaysOff>::new();
    // What the last import added, until it is taken back.
    let done = RwSignal::new(None::<OffDays>);
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
    let wrong = move || lines.with(|all| all.iter().filter(|it| it.read.is_err()).count());
    let days = move || {
        lines.with(|all| {
            let good = all.iter().filter_map(|it| it.read.as_ref().ok());
            good.map(|it| it.days().count()).sum::<usize>()
        })
    };
    let refused = move || {
        let answer = import.value().get().and_then(Result::err);
        let undone = back.value().get().and_then(Result::err);
        answer.or(undone).map(|ApiError(it)| told(i18n, &it))
    };
    let not_yet = move || days() == 0 || wrong() > 0 || import.pending().get();
    let send = move |_| {
        let list = list.get_untracked();
        import.dispatch(year_api::ImportDaysOff { list });
    };
    view! {
        <section class="ui-panel" data-panel="paste">
            <h2 class="ui-panel-title">{move || t_string!(i18n, template.import_title)}</h2>
            <TextArea
                label=Signal::derive(move || t_string!(i18n, template.import_list).to_owned())
                name="days-off"
                value=list
                longest=LIST
                hint=Signal::derive(move || Some(t_string!(i18n, template.import_hint).to_owned()))
            />
            {move || (!lines.with(Vec::is_empty)).then(|| view! { <Lines lines now /> })}
            {move || (wrong() > 0).then(|| view! {
                <Banner kind="stale" icon="alert">
                    {move || t_string!(i18n, template.import_wrong, n = wrong()).to_string()}
                </Banner>
            })}
            {move || refused().map(|it| view! { <Banner kind="wrong" icon="alert">{it}</Banner> })}
            {move || done.get().map(|it| view! { <Added it back /> })}
            <div>
                <button
                    type="button"
                    class="ui-button"
                    data-kind="main"
                    data-act="import-off"
                    disabled=not_yet
                    on:click=send
                >
                    <Icon name="check" />
                    {move || t_string!(i18n, template.import_n, n = days()).to_string()}
                </button>
            </div>
        </section>
    }
    .into_any()
}

/// What came of a list, and the way back.
#[component]
fn Added(it: OffDays, back: ServerAction<DeleteDaysOff>) -> impl IntoView {
    let i18n = use_i18n();
    let (n, renamed) = (it.added.len(), it.renamed);
    let words = move || {
        let mut all = Vec::new();
        if n > 0 {
            all.push(t_string!(i18n, template.off_added, n).to_string());
        }
        if renamed > 0 {
            all.push(t_string!(i18n, template.off_renamed, n = renamed).to_string());
        }
        match all.is_empty() {
            true => t_string!(i18n, template.off_same).to_owned(),
            false => all.join(" "),
        }
    };
    let days = StoredValue::new(it.added);
    view! {
        <Banner kind="good" icon="check">
            <span>{words}</span>
            {(n > 0).then(|| view! {
                <Confirm
                    act="take-back"
                    icon="undo"
                    label=Signal::derive(move || t_string!(i18n, template.take_back).to_owned())
                    question=Signal::derive(move || t_string!(i18n, template.off_added, n).to_string())
                    busy=back.pending()
                    on_yes=move |()| drop(back.dispatch(year_api::DeleteDaysOff { days: days.get_value() }))
                />
            })}
        </Banner>
    }
    .into_any()
}

/// Each line of the list as it is read, or why it can't be.
#[component]
fn Lines(lines: Memo<Vec<OffLine>>, now: Now) -> impl IntoView {
    let i18n = use_i18n();
    let within = move |range: &OffRange| {
        now.with(|now| {
            let terms = now.as_ref().map(|it| it.terms.clone()).unwrap_or_default();
            range
                .days()
                .any(|on| terms.iter().any(|it| it.term.contains(on)))
        })
    };
    let row = move |it: OffLine| {
        let state = if it.read.is_ok() { "good" } else { "wrong" };
        let said = match it.read {
            Ok(range) => {
                let within = within(&range);
                let n = range.days().count();
                let words = move || {
                    let days = range_words(i18n, range.first, range.last);
                    let count = match n {
                        1 => t_string!(i18n, template.import_day).to_owned(),
                        n => t_string!(i18n, template.import_days, n).to_string(),
                    };
                    let outside = match within {
                        true => String::new(),
                        false => format!(" · {}", t_string!(i18n, template.outside)),
                    };
                    format!("{}: {days} · {count}{outside}", range.title)
                };
                view! { <span>{words}</span> }.into_any()
            }
            Err(why) => view! {
                <span class="form-text">{it.text}</span>
                <span class="ui-field-wrong">
                    <Icon name="alert" />
                    {move || off_words(i18n, &why)}
                </span>
            }
            .into_any(),
        };
        view! {
            <tr class="ui-table-row" data-state=state>
                <th class="ui-table-cell" scope="row">{it.number}</th>
                <td class="ui-table-cell">{said}</td>
            </tr>
        }
    };
    view! {
        <div class="ui-table-wrap" tabindex="0" role="group" aria-label=move || t_string!(i18n, template.days_off)>
            <table class="ui-table">
                <thead>
                    <tr>
                        <th class="ui-table-head" scope="col">{move || t_string!(i18n, template.import_line)}</th>
                        <th class="ui-table-head" scope="col">{move || t_string!(i18n, template.preview)}</th>
                    </tr>
                </thead>
                <tbody>{move || lines.get().into_iter().map(row).collect_view()}</tbody>
            </table>
        </div>
    }
    .into_any()
}
