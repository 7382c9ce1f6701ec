//! What shows how a goal goes, in a row under its path: looked at by a tap, taken back by another.

use super::{add::Add, state::Showing};
use crate::{
    i18n::*,
    ui::{Icon, lang_of, picture, use_voice},
};
use domain::{
    evidence::EvidenceItem,
    ids::{EvidenceId, GoalId},
    plan::Text,
};
use leptos::{html, prelude::*};

/// The row of a goal, and the card that adds to it.
#[component]
pub fn Strip(goal: GoalId) -> impl IntoView {
    let i18n = use_i18n();
    let showing = expect_context::<Showing>();
    let ids = Memo::new(move |_| {
        let all = showing.of(goal);
        all.iter().map(|it| it.evidence).collect::<Vec<_>>()
    });
    let adding = RwSignal::new(false);
    let looked_at = RwSignal::new(None::<EvidenceItem>);
    view! {
        <div class="evidence" data-evidence-of=goal.to_string()>
            <For each=move || ids.get() key=|id| *id let:id>
                <PieceCard id goal showing looked_at />
            </For>
            <button
                type="button"
                class="evidence-new"
                data-act="show-how"
                on:click=move |_| adding.set(true)
            >
                <img class="evidence-picture" src=picture("camera") alt="" />
                <span>{move || t_string!(i18n, child.show_how)}</span>
            </button>
            {move || {
                adding
                    .get()
                    .then(|| {
                        view! {
                            <Add goal showing close=Callback::new(move |()| adding.set(false)) />
                        }
                    })
            }}
            {move || {
                looked_at
                    .get()
                    .map(|shown| {
                        view! {
                            <Look
                                shown
                                showing
                                close=Callback::new(move |()| looked_at.set(None))
                            />
                        }
                    })
            }}
        </div>
    }
}

fn words(i18n: leptos_i18n::I18nContext<Locale>, shown: &EvidenceItem) -> String {
    let sentence = shown.sentence.as_ref();
    let own = sentence.map(|it| it.text.get(lang_of(i18n.get_locale())).to_owned());
    own.unwrap_or_else(|| match shown.kind {
        _ if shown.by.is_some() => t_string!(i18n, child.teacher_noticed).to_owned(),
        domain::evidence::Kind::Drawing => t_string!(i18n, child.my_drawing).to_owned(),
        _ => t_string!(i18n, child.my_photo).to_owned(),
    })
}

#[component]
fn PieceCard(
    id: EvidenceId,
    goal: GoalId,
    showing: Showing,
    looked_at: RwSignal<Option<EvidenceItem>>,
) -> impl IntoView {
    let i18n = use_i18n();
    let shown = Memo::new(move |before: Option<&Option<EvidenceItem>>| {
        let found = showing.of(goal).into_iter().find(|it| it.evidence == id);
        found.or_else(|| before.cloned().flatten())
    });
    let file = move || {
        let shown = shown.get()?;
        let of_sentence = || {
            let sentence = shown.sentence.as_ref()?;
            Some(picture(sentence.picture.as_deref().unwrap_or("teacher")))
        };
        showing.picture(&shown).or_else(of_sentence)
    };
    let state = move || {
        let there = shown.with(|it| it.as_ref().is_some_and(|it| showing.is_at_school(it)));
        if there { "school" } else { "tablet" }
    };
    view! {
        <button
            type="button"
            class="evidence-card"
            data-piece=id.to_string()
            data-kept=state
            aria-label=move || shown.with(|it| it.as_ref().map(|it| words(i18n, it)))
            on:click=move |_| looked_at.set(shown.get_untracked())
        >
            {move || file().map(|file| view! { <img class="evidence-picture" src=file alt="" /> })}
            <span class="evidence-kept" aria-hidden="true">
                {move || match state() {
                    "school" => view! { <Icon name="school" /> },
                    _ => view! { <Icon name="tablet" /> },
                }}
            </span>
        </button>
    }
}

/// One piece, large; the child's own can be taken back.
#[component]
fn Look(shown: EvidenceItem, showing: Showing, close: Callback<()>) -> impl IntoView {
    let i18n = use_i18n();
    let voice = use_voice();
    let dialog = NodeRef::<html::Dialog>::new();
    Effect::new(move |_| {
        if let Some(dialog) = dialog.get() {
            let _ = dialog.show_modal();
        }
    });
    let piece = StoredValue::new(shown.clone());
    let by = shown.by.clone();
    let is_own = by.is_none();
    let say = move |_| {
        let shown = piece.get_value();
        match shown.sentence.map(|it| it.text) {
            Some(Text::Own(text)) => {
                let first = tu_string!(i18n, child.teacher_noticed).to_owned();
                voice.say_with_name(vec![first], text);
            }
            _ => voice.say(leptos::reactive::graph::untrack(|| {
                words(i18n, &piece.get_value())
            })),
        }
    };
    let file = showing.picture(&shown);
    let sign = shown.sentence.as_ref().and_then(|it| it.picture.clone());
    let take_back = move |_| {
        showing.take_back(&piece.get_value());
        voice.say(tu_string!(i18n, child.evidence_gone));
        close.run(());
    };
    view! {
        <dialog
            class="ui-dialog profile-change-dialog"
            node_ref=dialog
            aria-label=move || words(i18n, &piece.get_value())
            on:close=move |_| close.run(())
        >
            <div class="profile-change evidence-look">
                {match (file, sign) {
                    (Some(file), _) => {
                        view! {
                            <img
                                class="evidence-large"
                                src=file
                                alt=move || words(i18n, &piece.get_value())
                            />
                        }
                            .into_any()
                    }
                    (None, sign) => {
                        view! {
                            <p class="evidence-sentence">
                                <img
                                    class="evidence-sign"
                                    src=picture(sign.as_deref().unwrap_or("teacher"))
                                    alt=""
                                />
                                <span>
                                    {by
                                        .map(|by| {
                                            view! {
                                                <span class="evidence-by">
                                                    {move || t_string!(i18n, child.teacher_noticed)} " " {by}
                                                </span>
                                            }
                                        })} {move || words(i18n, &piece.get_value())}
                                </span>
                            </p>
                        }
                            .into_any()
                    }
                }} <div class="evidence-acts">
                    <button
                        type="button"
                        class="ui-round"
                        data-act="hear"
                        aria-label=move || t_string!(i18n, child.ear_again)
                        on:click=say
                    >
                        <Icon name="ear" />
                    </button>
                    {is_own
                        .then(|| {
                            view! {
                                <button
                                    type="button"
                                    class="evidence-back"
                                    data-act="take-back"
                                    on:click=take_back
                                >
                                    <Icon name="undo" />
                                    {move || t_string!(i18n, child.take_back)}
                                </button>
                            }
                        })}
                    <button
                        type="button"
                        class="ui-round"
                        data-act="close"
                        aria-label=move || t_string!(i18n, child.back)
                        on:click=move |_| close.run(())
                    >
                        <Icon name="close" />
                    </button>
                </div>
            </div>
        </dialog>
    }
}
