//! A child's scores beside the goals of the same area, for their teachers and leaders. Not printed
//! with the page: paper goes from hand to hand.

use super::{api, chart::ScoreLine};
use crate::{
    i18n::*,
    ui::{area_words, lang_of},
};
use domain::{
    assessment::{AreaGoal, ChildScores, Series},
    ids::PersonId,
    plan::Area,
};
use leptos::prelude::*;

#[component]
pub fn ChildScoresPanel(child: PersonId) -> impl IntoView {
    let scores = Resource::new(move || child, api::read_scores);
    view! {
        <Suspense>
            // Where there is no such child, the page around has said so.
            {move || {
                scores.get().and_then(Result::ok).map(|it| view! { <ScoresPanel scores=it /> })
            }}
        </Suspense>
    }
    .into_any()
}

#[component]
fn ScoresPanel(scores: ChildScores) -> impl IntoView {
    let i18n = use_i18n();
    let ChildScores { series, goals } = scores;
    let none = series.is_empty();
    let mut areas: Vec<(Option<Area>, Vec<Series>)> = Vec::new();
    for line in series {
        match areas.iter_mut().find(|(area, _)| *area == line.area) {
            Some((_, lines)) => lines.push(line),
            None => areas.push((line.area, vec![line])),
        }
    }
    let one = move |(area, lines): (Option<Area>, Vec<Series>)| {
        let beside = goals.iter().filter(|it| Some(it.area) == area);
        let goals = beside.cloned().collect();
        view! { <OfArea area lines goals /> }
    };
    view! {
        <section class="ui-panel desk-noprint" data-panel="scores">
            <h2 class="ui-panel-title">{move || t_string!(i18n, assessment.panel_title)}</h2>
            <p class="desk-quiet">
                {move || match none {
                    true => t_string!(i18n, assessment.no_scores),
                    false => t_string!(i18n, assessment.panel_of),
                }}
            </p>
            <div class="scores-areas">{areas.into_iter().map(one).collect_view()}</div>
        </section>
    }
    .into_any()
}

#[component]
fn OfArea(area: Option<Area>, lines: Vec<Series>, goals: Vec<AreaGoal>) -> impl IntoView {
    let i18n = use_i18n();
    let heading = move || match area {
        Some(area) => area_words(i18n, area),
        None => t_string!(i18n, assessment.other_area),
    };
    let none = goals.is_empty();
    let goal = move |it: AreaGoal| {
        let title = it.title;
        view! { <li>{move || title.get(lang_of(i18n.get_locale())).to_owned()}</li> }
    };
    let goals: Vec<_> = goals.into_iter().map(goal).collect();
    view! {
        <section class="scores-area" data-area=area.map(|it| format!("{it:?}"))>
            <h3 class="scores-area-title">{heading}</h3>
            {lines.into_iter().map(|line| view! { <ScoreLine line /> }).collect_view()}
            {area
                .map(|_| {
                    view! {
                        <div class="scores-goals">
                            <h4 class="scores-line-title">
                                {move || t_string!(i18n, assessment.goals_beside)}
                            </h4>
                            {none
                                .then(|| {
                                    view! {
                                        <p class="desk-quiet">
                                            {move || t_string!(i18n, assessment.no_goal)}
                                        </p>
                                    }
                                })}
                            <ul class="desk-looks">{goals}</ul>
                        </div>
                    }
                })}
        </section>
    }
    .into_any()
}
