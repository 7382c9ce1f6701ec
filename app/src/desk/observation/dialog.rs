//! Writing down what was seen: the buttons it begins with, and the sheet.

use super::{capture::Capture, saved_line::SavedLine, subject::SubjectPick};
use crate::{
    ApiError,
    i18n::*,
    ui::{Banner, Button, ButtonKind, Dialog, Icon, TextArea, error_message, picture},
};
use domain::{ids::PersonId, limits, observation::ChildChoice, school::ChildName};
use leptos::prelude::*;

/// In the bar: begins with one child or several. The sheet, and what is said after it, are here too.
#[component]
pub fn CaptureBar(
    capture: Capture,
    room: Signal<Vec<ChildName>>,
    /// Whether this is the page's first act.
    is_due: Signal<bool>,
) -> impl IntoView {
    let i18n = use_i18n();
    let title = Signal::derive(move || t_string!(i18n, observation.title).to_owned());
    view! {
        <Button
            kind=move || ButtonKind::main_if(is_due.get())
            act="observe-several"
            on_click=move |()| capture.begin(None)
        >
            <Icon name="pencil" />
            {move || t_string!(i18n, observation.observe)}
        </Button>
        <Dialog open=capture.open title>
            <ObservationDialog capture room />
        </Dialog>
        <SavedLine capture room />
    }
    .into_any()
}

#[component]
fn ObservationDialog(capture: Capture, room: Signal<Vec<ChildName>>) -> impl IntoView {
    let i18n = use_i18n();
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        capture.send();
    };
    let refused = move || {
        let answer = capture.keep.value().get();
        answer.and_then(Result::err).map(|ApiError(error)| {
            view! {
                <Banner kind="wrong" icon="alert">
                    {error_message(i18n, &error)}
                </Banner>
            }
        })
    };
    let only = Memo::new(move |_| capture.children.with(ChildChoice::only));
    let of_one = capture.children.with_untracked(|it| it.began.is_some());
    view! {
        <form class="ui-form" on:submit=submit>
            <Who capture room />
            <SubjectPick capture />
            <TextArea
                label=Signal::derive(move || t_string!(i18n, observation.said).to_owned())
                name="said"
                value=capture.said
                longest=limits::observation::SENTENCE_CHARS
                hint=Signal::derive(move || Some(t_string!(i18n, observation.said_hint).to_owned()))
                first=of_one
            />
            {refused}
            <Button
                kind=ButtonKind::Main
                act="keep-observation"
                disabled=capture.keep.pending()
                submit=true
            >
                <Icon name="check" />
                {move || t_string!(i18n, observation.keep)}
            </Button>
        </form>
        {move || only.get().map(|child| capture.photo.run(child))}
    }
    .into_any()
}

/// The children it is of; one tap takes a child in or out.
#[component]
fn Who(capture: Capture, room: Signal<Vec<ChildName>>) -> impl IntoView {
    let i18n = use_i18n();
    let is_chosen = move |child: PersonId| capture.children.with(|it| it.has(child));
    let shown = move || {
        let children = room.get().into_iter();
        let offered = |choice: &ChildChoice| {
            let offered = children.filter(|it| choice.offers(it.child));
            offered.collect::<Vec<_>>()
        };
        capture.children.with(offered)
    };
    view! {
        <fieldset class="observation-who">
            <legend class="ui-field-label">{move || t_string!(i18n, observation.who)}</legend>
            <For each=shown key=|it| it.child let:it>
                <Button
                    attr:data-who=it.child.to_string()
                    pressed=move || is_chosen(it.child)
                    on_click=move |()| capture.children.update(|all| all.toggle(it.child))
                    class="observation-child"
                >
                    <img class="desk-face" src=picture(&it.picture) alt="" />
                    {it.name}
                    <Icon name="check" />
                </Button>
            </For>
            <Button
                kind=ButtonKind::Quiet
                act="more-children"
                expanded=move || capture.children.with(|it| it.offers_all)
                on_click=move |()| capture.children.update(|it| it.offers_all = !it.offers_all)
            >
                <Icon name="people" />
                {move || t_string!(i18n, observation.whole_class)}
            </Button>
        </fieldset>
    }
    .into_any()
}
