//! A child's page at the desk: the poster in small, what each statement is and where it came from,
//! the answers, and what staff should know of how they came about.

use super::desk_api;
use crate::{
    ApiError,
    i18n::*,
    ui::{Banner, Icon, Trouble, When, doing_icon, doing_words, facet_words, lang_of, picture},
};
use domain::{
    Lang, Words,
    event::Refusal,
    ids::PersonId,
    profile::{AnswerLine, ChildPage, Facet, NeedsALook, Panel, Source, Statement, poster},
    survey::{Attention, Survey},
};
use leptos::prelude::*;
use leptos_i18n::I18nContext;
use leptos_meta::Title;

#[component]
pub fn ChildDesk(
    child: PersonId,
    /// The ways to what other features know of the child.
    #[prop(into)]
    links: ViewFn,
) -> impl IntoView {
    let page = Resource::new(|| (), move |()| desk_api::read_child(child));
    view! {
        <Suspense>
            {move || page.get().map(|it| match it {
                Ok(page) => view! { <Whole page links=links.clone() /> }.into_any(),
                Err(ApiError(error)) => view! { <Trouble error /> }.into_any(),
            })}
        </Suspense>
    }
    .into_any()
}

#[component]
fn Whole(page: ChildPage, links: ViewFn) -> impl IntoView {
    let i18n = use_i18n();
    let empty = page.statements.is_empty() && page.answers.is_empty();
    let (grade, doing, title) = (page.grade, page.tile.doing, page.full_name.clone());
    let tile_name = page.child.name.clone();
    let tile_name = (!page.full_name.starts_with(&tile_name)).then_some(tile_name);
    let facets = Facet::ALL
        .into_iter()
        .map(|facet| (facet, of_facet(&page.statements, facet)))
        .filter(|(_, statements)| !statements.is_empty())
        .map(|(facet, statements)| view! { <FacetPanel facet statements /> })
        .collect_view();
    view! {
        <Title text=title />
        <div class="board-bar">
            <div class="desk-child-who board-title">
                <img class="desk-child-picture" src=picture(&page.child.picture) alt="" />
                <h1 class="ui-title">{page.full_name}</h1>
                {tile_name.map(|name| view! { <span class="ui-tag">{name}</span> })}
            </div>
            <span class="ui-tag">{move || t_string!(i18n, desk.grade, grade)}</span>
            <span class="ui-tag" data-state="doing">
                <Icon name=doing_icon(doing) />
                {move || doing_words(i18n, doing)}
            </span>
            {links.run()}
            <a class="ui-button desk-noprint" href=format!("/desk/class/{}", page.class)>
                <Icon name="back" />
                {move || t_string!(i18n, desk.to_the_class)}
            </a>
        </div>
        <Looks looks=page.needs_a_look />
        {empty.then(|| view! { <p>{move || t_string!(i18n, desk.nothing_said_yet)}</p> })}
        <div class="desk-child">
            {page.survey.map(|survey| view! { <SmallPoster survey statements=page.statements /> })}
            <div class="desk-facets">{facets}</div>
        </div>
        <Notes attention=page.attention />
        <Answers lines=page.answers />
    }
    .into_any()
}

fn of_facet(all: &[Statement], facet: Facet) -> Vec<Statement> {
    all.iter()
        .filter(|it| it.said.facet == facet)
        .cloned()
        .collect()
}

#[component]
fn SmallPoster(survey: Survey, statements: Vec<Statement>) -> impl IntoView {
    let i18n = use_i18n();
    let current: Vec<Statement> = statements
        .into_iter()
        .filter(|it| it.ended_at.is_none())
        .collect();
    let panels = poster(&survey, &current)
        .into_iter()
        .map(|(panel, statements)| {
            let pictures = statements.into_iter().map(|it| {
                let word = it.word.clone();
                view! {
                    <img
                        class="desk-statement-picture"
                        src=picture(&it.picture)
                        alt=move || word.get(lang_of(i18n.get_locale())).to_owned()
                    />
                }
            });
            view! {
                <div class="desk-poster-panel">
                    {move || panel_words(i18n, panel)}
                    <span class="desk-faces">{pictures.collect_view()}</span>
                </div>
            }
        })
        .collect_view();
    view! {
        <section class="ui-panel">
            <h2 class="ui-panel-title">{move || t_string!(i18n, desk.poster)}</h2>
            <div class="desk-poster">{panels}</div>
        </section>
    }
    .into_any()
}

