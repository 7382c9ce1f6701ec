//! Writing down what was seen: the buttons it begins with, and the sheet.

use super::{capture::Capture, kept::KeptLine, under::UnderPick};
use crate::{
    ApiError,
    i18n::*,
    ui::{Banner, Dialog, Icon, TextArea, picture, told},
};
use domain::{ids::PersonId, observation::LONGEST, school::ChildName};
use leptos::prelude::*;

/// In the bar: begins with several children. The sheet, and what is said after it, are here too.
#[component]
pub fn CaptureBar(capture: Capture, room: Signal<Vec<ChildName>>) -> impl IntoView {
    let i18n = use_i18n();
    let title = Signal::derive(move || t_string!(i18n, observation.title).to_owned());
    view! {
        <button
            type="button"
            class="ui-button"
            data-act="observe-several"
            on:click=move |_| capture.begin(None)
        >
            <Icon name="pencil" />
            {move || t_string!(i18n, observation.observe)}
        </button>
        <Dialog open=capture.open title>
            <Sheet capture room />
        </Dialog>
        <KeptLine capture room />
    }
    .into_any()
}

/// On a tile: begins with its child.
#[component]
pub fn CaptureButton(capture: Capture, child: ChildName) -> impl IntoView {
    let i18n = use_i18n();
    let (id, name) = (child.child, child.name);
    let words = move || t_string!(i18n, observation.observe_of, name = name.clone()).to_string();
    view! {
        <button
            type="button"
            class="ui-button observation-on-tile"
            data-kind="quiet"
            data-act="observe"
            data-of=id.to_string()
            on:click=move |_| capture.begin(Some(id))
        >
            <Icon name="pencil" />
            <span class="visually-hidden">{words}</span>
        </button>
    }
    .into_any()
}

#[component]
fn Sheet(capture: Capture, room: Signal<Vec<ChildName>>) -> impl IntoView {
    let i18n = use_i18n();
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        capture.send();
    };
    let refused = move || {
        let answer = capture.keep.value().get();
        answer.and_then(Result::err).map(|ApiError(error)| {
            view! { <Banner kind="wrong" icon="alert">{told(i18n, &error)}</Banner> }
        })
    };
    let only = Memo::new(move |_| capture.chosen.with(|all| (all.len() == 1).then(|| all[0])));
    let of_one = capture.began.get_untracked().is_some();
    view! {
        <form class="ui-form" on:submit=submit>
            <Who capture room />
            <UnderPick capture />
            <TextArea
                label=Signal::derive(move || t_string!(i18n, observation.said).to_owned())
                name="said"
                value=capture.said
                longest=LONGEST
                hint=Signal::derive(move || Some(t_string!(i18n, observation.said_hint).to_owned()))
                first=of_one
            />
            {refused}
            <button
                class="ui-button"
                data-kind="main"
                data-act="keep-observation"
                disabled=capture.keep.pending()
            >
                <Icon name="check" />
                {move || t_string!(i18n, observation.keep)}
            </button>
        </form>
        {move || only.get().map(|child| capture.photo.run(child))}
    }
    .into_any()
}

/// The children it is of; one tap takes a child in or out.
#[component]
fn Who(capture: Capture, room: Signal<Vec<ChildName>>) -> impl IntoView {
    let i18n = use_i18n();
    let is_chosen = move |child: PersonId| capture.chosen.with(|all| all.contains(&child));
    let shown = move || {
        let (whole, began) = (capture.whole.get(), capture.began.get());
        let offered = |it: &ChildName| whole || began == Some(it.child) || is_chosen(it.child);
        room.get().into_iter().filter(offered).collect::<Vec<_>>()
    };
    view! {
        <fieldset class="observation-who">
            <legend class="ui-field-label">{move || t_string!(i18n, observation.who)}</legend>
            <For each=shown key=|it| it.child let:it>
                <button
                    type="button"
                    class="ui-button observation-child"
                    data-who=it.child.to_string()
                    aria-pressed=move || is_chosen(it.child).to_string()
                    on:click=move |_| capture.flip(it.child)
                >
                    <img class="desk-face" src=picture(&it.picture) alt="" />
                    {it.name}
                    <Icon name="check" />
                </button>
            </For>
            <button
                type="button"
                class="ui-button"
                data-kind="quiet"
                data-act="more-children"
                aria-expanded=move || capture.whole.get().to_string()
                on:click=move |_| capture.whole.update(|it| *it = !*it)
            >
                <Icon name="people" />
                {move || t_string!(i18n, observation.whole_class)}
            </button>
        </fieldset>
    }
    .into_any()
}
