//! The lines of the form: what is done on which days, and the steps.

use super::{
    desk_form::Fields,
    desk_picture::PicturePick,
    desk_typed::{DailyLine, StepLine, Typed},
    desk_words::{place_words, weekday_words},
};
use crate::{i18n::*, ui::Icon};
use chrono::Weekday;
use domain::plan::{Cadence, Place};
use leptos::{ev::KeyboardEvent, html, prelude::*};

pub(super) const WEEK: [Weekday; 7] = [
    Weekday::Mon,
    Weekday::Tue,
    Weekday::Wed,
    Weekday::Thu,
    Weekday::Fri,
    Weekday::Sat,
    Weekday::Sun,
];

#[component]
pub fn Dailies(fields: Fields) -> impl IntoView {
    let i18n = use_i18n();
    let typed = fields.typed;
    view! {
        <fieldset class="plan-lines">
            <legend class="ui-field-label">{move || t_string!(i18n, desk.daily_goals)}</legend>
            <For each=move || typed.with(|it| it.daily.clone()) key=|it| it.key let:line>
                <DailyRow fields line />
            </For>
            <button
                type="button"
                class="ui-button plan-add"
                data-act="add-daily"
                on:click=move |_| typed.update(Typed::add_daily)
            >
                <Icon name="plus" />
                {move || t_string!(i18n, desk.add_daily)}
            </button>
        </fieldset>
    }
    .into_any()
}

/// Puts the cursor into the line that was added last.
fn cursor(typed: RwSignal<Typed>, key: usize) -> NodeRef<html::Input> {
    let input = NodeRef::<html::Input>::new();
    let fresh = Memo::new(move |_| typed.with(|it| it.fresh.filter(|(it, _)| *it == key)));
    Effect::new(move |_| {
        if let (Some(_), Some(input)) = (fresh.get(), input.get()) {
            let _ = input.focus();
        }
    });
    input
}

/// Enter adds a line instead of sending the form.
pub(super) fn on_enter(act: impl Fn() + 'static) -> impl Fn(KeyboardEvent) {
    move |event: KeyboardEvent| {
        if event.key() == "Enter" && !event.ctrl_key() && !event.meta_key() {
            event.prevent_default();
            act();
        }
    }
}

#[component]
fn DailyRow(fields: Fields, line: DailyLine) -> impl IntoView {
    let i18n = use_i18n();
    let (typed, key) = (fields.typed, line.key);
    let input = cursor(typed, key);
    let first = line.clone();
    let now = Memo::new(move |_| {
        let line = typed.with(|it| it.daily.iter().find(|it| it.key == key).cloned());
        line.unwrap_or_else(|| first.clone())
    });
    let write = move |with: &dyn Fn(&mut DailyLine)| {
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
                value=match place { Place::School => "school", Place::Home => "home" }
                prop:selected=move || now.with(|it| it.place == place)
            >
                {move || place_words(i18n, place)}
            </option>
        }
    };
    let cadence = move |cadence: Cadence| {
        let words = move || match cadence {
            Cadence::EachDay => t_string!(i18n, template.each_day),
            Cadence::Weekly => t_string!(i18n, template.weekly),
        };
        view! {
            <option
                value=match cadence { Cadence::EachDay => "each-day", Cadence::Weekly => "weekly" }
                prop:selected=move || now.with(|it| it.cadence == cadence)
            >
                {words}
            </option>
        }
    };
    let label = Signal::derive(move || t_string!(i18n, desk.daily_title).to_owned());
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
                    aria-invalid=fields.is_wrong("daily")
                    prop:value=move || now.with(|it| it.title.typed.clone())
                    on:input=move |event| {
                        let words = event_target_value(&event);
                        write(&|it| it.title.typed.clone_from(&words));
                    }
                    on:keydown=on_enter(move || typed.update(Typed::add_daily))
                />
                <button
                    type="button"
                    class="ui-button"
                    data-kind="quiet"
                    data-act="remove-daily"
                    aria-label=move || t_string!(i18n, desk.remove_line)
                    on:click=move |_| typed.update(|it| it.daily.retain(|it| it.key != key))
                >
                    <Icon name="close" />
                </button>
            </div>
            <div
                class="plan-days"
                role="group"
                aria-label=move || t_string!(i18n, desk.weekdays)
                data-invalid=fields.is_wrong("days")
            >
                {WEEK.into_iter().map(day).collect_view()}
            </div>
            <div class="plan-line-head">
                <select
                    class="ui-field-input plan-place"
                    data-field="cadence"
                    aria-label=move || t_string!(i18n, template.cadence)
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
                    aria-label=move || t_string!(i18n, desk.place)
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
                    label=Signal::derive(move || t_string!(i18n, desk.picture).to_owned())
                    now=Signal::derive(move || now.with(|it| it.picture.clone()))
                    on_pick=move |name: String| write(&|it| it.picture.clone_from(&name))
                />
            </div>
        </div>
    }
    .into_any()
}

#[component]
pub fn Steps(fields: Fields) -> impl IntoView {
    let i18n = use_i18n();
    let typed = fields.typed;
    view! {
        <fieldset class="plan-lines">
            <legend class="ui-field-label">{move || t_string!(i18n, desk.steps)}</legend>
            <For each=move || typed.with(|it| it.steps.clone()) key=|it| it.key let:line>
                <StepRow fields line />
            </For>
            <button
                type="button"
                class="ui-button plan-add"
                data-act="add-step"
                on:click=move |_| typed.update(Typed::add_step)
            >
                <Icon name="plus" />
                {move || t_string!(i18n, desk.add_step)}
            </button>
        </fieldset>
    }
    .into_any()
}

#[component]
fn StepRow(fields: Fields, line: StepLine) -> impl IntoView {
    let i18n = use_i18n();
    let (typed, key) = (fields.typed, line.key);
    let input = cursor(typed, key);
    let words = move || {
        let title = |it: &Typed| {
            it.steps
                .iter()
                .find(|it| it.key == key)
                .map(|it| it.title.clone())
        };
        typed.with(title).unwrap_or_default()
    };
    let write = move |words: String| {
        typed.update(|it| it.step(key).map(|it| it.title = words).unwrap_or_default());
    };
    view! {
        <div class="plan-line-head" data-line="step">
            <input
                class="ui-field-input"
                node_ref=input
                autocomplete="off"
                maxlength="120"
                aria-label=move || t_string!(i18n, desk.step)
                aria-invalid=fields.is_wrong("steps")
                prop:value=words
                on:input=move |event| write(event_target_value(&event))
                on:keydown=on_enter(move || typed.update(Typed::add_step))
            />
            <button
                type="button"
                class="ui-button"
                data-kind="quiet"
                data-act="remove-step"
                aria-label=move || t_string!(i18n, desk.remove_line)
                on:click=move |_| typed.update(|it| it.steps.retain(|it| it.key != key))
            >
                <Icon name="close" />
            </button>
        </div>
    }
    .into_any()
}
