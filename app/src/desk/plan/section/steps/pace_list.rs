use super::goal_name::GoalName;
use crate::{
    desk::plan::{
        goal::pace_line::PaceLine,
        section::{context::SectionContext, empty::EmptySection},
        words::StandingTag,
    },
    i18n::*,
};
use domain::plan::Goal;
use leptos::prelude::*;

/// How each living goal goes, as a line of the term.
#[component]
pub(crate) fn PaceList(context: SectionContext) -> impl IntoView {
    let i18n = use_i18n();
    move || {
        let all = context.living();
        if all.is_empty() {
            let words = Signal::derive(move || t_string!(i18n, plan.no_goals));
            return view! { <EmptySection words /> }.into_any();
        }
        let one = |(goal, pace): (Goal, domain::plan::Pace)| {
            let standing = pace.standing;
            view! {
                <li class="plan-by-goal">
                    <div class="plan-goal-head">
                        <GoalName goal />
                        <StandingTag standing />
                    </div>
                    <PaceLine pace />
                </li>
            }
        };
        view! { <ul class="plan-by-goals">{all.into_iter().map(one).collect_view()}</ul> }
            .into_any()
    }
}
