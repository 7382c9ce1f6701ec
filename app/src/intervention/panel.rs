//! What was tried with a child or a group, and beginning something new.

use super::{
    api,
    begin::BeginForm,
    look::{LookForm, with_whom},
};
use crate::{
    ApiError,
    i18n::*,
    ui::{HelpedTag, Icon, Trouble, on_day},
};
use chrono::NaiveDate;
use domain::{
    ids::{ClassId, GroupId, PersonId},
    intervention::{Intervention, Looked, Of, Tried},
};
use leptos::prelude::*;

type Read = Resource<Result<Tried, ApiError>>;

/// On a child's page.
#[component]
pub fn TriedPanel(child: PersonId, acts: bool) -> impl IntoView {
    let i18n = use_i18n();
    let again = RwSignal::new(0_usize);
    let read = Resource::new(move || again.get(), move |_| api::read_of_child(child));
    view! {
        <section class="ui-panel" data-panel="interventions">
            <h2 class="ui-panel-title">{move || t_string!(i18n, intervention.tried)}</h2>
            <All read of=Of::Child(child) acts again />
        </section>
    }
    .into_any()
}

/// In a group's sheet.
#[component]
pub fn TriedWithGroup(class: ClassId, group: GroupId, acts: bool) -> impl IntoView {
    let i18n = use_i18n();
    let again = RwSignal::new(0_usize);
    let read = Resource::new(
        move || again.get(),
        move |_| api::read_of_group(class, group),
    );
    view! {
        <div class="intervention-sheet" data-panel="interventions">
            <h3 class="ui-panel-title">{move || t_string!(i18n, intervention.tried)}</h3>
            <All read of=Of::Group(group) acts again />
        </div>
    }
    .into_any()
}

#[component]
fn All(read: Read, of: Of, acts: bool, again: RwSignal<usize>) -> impl IntoView {
    let i18n = use_i18n();
    let on_change = Callback::new(move |()| again.update(|it| *it += 1));
    let shown = move |it: Tried| {
        let Tried {
            class,
            today,
            me,
            all,
        } = it;
        let none = all.is_empty();
        let lines = all
            .into_iter()
            .map(|it| view! { <One class it today acts on_change /> });
        let lines = lines.collect_view();
        view! {
            {none.then(|| view! {
                <p class="desk-quiet">{move || t_string!(i18n, intervention.none)}</p>
            })}
            <ul class="intervention-list">{lines}</ul>
            {acts.then(|| view! {
                <details class="desk-history desk-noprint" data-act="try-something">
                    <summary>{move || t_string!(i18n, intervention.try_something)}</summary>
                    <BeginForm class of today me on_begun=on_change />
                </details>
            })}
        }
    };
    view! {
        <Transition>
            {move || read.get().map(|it| match it {
                Ok(it) => shown(it).into_any(),
                Err(ApiError(error)) => view! { <Trouble error /> }.into_any(),
            })}
        </Transition>
    }
    .into_any()
}

#[component]
fn One(
    class: ClassId,
    it: Intervention,
    today: NaiveDate,
    acts: bool,
    on_change: Callback<()>,
) -> impl IntoView {
    let i18n = use_i18n();
    let (id, is_open, is_due) = (it.id, it.is_open(), it.is_due(today));
    let state = match (is_open, is_due) {
        (true, true) => "due",
        (true, false) => "open",
        (false, _) => "over",
    };
    let with_group = it.group.is_some().then(|| with_whom(&it));
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
        <li class="intervention" data-intervention=id.to_string() data-state=state>
            <p class="intervention-what">{what}</p>
            <p class="desk-quiet">
                {with_group.map(|it| view! {
                    <span class="ui-tag"><Icon name="people" />{it}</span>
                    " "
                })}
                {facts}
            </p>
            {looks.into_iter().map(|it| view! { <LookLine it /> }).collect_view()}
            {(acts && is_open).then(|| view! {
                <details class="desk-history desk-noprint" open=is_due>
                    <summary>{move || t_string!(i18n, intervention.did_it_help)}</summary>
                    <LookForm class id today on_looked=on_change />
                </details>
            })}
        </li>
    }
    .into_any()
}

#[component]
fn LookLine(it: Looked) -> impl IntoView {
    let i18n = use_i18n();
    let Looked { look, on, who } = it;
    view! {
        <p class="intervention-looked">
            <HelpedTag helped=look.helped />
            {look.note}
            <span class="desk-quiet">{move || on_day(i18n, on)} ", " {who}</span>
        </p>
    }
    .into_any()
}
