//! What two states of a goal differ in: for its history, and for who wrote at the same time.

use super::{
    desk_aim::use_aims,
    desk_api,
    desk_clash::Clashes,
    desk_words::{area_words, days_words, measure_words, place_words, state_words, what_words},
};
use crate::{
    ApiError,
    i18n::*,
    ui::{Dialog, Trouble, When, lang_of, picture},
};
use domain::{
    ids::{GoalId, PersonId},
    plan::{Change, Draft, Goal},
};
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
        let (days, place) = (days_words(i18n, it.days), place_words(i18n, it.place));
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

#[component]
fn PartView(part: Part) -> impl IntoView {
    match part {
        Part::Words(words) if words.is_empty() => view! { <span>"–"</span> }.into_any(),
        Part::Words(words) => view! { <span>{words}</span> }.into_any(),
        Part::Picture(name) => view! {
            <img class="plan-picture-image" src=picture(&name) alt=name.clone() />
        }
        .into_any(),
    }
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
                <td class="ui-table-cell">
                    <PartView part=it.before />
                </td>
                <td class="ui-table-cell">
                    <PartView part=it.after />
                </td>
            </tr>
        }
    };
    view! {
        <div class="ui-table-wrap">
            <table class="ui-table">
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

/// Every change of a goal, newest first.
#[component]
pub(super) fn History(child: PersonId, goal: GoalId) -> impl IntoView {
    let changes = Resource::new(|| (), move |()| desk_api::list_changes(child, goal));
    view! {
        <Suspense>
            {move || changes.get().map(|it| match it {
                Ok(all) => {
                    let line = |change| view! { <ChangeLine change /> };
                    view! {
                        <ol class="plan-history">{all.into_iter().map(line).collect_view()}</ol>
                    }
                        .into_any()
                }
                Err(ApiError(error)) => view! { <Trouble error /> }.into_any(),
            })}
        </Suspense>
        <Clashes child goal />
    }
    .into_any()
}

#[component]
fn ChangeLine(change: Change) -> impl IntoView {
    let i18n = use_i18n();
    let Change {
        what,
        at,
        who,
        before,
        after,
        ..
    } = change;
    let state = match &before {
        Some(before) if before.state != after.state => Some((before.state, after.state)),
        _ => None,
    };
    let state = state.map(|(was, is)| {
        view! {
            <p class="desk-quiet">
                {move || format!("{} → {}", state_words(i18n, was), state_words(i18n, is))}
            </p>
        }
    });
    let table = move || {
        let before: Option<&Goal> = before.as_ref();
        let all = differences(i18n, &Draft::of(before?), &Draft::of(&after));
        (!all.is_empty()).then(|| {
            view! {
                <Differences
                    all
                    before=Signal::derive(move || t_string!(i18n, desk.before))
                    after=Signal::derive(move || t_string!(i18n, desk.after))
                />
            }
        })
    };
    view! {
        <li class="plan-change">
            <p>
                <strong>{move || what_words(i18n, what)}</strong>
                " · "
                {who}
                " · "
                <When at exact=true />
            </p>
            {state}
            {table}
        </li>
    }
    .into_any()
}

#[component]
pub fn HistoryDialog(child: PersonId, history: RwSignal<Option<GoalId>>) -> impl IntoView {
    let i18n = use_i18n();
    let open = RwSignal::new(false);
    Effect::new(move |_| {
        if history.get().is_some() {
            open.set(true);
        }
    });
    Effect::new(move |_| {
        if !open.get() {
            history.set(None);
        }
    });
    let title = Signal::derive(move || t_string!(i18n, desk.history).to_owned());
    view! {
        <Dialog open title wide=true>
            {move || history.get().map(|goal| view! { <History child goal /> })}
        </Dialog>
    }
    .into_any()
}
