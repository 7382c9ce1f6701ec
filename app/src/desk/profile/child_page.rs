//! A child's page at the desk: the poster in small, what each statement is and where it came from,
//! the answers, and what staff should know of how they came about.

use super::api;
use crate::{
    desk::ui::{ChildTurns, TitleRow, doing_icon, doing_words},
    i18n::*,
    ui::{Banner, Chip, Column, Icon, Loaded, Table, When, facet_words, lang_of, picture},
};
use domain::{
    Lang, Words,
    board::child_page::{AnswerRow, ChildPage, RejectedEvent},
    event::Refusal,
    ids::PersonId,
    profile::{Facet, Panel, Source, Statement, poster},
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
    /// What other features know of the child: it is read before single answers.
    children: Children,
) -> impl IntoView {
    let page = Resource::new(|| (), move |()| api::read_child(child));
    view! {
        <Loaded read=page let:page>
            <ChildContent page links=links.clone() />
        </Loaded>
        {children()}
        <Loaded read=page let:page>
            <SurveyAnswers lines=page.answers />
        </Loaded>
    }
    .into_any()
}

#[component]
fn ChildContent(page: ChildPage, links: ViewFn) -> impl IntoView {
    let i18n = use_i18n();
    let empty = page.statements.is_empty() && page.answers.is_empty();
    let (grade, doing, title) = (page.grade, page.tile.doing, page.full_name.clone());
    let face = picture(&page.child.picture);
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
        <TitleRow
            title=Signal::stored(page.full_name)
            lead=move || view! { <img class="desk-child-picture" src=face.clone() alt="" /> }
            line=move || {
                view! {
                    {move || t_string!(i18n, desk.grade, grade)}
                    {tile_name.clone().map(|name| format!(" · {name}"))}
                }
            }
            states=move || {
                view! {
                    <Chip attr:data-state="doing">
                        <Icon name=doing_icon(doing) />
                        {move || doing_words(i18n, doing)}
                    </Chip>
                }
            }
            acts=move || {
                view! {
                    {links.run()}
                    <ChildTurns />
                }
            }
        />
        <Looks looks=page.needs_a_look not_kept=page.not_kept />
        {empty.then(|| view! { <p>{move || t_string!(i18n, profile.nothing_said_yet)}</p> })}
        <div class="desk-child">
            {page.survey.map(|survey| view! { <SmallPoster survey statements=page.statements /> })}
            <div class="desk-facets">{facets}</div>
        </div>
        <Notes attention=page.attention answers=page.answers />
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
            <h2 class="ui-panel-title">{move || t_string!(i18n, profile.poster)}</h2>
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
                <summary>{move || t_string!(i18n, profile.earlier, n = earlier)}</summary>
                <ul>{list(before)}</ul>
            </details>
        }
    });
    view! {
        <section class="ui-panel" data-facet=format!("{facet:?}")>
            <h2 class="ui-panel-title">{move || facet_words(i18n, facet)}</h2>
            {none
                .then(|| {
                    view! {
                        <p class="desk-quiet">{move || t_string!(i18n, profile.nothing_now)}</p>
                    }
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
        view! {
            <span class="desk-kept">
                {t!(i18n, profile.said_again, day = move || view! { <When at /> })}
            </span>
        }
    });
    let ended = ended_at.map(|at| {
        view! {
            <span class="desk-ended">
                {t!(i18n, profile.until, day = move || view! { <When at /> })}
            </span>
        }
    });
    view! {
        <li class="desk-statement" data-ended=ended_at.map(|_| "yes")>
            <img class="desk-statement-picture" src=picture(&statement.picture) alt="" />
            <div>
                <p>{words}</p>
                <p class="desk-statement-when">
                    <When at />
                    {kept}
                    {ended}
                </p>
            </div>
            <Chip kind=source_kind(source)>{move || source_words(i18n, source)}</Chip>
        </li>
    }
    .into_any()
}

/// Events that were kept but could not be applied, and how many were not even kept.
#[component]
fn Looks(looks: Vec<RejectedEvent>, not_kept: u64) -> impl IntoView {
    let i18n = use_i18n();
    let one = move |look: RejectedEvent| {
        view! { <li>{move || refusal_words(i18n, look.why)} " " <When at=look.at exact=true /></li> }
    };
    let more = (not_kept > 0).then(|| {
        view! { <p>{move || t_string!(i18n, profile.look_not_kept, count = not_kept).to_string()}</p> }
    });
    (!looks.is_empty() || not_kept > 0).then(|| {
        view! {
            <Banner kind="stale" icon="eye">
                <p>{move || t_string!(i18n, profile.needs_a_look)}</p>
                <ul class="desk-looks">{looks.into_iter().map(one).collect_view()}</ul>
                {more}
            </Banner>
        }
    })
}

/// How the answers came about; conversation starters for staff, never shown to a child.
#[component]
fn Notes(attention: Attention, answers: Vec<AnswerRow>) -> impl IntoView {
    let i18n = use_i18n();
    if attention == Attention::default() {
        return None;
    }
    let pairs: Vec<_> = attention
        .mirrored
        .iter()
        .map(|pair| differing_answers(pair, &answers))
        .collect();
    let note = |words: Signal<&'static str>| view! { <li>{words}</li> };
    Some(view! {
        <section class="ui-panel desk-notes">
            <h2 class="ui-panel-title">
                <Icon name="info" />
                {move || t_string!(i18n, profile.for_staff)}
            </h2>
            <ul>
                {attention
                    .rushed
                    .then(|| note(Signal::derive(move || t_string!(i18n, profile.note_rushed))))}
                {pairs
                    .into_iter()
                    .map(|pair| {
                        view! {
                            <li>
                                {move || t_string!(i18n, profile.note_mirrored)}
                                <ul data-note="mirrored">
                                    {pair
                                        .into_iter()
                                        .map(|it| view! { <Answered it /> })
                                        .collect_view()}
                                </ul>
                            </li>
                        }
                    })
                    .collect_view()}
                {attention
                    .practice
                    .then(|| note(Signal::derive(move || t_string!(i18n, profile.note_practice))))}
            </ul>
        </section>
    })
}

/// The two answers that do not go together, in the order of the survey.
fn differing_answers(pair: &(String, String), answers: &[AnswerRow]) -> Vec<AnswerRow> {
    let of_pair = |it: &&AnswerRow| it.item == pair.0 || it.item == pair.1;
    answers.iter().filter(of_pair).cloned().collect()
}

/// A question and what was answered, in one line.
#[component]
fn Answered(it: AnswerRow) -> impl IntoView {
    let i18n = use_i18n();
    let words = move || {
        let lang = lang_of(i18n.get_locale());
        format!(
            "{} {}",
            it.question.get(lang),
            answer_words(&it.chosen, lang)
        )
    };
    view! { <li>{words}</li> }
}

#[component]
fn SurveyAnswers(lines: Vec<AnswerRow>) -> impl IntoView {
    let i18n = use_i18n();
    let lang = move || lang_of(i18n.get_locale());
    let question = move |it: &AnswerRow| {
        let question = it.question.clone();
        move || question.get(lang()).to_owned()
    };
    let answer = move |it: &AnswerRow| {
        let (chosen, dont_know) = (it.chosen.clone(), it.dont_know);
        let words = move || match (dont_know, chosen.is_empty()) {
            (true, _) => t_string!(i18n, profile.dont_know).to_owned(),
            (false, true) => "–".to_owned(),
            (false, false) => answer_words(&chosen, lang()),
        };
        view! {
            {words}
            {(!it.done)
                .then(|| view! { <Chip>{move || t_string!(i18n, profile.not_finished)}</Chip> })}
        }
    };
    let took = move |it: &AnswerRow| {
        let seconds = it.took_ms.div_ceil(1_000);
        move || t_string!(i18n, profile.seconds, n = seconds)
    };
    let n = lines.len();
    (n > 0).then(|| {
        let columns = vec![
            Column::new(
                "question",
                move || t_string!(i18n, profile.question),
                question,
            ),
            Column::new("answer", move || t_string!(i18n, profile.answer), answer),
            Column::new("took", move || t_string!(i18n, profile.took), took),
            Column::new(
                "when",
                move || t_string!(i18n, profile.when),
                |it: &AnswerRow| {
                    view! { <When at=it.at exact=true /> }
                },
            ),
        ];
        view! {
            <details class="ui-panel" data-panel="answers">
                <summary class="ui-panel-title">
                    {move || t_string!(i18n, profile.answers_n, n).to_string()}
                </summary>
                <Table
                    csv="answers.csv"
                    caption=move || t_string!(i18n, profile.answers)
                    columns
                    rows=lines
                    data=|it: &AnswerRow| vec![("data-item", it.item.clone())]
                />
            </details>
        }
    })
}

/// "animals, drawing", or for a sort "a lot: one friend; a little: small group".
fn answer_words(chosen: &[(Words, Option<Words>)], lang: Lang) -> String {
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
        Panel::Love => t_string!(i18n, child.poster_love),
        Panel::Learn => t_string!(i18n, child.poster_learn),
        Panel::Stuck => t_string!(i18n, child.poster_stuck),
        Panel::Grow => t_string!(i18n, child.poster_grow),
        Panel::Dream => t_string!(i18n, child.poster_dream),
        Panel::Proud => t_string!(i18n, child.poster_proud),
    }
}

