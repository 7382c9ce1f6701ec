//! At the desk: what a child shows of each goal, and a sentence written beside.

use super::desk_api::{TakeBack, WriteEvidence, read_evidence};
use crate::{
    ApiError,
    i18n::*,
    ui::{Banner, Icon, Trouble, lang_of, on_day, picture, told},
};
use domain::{
    evidence::{Kind, OfGoal, Shown},
    ids::{GoalId, PersonId},
};
use leptos::prelude::*;

#[derive(Clone, Copy)]
struct Acts {
    write: ServerAction<WriteEvidence>,
    back: ServerAction<TakeBack>,
}

#[component]
pub fn EvidencePanel(
    child: PersonId,
    /// May write; the others only look.
    acts: bool,
) -> impl IntoView {
    let i18n = use_i18n();
    let write = ServerAction::<WriteEvidence>::new();
    let back = ServerAction::<TakeBack>::new();
    let all = Resource::new(
        move || (write.version().get(), back.version().get()),
        move |_| read_evidence(child),
    );
    let refused = move || {
        let answers = [write.value().get(), back.value().get()];
        let refused = answers.into_iter().flatten().find_map(Result::err);
        refused.map(|ApiError(error)| {
            view! { <Banner kind="wrong" icon="alert">{told(i18n, &error)}</Banner> }
        })
    };
    view! {
        <section class="ui-panel" data-panel="evidence">
            <h2 class="ui-panel-title">{move || t_string!(i18n, desk.evidence)}</h2>
            {refused}
            <Transition>
                {move || all.get().map(|it| match it {
                    Ok(goals) if goals.is_empty() => view! {
                        <p class="desk-quiet">{move || t_string!(i18n, desk.evidence_none)}</p>
                    }
                    .into_any(),
                    Ok(goals) => goals
                        .into_iter()
                        .map(|of| view! { <OneGoal of child acts=acts.then_some(Acts { write, back }) /> })
                        .collect_view()
                        .into_any(),
                    Err(ApiError(error)) => view! { <Trouble error /> }.into_any(),
                })}
            </Transition>
        </section>
    }
    .into_any()
}

#[component]
fn OneGoal(of: OfGoal, child: PersonId, acts: Option<Acts>) -> impl IntoView {
    let i18n = use_i18n();
    let OfGoal {
        goal,
        title,
        pieces,
    } = of;
    let none = pieces.is_empty();
    let pieces = pieces
        .into_iter()
        .map(|shown| view! { <Piece shown child back=acts.map(|it| it.back) /> })
        .collect_view();
    view! {
        <div class="evidence-desk" data-evidence-of=goal.to_string()>
            <h3 class="evidence-desk-title">{move || title.get(lang_of(i18n.get_locale())).to_owned()}</h3>
            {match none {
                true => view! { <p class="desk-quiet">{move || t_string!(i18n, desk.evidence_nothing)}</p> }.into_any(),
                false => view! { <ul class="evidence-desk-pieces">{pieces}</ul> }.into_any(),
            }}
            {acts.map(|it| view! { <WriteLine child goal write=it.write /> })}
        </div>
    }
    .into_any()
}

#[component]
fn Piece(
    shown: Shown,
    child: PersonId,
    /// Takes back what its reader made; none for those who only look.
    back: Option<ServerAction<TakeBack>>,
) -> impl IntoView {
    let i18n = use_i18n();
    let on = shown.on;
    let by = shown.by.clone();
    let sentence = shown.sentence.clone();
    let address = shown
        .has_picture
        .then(|| format!("/evidence/{}", shown.evidence));
    let id = shown.evidence;
    let alt_by = by.clone();
    let alt = move || match (&alt_by, shown.kind) {
        (Some(name), _) => t_string!(i18n, desk.evidence_photo_by, name = name.clone()).to_string(),
        (None, Kind::Drawing) => t_string!(i18n, desk.evidence_drawing).to_owned(),
        (None, _) => t_string!(i18n, desk.evidence_photo).to_owned(),
    };
    let back = back.filter(|_| shown.mine);
    view! {
        <li class="evidence-desk-piece" data-piece=shown.evidence.to_string()>
            {match (address, sentence) {
                (Some(address), _) => {
                    let large = address.clone();
                    view! {
                        <a href=large rel="external" target="_blank">
                            <img class="evidence-desk-picture" src=address alt=alt loading="lazy" />
                        </a>
                    }
                    .into_any()
                }
                (None, Some(sentence)) => {
                    let (sign, text) = (sentence.picture, sentence.text);
                    view! {
                        <span class="evidence-desk-sentence">
                            {sign.map(|it| view! { <img class="desk-face" src=picture(&it) alt="" /> })}
                            "“" {move || text.get(lang_of(i18n.get_locale())).to_owned()} "”"
                        </span>
                    }
                    .into_any()
                }
                (None, None) => view! {
                    <span class="desk-quiet">{move || t_string!(i18n, desk.evidence_on_its_way)}</span>
                }
                .into_any(),
            }}
            <span class="desk-quiet">
                {move || on_day(i18n, on)} {by.map(|by| format!(", {by}"))}
            </span>
            {back.map(|back| view! {
                <button
                    type="button"
                    class="ui-button desk-noprint"
                    data-act="take-back-evidence"
                    disabled=back.pending()
                    on:click=move |_| drop(back.dispatch(TakeBack { child, evidence: id }))
                >
                    <Icon name="undo" />
                    {move || t_string!(i18n, desk.evidence_take_back)}
                </button>
            })}
        </li>
    }
    .into_any()
}

#[component]
fn WriteLine(child: PersonId, goal: GoalId, write: ServerAction<WriteEvidence>) -> impl IntoView {
    let i18n = use_i18n();
    let label = move || t_string!(i18n, desk.evidence_write);
    view! {
        <ActionForm action=write attr:class="evidence-desk-write desk-noprint">
            <input type="hidden" name="child" value=child.to_string() />
            <input type="hidden" name="goal" value=goal.to_string() />
            <input
                class="ui-field-input"
                name="sentence"
                maxlength="300"
                autocomplete="off"
                required
                aria-label=label
                placeholder=label
            />
            <button class="ui-button" data-act="write-evidence" disabled=write.pending()>
                <Icon name="pencil" />
                {move || t_string!(i18n, desk.evidence_keep)}
            </button>
        </ActionForm>
    }
    .into_any()
}
