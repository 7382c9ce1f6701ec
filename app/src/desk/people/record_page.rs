//! A child's record, as the office works on it.

use super::{
    api,
    details::DetailsPanel,
    leave::LeavePanel,
    merge::MergePanel,
    seats::SeatsPanel,
    words::{class_words, grade_words, state_words},
};
use crate::{
    i18n::*,
    ui::{Banner, Chip, Loaded, picture},
};
use domain::{
    ids::PersonId,
    people::{ChildRecord, ChildState},
};
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::{NavigateOptions, hooks::use_navigate};

#[component]
pub fn ChildRecordPage(child: PersonId) -> impl IntoView {
    let i18n = use_i18n();
    let again = RwSignal::new(0_usize);
    let record = Resource::new(move || again.get(), move |_| api::read_record(child));
    let done = RwSignal::new(None::<LastAct>);
    let finish = move |what: LastAct| {
        done.set(Some(what));
        again.update(|it| *it += 1);
    };
    let on_changed = Callback::new(move |()| finish(LastAct::Save));
    let navigate = StoredValue::new(use_navigate());
    let on_merged = Callback::new(move |kept: PersonId| match kept == child {
        true => finish(LastAct::Merge),
        false => navigate.with_value(|go| {
            let to = format!("/desk/school/people/{kept}");
            go(&to, NavigateOptions::default());
        }),
    });
    view! {
        {move || {
            done.get()
                .map(|it| {
                    view! {
                        <Banner kind="good" icon="check">
                            {move || match it {
                                LastAct::Save => t_string!(i18n, people.saved),
                                LastAct::Merge => t_string!(i18n, people.merged_done),
                            }}
                        </Banner>
                    }
                })
        }}
        <Loaded read=record let:record>
            <Record record on_changed on_merged />
        </Loaded>
    }
    .into_any()
}

/// What was done with the record last.
#[derive(Clone, Copy)]
enum LastAct {
    Save,
    Merge,
}

#[component]
fn Record(
    record: ChildRecord,
    on_changed: Callback<()>,
    on_merged: Callback<PersonId>,
) -> impl IntoView {
    let i18n = use_i18n();
    let child = record.child.clone();
    let (name, state) = (child.name(), child.state());
    let line = {
        let child = child.clone();
        move || {
            format!(
                "{} · {}",
                grade_words(i18n, child.grade),
                class_words(i18n, &child)
            )
        }
    };
    let panels = match (child.merged_into, state) {
        (Some(kept), _) => {
            let name = record.kept_name.clone().unwrap_or_default();
            let href = format!("/desk/school/people/{kept}");
            view! {
                <Banner kind="info" icon="info">
                    {move || t_string!(i18n, people.merged_words)}
                    " "
                    <a href=href>{name}</a>
                </Banner>
            }
            .into_any()
        }
        (None, ChildState::Archived) => view! {
            <LeavePanel record=record.clone() on_changed />
            <DetailsPanel child=child.clone() on_changed />
            <SeatsPanel record on_changed />
        }
        .into_any(),
        (None, _) => view! {
            <DetailsPanel child=child.clone() on_changed />
            <SeatsPanel record=record.clone() on_changed />
            <MergePanel child=child.clone() on_merged />
            <LeavePanel record on_changed />
        }
        .into_any(),
    };
    view! {
        <Title text=name.clone() />
        <a class="people-back" href="/desk/school/people">
            "‹ "
            {move || t_string!(i18n, people.people)}
        </a>
        <div class="board-bar" data-record=child.child.to_string() data-state=state.name()>
            <div class="desk-child-who">
                <img
                    class="desk-child-picture"
                    src=picture(&child.picture)
                    alt=""
                    width="64"
                    height="64"
                />
                <div class="board-title">
                    <h1 class="ui-title">{name}</h1>
                    <p class="desk-quiet">{line}</p>
                </div>
            </div>
            <Chip>{move || state_words(i18n, state)}</Chip>
        </div>
        <div class="people-record">{panels}</div>
    }
    .into_any()
}
