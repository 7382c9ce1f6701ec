//! How a plan by a form looks: an invented child's, with the school's titles.

use super::draft::FormDraft;
use crate::{
    i18n::*,
    ui::{lang_of, picture},
};
use domain::plan::template::{AdaptedSection, Kind, Section};
use leptos::prelude::*;
use leptos_i18n::I18nContext;

#[component]
pub(super) fn Preview(draft: FormDraft) -> impl IntoView {
    let i18n = use_i18n();
    let lang = move || lang_of(i18n.get_locale());
    let one = move |asked: AdaptedSection| {
        let section = draft.base.with(|it| it.section(&asked.id).cloned())?;
        let title = asked.title;
        Some(view! {
            <section class="form-preview-section" data-preview=asked.id>
                <h4 class="form-preview-title">{move || title.get(lang()).to_owned()}</h4>
                <SectionSample section />
            </section>
        })
    };
    let shown = move || {
        let all = draft.adapted.with(|it| it.sections.clone());
        let on = all.into_iter().filter(|it| it.on);
        on.filter_map(one).collect_view()
    };
    view! {
        <section class="ui-panel form-preview" aria-label=move || t_string!(i18n, school.preview)>
            <h2 class="ui-panel-title">{move || t_string!(i18n, school.preview)}</h2>
            <p class="desk-quiet">{move || t_string!(i18n, school.preview_words)}</p>
            <div class="form-paper">
                <h3 class="form-paper-head">
                    <img class="desk-face" src=picture("hedgehog") alt="" />
                    {move || t_string!(i18n, desk.plan_of, name = "Mia").to_string()}
                </h3>
                {shown}
            </div>
        </section>
    }
    .into_any()
}

fn words(i18n: I18nContext<Locale>, kind: Kind) -> &'static str {
    match kind {
        Kind::Dream => t_string!(i18n, school.sample_dream),
        Kind::Strengths | Kind::Interests | Kind::Needs => t_string!(i18n, school.sample_facet_1),
        Kind::LearnsBest | Kind::WhenStuck | Kind::Motivation => {
            t_string!(i18n, school.sample_facet_2)
        }
        Kind::Goals => t_string!(i18n, school.sample_goal),
        Kind::Steps => t_string!(i18n, school.sample_step),
        Kind::Daily => t_string!(i18n, school.sample_daily),
        Kind::Weekly => t_string!(i18n, school.sample_weekly),
        Kind::Pace => t_string!(i18n, school.sample_pace),
        Kind::Competencies => t_string!(i18n, school.sample_aim),
        Kind::Mastery => t_string!(i18n, school.sample_mastery),
        Kind::Evidence => t_string!(i18n, school.sample_evidence),
        Kind::Text => t_string!(i18n, school.sample_text),
        Kind::Voice => t_string!(i18n, school.sample_voice),
        Kind::People => t_string!(i18n, school.sample_people),
        Kind::NextStep => t_string!(i18n, school.sample_next),
    }
}

const fn image(kind: Kind) -> Option<&'static str> {
    Some(match kind {
        Kind::Dream => "stethoscope",
        Kind::Strengths => "puzzle-done",
        Kind::Interests => "numbers",
        Kind::Needs => "plus-minus",
        Kind::LearnsBest | Kind::Motivation => "helping-hands",
        Kind::WhenStuck => "ask",
        Kind::Goals => "read-aloud",
        Kind::Steps | Kind::NextStep => "next-step",
        Kind::Daily | Kind::Weekly => "books",
        Kind::Pace => "climb",
        Kind::Competencies | Kind::Mastery => "star",
        Kind::Evidence => "check",
        Kind::People => "children",
        Kind::Text | Kind::Voice => return None,
    })
}

#[component]
fn SectionSample(section: Section) -> impl IntoView {
    let i18n = use_i18n();
    let kind = section.kind;
    // What a child would choose from is part of the form.
    let choices = section.choices.iter().take(2).map(|it| {
        view! { <img class="desk-face" src=picture(&it.picture) alt="" /> }
    });
    view! {
        <p class="form-sample">
            {image(kind).map(|it| view! { <img class="desk-face" src=picture(it) alt="" /> })}
            {choices.collect_view()} <span>{move || words(i18n, kind)}</span>
        </p>
    }
    .into_any()
}