#[component]
fn FacetPanel(facet: Facet, statements: Vec<Statement>) -> impl IntoView {
    let i18n = use_i18n();
    let (now, before): (Vec<_>, Vec<_>) =
        statements.into_iter().partition(|it| it.ended_at.is_none());
    let none = now.is_empty();
    let earlier = before.len();
    let list = |all: Vec<Statement>| {
        all.into_iter()
            .map(|statement| view! { <StatementLine statement /> })
            .collect_view()
    };
    let history = (earlier > 0).then(|| {
        view! {
            <details class="desk-history">
                <summary>{move || t_string!(i18n, desk.earlier, n = earlier)}</summary>
                <ul>{list(before)}</ul>
            </details>
        }
    });
    view! {
        <section class="ui-panel" data-facet=format!("{facet:?}")>
            <h2 class="ui-panel-title">{move || facet_words(i18n, facet)}</h2>
            {none.then(|| view! {
                <p class="desk-quiet">{move || t_string!(i18n, desk.nothing_now)}</p>
            })}
            <ul>{list(now)}</ul>
            {history}
        </section>
    }
    .into_any()
}

#[component]
fn StatementLine(statement: Statement) -> impl IntoView {
    let i18n = use_i18n();
    let Statement {
        stem,
        word,
        at,
        kept_at,
        ended_at,
        source,
        ..
    } = statement;
    let words = move || {
        let lang = lang_of(i18n.get_locale());
        format!("{} {}", stem.get(lang), word.get(lang))
    };
    let kept = kept_at.map(|at| {
        view! { <span class="desk-kept">{t!(i18n, desk.said_again, day = move || view! { <When at /> })}</span> }
    });
    let ended = ended_at.map(|at| {
        view! { <span class="desk-ended">{t!(i18n, desk.until, day = move || view! { <When at /> })}</span> }
    });
    view! {
        <li class="desk-statement" data-ended=ended_at.map(|_| "yes")>
            <img class="desk-statement-picture" src=picture(&statement.picture) alt="" />
            <div>
                <p>{words}</p>
                <p class="desk-statement-when">
                    <When at /> {kept} {ended}
                </p>
            </div>
            <span class="ui-tag" data-kind=source_kind(source)>
                {move || source_words(i18n, source)}
            </span>
        </li>
    }
    .into_any()
}

/// Events that were kept but could not be applied.
#[component]
fn Looks(looks: Vec<NeedsALook>) -> impl IntoView {
    let i18n = use_i18n();
    let one = move |look: NeedsALook| {
        view! {
            <li>
                {move || refusal_words(i18n, look.why)} " " <When at=look.at exact=true />
            </li>
        }
    };
    (!looks.is_empty()).then(|| {
        view! {
            <Banner kind="stale" icon="eye">
                <p>{move || t_string!(i18n, desk.needs_a_look)}</p>
                <ul class="desk-looks">{looks.into_iter().map(one).collect_view()}</ul>
            </Banner>
        }
    })
}

/// How the answers came about; conversation starters for staff, never shown to a child.
#[component]
fn Notes(attention: Attention) -> impl IntoView {
    let i18n = use_i18n();
    if attention == Attention::default() {
        return None;
    }
    let mirrored = attention.mirrored > 0;
    let note = |words: Signal<&'static str>| view! { <li>{words}</li> };
    Some(view! {
        <section class="ui-panel desk-notes">
            <h2 class="ui-panel-title">
                <Icon name="info" />
                {move || t_string!(i18n, desk.for_staff)}
            </h2>
            <ul>
                {attention.rushed.then(|| note(Signal::derive(move || t_string!(i18n, desk.note_rushed))))}
                {mirrored.then(|| note(Signal::derive(move || t_string!(i18n, desk.note_mirrored))))}
                {attention.practice.then(|| note(Signal::derive(move || t_string!(i18n, desk.note_practice))))}
            </ul>
        </section>
    })
}

