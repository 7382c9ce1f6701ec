//! What a goal is about.

use super::{fields::GoalFields, picture_book::picture_of};
use crate::{i18n::*, ui::area_words};
use domain::plan::Area;
use leptos::prelude::*;

#[component]
pub(crate) fn Areas(fields: GoalFields) -> impl IntoView {
    let i18n = use_i18n();
    let typed = fields.typed;
    let choose = move |area: Area| {
        typed.update(|it| {
            it.area = area;
            // Nothing was written yet: the area's own picture fits better than another's.
            if it.title.typed.trim().is_empty() {
                let own = fields.pictures.with_untracked(|all| picture_of(all, area));
                it.picture = own.unwrap_or_else(|| it.picture.clone());
            }
        });
    };
    let one = move |area: Area| {
        view! {
            <label class="ui-choice plan-choice">
                <input
                    class="ui-choice-box"
                    type="radio"
                    name="area"
                    prop:checked=move || typed.with(|it| it.area == area)
                    on:change=move |_| choose(area)
                />
                {move || area_words(i18n, area)}
            </label>
        }
    };
    view! {
        <fieldset class="plan-choices">
            <legend class="ui-field-label">{move || t_string!(i18n, plan.goal_area)}</legend>
            {Area::ALL.into_iter().map(one).collect_view()}
        </fieldset>
    }
    .into_any()
}
