//! What was tried, with whom, and beginning something new.

use super::{begin::BeginForm, look::LookForm};
use crate::{
    ApiError,
    desk::ui::HelpedTag,
    i18n::*,
    ui::{Chip, Icon, Loaded, on_day},
};
use chrono::NaiveDate;
use domain::{
    ids::ClassId,
    intervention::{Intervention, InterventionList, InterventionTarget, ReviewRow},
};
use leptos::prelude::*;

pub(super) type Read = Resource<Result<InterventionList, ApiError>>;

#[component]
pub(super) fn InterventionList(
    read: Read,
    of: InterventionTarget,
    can_edit: bool,
    again: RwSignal<usize>,
) -> impl IntoView {
    let i18n = use_i18n();
    let on_change = Callback::new(move |()| again.update(|it| *it += 1));
    let shown = move |it: InterventionList| {
        let InterventionList {
            class,
            today,
            me,
            all,
        } = it;
        let none = all.is_empty();
        let lines = all
            .into_iter()
            .map(|it| view! { <InterventionCard class it today can_edit on_change /> });
        let lines = lines.collect_view();
        view! {
            {none
                .then(|| {
                    view! { <p class="desk-quiet">{move || t_string!(i18n, intervention.none)}</p> }
                })}
            <ul class="intervention-list">{lines}</ul>
            {can_edit
                .then(|| {
                    view! {
                        <details class="desk-history desk-noprint" data-act="try-something">
                            <summary>{move || t_string!(i18n, intervention.try_something)}</summary>
                            <BeginForm class of today me on_begun=on_change />
                        </details>
                    }
                })}
        }
    };
    view! {
        <Loaded read let:it>
            {shown(it)}
        </Loaded>
    }
    .into_any()
}

#[component]
fn InterventionCard(
    class: ClassId,
    it: Intervention,
    today: NaiveDate,
    can_edit: bool,
    on_change: Callback<()>,
) -> impl IntoView {
    let i18n = use_i18n();
    let (id, state) = (it.id, it.state(today));
    let (is_open, is_due) = (it.is_open(), it.is_due(today));
    let with_group = it.group.is_some().then(|| it.with_whom());
    let Intervention {
        what,
        by,
        begins,
        follow_up,
        looks,
        ..
    } = it;
    let facts = move || {
        let (begun, day) = (on_day(i18n, begins), on_day(i18n, follow_up));
        match is_open {
            true => format!(
                "{by} · {begun} – {}",
                t_string!(i18n, intervention.comes_back, day)
            ),
            false => format!("{by} · {begun}"),
        }
    };
    view! {
        <li class="intervention" data-intervention=id.to_string() data-state=state.name()>
            <p class="intervention-what">{what}</p>
            <p class="desk-quiet">
                {with_group
                    .map(|it| {
                        view! {
                            <Chip>
                                <Icon name="people" />
                                {it}
                            </Chip>
                            " "
                        }
                    })} {facts}
            </p>
            {looks.into_iter().map(|it| view! { <LookLine it /> }).collect_view()}
            {(can_edit && is_open)
                .then(|| {
                    view! {
                        <details class="desk-history desk-noprint" open=is_due>
                            <summary>{move || t_string!(i18n, intervention.did_it_help)}</summary>
                            <LookForm class id today on_looked=on_change />
                        </details>
                    }
                })}
        </li>
    }
    .into_any()
}

#[component]
fn LookLine(it: ReviewRow) -> impl IntoView {
    let i18n = use_i18n();
    let ReviewRow { look, on, who } = it;
    view! {
        <p class="intervention-looked">
            <HelpedTag helped=look.helped />
            {look.note}
            <span class="desk-quiet">{move || on_day(i18n, on)} ", " {who}</span>
        </p>
    }
    .into_any()
}
