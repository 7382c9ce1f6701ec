//! "Is this still you?": keep, change, add; the old statement stays in the history.

use super::spoken::spoken;
use crate::{
    i18n::*,
    ui::{Icon, SpeakButton, lang_of, picture, use_voice},
};
use domain::{
    event::Op,
    ids::StatementId,
    limits,
    profile::{Panel, Profile, Statement},
    survey::{Card, Item, Survey},
};
use leptos::{html, prelude::*};

/// What was touched: a statement, or the empty room in a panel.
#[derive(Clone)]
pub struct Chosen {
    pub panel: Panel,
    pub statement: Option<Statement>,
    pub profile: RwSignal<Profile>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Ask {
    StillYou,
    Change,
    Add,
}

/// The sheet over the poster.
#[component]
pub fn Sheet(chosen: Chosen, act: Callback<Op>, close: Callback<()>) -> impl IntoView {
    let i18n = use_i18n();
    let voice = use_voice();
    let dialog = NodeRef::<html::Dialog>::new();
    Effect::new(move |_| {
        if let Some(dialog) = dialog.get() {
            let _ = dialog.show_modal();
        }
    });
    let Chosen {
        panel,
        statement,
        profile,
    } = chosen;
    let ask = RwSignal::new(if statement.is_some() {
        Ask::StillYou
    } else {
        Ask::Add
    });
    let statement = StoredValue::new(statement);
    let words = Signal::derive(move || {
        let lang = lang_of(i18n.get_locale());
        let said = statement.with_value(|it| it.as_ref().map(|it| spoken(it, lang)));
        match ask.get() {
            Ask::StillYou => {
                let question = t_string!(i18n, child.still_you).to_owned();
                said.into_iter()
                    .flatten()
                    .chain([question])
                    .collect::<Vec<_>>()
            }
            Ask::Change => vec![t_string!(i18n, child.change).to_owned()],
            Ask::Add => vec![t_string!(i18n, child.add_more).to_owned()],
        }
    });
    Effect::new(move |_| voice.say_then(words.get(), None));
    let new_id = || StatementId(crate::ui::browser::new_uuid());
    let choose = move |card: String| {
        let old = statement.with_value(|it| it.as_ref().map(|it| it.id));
        match (ask.get_untracked(), old) {
            (Ask::Change, Some(statement)) => {
                act.run(Op::ChangeStatement {
                    statement,
                    new: new_id(),
                    card,
                });
            }
            _ => {
                let found = profile
                    .with_untracked(|it| Some((it.response?, item_of(it, panel)?.id.clone())));
                if let Some((response, item)) = found {
                    act.run(Op::AddStatement {
                        response,
                        item,
                        new: new_id(),
                        card,
                    });
                }
            }
        }
    };
    let keep = move |_| {
        if let Some(statement) = statement.with_value(|it| it.as_ref().map(|it| it.id)) {
            act.run(Op::KeepStatement { statement });
        }
    };
    let full = move || {
        let own = |it: &&Statement| it.panel == Some(panel) && it.ended_at.is_none();
        profile.with(|it| it.statements.iter().filter(own).count() >= limits::survey::MOST_IN_PANEL)
    };
    let now = move || {
        statement.get_value().map(|it| {
            let word = it.word;
            view! {
                <div class="ui-card" data-state="landed">
                    <img class="ui-card-picture" src=picture(&it.picture) alt="" />
                    <span class="ui-card-word">
                        {move || word.get(lang_of(i18n.get_locale())).to_owned()}
                    </span>
                </div>
            }
        })
    };
    let ways = move || {
        view! {
            <div class="profile-change-ways">
                <button type="button" class="ui-card" data-act="keep" on:click=keep>
                    <img class="ui-card-picture" src=picture("check") alt="" />
                    <span class="ui-card-word">{move || t_string!(i18n, child.keep)}</span>
                </button>
                <button
                    type="button"
                    class="ui-card"
                    data-act="change"
                    on:click=move |_| ask.set(Ask::Change)
                >
                    <img class="ui-card-picture" src=picture("again") alt="" />
                    <span class="ui-card-word">{move || t_string!(i18n, child.change)}</span>
                </button>
                {move || {
                    (!full())
                        .then(|| {
                            view! {
                                <button
                                    type="button"
                                    class="ui-card"
                                    data-act="add"
                                    on:click=move |_| ask.set(Ask::Add)
                                >
                                    <img class="ui-card-picture" src=picture("hatching") alt="" />
                                    <span class="ui-card-word">
                                        {move || t_string!(i18n, child.add_more)}
                                    </span>
                                </button>
                            }
                        })
                }}
            </div>
        }
    };
    let pool = move || {
        let cards = profile.with(|it| {
            let item = match ask.get() {
                Ask::Change => statement.with_value(|own| {
                    own.as_ref()
                        .and_then(|own| it.survey.item(&own.said.item).cloned())
                }),
                _ => item_of(it, panel).cloned(),
            };
            item.map(|item| free_cards(it, &item)).unwrap_or_default()
        });
        cards
            .into_iter()
            .map(|card| {
                let (id, word) = (card.id.clone(), card.word.clone());
                view! {
                    <button
                        type="button"
                        class="ui-card"
                        data-card=card.id
                        on:click=move |_| choose(id.clone())
                    >
                        <img class="ui-card-picture" src=picture(&card.picture) alt="" />
                        <span class="ui-card-word">
                            {move || word.get(lang_of(i18n.get_locale())).to_owned()}
                        </span>
                    </button>
                }
            })
            .collect_view()
    };
    view! {
        <dialog
            class="ui-dialog profile-change-dialog"
            node_ref=dialog
            aria-label=move || words.get().join(" ")
            on:close=move |_| close.run(())
        >
            <div class="profile-change">
                <div class="ui-saying">
                    <img class="ui-buddy" src="/buddy/otter-listen.svg" alt="" />
                    <h2 class="ui-title">{move || words.get().last().cloned()}</h2>
                    <SpeakButton words />
                </div>
                {now}
                {move || match ask.get() {
                    Ask::StillYou => ways().into_any(),
                    _ => view! { <div class="profile-change-ways">{pool()}</div> }.into_any(),
                }}
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
        </dialog>
    }
}

/// The item a new statement of a panel comes from: the first that fills it.
fn item_of(profile: &Profile, panel: Panel) -> Option<&Item> {
    profile
        .survey
        .items
        .iter()
        .find(|item| item.poster == Some(panel))
}

/// The cards of an item that are not stated yet.
fn free_cards(profile: &Profile, item: &Item) -> Vec<Card> {
    let grade = profile.me.grade;
    let stated = |card: &Card| {
        profile
            .statements
            .iter()
            .any(|it| it.ended_at.is_none() && it.said.item == item.id && it.said.card == card.id)
    };
    all_cards(&profile.survey, item)
        .filter(|card| card.grades.is_empty() || card.grades.contains(&grade))
        .filter(|card| !stated(card))
        .cloned()
        .collect()
}

fn all_cards<'a>(survey: &'a Survey, item: &'a Item) -> impl Iterator<Item = &'a Card> {
    let sources = item.from.iter().flat_map(|from| &from.items);
    item.cards.iter().chain(
        sources
            .filter_map(|id| survey.item(id))
            .flat_map(|it| &it.cards),
    )
}