pub(super) fn source_words(i18n: I18nContext<Locale>, source: Source) -> &'static str {
    match source {
        Source::Survey => t_string!(i18n, profile.source_survey),
        Source::Child => t_string!(i18n, profile.source_child),
        Source::Observation => t_string!(i18n, profile.source_observation),
        Source::Conference => t_string!(i18n, profile.source_conference),
        Source::Assessment => t_string!(i18n, profile.source_assessment),
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
        Refusal::Mismatch => t_string!(i18n, profile.look_mismatch),
        Refusal::NotTheirs => t_string!(i18n, profile.look_not_theirs),
        Refusal::Unknown => t_string!(i18n, profile.look_unknown),
        Refusal::Impossible => t_string!(i18n, profile.look_impossible),
        Refusal::Unreadable => t_string!(i18n, profile.look_unreadable),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Words {
        Words {
            en: text.to_owned(),
            es: format!("{text} (es)"),
        }
    }

    #[test]
    fn what_was_picked_is_a_list() {
        let chosen = [(words("animals"), None), (words("drawing"), None)];
        assert_eq!(answer_words(&chosen, Lang::En), "animals, drawing");
        assert_eq!(
            answer_words(&chosen, Lang::Es),
            "animals (es), drawing (es)"
        );
        assert_eq!(answer_words(&[], Lang::En), "");
    }

    #[test]
    fn what_was_sorted_is_a_list_for_each_basket_in_the_order_of_the_first_card() {
        let (lot, little) = (Some(words("a lot")), Some(words("a little")));
        let chosen = [
            (words("one friend"), lot.clone()),
            (words("small group"), little),
            (words("alone"), lot),
        ];
        let all = "a lot: one friend, alone; a little: small group";
        assert_eq!(answer_words(&chosen, Lang::En), all);
    }

    #[test]
    fn what_a_child_said_is_marked_and_what_an_adult_saw_is_not() {
        assert_eq!(source_kind(Source::Survey), Some("survey"));
        assert_eq!(source_kind(Source::Child), Some("child"));
        assert_eq!(source_kind(Source::Observation), None);
    }
}
