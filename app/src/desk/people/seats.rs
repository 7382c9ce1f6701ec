//! The classes of a child: a move in the middle of the year, and those before.

use super::{
    api,
    class_select::ClassSelect,
    text_input::TextInput,
    words::{wrong_elsewhere, wrong_in},
};
use crate::{
    ApiError,
    i18n::*,
    ui::{Banner, Button, on_day},
};
use domain::{
    ids::ClassId,
    people::{ChildRecord, PersonError, PersonField, SeatChange, SeatDraft},
};
use leptos::prelude::*;
use leptos_i18n::I18nContext;

#[component]
pub(super) fn SeatsPanel(record: ChildRecord, on_changed: Callback<()>) -> impl IntoView {
    let i18n = use_i18n();
    let is_archived = record.child.is_archived;
    let changes = record.changes.clone();
    let has_changes = !changes.is_empty();
    view! {
        <section class="ui-panel" data-panel="seats">
            <h2 class="ui-panel-title">{move || t_string!(i18n, people.classes)}</h2>
            {(!is_archived).then(|| view! { <MoveForm record on_changed /> })}
            {has_changes
                .then(|| {
                    view! {
                        <h3 class="people-history-title">
                            {move || t_string!(i18n, people.history)}
                        </h3>
                        <ul class="people-history">
                            {changes
                                .into_iter()
                                .map(|it| view! { <li>{move || change_words(i18n, &it)}</li> })
                                .collect_view()}
                        </ul>
                    }
                })}
        </section>
    }
    .into_any()
}

/// "September 21, 2026: from Room 1 to Room 2 (Tess Ode)".
fn change_words(i18n: I18nContext<Locale>, it: &SeatChange) -> String {
    let (day, by) = (on_day(i18n, it.on), it.by.clone());
    let what = match (it.from.clone(), it.to.clone()) {
        (Some(from), Some(to)) => t_string!(i18n, people.moved, from, to).to_string(),
        (None, Some(to)) => t_string!(i18n, people.came, to).to_string(),
        (Some(from), None) => t_string!(i18n, people.left, from).to_string(),
        (None, None) => String::new(),
    };
    match it.waits {
        true => t_string!(i18n, people.change_waits, day, what, by).to_string(),
        false => t_string!(i18n, people.change, day, what, by).to_string(),
    }
}

#[component]
fn MoveForm(record: ChildRecord, on_changed: Callback<()>) -> impl IntoView {
    let i18n = use_i18n();
    let child = record.child.child;
    let seats = record.child.seats.clone();
    let from = RwSignal::new(seats.first().map(|it| it.class));
    let to = RwSignal::new(None::<ClassId>);
    let on = RwSignal::new(record.today.to_string());
    let refused = RwSignal::new(None::<ApiError>);
    let send = Action::new(move |(): &()| async move {
        let wrong = |why: PersonError| refused.set(Some(ApiError(why.into())));
        let Some(to) = to.get_untracked() else {
            return wrong(PersonError::ClassIsMissing);
        };
        let Ok(on) = on.get_untracked().parse() else {
            return wrong(PersonError::DayIsTooFar);
        };
        let draft = SeatDraft {
            from: from.get_untracked(),
            to,
            on,
        };
        match api::move_child(child, draft).await {
            Ok(()) => {
                refused.set(None);
                on_changed.run(());
            }
            Err(error) => refused.set(Some(error)),
        }
    });
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        send.dispatch(());
    };
    let is_there = |class: ClassId| seats.iter().any(|it| it.class == class);
    let others: Vec<_> = record
        .classes
        .iter()
        .filter(|it| !is_there(it.class))
        .cloned()
        .collect();
    let elsewhere = wrong_elsewhere(i18n, refused.into());
    let leaving = (!seats.is_empty()).then(|| {
        view! {
            <ClassSelect
                label=move || t_string!(i18n, people.from_class)
                name="from"
                none=move || t_string!(i18n, people.also)
                classes=seats.clone()
                chosen=from
            />
        }
    });
    view! {
        <form class="ui-form" novalidate on:submit=submit data-panel="move">
            <p class="desk-quiet">{move || t_string!(i18n, people.move_words)}</p>
            {move || {
                elsewhere
                    .get()
                    .map(|it| {
                        view! {
                            <Banner kind="wrong" icon="alert">
                                {it}
                            </Banner>
                        }
                    })
            }}
            <div class="people-fields">
                {leaving}
                <ClassSelect
                    label=move || t_string!(i18n, people.to_class)
                    name="to"
                    classes=others
                    chosen=to
                    hint=wrong_in(i18n, refused.into(), PersonField::Class)
                />
                <TextInput
                    label=Signal::derive(move || t_string!(i18n, people.on_day).to_owned())
                    name="on"
                    kind="date"
                    value=on
                    wrong=wrong_in(i18n, refused.into(), PersonField::Day)
                />
            </div>
            <div>
                <Button act="move" disabled=send.pending() submit=true>
                    {move || t_string!(i18n, people.move_child)}
                </Button>
            </div>
        </form>
    }
    .into_any()
}
