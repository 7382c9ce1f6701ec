//! The lines of what is done on which days.

use super::{
    fields::GoalFields,
    line_input::{cursor, on_enter},
    picture::PicturePick,
};
use crate::{
    desk::plan::words::{place_words, weekday_words},
    i18n::*,
    ui::{Button, ButtonKind, Icon},
};
use chrono::Weekday;
use domain::plan::{Cadence, GoalField, Place, TypedDaily, TypedGoal};
use leptos::prelude::*;

pub(crate) const WEEK: [Weekday; 7] = [
    Weekday::Mon,
    Weekday::Tue,
    Weekday::Wed,
    Weekday::Thu,
    Weekday::Fri,
    Weekday::Sat,
    Weekday::Sun,
];

#[component]
pub fn Dailies(fields: GoalFields) -> impl IntoView {
    let i18n = use_i18n();
    let typed = fields.typed;
    view! {
        <fieldset class="plan-lines">
            <legend class="ui-field-label">{move || t_string!(i18n, plan.daily_goals)}</legend>
            <For each=move || typed.with(|it| it.daily.clone()) key=|it| it.key let:line>
                <DailyRow fields line />
            </For>
            <Button
                act="add-daily"
                on_click=move |()| typed.update(TypedGoal::add_daily)
                class="plan-add"
            >
                <Icon name="plus" />
                {move || t_string!(i18n, plan.add_daily)}
            </Button>
        </fieldset>
    }
    .into_any()
}

#[component]
fn DailyRow(fields: GoalFields, line: TypedDaily) -> impl IntoView {
    let i18n = use_i18n();
    let (typed, key) = (fields.typed, line.key);
    let input = cursor(typed, key);
    let first = line.clone();
    let now = Memo::new(move |_| {
        let line = typed.with(|it| it.daily.iter().find(|it| it.key == key).cloned());
        line.unwrap_or_else(|| first.clone())
    });
    let write = move |with: &dyn Fn(&mut TypedDaily)| {
        typed.update(|it| it.daily(key).map(with).unwrap_or_default());
    };
    let day = move |day: Weekday| {
        view! {
            <label class="plan-day">
                <input
                    class="plan-day-box"
                    type="checkbox"
                    prop:checked=move || now.with(|it| it.days.contains(day))
                    on:change=move |event| {
                        let on = event_target_checked(&event);
                        write(&|it| it.days.set(day, on));
                    }
                />
                <span class="plan-day-word">{move || weekday_words(i18n, day)}</span>
            </label>
        }
    };
    let place = move |place: Place| {
        view! {
            <option
                value=match place {
                    Place::School => "school",
                    Place::Home => "home",
                }
                prop:selected=move || now.with(|it| it.place == place)
            >
                {move || place_words(i18n, place)}
            </option>
        }
    };
    let cadence = move |cadence: Cadence| {
        let words = move || match cadence {
            Cadence::EachDay => t_string!(i18n, plan.each_day),
            Cadence::Weekly => t_string!(i18n, plan.weekly),
        };
        view! {
            <option
                value=match cadence {
                    Cadence::EachDay => "each-day",
                    Cadence::Weekly => "weekly",
                }
                prop:selected=move || now.with(|it| it.cadence == cadence)
            >
                {words}
            </option>
        }
    };
    let label = Signal::derive(move || t_string!(i18n, plan.daily_title).to_owned());
    view! {
        <div class="plan-line" data-line="daily">
            <div class="plan-line-head">
                <input
                    class="ui-field-input"
                    node_ref=input
                    autocomplete="off"
                    maxlength="80"
                    aria-label=label
                    placeholder=label
                    aria-invalid=fields.is_wrong(GoalField::Daily)
                    prop:value=move || now.with(|it| it.title.typed.clone())
                    on:input=move |event| {
                        let words = event_target_value(&event);
                        write(&|it| it.title.typed.clone_from(&words));
                    }
                    on:keydown=on_enter(move || typed.update(TypedGoal::add_daily))
                />
                <Button
                    kind=ButtonKind::Quiet
                    act="remove-daily"
                    label=move || t_string!(i18n, plan.remove_line)
                    on_click=move |()| typed.update(|it| it.remove_daily(key))
                >
                    <Icon name="close" />
                </Button>
            </div>
            <div
                class="plan-days"
                role="group"
                aria-label=move || t_string!(i18n, plan.weekdays)
                data-invalid=fields.is_wrong(GoalField::Days)
            >
                {WEEK.into_iter().map(day).collect_view()}
            </div>
            <div class="plan-line-head">
                <select
                    class="ui-field-input plan-place"
                    data-field="cadence"
                    aria-label=move || t_string!(i18n, plan.cadence)
                    on:change=move |event| {
                        let weekly = event_target_value(&event) == "weekly";
                        let cadence = if weekly { Cadence::Weekly } else { Cadence::EachDay };
                        write(&|it| it.cadence = cadence);
                    }
                >
                    {cadence(Cadence::EachDay)}
                    {cadence(Cadence::Weekly)}
                </select>
                <select
                    class="ui-field-input plan-place"
                    aria-label=move || t_string!(i18n, plan.place)
                    on:change=move |event| {
                        let home = event_target_value(&event) == "home";
                        write(&|it| it.place = if home { Place::Home } else { Place::School });
                    }
                >
                    {place(Place::School)}
                    {place(Place::Home)}
                </select>
                <PicturePick
                    fields
                    name=format!("daily-picture-{key}")
                    label=Signal::derive(move || t_string!(i18n, plan.picture).to_owned())
                    now=Signal::derive(move || now.with(|it| it.picture.clone()))
                    on_pick=move |name: String| write(&|it| it.picture.clone_from(&name))
                />
            </div>
        </div>
    }
    .into_any()
}
