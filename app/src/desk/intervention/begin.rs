//! Beginning something: what, by whom, from when, and when somebody looks.

use super::api;
use crate::{
    ApiError,
    i18n::*,
    ui::{Banner, Button, ButtonKind, Icon, error_message},
};
use chrono::NaiveDate;
use domain::{
    ids::ClassId,
    intervention::{InterventionDraft, InterventionTarget},
    limits,
};
use leptos::prelude::*;

#[component]
pub(super) fn BeginForm(
    class: ClassId,
    of: InterventionTarget,
    today: NaiveDate,
    /// Who writes it, and so probably does it.
    me: String,
    on_begun: Callback<()>,
) -> impl IntoView {
    let i18n = use_i18n();
    let what = RwSignal::new(String::new());
    let by = RwSignal::new(me);
    let begins = RwSignal::new(today.to_string());
    let follow_up = RwSignal::new(InterventionDraft::usual_follow_up(today).to_string());
    let keep = Action::new(move |draft: &InterventionDraft| api::begin(class, draft.clone()));
    Effect::new(move |_| {
        if let Some(Ok(_)) = keep.value().get() {
            on_begun.run(());
        }
    });
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let days = (
            begins.get_untracked().parse(),
            follow_up.get_untracked().parse(),
        );
        if let (Ok(begins), Ok(follow_up)) = days {
            keep.dispatch(InterventionDraft {
                of,
                what: what.get_untracked(),
                by: by.get_untracked(),
                begins,
                follow_up,
            });
        }
    };
    let refused = move || keep.value().get().and_then(Result::err);
    let text = move |name: &'static str,
                     most: usize,
                     words: Signal<&'static str>,
                     value: RwSignal<String>| {
        view! {
            <label class="ui-field">
                <span class="ui-field-label">{words}</span>
                <input
                    class="ui-field-input"
                    name=name
                    autocomplete="off"
                    required
                    maxlength=most.to_string()
                    prop:value=value
                    on:input=move |event| value.set(event_target_value(&event))
                />
            </label>
        }
    };
    let day = move |name: &'static str, words: Signal<&'static str>, value: RwSignal<String>| {
        view! {
            <label class="ui-field">
                <span class="ui-field-label">{words}</span>
                <input
                    class="ui-field-input"
                    type="date"
                    name=name
                    required
                    prop:value=value
                    on:input=move |event| value.set(event_target_value(&event))
                />
            </label>
        }
    };
    view! {
        <form class="intervention-begin desk-noprint" on:submit=submit>
            {text(
                "what",
                limits::intervention::SENTENCE_CHARS,
                Signal::derive(move || t_string!(i18n, intervention.what)),
                what,
            )}
            {text(
                "by",
                limits::intervention::BY_CHARS,
                Signal::derive(move || t_string!(i18n, intervention.by)),
                by,
            )}
            {day("begins", Signal::derive(move || t_string!(i18n, intervention.begins)), begins)}
            {day(
                "follow-up",
                Signal::derive(move || t_string!(i18n, intervention.follow_up)),
                follow_up,
            )}
            <Button kind=ButtonKind::Main act="begin" disabled=keep.pending() submit=true>
                <Icon name="plus" />
                {move || t_string!(i18n, intervention.begin)}
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
