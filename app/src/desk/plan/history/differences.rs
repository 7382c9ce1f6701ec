//! What two states of a goal differ in, part by part and word by word: for its history, and for who
//! wrote at the same time.

use crate::{
    desk::plan::{
        aims::use_aims,
        words::{measure_words, often_words, place_words},
    },
    i18n::*,
    ui::{Column, Table, area_words, lang_of, picture},
};
use domain::plan::{Draft, TextSpan, pieces};
use leptos::prelude::*;
use leptos_i18n::I18nContext;

/// A part of a goal in which two states differ.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Difference {
    pub(crate) part: &'static str,
    pub(crate) before: Part,
    pub(crate) after: Part,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Part {
    Words(String),
    Picture(String),
}

/// The parts of a goal in words, in the form's order.
fn parts(i18n: I18nContext<Locale>, draft: &Draft) -> Vec<(&'static str, Part)> {
    let lang = lang_of(i18n.get_locale());
    let steps: Vec<_> = draft.steps.iter().map(|it| it.title.as_str()).collect();
    let daily = draft.daily.iter().map(|it| {
        let days = often_words(i18n, it.days, it.cadence);
        let place = place_words(i18n, it.place);
        format!("{} ({days}, {place})", it.title.get(lang))
    });
    let daily: Vec<_> = daily.collect();
    let signed = [
        (draft.signed_child, t_string!(i18n, plan.agreed_child)),
        (draft.signed_teacher, t_string!(i18n, plan.agreed_teacher)),
    ];
    let signed = signed.iter().filter(|(on, _)| *on).map(|(_, who)| *who);
    let signed: Vec<_> = signed.collect();
    let aim = use_aims().words(i18n, draft.competency);
    let measure = draft.measure.as_ref().map(|it| measure_words(i18n, it));
    vec![
        (
            t_string!(i18n, plan.goal_area),
            Part::Words(area_words(i18n, draft.area).to_owned()),
        ),
        (
            t_string!(i18n, plan.picture),
            Part::Picture(draft.picture.clone()),
        ),
        (
            t_string!(i18n, plan.goal_title),
            Part::Words(draft.title.get(lang).to_owned()),
        ),
        (
            t_string!(i18n, plan.goal_why),
            Part::Words(draft.why.clone()),
        ),
        (t_string!(i18n, competency.aim), Part::Words(aim)),
        (
            t_string!(i18n, plan.daily_goals),
            Part::Words(daily.join("; ")),
        ),
        (t_string!(i18n, plan.steps), Part::Words(steps.join("; "))),
        (
            t_string!(i18n, plan.desk_measure),
            Part::Words(measure.unwrap_or_default()),
        ),
        (
            t_string!(i18n, plan.agreed_by),
            Part::Words(signed.join(", ")),
        ),
    ]
}

pub(crate) fn differences(
    i18n: I18nContext<Locale>,
    before: &Draft,
    after: &Draft,
) -> Vec<Difference> {
    let pairs = parts(i18n, before).into_iter().zip(parts(i18n, after));
    let unlike = pairs.filter(|((_, before), (_, after))| before != after);
    unlike
        .map(|((part, before), (_, after))| Difference {
            part,
            before,
            after,
        })
        .collect()
}

/// One side of a difference: what only it has is marked, for the eye and for the ear.
fn side(it: &Difference, new: bool) -> AnyView {
    let (own, before, after) = match (&it.before, &it.after) {
        (Part::Words(before), Part::Words(after)) => {
            (if new { after } else { before }, before, after)
        }
        (Part::Picture(before), Part::Picture(after)) => {
            let name = if new { after } else { before };
            return view! { <img class="plan-picture-image" src=picture(name) alt=name.clone() /> }
                .into_any();
        }
        _ => return ().into_any(),
    };
    if own.is_empty() {
        return view! { <span>"–"</span> }.into_any();
    }
    let one = |it: TextSpan| match it {
        TextSpan::Same(words) => Some(
            view! {
                {words}
                " "
            }
            .into_any(),
        ),
        TextSpan::Gone(words) if !new => Some(
            view! {
                <del class="plan-gone">{words}</del>
                " "
            }
            .into_any(),
        ),
        TextSpan::New(words) if new => Some(
            view! {
                <ins class="plan-new">{words}</ins>
                " "
            }
            .into_any(),
        ),
        TextSpan::Gone(_) | TextSpan::New(_) => None,
    };
    let all: Vec<_> = pieces(before, after).into_iter().filter_map(one).collect();
    view! { <span>{all}</span> }.into_any()
}

/// Both states beside each other, where they differ.
#[component]
pub(crate) fn Differences(
    all: Vec<Difference>,
    before: Signal<&'static str>,
    after: Signal<&'static str>,
) -> impl IntoView {
    let i18n = use_i18n();
    let columns = vec![
        Column::new(
            "part",
            move || t_string!(i18n, plan.goal_part),
            |it: &Difference| it.part,
        ),
        Column::new(
            "before",
            move || before.get(),
            |it: &Difference| side(it, false),
        ),
        Column::new(
            "after",
            move || after.get(),
            |it: &Difference| side(it, true),
        ),
    ];
    view! {
        <Table
            caption=move || t_string!(i18n, plan.history)
            columns
            rows=all
            class="plan-differences"
        />
    }
    .into_any()
}
