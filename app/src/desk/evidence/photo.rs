//! A teacher's photo of what a child did, kept with one of the child's goals.

use super::api::{read_evidence, take_back};
use crate::{
    ApiError,
    i18n::*,
    ui::{Banner, Button, Icon, error_message, lang_of, photo::shrink},
};
use domain::{
    AppError,
    evidence::{EvidenceError, GoalEvidence},
    ids::{EvidenceId, GoalId, PersonId},
};
use gloo_net::http::Request;
use leptos::{ev::Event, prelude::*, task::spawn_local};
use wasm_bindgen::JsCast;
use web_sys::{File, HtmlInputElement};

/// What became of a photo.
#[derive(Clone, Debug, PartialEq)]
enum Became {
    Kept(EvidenceId),
    Gone,
    Refused(AppError),
}

/// A button for each goal of the child; the photo is kept at once, and can be taken back.
#[component]
pub fn AddPhoto(child: PersonId) -> impl IntoView {
    let i18n = use_i18n();
    let goals = Action::new(move |(): &()| read_evidence(child));
    Effect::new(move |_| drop(goals.dispatch(())));
    let (busy, became) = (RwSignal::new(false), RwSignal::new(None::<Became>));
    let done = move |now: Became| {
        busy.try_set(false);
        became.try_set(Some(now));
    };
    let undo = move |id: EvidenceId| {
        busy.set(true);
        spawn_local(async move {
            let gone = take_back(child, id).await;
            done(gone.map_or_else(|ApiError(error)| Became::Refused(error), |()| Became::Gone));
        });
    };
    let taken = Callback::new(move |(goal, event): (GoalId, Event)| {
        let input = event.target();
        let input = input.and_then(|it| it.dyn_into::<HtmlInputElement>().ok());
        let Some(input) = input else { return };
        let file = input.files().and_then(|files| files.get(0));
        // The same photo may be chosen again.
        input.set_value("");
        if let Some(file) = file {
            busy.set(true);
            spawn_local(async move {
                let kept = bring(child, goal, file).await;
                done(kept.map_or_else(Became::Refused, Became::Kept));
            });
        }
    });
    let list = move || match goals.value().get() {
        None => ().into_any(),
        Some(Err(ApiError(error))) => view! {
            <Banner kind="wrong" icon="alert">
                {error_message(i18n, &error)}
            </Banner>
        }
        .into_any(),
        Some(Ok(goals)) if goals.is_empty() => {
            view! { <p class="desk-quiet">{t_string!(i18n, evidence.evidence_none)}</p> }.into_any()
        }
        Some(Ok(goals)) => goals
            .into_iter()
            .map(|of| view! { <Take of taken busy /> })
            .collect_view()
            .into_any(),
    };
    let line = move || {
        became.get().map(|it| match it {
            Became::Kept(id) => view! {
                <Banner kind="good" icon="check">
                    {t_string!(i18n, evidence.evidence_photo_kept)}
                    <Button act="undo-photo" disabled=busy on_click=move |()| undo(id)>
                        <Icon name="undo" />
                        {t_string!(i18n, evidence.evidence_take_back)}
                    </Button>
                </Banner>
            }
            .into_any(),
            Became::Gone => view! {
                <Banner kind="good" icon="undo">
                    {t_string!(i18n, evidence.evidence_gone)}
                </Banner>
            }
            .into_any(),
            Became::Refused(error) => view! {
                <Banner kind="wrong" icon="alert">
                    {error_message(i18n, &error)}
                </Banner>
            }
            .into_any(),
        })
    };
    view! {
        <details class="evidence-take">
            <summary class="evidence-take-words">
                {move || t_string!(i18n, evidence.evidence_take)}
            </summary>
            <p class="ui-field-hint">{move || t_string!(i18n, evidence.evidence_take_hint)}</p>
            {list}
            {line}
        </details>
    }
    .into_any()
}

#[component]
fn Take(of: GoalEvidence, taken: Callback<(GoalId, Event)>, busy: RwSignal<bool>) -> impl IntoView {
    let i18n = use_i18n();
    let GoalEvidence { goal, title, .. } = of;
    view! {
        <label class="ui-button evidence-take-of" data-photo-of=goal.to_string()>
            <input
                class="visually-hidden"
                type="file"
                accept="image/*"
                capture="environment"
                disabled=busy
                on:change=move |event| taken.run((goal, event))
            />
            <Icon name="plus" />
            {move || title.get(lang_of(i18n.get_locale())).to_owned()}
        </label>
    }
    .into_any()
}

/// Makes the photo small and brings it to school.
async fn bring(child: PersonId, goal: GoalId, file: File) -> Result<EvidenceId, AppError> {
    let unreadable = || AppError::from(EvidenceError::IsNoPicture);
    let bytes = shrink(file)
        .await
        .as_deref()
        .and_then(crate::sync::bytes_of);
    let bytes = bytes.ok_or_else(unreadable)?;
    let address = format!("/desk/child/{child}/goal/{goal}/photo");
    let request = Request::post(&address).header("content-type", "application/octet-stream");
    let request = request.body(bytes).map_err(|_| unreadable())?;
    let answer = request.send().await.map_err(|_| AppError::Offline)?;
    match answer.ok() {
        true => answer.json().await.map_err(|_| AppError::Offline),
        false => Err(answer.json().await.unwrap_or(AppError::Offline)),
    }
}
