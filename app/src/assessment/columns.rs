//! Which column says what: filled in where it is recognized, changed by whoever knows better.

use super::{
    cells::{ColumnSelect, Header},
    form::Form,
    score::ScoreFields,
};
use crate::{
    i18n::*,
    ui::{Icon, area_words},
};
use domain::{
    assessment::{DateOrder, Preview},
    plan::Area,
};
use leptos::prelude::*;
use leptos_i18n::I18nContext;

/// What is chosen, and what is to happen when it changes.
#[derive(Clone, Copy)]
pub(super) struct Fields {
    pub(super) form: RwSignal<Form>,
    pub(super) changed: Callback<()>,
}

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
            <Line fields />
        </div>
        <For each=keys key=|key| *key let:key>
            <ScoreFields fields key header />
        </For>
        <button
            type="button"
            class="ui-button scores-add"
            data-act="add-score"
            on:click=move |_| {
                form.update(Form::add_score);
                changed.run(());
            }
        >
            <Icon name="plus" />
            {move || t_string!(i18n, assessment.add_score)}
        </button>
        <Areas fields seen />
    }
    .into_any()
}

#[component]
fn Dates(fields: Fields, seen: Memo<Option<Preview>>) -> impl IntoView {
    let i18n = use_i18n();
    let Fields { form, changed } = fields;
    let one = move |order: DateOrder| {
        view! {
            <option value=order.name() prop:selected=move || form.with(|it| it.dates == Some(order))>
                {move || order_words(i18n, order)}
            </option>
        }
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
        <label class="ui-field">
            <span class="ui-field-label">{move || t_string!(i18n, assessment.dates)}</span>
            <select
                class="ui-field-input"
                data-column="dates"
                on:change=move |event| {
                    let order = DateOrder::named(&event_target_value(&event));
                    form.update(|it| it.dates = order);
                    changed.run(());
                }
            >
                <option value="" prop:selected=move || form.with(|it| it.dates.is_none())>
                    {move || t_string!(i18n, assessment.choose)}
                </option>
                {DateOrder::ALL.map(one).collect_view()}
            </select>
            <span class="ui-field-hint">{fits}</span>
        </label>
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
                     read: fn(&Form) -> &String,
                     write: fn(&mut Form, String)| {
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
        <label class="ui-field">
            <span class="ui-field-label">{move || t_string!(i18n, assessment.scale)}</span>
            <select
                class="ui-field-input"
                data-column="scale"
                on:change=move |event| {
                    let is = event_target_value(&event) == "levels";
                    form.update(|it| it.is_levels = is);
                    changed.run(());
                }
            >
                <option value="number" prop:selected=move || !levels.get()>
                    {move || t_string!(i18n, assessment.scale_number)}
                </option>
                <option value="levels" prop:selected=levels>
                    {move || t_string!(i18n, assessment.scale_levels)}
                </option>
            </select>
        </label>
        {move || match levels.get() {
            true => text(
                word(|i18n| t_string!(i18n, assessment.levels)),
                "levels",
                "text",
                |it| &it.levels,
                |it, text| it.levels = text,
            ),
            false => view! {
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
            .into_any(),
        }}
    }
    .into_any()
}

/// What makes tests stand on one line.
#[component]
fn Line(fields: Fields) -> impl IntoView {
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
fn Areas(fields: Fields, seen: Memo<Option<Preview>>) -> impl IntoView {
    let i18n = use_i18n();
    let Fields { form, changed } = fields;
    let subjects = Memo::new(move |_| {
        seen.with(|it| {
            it.as_ref()
                .map(|it| it.subjects.clone())
                .unwrap_or_default()
        })
    });
    let area_of = |name: &str| {
        let named = |it: &Area| format!("{it:?}") == name;
        Area::ALL.into_iter().find(named)
    };
    let one = move |(subject, area): (String, Option<Area>)| {
        let label = subject.clone();
        let option = move |it: Area| {
            view! {
                <option value=format!("{it:?}") prop:selected=area == Some(it)>
                    {move || area_words(i18n, it)}
                </option>
            }
        };
        let choose = move |event| {
            let area = area_of(&event_target_value(&event));
            form.update(|it| {
                it.areas.insert(subject.clone(), area);
            });
            changed.run(());
        };
        view! {
            <label class="ui-field">
                <span class="ui-field-label">{label}</span>
                <select class="ui-field-input" data-column="area" on:change=choose>
                    <option value="" prop:selected=area.is_none()>
                        {move || t_string!(i18n, assessment.no_area)}
                    </option>
                    {Area::ALL.map(option).collect_view()}
                </select>
            </label>
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
