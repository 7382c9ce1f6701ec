//! The keys of the class's page of plans: to each child and on, without a mouse.

use super::actions::ClassActions;
use crate::{
    desk::ui::{Key, Keys, step_focus},
    i18n::*,
};
use domain::ids::PersonId;
use leptos::{html, prelude::*};
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, window};

const CHILDREN: &str = "a[data-row]";

#[component]
pub(crate) fn ClassKeys(
    actions: Option<ClassActions>,
    search: NodeRef<html::Input>,
    give: RwSignal<bool>,
) -> impl IntoView {
    let i18n = use_i18n();
    let key = |sign: &'static str, words: Signal<String>, act: Option<Callback<()>>| Key {
        sign,
        words,
        act,
    };
    let words = |it: fn(leptos_i18n::I18nContext<Locale>) -> &'static str| {
        Signal::derive(move || it(i18n).to_owned())
    };
    let find = Callback::new(move |()| {
        if let Some(input) = search.get_untracked() {
            let _ = input.focus();
        }
    });
    let down = Callback::new(|()| step_focus(CHILDREN, true));
    let up = Callback::new(|()| step_focus(CHILDREN, false));
    let mut all = vec![
        key(
            "f",
            words(|i18n| t_string!(i18n, plan.key_find)),
            Some(find),
        ),
        key(
            "j",
            words(|i18n| t_string!(i18n, plan.key_next)),
            Some(down),
        ),
        key(
            "k",
            words(|i18n| t_string!(i18n, plan.key_before)),
            Some(up),
        ),
        key("Enter", words(|i18n| t_string!(i18n, plan.key_open)), None),
    ];
    if let Some(actions) = actions {
        let choose = Callback::new(move |()| {
            if let Some(child) = child_here() {
                actions.chosen.update(|it| {
                    if !it.remove(&child) {
                        it.insert(child);
                    }
                });
            }
        });
        let begin = Callback::new(move |()| {
            if actions.chosen.with_untracked(|it| !it.is_empty()) {
                give.set(true);
            }
        });
        all.push(key(
            "x",
            words(|i18n| t_string!(i18n, plan.key_choose)),
            Some(choose),
        ));
        all.push(key(
            "g",
            words(|i18n| t_string!(i18n, plan.key_give)),
            Some(begin),
        ));
        all.push(key(
            "z",
            words(|i18n| t_string!(i18n, plan.undo)),
            Some(Callback::new(|()| take_back())),
        ));
    }
    view! { <Keys keys=all /> }.into_any()
}

/// Presses the way back of what was just given, where there is one.
fn take_back() {
    let page = window().and_then(|it| it.document());
    let button = page.and_then(|it| {
        let found = it.query_selector("[data-act='take-back']:enabled");
        found.ok().flatten()?.dyn_into::<HtmlElement>().ok()
    });
    if let Some(button) = button {
        button.click();
    }
}

/// The child in whose row the focus is.
fn child_here() -> Option<PersonId> {
    let here: Element = window()?.document()?.active_element()?;
    let row = here.closest("[data-child]").ok()??;
    let row = row.dyn_into::<HtmlElement>().ok()?;
    row.get_attribute("data-child")?.parse().ok()
}
