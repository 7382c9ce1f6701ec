//! Which of two records is kept, what goes over to it, and the second yes.

use super::{
    api,
    words::{class_words, grade_words, kind_words},
};
use crate::{
    ApiError,
    i18n::*,
    ui::{Banner, Button, Column, Confirm, Loaded, Table, error_message},
};
use domain::{
    ids::PersonId,
    people::{MergeCount, MergePreview, SchoolChild},
};
use leptos::prelude::*;

#[component]
pub(super) fn MergeChoice(
    me: PersonId,
    other: PersonId,
    chosen: RwSignal<Option<PersonId>>,
    /// Told which record was kept.
    on_merged: Callback<PersonId>,
) -> impl IntoView {
    let i18n = use_i18n();
    let keeps_other = RwSignal::new(false);
    let pair = move || match keeps_other.get() {
        false => (me, other),
        true => (other, me),
    };
    let preview = Resource::new(pair, |(keep, gone)| api::preview_merge(keep, gone));
    let refused = RwSignal::new(None::<ApiError>);
    let merge = Action::new(move |(keep, gone): &(PersonId, PersonId)| {
        let (keep, gone) = (*keep, *gone);
        async move {
            match api::merge_children(keep, gone).await {
                Ok(_) => on_merged.run(keep),
                Err(error) => refused.set(Some(error)),
            }
        }
    });
    view! {
        {move || {
            refused
                .get()
                .map(|it| {
                    view! {
                        <Banner kind="wrong" icon="alert">
                            {error_message(i18n, &it.0)}
                        </Banner>
                    }
                })
        }}
        <Loaded read=preview let:preview>
            <MergeDecision preview me keeps_other merge />
        </Loaded>
        <div>
            <Button act="other-record" on_click=move |()| chosen.set(None)>
                {move || t_string!(i18n, people.choose_other)}
            </Button>
        </div>
    }
    .into_any()
}

#[component]
fn MergeDecision(
    preview: MergePreview,
    me: PersonId,
    keeps_other: RwSignal<bool>,
    merge: Action<(PersonId, PersonId), ()>,
) -> impl IntoView {
    let i18n = use_i18n();
    let (keep, gone) = (preview.keep.child, preview.gone.child);
    let has_clash = preview.has_clash();
    let sessions = preview.sessions;
    let mut both = [preview.keep.clone(), preview.gone.clone()];
    both.sort_by_key(|it| it.child != me);
    let one = move |it: SchoolChild| {
        let (is_other, is_kept) = (it.child != me, it.child == keep);
        let words = move || {
            let id = it.identifier.clone().unwrap_or_default();
            let line = format!(
                "{} · {} · {} · {id}",
                it.name(),
                grade_words(i18n, it.grade),
                class_words(i18n, &it)
            );
            line.trim_end_matches(" · ").to_owned()
        };
        view! {
            <label class="ui-choice">
                <input
                    class="ui-choice-box"
                    type="radio"
                    name="keep"
                    value=if is_other { "other" } else { "this" }
                    prop:checked=is_kept
                    on:change=move |_| keeps_other.set(is_other)
                />
                {words}
            </label>
        }
    };
    let moved = preview.counts.clone();
    view! {
        <fieldset class="plan-choices" data-panel="keep">
            <legend class="ui-field-label">{move || t_string!(i18n, people.which_to_keep)}</legend>
            {both.map(one).collect_view()}
        </fieldset>
        <MergeTable rows=moved />
        <ul class="people-history">
            <li>{move || t_string!(i18n, people.merge_rule_move)}</li>
            {has_clash
                .then(|| view! { <li>{move || t_string!(i18n, people.merge_rule_stay)}</li> })}
            <li>{move || t_string!(i18n, people.merge_rule_sign_in)}</li>
            <li>{move || t_string!(i18n, people.ends_sessions, n = sessions).to_string()}</li>
            <li>{move || t_string!(i18n, people.merge_rule_roster)}</li>
        </ul>
        <div>
            <Confirm
                act="merge-now"
                icon="people"
                label=Signal::derive(move || t_string!(i18n, people.merge_now).to_owned())
                question=Signal::derive(move || t_string!(i18n, people.merge_question).to_owned())
                danger=true
                busy=merge.pending()
                on_yes=move |()| drop(merge.dispatch((keep, gone)))
            />
        </div>
    }
    .into_any()
}

#[component]
fn MergeTable(rows: Vec<MergeCount>) -> impl IntoView {
    let i18n = use_i18n();
    if rows.is_empty() {
        return view! { <p>{move || t_string!(i18n, people.nothing_moves)}</p> }.into_any();
    }
    let kind = move |it: &MergeCount| {
        let kind = it.kind;
        move || kind_words(i18n, kind)
    };
    let columns = vec![
        Column::new("kind", move || t_string!(i18n, people.kind), kind),
        Column::new(
            "moves",
            move || t_string!(i18n, people.moves),
            |it: &MergeCount| it.moves,
        )
        .number(),
        Column::new(
            "stays",
            move || t_string!(i18n, people.stays),
            |it: &MergeCount| it.stays,
        )
        .number(),
    ];
    view! {
        <Table
            caption=move || t_string!(i18n, people.moves_caption)
            columns
            rows
            data=|it: &MergeCount| vec![("data-kind", it.kind.name().to_owned())]
        />
    }
    .into_any()
}
