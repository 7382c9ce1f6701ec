//! How often what is to be done was done, and the columns that its tables share.

use crate::{
    desk::plan::section::context::SectionContext,
    i18n::*,
    ui::{Column, lang_of, picture},
};
use domain::plan::{Daily, Goal, times_done};
use leptos::prelude::*;
use leptos_i18n::I18nContext;

/// A goal, what is to be done for it, and how often it was.
pub type StepRow = (Goal, Daily, usize);

/// What is to be done for the goals that live, as far as it is wanted.
pub fn dailies(context: SectionContext, wanted: impl Fn(&Daily) -> bool) -> Vec<StepRow> {
    let mut all = Vec::new();
    for (goal, _) in context.living() {
        for daily in goal.daily.iter().filter(|it| it.until.is_none()) {
            if wanted(daily) {
                let times = context
                    .page(|it| times_done(&it.ticks, daily))
                    .unwrap_or_default();
                all.push((goal.clone(), daily.clone(), times));
            }
        }
    }
    all
}

/// What is to be done, with its picture.
pub fn what_column(i18n: I18nContext<Locale>) -> Column<StepRow> {
    let what = move |(_, daily, _): &StepRow| {
        let title = daily.title.clone();
        view! {
            <span class="plan-goal-line">
                <img class="desk-face" src=picture(&daily.picture) alt="" />
                <span>{move || title.get(lang_of(i18n.get_locale())).to_owned()}</span>
            </span>
        }
    };
    Column::new("what", move || t_string!(i18n, plan.what), what)
}

/// The goal for which it is done.
pub fn goal_column(i18n: I18nContext<Locale>) -> Column<StepRow> {
    let of = move |(goal, _, _): &StepRow| {
        let title = goal.title.clone();
        move || title.get(lang_of(i18n.get_locale())).to_owned()
    };
    Column::new("goal", move || t_string!(i18n, plan.goal), of)
}
