use super::done::{StepRow, dailies, goal_column, what_column};
use crate::{
    desk::plan::{
        section::{context::SectionContext, empty::EmptySection},
        words::{often_words, place_words},
    },
    i18n::*,
    ui::{Column, Table},
};
use domain::plan::{Cadence, template::Kind};
use leptos::prelude::*;

/// What is to be done on which days, over all living goals.
#[component]
pub(crate) fn DailyTable(context: SectionContext) -> impl IntoView {
    let i18n = use_i18n();
    let weekly = context.has(Kind::Weekly);
    let rows = move || dailies(context, |it| !weekly || it.cadence == Cadence::EachDay);
    let when = move |(_, daily, _): &StepRow| {
        let (days, cadence) = (daily.days, daily.cadence);
        move || often_words(i18n, days, cadence)
    };
    let place = move |(_, daily, _): &StepRow| {
        let place = daily.place;
        move || place_words(i18n, place)
    };
    let columns = move || {
        vec![
            what_column(i18n),
            Column::new("when", move || t_string!(i18n, plan.when), when),
            Column::new("place", move || t_string!(i18n, plan.at_place), place),
            goal_column(i18n),
            Column::new(
                "done",
                move || t_string!(i18n, plan.done_so_far),
                |it: &StepRow| it.2,
            ),
        ]
    };
    move || {
        let rows = rows();
        if rows.is_empty() {
            let words = Signal::derive(move || t_string!(i18n, plan.no_daily));
            return view! { <EmptySection words /> }.into_any();
        }
        view! { <Table caption=move || t_string!(i18n, desk.plan) columns=columns() rows /> }
            .into_any()
    }
}
