//! Which column says what: filled in where it is recognized, changed by whoever knows better.

use super::{
    column_select::{ColumnSelect, Header},
    fields::Fields,
    score_fields::ScoreFields,
};
use crate::{
    i18n::*,
    ui::{Button, Icon, Select, area_words},
};
use domain::{
    assessment::{DateOrder, MappingForm, Preview},
    plan::Area,
};
use leptos::prelude::*;
use leptos_i18n::I18nContext;

pub(super) fn order_words(i18n: I18nContext<Locale>, order: DateOrder) -> String {
    let example = order.example();
    match order {
        DateOrder::YearMonthDay => t_string!(i18n, assessment.order_ymd, example).to_string(),
        DateOrder::MonthDayYear => t_string!(i18n, assessment.order_mdy, example).to_string(),
        DateOrder::DayMonthYear => t_string!(i18n, assessment.order_dmy, example).to_string(),
    }
}

#[component]
pub(super) fn Columns(
    fields: Fields,
    seen: Memo<Option<Preview>>,
    header: Header,
) -> impl IntoView {
    let i18n = use_i18n();
    let Fields { form, changed } = fields;
    let keys = move || form.with(|it| it.scores.iter().map(|it| it.key).collect::<Vec<_>>());
    view! {
        <p class="desk-quiet">{move || t_string!(i18n, assessment.columns_intro)}</p>
        <div class="scores-columns">
            <ColumnSelect
                label=Signal::derive(move || t_string!(i18n, assessment.child_column).to_owned())
                name="child"
                header
                chosen=Signal::derive(move || form.with(|it| it.child.clone()))
                on_choose=Callback::new(move |column| {
                    form.update(|it| it.child = column);
                    changed.run(());
                })
            />
            <Dates fields seen />
            <Scale fields />
            <ColumnRow fields />
        </div>
        <For each=keys key=|key| *key let:key>
            <ScoreFields fields key header />
        </For>
        <Button
            act="add-score"
            on_click=move |()| {
                form.update(MappingForm::add_score);
                changed.run(());
            }
            class="scores-add"
        >
            <Icon name="plus" />
            {move || t_string!(i18n, assessment.add_score)}
        </Button>
        <AreaSelects fields seen />
    }
    .into_any()
}

#[component]
fn Dates(fields: Fields, seen: Memo<Option<Preview>>) -> impl IntoView {
    let i18n = use_i18n();
    let Fields { form, changed } = fields;
    let option = move |order: DateOrder| {
        let words = move || order_words(i18n, order);
        (order.name().to_owned(), words.into())
    };
    let fits = move || {
        seen.with(|it| {
            let seen = it
                .as_ref()
                .filter(|it| it.mapping.date_columns().any(|it| !it.is_empty()))?;
            let orders: Vec<_> = seen.dates.iter().map(|it| it.example()).collect();
            Some(match orders.is_empty() {
                true => t_string!(i18n, assessment.dates_fit_none).to_owned(),
                false => {
                    let orders = orders.join(", ");
                    t_string!(i18n, assessment.dates_fit, orders).to_string()
                }
            })
        })
    };
    view! {
        <Select
            label=move || t_string!(i18n, assessment.dates)
            data=("data-column", "dates")
            none=move || t_string!(i18n, assessment.choose)
            options=DateOrder::ALL.map(option).into()
            chosen=Signal::derive(move || {
                let order = form.with(|it| it.dates);
                order.map_or_else(String::new, |it| it.name().to_owned())
            })
            on_choose=move |order: String| {
                form.update(|it| it.dates = DateOrder::named(&order));
                changed.run(());
            }
            hint=Signal::derive(fits)
        />
    }
    .into_any()
}

