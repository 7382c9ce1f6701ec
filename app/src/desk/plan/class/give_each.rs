//! One goal for several children: what of it is another for one of them.

use crate::{
    desk::plan::{editor::dailies::WEEK, words::weekday_words},
    i18n::*,
    ui::{Button, ButtonKind, Chip, TableFrame},
};
use chrono::Weekday;
use domain::{
    ids::PersonId,
    limits,
    plan::{Difference, PlanRow, TypedGoal},
};
use leptos::prelude::*;
use std::collections::BTreeMap;

pub(crate) type Each = RwSignal<BTreeMap<PersonId, Difference>>;

/// A line a child, under the goal for all.
#[component]
pub(crate) fn EachTable(
    each: Each,
    typed: RwSignal<TypedGoal>,
    /// Who is chosen, in the order of the class.
    to: Memo<Vec<PlanRow>>,
    /// Whose line is wrong.
    wrong: Signal<Option<PersonId>>,
    on_leave_out: Callback<PersonId>,
) -> impl IntoView {
    let i18n = use_i18n();
    let counted = Memo::new(move |_| typed.with(|it| it.measure.is_some()));
    view! {
        <fieldset class="plan-lines plan-form-wide">
            <legend class="ui-field-label">{move || t_string!(i18n, plan.for_each)}</legend>
            <p class="ui-field-hint">{move || t_string!(i18n, plan.for_each_words)}</p>
            <TableFrame caption=move || t_string!(i18n, plan.for_each)>
                <table class="ui-table plan-each" data-list="each">
                    <thead>
                        <tr>
                            <th class="ui-table-head" scope="col">
                                {move || t_string!(i18n, desk.child)}
                            </th>
                            <th class="ui-table-head" scope="col">
                                {move || t_string!(i18n, plan.goal_title)}
                            </th>
                            <th class="ui-table-head" scope="col">
                                {move || t_string!(i18n, plan.weekdays)}
                            </th>
                            {move || {
                                counted
                                    .get()
                                    .then(|| {
                                        view! {
                                            <th class="ui-table-head" scope="col">
                                                {t_string!(i18n, plan.measure_target)}
                                            </th>
                                        }
                                    })
                            }}
                            <td class="ui-table-head"></td>
                        </tr>
                    </thead>
                    <tbody>
                        <For each=move || to.get() key=|row| row.child.child let:row>
                            <EachRow row each typed counted wrong on_leave_out />
                        </For>
                    </tbody>
                </table>
            </TableFrame>
        </fieldset>
    }
    .into_any()
}

#[component]
fn EachRow(
    row: PlanRow,
    each: Each,
    typed: RwSignal<TypedGoal>,
    counted: Memo<bool>,
    wrong: Signal<Option<PersonId>>,
    on_leave_out: Callback<PersonId>,
) -> impl IntoView {
    let i18n = use_i18n();
    let (id, name) = (row.child.child, row.child.name.clone());
    let full = row.living().count() >= limits::plan::MOST_GOALS;
    let own = Memo::new(move |_| each.with(|it| it.get(&id).cloned()).unwrap_or_default());
    let write =
        move |with: &dyn Fn(&mut Difference)| each.update(|it| with(it.entry(id).or_default()));
    let common = move || typed.with(TypedGoal::days);
    let days = move || own.with(|it| it.days_or(common()));
    let day = move |day: Weekday| {
        view! {
            <label class="plan-day">
                <input
                    class="plan-day-box"
                    type="checkbox"
                    prop:checked=move || days().contains(day)
                    on:change=move |event| {
                        let (on, common) = (event_target_checked(&event), untrack(common));
                        write(&|it| it.set_day(day, on, common));
                    }
                />
                <span class="plan-day-word">{move || weekday_words(i18n, day)}</span>
            </label>
        }
    };
    let label = {
        let name = name.clone();
        Signal::derive(move || format!("{}: {name}", t_string!(i18n, plan.goal_title)))
    };
    let days_label = {
        let name = name.clone();
        Signal::derive(move || format!("{}: {name}", t_string!(i18n, plan.weekdays)))
    };
    let target_label = {
        let name = name.clone();
        Signal::derive(move || format!("{}: {name}", t_string!(i18n, plan.measure_target)))
    };
    let out_label = {
        let name = name.clone();
        Signal::derive(move || t_string!(i18n, plan.leave_out, name = name.clone()).to_string())
    };
    let is_wrong = move || (wrong.get() == Some(id)).then_some("true");
    view! {
        <tr
            class="ui-table-row"
            data-each=id.to_string()
            data-own=move || own.with(|it| !it.is_none()).then_some("yes")
        >
            <th class="ui-table-cell" scope="row">
                {name}
                {full
                    .then(|| {
                        view! {
                            <Chip kind="child">{move || t_string!(i18n, plan.three_goals)}</Chip>
                        }
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
            {move || {
                counted
                    .get()
                    .then(|| {
                        view! {
                            <td class="ui-table-cell">
                                <input
                                    class="ui-field-input plan-each-number"
                                    type="number"
                                    aria-label=target_label
                                    aria-invalid=is_wrong
                                    placeholder=move || {
                                        typed
                                            .with(|it| it.measure.as_ref().map(|it| it.target.clone()))
                                            .unwrap_or_default()
                                    }
                                    prop:value=move || own.with(|it| it.target.clone())
                                    on:input=move |event| {
                                        let words = event_target_value(&event);
                                        write(&|it| it.target.clone_from(&words));
                                    }
                                />
                            </td>
                        }
                    })
            }}
            <td class="ui-table-cell">
                <Button
                    kind=ButtonKind::Quiet
                    act="leave-out"
                    label=out_label
                    on_click=move |()| on_leave_out.run(id)
                >
                    <crate::ui::Icon name="close" />
                </Button>
            </td>
        </tr>
    }
    .into_any()
}
