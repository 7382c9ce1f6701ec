//! The keys of a child's plan at the desk.

use crate::{
    desk::{
        plan::editor::actions::GoalActions,
        ui::{Key, Keys, step_focus},
    },
    i18n::*,
    ui::lang_of,
};
use domain::ids::{ClassId, PersonId};
use leptos::prelude::*;
use leptos_router::{NavigateOptions, hooks::use_navigate};
use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, window};

const GOALS: &str = "[data-goal]";

#[component]
pub(crate) fn PlanKeys(
    class: ClassId,
    child: PersonId,
    actions: Option<GoalActions>,
) -> impl IntoView {
    let i18n = use_i18n();
    let words = |it: fn(leptos_i18n::I18nContext<Locale>) -> &'static str| {
        Signal::derive(move || it(i18n).to_owned())
    };
    let key = |sign: &'static str, words: Signal<String>, act: Callback<()>| Key {
        sign,
        words,
        act: Some(act),
    };
    let navigate = StoredValue::new(use_navigate());
    let go = move |to: String| {
        Callback::new(move |()| {
            navigate.with_value(|navigate| navigate(&to, NavigateOptions::default()));
        })
    };
    let mut all = Vec::new();
    if let Some(actions) = actions {
        let new = move |()| {
            actions
                .edit
                .begin(None, lang_of(i18n.get_locale_untracked()));
        };
        all.push(key(
            "n",
            words(|i18n| t_string!(i18n, plan.key_new)),
            Callback::new(new),
        ));
    }
    let down = Callback::new(|()| step_focus(GOALS, true));
    let up = Callback::new(|()| step_focus(GOALS, false));
    all.push(key("j", words(|i18n| t_string!(i18n, plan.key_goal)), down));
    all.push(key(
        "k",
        words(|i18n| t_string!(i18n, plan.key_goal_before)),
        up,
    ));
    if actions.is_some() {
        let change = Callback::new(|()| press("edit-goal"));
        all.push(key(
            "c",
            words(|i18n| t_string!(i18n, plan.key_change)),
            change,
        ));
    }
    let history = go(format!("/desk/child/{child}/plan/history"));
    let plans = go(format!("/desk/class/{class}/plans"));
    all.push(key(
        "h",
        words(|i18n| t_string!(i18n, plan.key_history)),
        history,
    ));
    all.push(key(
        "u",
        words(|i18n| t_string!(i18n, plan.key_class)),
        plans,
    ));
    view! { <Keys keys=all /> }.into_any()
}

/// Presses a button of the goal in which the focus is.
fn press(act: &str) {
    let here = window().and_then(|it| it.document()?.active_element());
    let goal = here.and_then(|it| it.closest(GOALS).ok().flatten());
    let button = goal.and_then(|it| {
        it.query_selector(&format!("[data-act={act}]"))
            .ok()
            .flatten()
    });
    if let Some(button) = button.and_then(|it| it.dyn_into::<HtmlElement>().ok()) {
        button.click();
    }
}
