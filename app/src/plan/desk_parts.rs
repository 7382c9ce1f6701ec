//! What two states of a goal differ in, part by part and word by word: for its history, and for who
//! wrote at the same time.

use super::{
    desk_aim::use_aims,
    desk_words::{area_words, measure_words, often_words, place_words},
};
use crate::{
    i18n::*,
    ui::{lang_of, picture},
};
use domain::plan::{Draft, Piece, pieces};
use leptos::prelude::*;
use leptos_i18n::I18nContext;

/// A part of a goal in which two states differ.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Difference {
    pub(super) part: &'static str,
    pub(super) before: Part,
    pub(super) after: Part,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Part {
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
        (draft.signed_child, t_string!(i18n, desk.agreed_child)),
        (draft.signed_teacher, t_string!(i18n, desk.agreed_teacher)),
    ];
    let signed = signed.iter().filter(|(on, _)| *on).map(|(_, who)| *who);
    let signed: Vec<_> = signed.collect();
    let aim = use_aims().words(i18n, draft.competency);
    let measure = draft.measure.as_ref().map(|it| measure_words(i18n, it));
    vec![
        (
            t_string!(i18n, desk.goal_area),
            Part::Words(area_words(i18n, draft.area).to_owned()),
        ),
        (
            t_string!(i18n, desk.picture),
            Part::Picture(draft.picture.clone()),
        ),
        (
            t_string!(i18n, desk.goal_title),
            Part::Words(draft.title.get(lang).to_owned()),
        ),
        (
            t_string!(i18n, desk.goal_why),
            Part::Words(draft.why.clone()),
        ),
        (t_string!(i18n, competency.aim), Part::Words(aim)),
        (
            t_string!(i18n, desk.daily_goals),
            Part::Words(daily.join("; ")),
        ),
        (t_string!(i18n, desk.steps), Part::Words(steps.join("; "))),
        (
            t_string!(i18n, desk.measure),
            Part::Words(measure.unwrap_or_default()),
        ),
        (
            t_string!(i18n, desk.agreed_by),
            Part::Words(signed.join(", ")),
        ),
    ]
}

pub(super) fn differences(
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
            return view! {
                <img class="plan-picture-image" src=picture(name) alt=name.clone() />
            }
            .into_any();
        }
        _ => return ().into_any(),
    };
    if own.is_empty() {
        return view! { <span>"–"</span> }.into_any();
    }
    let one = |it: Piece| match it {
        Piece::Same(words) => Some(view! { {words} " " }.into_any()),
        Piece::Gone(words) if !new => {
            Some(view! { <del class="plan-gone">{words}</del> " " }.into_any())
        }
        Piece::New(words) if new => {
            Some(view! { <ins class="plan-new">{words}</ins> " " }.into_any())
        }
        Piece::Gone(_) | Piece::New(_) => None,
    };
    let all: Vec<_> = pieces(before, after).into_iter().filter_map(one).collect();
    view! { <span>{all}</span> }.into_any()
}

/// Both states beside each other, where they differ.
#[component]
pub(super) fn Differences(
    all: Vec<Difference>,
    before: Signal<&'static str>,
    after: Signal<&'static str>,
) -> impl IntoView {
    let i18n = use_i18n();
    let row = |it: Difference| {
        view! {
            <tr class="ui-table-row">
                <th class="ui-table-cell" scope="row">
                    {it.part}
                </th>
                <td class="ui-table-cell">{side(&it, false)}</td>
                <td class="ui-table-cell">{side(&it, true)}</td>
            </tr>
        }
    };
    view! {
        <div class="ui-table-wrap" tabindex="0" role="group" aria-label=move || t_string!(i18n, desk.history)>
            <table class="ui-table plan-differences">
                <thead>
                    <tr>
                        <th class="ui-table-head" scope="col">{move || t_string!(i18n, desk.goal_part)}</th>
                        <th class="ui-table-head" scope="col">{before}</th>
                        <th class="ui-table-head" scope="col">{after}</th>
                    </tr>
                </thead>
                <tbody>{all.into_iter().map(row).collect_view()}</tbody>
            </table>
        </div>
    }
    .into_any()
}
