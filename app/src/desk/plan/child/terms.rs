//! From term to term: which plan is shown stands in the address.

use crate::{
    i18n::*,
    ui::{SegmentLink, on_day},
};
use domain::{
    ids::{PersonId, PlanId},
    plan::PlanCard,
};
use leptos::prelude::*;

/// All plans of a child, the oldest first as a year goes; earlier ones stay readable for ever.
#[component]
pub(crate) fn TermSwitch(child: PersonId, all: Vec<PlanCard>, shown: PlanId) -> impl IntoView {
    let i18n = use_i18n();
    let one = move |it: PlanCard| {
        let title = it.term.title.clone();
        let (begins, ends) = (it.term.begins, it.term.ends);
        let (goals, reached) = (it.goals, it.reached);
        let said = move || {
            let days = format!("{} – {}", on_day(i18n, begins), on_day(i18n, ends));
            format!(
                "{days} · {}",
                t_string!(i18n, plan.goals_reached, goals, reached)
            )
        };
        view! {
            <SegmentLink
                href=format!("/desk/child/{child}/plan?plan={}", it.id)
                is_chosen=it.id == shown
                attr:title=said
                attr:data-term=title
            >
                {it.term.title}
            </SegmentLink>
        }
    };
    (all.len() > 1).then(|| {
        view! {
            <nav
                class="plan-filters desk-noprint"
                aria-label=move || t_string!(i18n, plan.terms_of_plan)
            >
                {all.into_iter().rev().map(one).collect_view()}
            </nav>
        }
    })
}
