use crate::{
    i18n::*,
    ui::{lang_of, picture},
};
use domain::plan::Goal;
use leptos::prelude::*;

#[component]
pub fn GoalName(goal: Goal) -> impl IntoView {
    let i18n = use_i18n();
    let title = goal.title;
    view! {
        <span class="plan-goal-line">
            <img class="desk-face" src=picture(&goal.picture) alt="" />
            <strong>{move || title.get(lang_of(i18n.get_locale())).to_owned()}</strong>
        </span>
    }
    .into_any()
}
