//! What could be a group, each with its reason; one tap makes it.

use super::{edit_dialog::Editing, table::Table};
use crate::{
    i18n::*,
    ui::{Banner, Button, ButtonKind, Icon, lang_of, picture},
};
use domain::{
    group::{Card, GroupDraft, GroupSpan, Groups, Suggestion, SuggestionReason, ends},
    school::ChildName,
};
use leptos::prelude::*;
use leptos_i18n::I18nContext;

/// So many of a kind are shown at once.
const FIRST: usize = 3;

/// The kinds, in the order of the page.
const KINDS: [&str; 4] = ["gap", "strengths", "interest", "partner"];

fn kind(reason: &SuggestionReason) -> &'static str {
    match reason {
        SuggestionReason::Gap { .. } => "gap",
        SuggestionReason::Strengths { .. } => "strengths",
        SuggestionReason::Interest { .. } => "interest",
        SuggestionReason::Partner { .. } => "partner",
    }
}

fn kind_words(i18n: I18nContext<Locale>, kind: &str) -> &'static str {
    match kind {
        "gap" => t_string!(i18n, group.kind_gap),
        "strengths" => t_string!(i18n, group.kind_strengths),
        "interest" => t_string!(i18n, group.kind_interest),
        _ => t_string!(i18n, group.kind_partner),
    }
}

#[component]
pub(super) fn Suggestions(
    table: Table,
    /// The code in the address.
    asked: Memo<Option<String>>,
    editing: RwSignal<Option<Editing>>,
) -> impl IntoView {
    let i18n = use_i18n();
    let all = Memo::new(move |_| table.with(|it| it.suggestions.clone()));
    let code = move |it: &Suggestion| match it.reason {
        SuggestionReason::Gap { competency } => table.with(|page| page.code_of(competency)),
        _ => None,
    };
    let is_asked = move |it: &Suggestion| asked.get().is_some() && code(it) == asked.get();
    let of_kind =
        move |kind_of: &'static str| {
            let found = all
                .get()
                .into_iter()
                .filter(|it| kind(&it.reason) == kind_of);
            let (first, rest): (Vec<_>, Vec<_>) = found.partition(&is_asked);
            let mut found = first;
            let shown = FIRST.max(found.len());
            found.extend(rest);
            let more = found.split_off(shown.min(found.len()));
            let card = move |it: Suggestion| {
                let chosen = is_asked(&it);
                view! { <SuggestionCard table it chosen /> }
            };
            let rest = more.len();
            let more = (rest > 0).then(|| view! {
                <details class="desk-history">
                    <summary>{move || t_string!(i18n, group.more, n = rest).to_string()}</summary>
                    <ul class="group-suggestions">{more.into_iter().map(card).collect_view()}</ul>
                </details>
            });
            (!found.is_empty()).then(|| view! {
                <section data-kind=kind_of>
                    <h3 class="group-kind">{move || kind_words(i18n, kind_of)}</h3>
                    <ul class="group-suggestions">{found.into_iter().map(card).collect_view()}</ul>
                    {more}
                </section>
            })
        };
    let none = move || all.with(Vec::is_empty);
    view! {
        <section class="ui-panel desk-noprint" data-panel="suggestions">
            <h2 class="ui-panel-title">{move || t_string!(i18n, group.suggestions)}</h2>
            <SharedNeeds
                table
                asked
                found=Memo::new(move |_| all.get().iter().any(is_asked))
                editing
            />
            {move || {
                none()
                    .then(|| {
                        view! {
                            <p class="desk-quiet">
                                {move || t_string!(i18n, group.no_suggestions)}
                            </p>
                        }
                    })
            }}
            {move || KINDS.map(of_kind).collect_view()}
        </section>
    }
    .into_any()
}

