//! The days a child's plan is seen in: its calendar, and which day it is. Found by whatever draws
//! time, wherever in the page it stands.

use super::weeks::WeekChart;
use crate::i18n::*;
use chrono::NaiveDate;
use domain::plan::{Calendar, ChildPlan, GoalState, weeks};
use leptos::prelude::*;

/// In the context of a child's plan.
#[derive(Clone, Copy)]
pub(crate) struct Frame(pub(crate) Memo<Option<(Calendar, NaiveDate)>>);

impl Frame {
    pub(crate) fn of(now: Memo<Option<ChildPlan>>) -> Self {
        Self(Memo::new(move |_| {
            now.with(|it| {
                let it = it.as_ref()?;
                Some((it.page.as_ref()?.calendar.clone(), it.today))
            })
        }))
    }
}

/// All goals of the plan together, week by week.
#[component]
pub(crate) fn ByWeek(now: Memo<Option<ChildPlan>>) -> impl IntoView {
    let i18n = use_i18n();
    let weeks = Memo::new(move |_| {
        now.with(|it| {
            let page = it.as_ref()?.page.as_ref()?;
            let lived = page.plan.goals.iter().zip(&page.paces);
            let lived = lived.filter(|(goal, _)| goal.state != GoalState::Proposed);
            Some(weeks(lived.map(|(_, pace)| pace)))
        })
        .unwrap_or_default()
    });
    let today = Memo::new(move |_| now.with(|it| it.as_ref().map(|it| it.today)));
    move || {
        weeks.with(|it| !it.is_empty()).then(|| {
            view! {
                <section class="ui-panel">
                    <h2 class="ui-panel-title">{t_string!(i18n, plan.by_week)}</h2>
                    <WeekChart weeks=weeks.get() today=today.get() />
                </section>
            }
        })
    }
}
