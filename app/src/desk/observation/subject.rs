//! What an observation is about: a facet of the profile, or a competency with a level if it shows
//! one.

use super::capture::Capture;
use crate::{
    i18n::*,
    ui::{Icon, facet_words, lang_of, level_icon, level_words},
};
use domain::{
    Words,
    competency::{Competency, Level},
    observation::ObservationSubject,
    profile::Facet,
};
use leptos::prelude::*;

#[component]
pub(super) fn SubjectPick(capture: Capture) -> impl IntoView {
    let i18n = use_i18n();
    let all = capture.competencies.value();
    if all.with_untracked(|it| !matches!(it, Some(Ok(_)))) {
        capture.competencies.dispatch(());
    }
    let choose = move |event| {
        if let Some(under) = ObservationSubject::of_choice(&event_target_value(&event)) {
            capture.under.set(under);
        }
    };
    let facet = move |(n, it): (usize, Facet)| {
        view! {
            <option
                value=n.to_string()
                prop:selected=move || capture.under.get() == ObservationSubject::Facet(it)
            >
                {move || facet_words(i18n, it)}
            </option>
        }
    };
    let competencies = move || {
        let all = all.get().and_then(Result::ok).unwrap_or_default();
        let headings = all.chunk_by(|one, other| one.heading == other.heading);
        let groups = headings.filter_map(|own| {
            let title = own.first()?.heading.title.clone();
            Some(view! { <Group title own=own.to_vec() capture /> })
        });
        groups.collect_view()
    };
    let of_competency =
        Memo::new(move |_| matches!(capture.under.get(), ObservationSubject::Competency { .. }));
    view! {
        <div class="ui-field">
            <label class="ui-field-label" for="field-under">
                {move || t_string!(i18n, observation.under)}
            </label>
            <select class="ui-field-input" id="field-under" on:change=choose>
                <optgroup label=move || {
                    t_string!(i18n, observation.profile)
                }>{Facet::ALL.into_iter().enumerate().map(facet).collect_view()}</optgroup>
                {competencies}
            </select>
        </div>
        {move || of_competency.get().then(|| view! { <LevelPick capture /> })}
    }
    .into_any()
}

/// The competencies of a heading.
#[component]
fn Group(title: Words, own: Vec<Competency>, capture: Capture) -> impl IntoView {
    let i18n = use_i18n();
    let one = move |it: Competency| {
        let id = it.id;
        let is_chosen = move || capture.under.get().is_competency(id);
        view! {
            <option value=id.to_string() prop:selected=is_chosen>
                {format!("{} {}", it.code, it.statement)}
            </option>
        }
    };
    view! {
        <optgroup label=move || {
            title.get(lang_of(i18n.get_locale())).to_owned()
        }>{own.into_iter().map(one).collect_view()}</optgroup>
    }
    .into_any()
}

#[component]
fn LevelPick(capture: Capture) -> impl IntoView {
    let i18n = use_i18n();
    let set = move |to: Option<Level>| {
        capture.under.update(|it| *it = it.at_level(to));
    };
    let is = move |wanted: Option<Level>| matches!(capture.under.get(), ObservationSubject::Competency { level, .. } if level == wanted);
    let one = move |it: Option<Level>| {
        view! {
            <label class="ui-choice">
                <input
                    class="ui-choice-box"
                    type="radio"
                    name="level"
                    prop:checked=move || is(it)
                    on:change=move |_| set(it)
                />
                {it.map(|it| view! { <Icon name=level_icon(it) /> })}
                {move || match it {
                    Some(_) => level_words(i18n, it),
                    None => t_string!(i18n, observation.no_level),
                }}
            </label>
        }
    };
    let levels = Level::ALL.map(Some).into_iter();
    view! {
        <fieldset class="observation-levels">
            <legend class="ui-field-label">{move || t_string!(i18n, observation.level)}</legend>
            {[None].into_iter().chain(levels).map(one).collect_view()}
        </fieldset>
    }
    .into_any()
}
