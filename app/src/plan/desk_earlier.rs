//! The plans of other terms, which stay readable for ever.

use crate::{i18n::*, ui::on_day};
use domain::{
    ids::{PersonId, PlanId},
    plan::PlanCard,
};
use leptos::prelude::*;

/// Plans stay readable for ever.
#[component]
pub fn Earlier(child: PersonId, all: Vec<PlanCard>, shown: PlanId) -> impl IntoView {
    let i18n = use_i18n();
    let others = all.into_iter().filter(|it| it.id != shown);
    let one = |it: PlanCard| {
        let (begins, goals, reached) = (it.term.begins, it.goals, it.reached);
        view! {
            <li class="plan-earlier">
                <a class="ui-button" href=format!("/desk/child/{child}/plan?plan={}", it.id)>
                    {it.term.title}
                </a>
                <span class="desk-quiet">
                    {move || on_day(i18n, begins)}
                    " · "
                    {move || t_string!(i18n, desk.goals_reached, goals, reached).to_string()}
                </span>
            </li>
        }
    };
    let others: Vec<_> = others.map(one).collect();
    (!others.is_empty()).then(|| {
        view! {
            <section class="ui-panel desk-noprint">
                <h2 class="ui-panel-title">{move || t_string!(i18n, desk.other_plans)}</h2>
                <ul>{others}</ul>
            </section>
        }
    })
}
