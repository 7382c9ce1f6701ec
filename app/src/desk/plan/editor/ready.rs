//! A ready-made goal to begin with.

use super::picture_book::use_book;
use crate::{
    i18n::*,
    ui::{area_words, lang_of},
};
use domain::plan::{Area, GoalBook, TypedGoal};
use leptos::prelude::*;

/// A goal of the book to begin with.
#[component]
pub(crate) fn Ready(typed: RwSignal<TypedGoal>) -> impl IntoView {
    let i18n = use_i18n();
    let lang = move || lang_of(i18n.get_locale());
    let book = use_book();
    let groups = move |book: &GoalBook| {
        let group = |area| {
            let entries = book.of(area).map(|entry| {
                let say = entry.say.clone();
                view! { <option value=entry.id.clone()>{move || say.get(lang()).to_owned()}</option> }
            });
            let entries = entries.collect_view();
            view! { <optgroup label=move || area_words(i18n, area)>{entries}</optgroup> }
        };
        Area::ALL.into_iter().map(group).collect_view()
    };
    let take = move |event| {
        let id = event_target_value(&event);
        let of_entry = |book: &GoalBook| Some(TypedGoal::of_entry(book, book.entry(&id)?, lang()));
        if let Some(it) = book.with_untracked(of_entry).flatten() {
            typed.set(it);
        }
    };
    view! {
        <div class="ui-field">
            <label class="ui-field-label" for="field-ready">
                {move || t_string!(i18n, desk.ready_goal)}
            </label>
            <select class="ui-field-input" id="field-ready" on:change=take>
                <option value="">{move || t_string!(i18n, plan.ready_none)}</option>
                {move || book.with(groups)}
            </select>
        </div>
    }
    .into_any()
}