#[component]
fn Answers(lines: Vec<AnswerLine>) -> impl IntoView {
    let i18n = use_i18n();
    let row = |line: AnswerLine| view! { <AnswerRow line /> };
    (!lines.is_empty()).then(|| {
        view! {
            <section class="ui-panel">
                <h2 class="ui-panel-title">{move || t_string!(i18n, desk.answers)}</h2>
                <div class="ui-table-wrap" tabindex="0" role="group" aria-label=move || t_string!(i18n, desk.answers)>
                    <table class="ui-table">
                        <thead>
                            <tr>
                                <th class="ui-table-head" scope="col">{move || t_string!(i18n, desk.question)}</th>
                                <th class="ui-table-head" scope="col">{move || t_string!(i18n, desk.answer)}</th>
                                <th class="ui-table-head" scope="col">{move || t_string!(i18n, desk.took)}</th>
                                <th class="ui-table-head" scope="col">{move || t_string!(i18n, desk.when)}</th>
                            </tr>
                        </thead>
                        <tbody>{lines.into_iter().map(row).collect_view()}</tbody>
                    </table>
                </div>
            </section>
        }
    })
}

#[component]
fn AnswerRow(line: AnswerLine) -> impl IntoView {
    let i18n = use_i18n();
    let lang = move || lang_of(i18n.get_locale());
    let AnswerLine {
        question,
        chosen,
        dont_know,
        done,
        took_ms,
        at,
        item,
    } = line;
    let answer = move || match (dont_know, chosen.is_empty()) {
        (true, _) => t_string!(i18n, desk.dont_know).to_owned(),
        (false, true) => "–".to_owned(),
        (false, false) => listed(&chosen, lang()),
    };
    let seconds = took_ms.div_ceil(1_000);
    view! {
        <tr class="ui-table-row" data-item=item>
            <th class="ui-table-cell" scope="row">
                {move || question.get(lang()).to_owned()}
            </th>
            <td class="ui-table-cell">
                {answer}
                {(!done).then(|| view! {
                    <span class="ui-tag">{move || t_string!(i18n, desk.not_finished)}</span>
                })}
            </td>
            <td class="ui-table-cell">{move || t_string!(i18n, desk.seconds, n = seconds)}</td>
            <td class="ui-table-cell">
                <When at exact=true />
            </td>
        </tr>
    }
    .into_any()
}

/// "animals, drawing", or for a sort "a lot: one friend; a little: small group".
fn listed(chosen: &[(Words, Option<Words>)], lang: Lang) -> String {
    let mut baskets: Vec<(Option<&Words>, Vec<&str>)> = Vec::new();
    for (card, basket) in chosen {
        let (card, basket) = (card.get(lang), basket.as_ref());
        match baskets.iter_mut().find(|(known, _)| *known == basket) {
            Some((_, cards)) => cards.push(card),
            None => baskets.push((basket, vec![card])),
        }
    }
    let baskets = baskets.into_iter().map(|(basket, cards)| match basket {
        Some(basket) => format!("{}: {}", basket.get(lang), cards.join(", ")),
        None => cards.join(", "),
    });
    baskets.collect::<Vec<_>>().join("; ")
}

/// The child's own headings.
fn panel_words(i18n: I18nContext<Locale>, panel: Panel) -> &'static str {
    match panel {
        Panel::Love => t_string!(i18n, say.poster_love),
        Panel::Learn => t_string!(i18n, say.poster_learn),
        Panel::Stuck => t_string!(i18n, say.poster_stuck),
        Panel::Grow => t_string!(i18n, say.poster_grow),
        Panel::Dream => t_string!(i18n, say.poster_dream),
        Panel::Proud => t_string!(i18n, say.poster_proud),
    }
}

pub(super) fn source_words(i18n: I18nContext<Locale>, source: Source) -> &'static str {
    match source {
        Source::Survey => t_string!(i18n, desk.source_survey),
        Source::Child => t_string!(i18n, desk.source_child),
        Source::Observation => t_string!(i18n, desk.source_observation),
        Source::Conference => t_string!(i18n, desk.source_conference),
        Source::Assessment => t_string!(i18n, desk.source_assessment),
    }
}

pub(super) const fn source_kind(source: Source) -> Option<&'static str> {
    match source {
        Source::Survey => Some("survey"),
        Source::Child => Some("child"),
        _ => None,
    }
}

fn refusal_words(i18n: I18nContext<Locale>, why: Refusal) -> &'static str {
    match why {
        Refusal::Mismatch => t_string!(i18n, desk.look_mismatch),
        Refusal::NotTheirs => t_string!(i18n, desk.look_not_theirs),
        Refusal::Unknown => t_string!(i18n, desk.look_unknown),
        Refusal::Impossible => t_string!(i18n, desk.look_impossible),
        Refusal::Unreadable => t_string!(i18n, desk.look_unreadable),
    }
}
