//! Which children the table of plans shows.

use super::desk_order::{Only, Sort, address};
use crate::i18n::*;
use domain::{ids::ClassId, plan::PlanRow};
use leptos::prelude::*;

#[component]
pub(super) fn Filters(
    class: ClassId,
    sort: Memo<Sort>,
    only: Memo<Only>,
    rows: Memo<Vec<PlanRow>>,
) -> impl IntoView {
    let i18n = use_i18n();
    let one = move |(it, name): (Only, &'static str)| {
        let count = move || rows.with(|all| all.iter().filter(|row| it.has(row)).count());
        let words = move || match it {
            Only::All => t_string!(i18n, desk.show_all, n = count()),
            Only::Waiting => t_string!(i18n, desk.show_waiting, n = count()),
            Only::Behind => t_string!(i18n, desk.show_behind, n = count()),
            Only::NoGoal => t_string!(i18n, desk.show_no_goal, n = count()),
        };
        view! {
            <a
                class="ui-switch-part"
                href=move || address(class, sort.get(), it)
                data-show=name
                aria-current=move || (only.get() == it).then_some("true")
            >
                {words}
            </a>
        }
    };
    view! {
        <nav class="plan-filters desk-noprint" aria-label=move || t_string!(i18n, desk.which_children)>
            {Only::ALL.map(one).collect_view()}
        </nav>
    }
    .into_any()
}
