//! The long-term goal at the head of a plan.

use crate::{
    i18n::*,
    ui::{lang_of, picture},
};
use domain::plan::Dream;
use leptos::prelude::*;

#[component]
pub fn DreamPanel(dream: Dream) -> impl IntoView {
    let i18n = use_i18n();
    let text = dream.text;
    view! {
        <section class="ui-panel plan-dream">
            {dream.picture.map(|it| view! {
                <img class="desk-statement-picture" src=picture(&it) alt="" />
            })}
            <h2 class="ui-panel-title">{move || t_string!(i18n, desk.dream)}</h2>
            <p>{move || text.get(lang_of(i18n.get_locale())).to_owned()}</p>
        </section>
    }
    .into_any()
}
