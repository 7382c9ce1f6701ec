//! One goal for several children: what of it is another for one of them.

use super::{desk_line_rows::WEEK, desk_typed::Typed, desk_words::weekday_words};
use crate::i18n::*;
use chrono::Weekday;
use domain::{
    AppError,
    ids::PersonId,
    plan::{Draft, Given, MOST_GOALS, PlanRow, Text, Weekdays},
};
use leptos::prelude::*;
use std::collections::BTreeMap;

/// What stands in a child's line; what is empty is as it is for all.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Own {
    pub(super) title: String,
    pub(super) why: String,
    pub(super) target: String,
    pub(super) days: Option<Weekdays>,
}

impl Own {
    /// The goal as this child gets it.
    ///
    /// # Errors
    /// A target that is no number, or a goal that can't be one.
    pub(super) fn adapt(&self, mut draft: Draft) -> Result<Draft, AppError> {
        let title = self.title.trim();
        if !title.is_empty() {
            draft.title = Text::Own(title.to_owned());
        }
        let why = self.why.trim();
        if !why.is_empty() {
            why.clone_into(&mut draft.why);
        }
        let target = self.target.trim();
        if let (Some(measure), false) = (&mut draft.measure, target.is_empty()) {
            let number = target.parse();
            measure.target = number.map_err(|_| AppError::invalid("measure", "no-number"))?;
        }
        if let Some(days) = self.days {
            for daily in &mut draft.daily {
                daily.days = days;
            }
        }
        draft.check()?;
        Ok(draft)
    }
}

pub(super) type Each = RwSignal<BTreeMap<PersonId, Own>>;

/// The goals of all who are chosen; whose could not be one, and why, if so.
pub(super) fn given(
    draft: &Draft,
    chosen: impl IntoIterator<Item = PersonId>,
    each: &BTreeMap<PersonId, Own>,
) -> Result<Vec<Given>, (PersonId, AppError)> {
    let one = |child: PersonId| {
        let own = each.get(&child).cloned().unwrap_or_default();
        let draft = own.adapt(draft.clone()).map_err(|error| (child, error))?;
        Ok(Given { child, draft })
    };
    chosen.into_iter().map(one).collect()
}

/// A line a child, under the goal for all.
#[component]
pub(super) fn EachTable(
    each: Each,
    typed: RwSignal<Typed>,
    /// Who is chosen, in the order of the class.
    to: Memo<Vec<PlanRow>>,
    /// Whose line is wrong.
    wrong: Signal<Option<PersonId>>,
    on_leave_out: Callback<PersonId>,
) -> impl IntoView {
    let i18n = use_i18n();
    let counted = Memo::new(move |_| typed.with(|it| it.counted.is_some()));
    view! {
        <fieldset class="plan-lines plan-form-wide">
            <legend class="ui-field-label">{move || t_string!(i18n, plans.for_each)}</legend>
            <p class="ui-field-hint">{move || t_string!(i18n, plans.for_each_words)}</p>
            <div class="ui-table-wrap" tabindex="0" role="group" aria-label=move || t_string!(i18n, plans.for_each)>
                <table class="ui-table plan-each" data-list="each">
                    <thead>
                        <tr>
                            <th class="ui-table-head" scope="col">{move || t_string!(i18n, desk.child)}</th>
                            <th class="ui-table-head" scope="col">{move || t_string!(i18n, desk.goal_title)}</th>
                            <th class="ui-table-head" scope="col">{move || t_string!(i18n, desk.weekdays)}</th>
                            {move || counted.get().then(|| view! {
                                <th class="ui-table-head" scope="col">{t_string!(i18n, desk.measure_target)}</th>
                            })}
                            <td class="ui-table-head"></td>
                        </tr>
                    </thead>
                    <tbody>
                        <For each=move || to.get() key=|row| row.child.child let:row>
                            <EachRow row each typed counted wrong on_leave_out />
                        </For>
                    </tbody>
                </table>
            </div>
        </fieldset>
    }
    .into_any()
}

