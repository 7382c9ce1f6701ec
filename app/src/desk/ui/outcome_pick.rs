//! The choice of whether something helped.

use super::outcome::{helped_icon, helped_words};
use crate::{i18n::*, ui::Icon};
use domain::group::Helpfulness;
use leptos::prelude::*;

/// One of the three words is chosen.
#[component]
pub fn HelpedPick(
    helped: RwSignal<Option<Helpfulness>>,
    /// Tells these buttons from others of the page.
    #[prop(into)]
    name: String,
) -> impl IntoView {
    let i18n = use_i18n();
    let one = move |it: Helpfulness| {
        view! {
            <label class="ui-choice">
                <input
                    class="ui-choice-box"
                    type="radio"
                    name=name.clone()
                    data-helped=format!("{it:?}")
                    prop:checked=move || helped.get() == Some(it)
                    on:change=move |_| helped.set(Some(it))
                />
                <Icon name=helped_icon(it) />
                {move || helped_words(i18n, it)}
            </label>
        }
    };
    view! {
        <fieldset class="plan-choices">
            <legend class="ui-field-label">{move || t_string!(i18n, group.did_it_help)}</legend>
            {Helpfulness::ALL.map(one).collect_view()}
        </fieldset>
    }
    .into_any()
}
