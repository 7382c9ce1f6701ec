use super::done::{StepRow, dailies, goal_column, what_column};
use crate::{
    desk::plan::section::{context::SectionContext, empty::EmptySection},
    i18n::*,
    ui::{Chip, Column, Icon, Table},
};
use domain::plan::{Cadence, PlanPage, is_done_in_week};
use leptos::prelude::*;

/// What is to be done once a week: whether it was this week, and in how many.
#[component]
pub(crate) fn WeeklyTable(context: SectionContext) -> impl IntoView {
    let i18n = use_i18n();
    let rows = move || dailies(context, |it| it.cadence == Cadence::Weekly);
    let today = move || context.now().with(|it| it.as_ref().map(|it| it.today));
    let sign = move |(_, daily, _): &StepRow| {
        let daily = daily.clone();
        let this_week = move || {
            let done = |it: &PlanPage| Some(is_done_in_week(&it.ticks, &daily, today()?));
            context.page(done).flatten().unwrap_or_default()
        };
        move || match this_week() {
            true => view! {
                <Chip kind="good">
                    <Icon name="check" />
                    {t_string!(i18n, plan.week_done)}
                </Chip>
            }
            .into_any(),
            false => view! {
                <Chip>
                    <Icon name="ring" />
                    {t_string!(i18n, plan.week_open)}
                </Chip>
            }
            .into_any(),
        }
    };
    let done = move |(_, daily, times): &StepRow| {
        let weeks = context.page(|it| it.calendar.weeks(daily.since).len());
        let (times, weeks) = (*times, weeks.unwrap_or_default());
        move || t_string!(i18n, plan.weeks_done, done = times, of = weeks).to_string()
    };
    let columns = move || {
        vec![
            what_column(i18n),
            goal_column(i18n),
            Column::new("this-week", move || t_string!(i18n, plan.this_week), sign),
            Column::new("done", move || t_string!(i18n, plan.done_so_far), done),
        ]
    };
    move || {
        let rows = rows();
        if rows.is_empty() {
            let words = Signal::derive(move || t_string!(i18n, plan.no_weekly));
            return view! { <EmptySection words /> }.into_any();
        }
        view! { <Table caption=move || t_string!(i18n, desk.plan) columns=columns() rows /> }
            .into_any()
    }
}
