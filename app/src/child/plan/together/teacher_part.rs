//! The teacher's part of a goal made together, written on the child's tablet: few fields, and what
//! the pace comes to.

use crate::{
    child::plan::{
        goals::{day_name, initial},
        hue::hue,
        state::Mine,
    },
    i18n::*,
    ui::{Icon, error_message, lang_of, on_day, picture},
};
use domain::{
    AppError,
    competency::Competency,
    ids::{CompetencyId, DailyId},
    limits,
    plan::{Daily, Goal, GoalError, Measure, TeacherPart, Weekdays, pace},
};
use leptos::prelude::*;

#[component]
pub(super) fn PartForm(
    goal: Goal,
    mine: Mine,
    offered: Vec<Competency>,
    part: RwSignal<TeacherPart>,
    trouble: RwSignal<Option<AppError>>,
    on_ready: Callback<()>,
) -> impl IntoView {
    let i18n = use_i18n();
    let goal_of_child = StoredValue::new(goal.clone());
    let words = goal.title.clone();
    let title = Signal::derive(move || words.get(lang_of(i18n.get_locale())).to_owned());
    let why = goal.why.clone();
    let typed = Typed::of(&part.get_untracked());
    let days = RwSignal::new(days_of(&goal, &part.get_untracked()));
    // What the goal would be, for the number of times it comes to.
    let comes_to = Memo::new(move |_| {
        let days = days.get();
        goal_of_child.with_value(|goal| {
            let mut goal = goal.clone();
            for daily in &mut goal.daily {
                if let Some((_, chosen)) = days.iter().find(|(id, _)| *id == daily.id) {
                    daily.days = *chosen;
                }
            }
            mine.with(|it| {
                let path = pace(&goal, &[], &it.home.calendar, it.today).path;
                (path, it.home.plan.term.ends)
            })
        })
    });
    let ready = move |()| {
        let made = typed.part(days.get_untracked());
        let checked = made.and_then(|made| {
            goal_of_child.with_value(|goal| made.draft(goal))?;
            Ok(made)
        });
        match checked {
            Ok(made) => {
                part.set(made);
                on_ready.run(());
            }
            Err(why) => trouble.set(Some(why.into())),
        }
    };
    let field = move |name: &'static str,
                      label: Signal<String>,
                      value: RwSignal<String>,
                      hint: Signal<String>| {
        view! {
            <label class="ui-field together-field">
                <span class="ui-field-label">{label}</span>
                <input
                    class="ui-field-input"
                    name=name
                    autocomplete="off"
                    maxlength="120"
                    placeholder=hint
                    prop:value=value
                    on:input=move |event| value.set(event_target_value(&event))
                />
            </label>
        }
    };
    let steps = (0..limits::together::MOST_FIRST_STEPS)
        .map(|n| {
            let label = Signal::derive(move || t_string!(i18n, plan.step, n = n + 1).to_string());
            field(
                ["step-1", "step-2"][n],
                label,
                typed.steps[n],
                Signal::derive(String::new),
            )
        })
        .collect_view();
    let dailies = goal
        .daily
        .iter()
        .map(|daily| view! { <Days daily=daily.clone() days /> })
        .collect_view();
    view! {
        <form
            class="ui-sheet together-part"
            data-hue=hue(goal.area)
            on:submit=move |event| {
                event.prevent_default();
                ready(());
            }
        >
            <p class="together-goal">
                <img class="goals-picture" src=picture(&goal.picture) alt="" />
                <span>
                    {title}
                    {(!why.is_empty())
                        .then(|| view! { <span class="together-why">"“" {why} "”"</span> })}
                </span>
            </p>
            {field(
                "title",
                Signal::derive(move || t_string!(i18n, plan.words).to_owned()),
                typed.title,
                title,
            )}
            {dailies}
            <p class="together-pace" role="status">
                <Icon name="leaf" />
                {move || {
                    let (times, ends) = comes_to.get();
                    t_string!(i18n, plan.comes_to, times, date = on_day(i18n, ends)).to_string()
                }}
            </p>
            {(!offered.is_empty()).then(|| view! { <AimChoice offered chosen=typed.competency /> })}
            {steps}
            <fieldset class="together-measure">
                <legend class="ui-field-label">{move || t_string!(i18n, plan.measure)}</legend>
                {field(
                    "unit",
                    Signal::derive(move || t_string!(i18n, plan.unit).to_owned()),
                    typed.unit,
                    Signal::derive(String::new),
                )}
                {field(
                    "start",
                    Signal::derive(move || t_string!(i18n, plan.from).to_owned()),
                    typed.start,
                    Signal::derive(String::new),
                )}
                {field(
                    "target",
                    Signal::derive(move || t_string!(i18n, plan.to).to_owned()),
                    typed.target,
                    Signal::derive(String::new),
                )}
            </fieldset>
            {move || {
                trouble
                    .get()
                    .map(|why| {
                        view! {
                            <p class="together-trouble" role="alert">
                                {error_message(i18n, &why)}
                            </p>
                        }
                    })
            }}
            <button type="submit" class="together-ready" data-act="to-sign">
                <Icon name="pencil" />
                {move || t_string!(i18n, plan.to_sign)}
            </button>
        </form>
    }
}

