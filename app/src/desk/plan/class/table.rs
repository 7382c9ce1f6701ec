//! The table of the class's plans.

use super::{actions::ClassActions, row::Row};
use crate::{i18n::*, ui::TableFrame};
use domain::{
    ids::ClassId,
    plan::{
        ClassPage, PlanRow,
        class_view::{ClassView, Sort},
    },
};
use leptos::prelude::*;

#[component]
pub(crate) fn PlansTable(
    class: ClassId,
    view: Memo<ClassView>,
    shown: Memo<Vec<PlanRow>>,
    now: Memo<Option<ClassPage>>,
    actions: Option<ClassActions>,
) -> impl IntoView {
    let i18n = use_i18n();
    let head = move |by: Sort, words: Signal<&'static str>| {
        let here = move || view.with(|it| it.sort == by);
        let down = move || view.with(|it| it.descends(by));
        let order = move || if down() { "descending" } else { "ascending" };
        view! {
            <th class="ui-table-head" scope="col" aria-sort=move || here().then(order)>
                <a
                    class="plan-sort"
                    href=move || view.with(|it| it.sorted(by).address(class))
                    data-sort=by.name()
                    aria-current=move || here().then_some("true")
                >
                    {words}
                    <span class="plan-sort-sign" aria-hidden="true">
                        {move || if here() && down() { "↑" } else { "↓" }}
                    </span>
                </a>
            </th>
        }
    };
    let empty = move || shown.with(Vec::is_empty);
    view! {
        <TableFrame caption=move || t_string!(i18n, desk.plans) csv="plans.csv">
            <table class="ui-table plan-table">
                <thead>
                    <tr>
                        {actions.map(|actions| view! { <ChooseAll shown actions /> })}
                        {head(Sort::Child, Signal::derive(move || t_string!(i18n, desk.child)))}
                        {head(
                            Sort::Pace,
                            Signal::derive(move || t_string!(i18n, plan.goals_and_pace)),
                        )}
                        {head(Sort::Last, Signal::derive(move || t_string!(i18n, plan.last_tick)))}
                        {head(
                            Sort::Waiting,
                            Signal::derive(move || t_string!(i18n, plan.proposals)),
                        )} <th class="ui-table-head" scope="col">
                            {move || t_string!(i18n, plan.today)}
                        </th>
                    </tr>
                </thead>
                <tbody>
                    <For each=move || shown.get() key=|row| row.child.child let:row>
                        <Row first=row shown now actions />
                    </For>
                </tbody>
            </table>
        </TableFrame>
        {move || {
            empty().then(|| view! { <p class="desk-quiet">{t_string!(i18n, plan.nobody_here)}</p> })
        }}
    }
    .into_any()
}

#[component]
fn ChooseAll(shown: Memo<Vec<PlanRow>>, actions: ClassActions) -> impl IntoView {
    let i18n = use_i18n();
    let all = move || {
        let chosen = actions.chosen.read();
        shown
            .with(|rows| !rows.is_empty() && rows.iter().all(|it| chosen.contains(&it.child.child)))
    };
    let choose = move |event| {
        let on = event_target_checked(&event);
        let children =
            shown.with_untracked(|rows| rows.iter().map(|it| it.child.child).collect::<Vec<_>>());
        actions.chosen.update(|chosen| {
            for child in children {
                if on {
                    chosen.insert(child);
                } else {
                    chosen.remove(&child);
                }
            }
        });
    };
    view! {
        <th class="ui-table-head desk-noprint" scope="col">
            <label class="plan-choose">
                <input
                    class="ui-choice-box"
                    type="checkbox"
                    aria-label=move || t_string!(i18n, plan.choose_all)
                    prop:checked=all
                    on:change=choose
                />
            </label>
        </th>
    }
    .into_any()
}