#[component]
fn Scale(fields: Fields) -> impl IntoView {
    let i18n = use_i18n();
    let Fields { form, changed } = fields;
    let levels = Memo::new(move |_| form.with(|it| it.is_levels));
    let text = move |label: Signal<String>,
                     name: &'static str,
                     kind: &'static str,
                     read: fn(&MappingForm) -> &String,
                     write: fn(&mut MappingForm, String)| {
        view! {
            <label class="ui-field">
                <span class="ui-field-label">{label}</span>
                <input
                    class="ui-field-input"
                    type=kind
                    autocomplete="off"
                    data-column=name
                    prop:value=move || form.with(|it| read(it).clone())
                    on:change=move |event| {
                        form.update(|it| write(it, event_target_value(&event)));
                        changed.run(());
                    }
                />
            </label>
        }
        .into_any()
    };
    let word = move |words: fn(I18nContext<Locale>) -> &'static str| {
        Signal::derive(move || words(i18n).to_owned())
    };
    view! {
        <Select
            label=move || t_string!(i18n, assessment.scale)
            data=("data-column", "scale")
            options=vec![
                ("number".to_owned(), (move || t_string!(i18n, assessment.scale_number)).into()),
                ("levels".to_owned(), (move || t_string!(i18n, assessment.scale_levels)).into()),
            ]
            chosen=Signal::derive(move || if levels.get() { "levels" } else { "number" }.to_owned())
            on_choose=move |scale: String| {
                form.update(|it| it.is_levels = scale == "levels");
                changed.run(());
            }
        />
        {move || match levels.get() {
            true => {
                text(
                    word(|i18n| t_string!(i18n, assessment.levels)),
                    "levels",
                    "text",
                    |it| &it.levels,
                    |it, text| it.levels = text,
                )
            }
            false => {
                view! {
                    <div class="scores-bounds">
                        {text(
                            word(|i18n| t_string!(i18n, assessment.least)),
                            "least",
                            "number",
                            |it| &it.least,
                            |it, text| it.least = text,
                        )}
                        {text(
                            word(|i18n| t_string!(i18n, assessment.most)),
                            "most",
                            "number",
                            |it| &it.most,
                            |it, text| it.most = text,
                        )}
                    </div>
                }
                    .into_any()
            }
        }}
    }
    .into_any()
}

/// What makes tests stand on one line.
#[component]
fn ColumnRow(fields: Fields) -> impl IntoView {
    let i18n = use_i18n();
    let Fields { form, changed } = fields;
    view! {
        <label class="ui-field">
            <span class="ui-field-label">{move || t_string!(i18n, assessment.measure)}</span>
            <input
                class="ui-field-input"
                autocomplete="off"
                maxlength="120"
                data-column="measure"
                prop:value=move || form.with(|it| it.measure.clone())
                on:change=move |event| {
                    form.update(|it| it.measure = event_target_value(&event));
                    changed.run(());
                }
            />
            <span class="ui-field-hint">{move || t_string!(i18n, assessment.measure_hint)}</span>
        </label>
    }
    .into_any()
}

/// The areas the file's subjects go to.
#[component]
fn AreaSelects(fields: Fields, seen: Memo<Option<Preview>>) -> impl IntoView {
    let i18n = use_i18n();
    let Fields { form, changed } = fields;
    let subjects = Memo::new(move |_| {
        seen.with(|it| {
            it.as_ref()
                .map(|it| it.subjects.clone())
                .unwrap_or_default()
        })
    });
    let one = move |(subject, area): (String, Option<Area>)| {
        let label = subject.clone();
        let option = move |it: Area| {
            let words = move || area_words(i18n, it);
            (format!("{it:?}"), words.into())
        };
        let choose = move |name: String| {
            form.update(|it| it.set_area(&subject, &name));
            changed.run(());
        };
        view! {
            <Select
                label
                data=("data-column", "area")
                none=move || t_string!(i18n, assessment.no_area)
                options=Area::ALL.map(option).into()
                chosen=area.map_or_else(String::new, |it| format!("{it:?}"))
                on_choose=choose
            />
        }
        .into_any()
    };
    move || {
        let subjects = subjects.get();
        (!subjects.is_empty()).then(|| {
            view! {
                <fieldset class="scores-columns">
                    <legend class="ui-field-label">
                        {move || t_string!(i18n, assessment.areas)}
                    </legend>
                    <p class="desk-quiet scores-whole">
                        {move || t_string!(i18n, assessment.areas_intro)}
                    </p>
                    {subjects.into_iter().map(one).collect_view()}
                </fieldset>
            }
        })
    }
}