#[component]
fn EachRow(
    row: PlanRow,
    each: Each,
    typed: RwSignal<Typed>,
    counted: Memo<bool>,
    wrong: Signal<Option<PersonId>>,
    on_leave_out: Callback<PersonId>,
) -> impl IntoView {
    let i18n = use_i18n();
    let (id, name) = (row.child.child, row.child.name.clone());
    let full = row.living().count() >= MOST_GOALS;
    let own = Memo::new(move |_| each.with(|it| it.get(&id).cloned()).unwrap_or_default());
    let write = move |with: &dyn Fn(&mut Own)| each.update(|it| with(it.entry(id).or_default()));
    let common = move || {
        typed
            .with(|it| it.daily.first().map(|it| it.days))
            .unwrap_or(Weekdays::SCHOOL)
    };
    let days = move || own.with(|it| it.days).unwrap_or_else(common);
    let day = move |day: Weekday| {
        view! {
            <label class="plan-day">
                <input
                    class="plan-day-box"
                    type="checkbox"
                    prop:checked=move || days().contains(day)
                    on:change=move |event| {
                        let mut now = untrack(days);
                        now.set(day, event_target_checked(&event));
                        let days = (now != untrack(common)).then_some(now);
                        write(&|it| it.days = days);
                    }
                />
                <span class="plan-day-word">{move || weekday_words(i18n, day)}</span>
            </label>
        }
    };
    let label = {
        let name = name.clone();
        Signal::derive(move || format!("{}: {name}", t_string!(i18n, desk.goal_title)))
    };
    let days_label = {
        let name = name.clone();
        Signal::derive(move || format!("{}: {name}", t_string!(i18n, desk.weekdays)))
    };
    let target_label = {
        let name = name.clone();
        Signal::derive(move || format!("{}: {name}", t_string!(i18n, desk.measure_target)))
    };
    let out_label = {
        let name = name.clone();
        Signal::derive(move || t_string!(i18n, plans.leave_out, name = name.clone()).to_string())
    };
    let is_wrong = move || (wrong.get() == Some(id)).then_some("true");
    view! {
        <tr class="ui-table-row" data-each=id.to_string() data-own=move || own.with(|it| *it != Own::default()).then_some("yes")>
            <th class="ui-table-cell" scope="row">
                {name}
                {full.then(|| view! {
                    <span class="ui-tag" data-kind="child">{move || t_string!(i18n, plans.three_goals)}</span>
                })}
            </th>
            <td class="ui-table-cell">
                <input
                    class="ui-field-input plan-each-title"
                    maxlength="120"
                    autocomplete="off"
                    aria-label=label
                    aria-invalid=is_wrong
                    placeholder=move || typed.with(|it| it.title.typed.clone())
                    prop:value=move || own.with(|it| it.title.clone())
                    on:input=move |event| {
                        let words = event_target_value(&event);
                        write(&|it| it.title.clone_from(&words));
                    }
                />
            </td>
            <td class="ui-table-cell">
                <div class="plan-days" role="group" aria-label=days_label>
                    {WEEK.into_iter().take(5).map(day).collect_view()}
                </div>
            </td>
            {move || counted.get().then(|| view! {
                <td class="ui-table-cell">
                    <input
                        class="ui-field-input plan-each-number"
                        type="number"
                        aria-label=target_label
                        aria-invalid=is_wrong
                        placeholder=move || {
                            typed.with(|it| it.counted.as_ref().map(|it| it.target.clone())).unwrap_or_default()
                        }
                        prop:value=move || own.with(|it| it.target.clone())
                        on:input=move |event| {
                            let words = event_target_value(&event);
                            write(&|it| it.target.clone_from(&words));
                        }
                    />
                </td>
            })}
            <td class="ui-table-cell">
                <button
                    type="button"
                    class="ui-button"
                    data-kind="quiet"
                    data-act="leave-out"
                    aria-label=out_label
                    on:click=move |_| on_leave_out.run(id)
                >
                    <crate::ui::Icon name="close" />
                </button>
            </td>
        </tr>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::plan::Measure;
    use uuid::Uuid;

    fn common() -> Draft {
        let mut typed = Typed::new();
        typed.title.typed = "I read to somebody".to_owned();
        let line = typed.daily.first().map(|it| it.key).unwrap_or_default();
        if let Some(line) = typed.daily(line) {
            line.title.typed = "Read to somebody".to_owned();
        }
        let mut draft = typed.draft().expect("a goal");
        draft.measure = Some(Measure {
            unit: "books".to_owned(),
            start: 0,
            target: 20,
            now: 0,
        });
        draft
    }

    #[test]
    fn a_child_without_a_difference_gets_the_goal_for_all() {
        assert_eq!(Own::default().adapt(common()), Ok(common()));
    }

    #[test]
    fn each_child_gets_their_own_words_target_and_days() {
        let own = Own {
            title: " I read to my cat ".to_owned(),
            why: String::new(),
            target: "12".to_owned(),
            days: Some(Weekdays::of([Weekday::Tue])),
        };
        let draft = own.adapt(common()).expect("a goal");
        assert_eq!(draft.title, Text::Own("I read to my cat".to_owned()));
        assert_eq!(draft.measure.map(|it| it.target), Some(12));
        assert_eq!(draft.daily[0].days, Weekdays::of([Weekday::Tue]));
    }

    #[test]
    fn a_wrong_line_says_whose_it_is_and_nobody_gets_anything() {
        let [ana, milo] = [1, 2].map(|n| PersonId(Uuid::from_u128(n)));
        let wrong = Own {
            target: "twelve".to_owned(),
            ..Own::default()
        };
        let each = BTreeMap::from([(milo, wrong)]);
        let error = AppError::invalid("measure", "no-number");
        assert_eq!(given(&common(), [ana, milo], &each), Err((milo, error)));
        let no_day = Own {
            days: Some(Weekdays::default()),
            ..Own::default()
        };
        let each = BTreeMap::from([(ana, no_day)]);
        let error = AppError::invalid("days", "none");
        assert_eq!(given(&common(), [ana], &each), Err((ana, error)));
    }
}
