//! At the desk: what a child shows of each goal, and a sentence written beside.

use super::api::{TakeBack, WriteEvidence, read_evidence};
use crate::{
    ApiError,
    i18n::*,
    ui::{Banner, Button, Icon, Loaded, error_message, lang_of, on_day, picture},
};
use domain::{
    evidence::{EvidenceItem, GoalEvidence, Kind},
    ids::{GoalId, PersonId},
};
use leptos::prelude::*;

#[derive(Clone, Copy)]
struct EvidenceActions {
    write: ServerAction<WriteEvidence>,
    back: ServerAction<TakeBack>,
}

#[component]
pub fn EvidencePanel(
    child: PersonId,
    /// May write; the others only look.
    can_edit: bool,
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
            view! {
                <Banner kind="wrong" icon="alert">
                    {error_message(i18n, &error)}
                </Banner>
            }
        })
    };
    view! {
        <section class="ui-panel" data-panel="evidence">
            <h2 class="ui-panel-title">{move || t_string!(i18n, evidence.evidence)}</h2>
            {refused}
            <Loaded
                read=all
                is_empty=Vec::is_empty
                empty=move || {
                    view! {
                        <p class="desk-quiet">{move || t_string!(i18n, evidence.evidence_none)}</p>
                    }
                }
                let:goals
            >
                {goals
                    .into_iter()
                    .map(|of| {
                        view! {
                            <OneGoal
                                of
                                child
                                actions=can_edit.then_some(EvidenceActions { write, back })
                            />
                        }
                    })
                    .collect_view()}
            </Loaded>
        </section>
    }
    .into_any()
}

#[component]
fn OneGoal(of: GoalEvidence, child: PersonId, actions: Option<EvidenceActions>) -> impl IntoView {
    let i18n = use_i18n();
    let GoalEvidence {
        goal,
        title,
        pieces,
    } = of;
    let none = pieces.is_empty();
    let pieces = pieces
        .into_iter()
        .map(|shown| view! { <Piece shown child back=actions.map(|it| it.back) /> })
        .collect_view();
    view! {
        <div class="evidence-desk" data-evidence-of=goal.to_string()>
            <h3 class="evidence-desk-title">
                {move || title.get(lang_of(i18n.get_locale())).to_owned()}
            </h3>
            {match none {
                true => {
                    view! {
                        <p class="desk-quiet">
                            {move || t_string!(i18n, evidence.evidence_nothing)}
                        </p>
                    }
                        .into_any()
                }
                false => view! { <ul class="evidence-desk-pieces">{pieces}</ul> }.into_any(),
            }}
            {actions.map(|it| view! { <WriteLine child goal write=it.write /> })}
        </div>
    }
    .into_any()
}

#[component]
fn Piece(
    shown: EvidenceItem,
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
        (Some(name), _) => {
            t_string!(i18n, evidence.evidence_photo_by, name = name.clone()).to_string()
        }
        (None, Kind::Drawing) => t_string!(i18n, evidence.evidence_drawing).to_owned(),
        (None, _) => t_string!(i18n, evidence.evidence_photo).to_owned(),
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
                            {sign
                                .map(|it| {
                                    view! { <img class="desk-face" src=picture(&it) alt="" /> }
                                })} "“" {move || text.get(lang_of(i18n.get_locale())).to_owned()}
                            "”"
                        </span>
                    }
                        .into_any()
                }
                (None, None) => {
                    view! {
                        <span class="desk-quiet">
                            {move || t_string!(i18n, evidence.evidence_on_its_way)}
                        </span>
                    }
                        .into_any()
                }
            }}
            <span class="desk-quiet">
                {move || on_day(i18n, on)} {by.map(|by| format!(", {by}"))}
            </span>
            {back
                .map(|back| {
                    view! {
                        <Button
                            act="take-back-evidence"
                            disabled=back.pending()
                            on_click=move |()| drop(back.dispatch(TakeBack { child, evidence: id }))
                            class="desk-noprint"
                        >
                            <Icon name="undo" />
                            {move || t_string!(i18n, evidence.evidence_take_back)}
                        </Button>
                    }
                })}
        </li>
    }
    .into_any()
}

#[component]
fn WriteLine(child: PersonId, goal: GoalId, write: ServerAction<WriteEvidence>) -> impl IntoView {
    let i18n = use_i18n();
    let label = move || t_string!(i18n, evidence.evidence_write);
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
            <Button act="write-evidence" disabled=write.pending() submit=true>
                <Icon name="pencil" />
                {move || t_string!(i18n, evidence.evidence_keep)}
            </Button>
        </ActionForm>
    }
    .into_any()
}
