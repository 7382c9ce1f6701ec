//! The choice of where something was seen.

use super::words::seen_words;
use crate::i18n::*;
use domain::competency::LevelSource;
use leptos::prelude::*;

/// Where something was seen.
#[component]
pub(super) fn SeenPick(
    seen: RwSignal<LevelSource>,
    id: &'static str,
    /// Another label than "Where it was seen".
    #[prop(optional, into)]
    label: Option<Signal<&'static str>>,
) -> impl IntoView {
    let i18n = use_i18n();
    let choose = move |event| {
        let at: usize = event_target_value(&event).parse().unwrap_or_default();
        seen.set(LevelSource::ALL.get(at).copied().unwrap_or_default());
    };
    let one = move |(n, it): (usize, LevelSource)| {
        view! {
            <option value=n.to_string() prop:selected=move || seen.get() == it>
                {move || seen_words(i18n, it)}
            </option>
        }
    };
    view! {
        <div class="ui-field">
            <label class="ui-field-label" for=id>
                {move || label.map_or_else(|| t_string!(i18n, competency.seen), |it| it.get())}
            </label>
            <select class="ui-field-input" id=id on:change=choose>
                {LevelSource::ALL.into_iter().enumerate().map(one).collect_view()}
            </select>
        </div>
    }
    .into_any()
}
