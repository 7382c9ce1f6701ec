//! Whether it helped, said in place.

use super::api;
use crate::{
    ApiError,
    i18n::*,
    ui::{Banner, HelpedPick, Icon, told},
};
use chrono::{NaiveDate, TimeDelta};
use domain::{
    group::Helped,
    ids::{ClassId, InterventionId},
    intervention::{Intervention, Look, SENTENCE},
};
use leptos::prelude::*;

/// The outcome, a sentence, and perhaps another day to look again.
#[component]
pub(super) fn LookForm(
    class: ClassId,
    id: InterventionId,
    today: NaiveDate,
    on_looked: Callback<()>,
) -> impl IntoView {
    let i18n = use_i18n();
    let helped = RwSignal::new(None::<Helped>);
    let (note, again) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let keep = Action::new(move |look: &Look| api::look_again(class, id, look.clone()));
    Effect::new(move |_| {
        if let Some(Ok(())) = keep.value().get() {
            on_looked.run(());
        }
    });
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        if let Some(helped) = helped.get_untracked() {
            keep.dispatch(Look {
                helped,
                note: note.get_untracked(),
                again: again.get_untracked().parse().ok(),
            });
        }
    };
    let refused = move || keep.value().get().and_then(Result::err);
    let tomorrow = (today + TimeDelta::days(1)).to_string();
    view! {
        <form class="intervention-look desk-noprint" on:submit=submit>
            <HelpedPick helped name=format!("helped-{id}") />
            <label class="ui-field intervention-note">
                <span class="ui-field-label">{move || t_string!(i18n, intervention.sentence)}</span>
                <input
                    class="ui-field-input"
                    name="outcome"
                    autocomplete="off"
                    maxlength=SENTENCE.to_string()
                    prop:value=note
                    on:input=move |event| note.set(event_target_value(&event))
                />
            </label>
            <label class="ui-field">
                <span class="ui-field-label">{move || t_string!(i18n, intervention.look_again)}</span>
                <input
                    class="ui-field-input"
                    type="date"
                    name="again"
                    min=tomorrow
                    prop:value=again
                    on:input=move |event| again.set(event_target_value(&event))
                />
            </label>
            <button
                class="ui-button"
                data-kind="main"
                data-act="followed-up"
                disabled=move || keep.pending().get() || helped.get().is_none()
            >
                <Icon name="check" />
                {move || t_string!(i18n, intervention.keep)}
            </button>
            {move || refused().map(|ApiError(error)| view! {
                <Banner kind="wrong" icon="alert">{move || told(i18n, &error)}</Banner>
            })}
        </form>
    }
    .into_any()
}

/// With whom: the child, or the group and who is in it.
pub(super) fn with_whom(it: &Intervention) -> String {
    let names: Vec<&str> = it.children.iter().map(|it| it.name.as_str()).collect();
    let names = names.join(", ");
    match &it.group {
        Some(group) if names.is_empty() => group.clone(),
        Some(group) => format!("{group} ({names})"),
        None => names,
    }
}
