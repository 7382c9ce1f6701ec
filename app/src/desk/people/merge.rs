//! Two records of one child become one: the other record is looked for here.

use super::{
    api,
    merge_preview::MergeChoice,
    words::{class_words, grade_words, state_words},
};
use crate::{
    i18n::*,
    ui::{Button, Icon, Loaded, picture},
};
use domain::{
    ids::PersonId,
    name::{finds, folded},
    people::{ChildState, SchoolChild},
};
use leptos::prelude::*;

/// Most records that are offered at once.
const MOST_OFFERED: usize = 8;

#[component]
pub(super) fn MergePanel(child: SchoolChild, on_merged: Callback<PersonId>) -> impl IntoView {
    let i18n = use_i18n();
    let open = RwSignal::new(false);
    let title = move || t_string!(i18n, people.merge);
    let child = StoredValue::new(child);
    view! {
        <section class="ui-panel" data-panel="merge">
            <h2 class="ui-panel-title">{title}</h2>
            <p class="desk-quiet">{move || t_string!(i18n, people.merge_words)}</p>
            {move || match open.get() {
                true => view! { <MergeSearch child=child.get_value() on_merged /> }.into_any(),
                false => {
                    view! {
                        <div>
                            <Button act="merge" on_click=move |()| open.set(true)>
                                <Icon name="people" />
                                {move || t_string!(i18n, people.merge_begin)}
                            </Button>
                        </div>
                    }
                        .into_any()
                }
            }}
        </section>
    }
    .into_any()
}

#[component]
fn MergeSearch(child: SchoolChild, on_merged: Callback<PersonId>) -> impl IntoView {
    let all = Resource::new(|| (), |()| api::list_children());
    let other = RwSignal::new(None::<PersonId>);
    let me = child.child;
    let child = StoredValue::new(child);
    view! {
        <Loaded read=all let:all>
            {move || match other.get() {
                Some(it) => view! { <MergeChoice me other=it chosen=other on_merged /> }.into_any(),
                None => {
                    view! { <Offers child=child.get_value() all=all.children.clone() other /> }
                        .into_any()
                }
            }}
        </Loaded>
    }
    .into_any()
}

/// The records that could be the same child: at first those of the same name.
#[component]
fn Offers(
    child: SchoolChild,
    all: Vec<SchoolChild>,
    other: RwSignal<Option<PersonId>>,
) -> impl IntoView {
    let i18n = use_i18n();
    let words = RwSignal::new(String::new());
    let (name, me) = (folded(&child.name()), child.child);
    let offers = move || {
        let words = words.read();
        let is_meant = |it: &&SchoolChild| match words.trim().is_empty() {
            true => folded(&it.name()) == name,
            false => finds(&it.name(), &words) || it.identifier.as_deref() == Some(words.trim()),
        };
        let others = all
            .iter()
            .filter(|it| it.child != me && it.state() != ChildState::Merged);
        others
            .filter(is_meant)
            .take(MOST_OFFERED)
            .cloned()
            .collect::<Vec<_>>()
    };
    let offers = Memo::new(move |_| offers());
    let one = move |it: SchoolChild| {
        let (id, state) = (it.child, it.state());
        let (src, name) = (picture(&it.picture), it.name());
        view! {
            <li data-offer=id.to_string()>
                <Button act="choose-record" on_click=move |()| other.set(Some(id))>
                    <img class="desk-face" src=src alt="" width="28" height="28" />
                    {name}
                </Button>
                <span class="desk-quiet">
                    {move || {
                        format!(
                            "{} · {} · {}",
                            grade_words(i18n, it.grade),
                            class_words(i18n, &it),
                            state_words(i18n, state),
                        )
                    }}
                </span>
            </li>
        }
    };
    view! {
        <label class="ui-field">
            <span class="ui-field-label">{move || t_string!(i18n, people.other_record)}</span>
            <input
                class="ui-field-input"
                type="search"
                name="other"
                autocomplete="off"
                prop:value=words
                on:input=move |event| words.set(event_target_value(&event))
            />
        </label>
        <ul class="people-offers">
            <For each=move || offers.get() key=|it| it.child children=one />
        </ul>
        <p class="desk-quiet" role="status">
            {move || { offers.with(Vec::is_empty).then(|| t_string!(i18n, people.no_offer)) }}
        </p>
    }
    .into_any()
}