/// The competency of the address has no suggestion: an empty group for it is one tap away.
#[component]
fn SharedNeeds(
    table: Table,
    asked: Memo<Option<String>>,
    found: Memo<bool>,
    editing: RwSignal<Option<Editing>>,
) -> impl IntoView {
    let i18n = use_i18n();
    let missing = move || {
        let code = asked.get().filter(|_| !found.get())?;
        let id = table.with(|it| {
            it.competencies
                .iter()
                .find(|it| it.code == code)
                .map(|it| it.id)
        })?;
        Some((code, id))
    };
    move || {
        missing().map(|(code, id)| view! {
            <Banner kind="info" icon="info">
                <p>
                    {move || t_string!(i18n, group.nobody_shares, code = code.clone()).to_string()}
                </p>
                {table
                    .can_edit
                    .then(|| {
                        view! {
                            <Button
                                act="new-for-competency"
                                on_click=move |()| {
                                    editing.set(Some(Editing::New(Some(id), Vec::new())));
                                }
                            >
                                <Icon name="plus" />
                                {move || t_string!(i18n, group.new_group)}
                            </Button>
                        }
                    })}
            </Banner>
        })
    }
}

#[component]
fn SuggestionCard(table: Table, it: Suggestion, chosen: bool) -> impl IntoView {
    let i18n = use_i18n();
    let Suggestion {
        reason,
        children,
        name,
    } = it;
    let find = |page: &Groups| {
        let found = children
            .iter()
            .filter_map(|id| page.children.iter().find(|it| it.child == *id));
        found.cloned().collect::<Vec<ChildName>>()
    };
    let who = untrack(|| table.with(find));
    let aim = match reason {
        SuggestionReason::Gap { competency } => Some(competency),
        _ => None,
    };
    let statement = aim.and_then(|id| {
        let of = |page: &Groups| page.competencies.iter().find(|it| it.id == id).cloned();
        untrack(|| table.with(of))
    });
    let code = statement.as_ref().map(|it| it.code.clone());
    let title = name.clone();
    let make = move |()| {
        let (today, term) = untrack(|| table.with(|it| (it.today, it.term_ends)));
        let draft = GroupDraft {
            name: name.get(lang_of(i18n.get_locale_untracked())).to_owned(),
            note: String::new(),
            competency: aim,
            ends: ends(today, term),
            span: GroupSpan::default(),
        };
        table.make(draft, children.clone());
    };
    let faces = who.iter().map(|it| {
        view! {
            <span class="group-face">
                <img class="desk-face" src=picture(&it.picture) alt="" />
                {it.name.clone()}
            </span>
        }
    });
    let faces = faces.collect_view();
    let names: Vec<String> = who.into_iter().map(|it| it.name).collect();
    let said = reason.clone();
    let why = move || {
        let statement = statement.as_ref().map(|it| it.statement.as_str());
        reason_words(i18n, &said, &names, statement.unwrap_or_default())
    };
    view! {
        <li
            class="group-suggestion"
            data-suggestion=kind(&reason)
            data-code=code
            data-chosen=chosen.then_some("yes")
        >
            <h4 class="group-name">{move || title.get(lang_of(i18n.get_locale())).to_owned()}</h4>
            <p>{why}</p>
            <p class="group-faces">{faces}</p>
            {table
                .can_edit
                .then(|| {
                    view! {
                        <Button
                            act="make-group"
                            kind=ButtonKind::main_if(chosen)
                            disabled=move || table.is_sending()
                            on_click=make
                        >
                            <Icon name="plus" />
                            {move || t_string!(i18n, group.make)}
                        </Button>
                    }
                })}
        </li>
    }
    .into_any()
}

/// Why these children, in a sentence.
fn reason_words(
    i18n: I18nContext<Locale>,
    reason: &SuggestionReason,
    names: &[String],
    statement: &str,
) -> String {
    let lang = lang_of(i18n.get_locale());
    let word = |it: &Card| it.word.get(lang).to_owned();
    let name = |n: usize| names.get(n).cloned().unwrap_or_default();
    match reason {
        SuggestionReason::Gap { .. } => {
            t_string!(i18n, group.why_gap, what = statement.to_owned()).to_string()
        }
        SuggestionReason::Interest { card } => {
            t_string!(i18n, group.why_interest, what = word(card)).to_string()
        }
        SuggestionReason::Strengths { first, second } => t_string!(
            i18n,
            group.why_strengths,
            one = name(0),
            first = word(first),
            two = name(1),
            second = word(second)
        )
        .to_string(),
        SuggestionReason::Partner { shared: Some(card) } => {
            t_string!(i18n, group.why_partner_and, what = word(card)).to_string()
        }
        SuggestionReason::Partner { shared: None } => t_string!(i18n, group.why_partner).to_owned(),
    }
}
