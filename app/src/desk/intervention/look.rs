//! Whether it helped, said in place.

use super::api;
use crate::{
    ApiError,
    desk::ui::HelpedPick,
    i18n::*,
    ui::{Banner, Button, ButtonKind, Icon, error_message},
};
use chrono::NaiveDate;
use domain::{
    group::Helpfulness,
    ids::{ClassId, InterventionId},
    intervention::InterventionReview,
    limits,
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
    let helped = RwSignal::new(None::<Helpfulness>);
    let (note, again) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let keep =
        Action::new(move |look: &InterventionReview| api::look_again(class, id, look.clone()));
    Effect::new(move |_| {
        if let Some(Ok(())) = keep.value().get() {
            on_looked.run(());
        }
    });
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        if let Some(helped) = helped.get_untracked() {
            keep.dispatch(InterventionReview {
                helped,
                note: note.get_untracked(),
                again: again.get_untracked().parse().ok(),
            });
        }
    };
    let refused = move || keep.value().get().and_then(Result::err);
    let tomorrow = InterventionReview::first_again(today).to_string();
    view! {
        <form class="intervention-look desk-noprint" on:submit=submit>
            <HelpedPick helped name=format!("helped-{id}") />
            <label class="ui-field intervention-note">
                <span class="ui-field-label">{move || t_string!(i18n, intervention.sentence)}</span>
                <input
                    class="ui-field-input"
                    name="outcome"
                    autocomplete="off"
                    maxlength=limits::intervention::SENTENCE_CHARS.to_string()
                    prop:value=note
                    on:input=move |event| note.set(event_target_value(&event))
                />
            </label>
            <label class="ui-field">
                <span class="ui-field-label">
                    {move || t_string!(i18n, intervention.look_again)}
                </span>
                <input
                    class="ui-field-input"
                    type="date"
                    name="again"
                    min=tomorrow
                    prop:value=again
                    on:input=move |event| again.set(event_target_value(&event))
                />
            </label>
            <Button
                kind=ButtonKind::Main
                act="followed-up"
                disabled=move || keep.pending().get() || helped.get().is_none()
                submit=true
            >
                <Icon name="check" />
                {move || t_string!(i18n, intervention.keep)}
            </Button>
            {move || {
                refused()
                    .map(|ApiError(error)| {
                        view! {
                            <Banner kind="wrong" icon="alert">
                                {move || error_message(i18n, &error)}
                            </Banner>
                        }
                    })
            }}
        </form>
    }
    .into_any()
}