fn days_of(goal: &Goal, part: &TeacherPart) -> Vec<(DailyId, Weekdays)> {
    let living = goal.daily.iter().filter(|it| it.until.is_none());
    living
        .map(|it| {
            let chosen = part.days.iter().find(|(id, _)| *id == it.id);
            (it.id, chosen.map_or(it.days, |(_, days)| *days))
        })
        .collect()
}

/// What stands in the fields.
#[derive(Clone, Copy)]
struct Typed {
    title: RwSignal<String>,
    steps: [RwSignal<String>; limits::together::MOST_FIRST_STEPS],
    unit: RwSignal<String>,
    start: RwSignal<String>,
    target: RwSignal<String>,
    competency: RwSignal<Option<CompetencyId>>,
}

impl Typed {
    fn of(part: &TeacherPart) -> Self {
        let measure = part.measure.as_ref();
        let step = |n: usize| RwSignal::new(part.steps.get(n).cloned().unwrap_or_default());
        let number =
            |it: Option<i32>| RwSignal::new(it.map_or_else(String::new, |it| it.to_string()));
        Self {
            title: RwSignal::new(part.title.clone()),
            steps: [step(0), step(1)],
            unit: RwSignal::new(measure.map_or_else(String::new, |it| it.unit.clone())),
            start: number(measure.map(|it| it.start)),
            target: number(measure.map(|it| it.target)),
            competency: RwSignal::new(part.competency),
        }
    }

    fn part(self, days: Vec<(DailyId, Weekdays)>) -> Result<TeacherPart, GoalError> {
        let unit = self.unit.get_untracked();
        let number = |it: RwSignal<String>| {
            let number = it.with_untracked(|it| it.trim().parse::<i32>());
            number.map_err(|_| GoalError::NumberIsMissing)
        };
        let measure = match unit.trim() {
            "" => None,
            unit => {
                let start = number(self.start)?;
                Some(Measure {
                    unit: unit.to_owned(),
                    start,
                    target: number(self.target)?,
                    now: start,
                })
            }
        };
        Ok(TeacherPart {
            title: self.title.get_untracked(),
            steps: self.steps.iter().map(|it| it.get_untracked()).collect(),
            measure,
            competency: self.competency.get_untracked(),
            days,
        })
    }
}

/// What the goal aims at, in a child's words where there are any.
#[component]
fn AimChoice(offered: Vec<Competency>, chosen: RwSignal<Option<CompetencyId>>) -> impl IntoView {
    let i18n = use_i18n();
    let option = |it: Competency| {
        let id = it.id;
        let words = move || {
            let told = it.wording(lang_of(i18n.get_locale()));
            format!("{} {}", it.code, told.text)
        };
        view! {
            <option value=id.to_string() prop:selected=move || chosen.get() == Some(id)>
                {words}
            </option>
        }
    };
    let options = offered.into_iter().map(option).collect_view();
    view! {
        <label class="ui-field together-field">
            <span class="ui-field-label">{move || t_string!(i18n, plan.aim)}</span>
            <select
                class="ui-field-input"
                name="aim"
                on:change=move |event| chosen.set(event_target_value(&event).parse().ok())
            >
                <option value="" prop:selected=move || chosen.get().is_none()>
                    {move || t_string!(i18n, plan.aim_none)}
                </option>
                {options}
            </select>
        </label>
    }
}

/// The days of one daily goal, each a tap.
#[component]
fn Days(daily: Daily, days: RwSignal<Vec<(DailyId, Weekdays)>>) -> impl IntoView {
    let i18n = use_i18n();
    let id = daily.id;
    let title = daily.title.clone();
    let name = Signal::derive(move || title.get(lang_of(i18n.get_locale())).to_owned());
    let chosen = move || {
        days.with(|all| {
            let own = all.iter().find(|(it, _)| *it == id);
            own.map_or(Weekdays::default(), |(_, days)| *days)
        })
    };
    let shown = Weekdays::of(Weekdays::SCHOOL.iter().chain(daily.days.iter()));
    let buttons = shown
        .iter()
        .map(|day| {
            let on = move || chosen().contains(day);
            let turn = move |_| {
                let now = on();
                days.update(|all| {
                    if let Some((_, days)) = all.iter_mut().find(|(it, _)| *it == id) {
                        days.set(day, !now);
                    }
                });
            };
            view! {
                <button
                    type="button"
                    class="together-day"
                    data-day=day.to_string().to_lowercase()
                    aria-pressed=move || on().to_string()
                    on:click=turn
                >
                    <span class="visually-hidden">{move || day_name(i18n, day)}</span>
                    <span aria-hidden="true">{move || initial(day_name(i18n, day))}</span>
                </button>
            }
        })
        .collect_view();
    view! {
        <div class="together-daily" role="group" aria-label=name>
            <img class="goals-picture" src=picture(&daily.picture) alt="" />
            <span class="together-daily-words">{name}</span>
            <span class="together-days">{buttons}</span>
        </div>
    }
}
