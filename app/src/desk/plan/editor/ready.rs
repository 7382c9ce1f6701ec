//! A ready-made goal to begin with.

use crate::{
    i18n::*,
    ui::{area_words, lang_of},
};
use domain::plan::{Area, GoalBook, TypedGoal};
use leptos::prelude::*;

/// A goal of the book to begin with.
#[component]
pub(crate) fn Ready(book: GoalBook, typed: RwSignal<TypedGoal>) -> impl IntoView {
    let i18n = use_i18n();
    let lang = move || lang_of(i18n.get_locale());
    let groups = Area::ALL.into_iter().map(|area| {
        let entries = book.of(area).map(|entry| {
            let say = entry.say.clone();
            view! { <option value=entry.id.clone()>{move || say.get(lang()).to_owned()}</option> }
        });
        view! { <optgroup label=move || area_words(i18n, area)>{entries.collect_view()}</optgroup> }
    });
    let groups = groups.collect_view();
    let take = move |event| {
        if let Some(entry) = book.entry(&event_target_value(&event)) {
            typed.set(TypedGoal::of_entry(&book, entry, lang()));
        }
    };
    view! {
        <div class="ui-field">
            <label class="ui-field-label" for="field-ready">
                {move || t_string!(i18n, desk.ready_goal)}
            </label>
            <select class="ui-field-input" id="field-ready" on:change=take>
                <option value="">{move || t_string!(i18n, plan.ready_none)}</option>
                {groups}
            </select>
        </div>
    }
    .into_any()
}
