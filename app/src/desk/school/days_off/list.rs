//! The days off there are.

use super::words::range_words;
use crate::{
    ApiError,
    desk::school::{
        year_api::{self, DeleteDaysOff},
        year_state::YearNow,
    },
    i18n::*,
    ui::{Banner, Button, ButtonKind, Column, Icon, Table, error_message},
};
use domain::plan::{DayOffRange, ranges};
use leptos::prelude::*;

#[component]
pub fn DaysOff(now: YearNow, may: bool, again: RwSignal<usize>) -> impl IntoView {
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
    let outside = move |it: &DayOffRange| {
        now.with(|now| !now.as_ref().is_some_and(|now| now.touches_term(it)))
    };
    let days = move |it: &DayOffRange| {
        let (first, last, outside) = (it.first, it.last, outside(it));
        view! {
            {move || range_words(i18n, first, last)}
            {outside
                .then(|| {
                    view! {
                        <span class="desk-quiet">
                            " · " {move || t_string!(i18n, school.outside)}
                        </span>
                    }
                })}
        }
    };
    let act = move |it: &DayOffRange| {
        let (title, days) = (it.title.clone(), it.days().collect::<Vec<_>>());
        let label = Signal::derive(move || {
            t_string!(i18n, school.delete_off, title = title.clone()).to_string()
        });
        view! {
            <Button
                kind=ButtonKind::Quiet
                act="delete-off"
                label=label
                disabled=delete.pending()
                on_click=move |()| drop(
                    delete
                        .dispatch(year_api::DeleteDaysOff {
                            days: days.clone(),
                        }),
                )
            >
                <Icon name="close" />
            </Button>
        }
    };
    let columns = move || {
        let title = |it: &DayOffRange| it.title.clone();
        let mut columns = vec![
            Column::new("title", move || t_string!(i18n, school.off_title), title).hidden(),
            Column::new("days", move || t_string!(i18n, school.off_days), days).hidden(),
        ];
        columns.extend(may.then(|| Column::actions(act)));
        columns
    };
    let refused = move || {
        let answer = delete.value().get().and_then(Result::err);
        answer.map(|ApiError(it)| error_message(i18n, &it))
    };
    view! {
        <section class="ui-panel" data-panel="days-off">
            <h2 class="ui-panel-title">{move || t_string!(i18n, school.days_off)}</h2>
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
            {move || match all().is_empty() {
                true => {
                    view! { <p class="desk-quiet">{t_string!(i18n, school.no_days_off)}</p> }
                        .into_any()
                }
                false => {
                    view! {
                        <Table
                            caption=move || t_string!(i18n, school.days_off)
                            columns=columns()
                            rows=all()
                            data=|it| vec![("data-off", it.title.clone())]
                        />
                    }
                        .into_any()
                }
            }}
        </section>
    }
    .into_any()
}
