//! The form of a goal: what an adult writes beside the child. Enter in a line adds the next one;
//! Ctrl or ⌘ with Enter saves from anywhere.

use super::{
    desk_aim::AimPick,
    desk_area::Areas,
    desk_line_rows::{Dailies, Steps},
    desk_measure::Measuring,
    desk_picture::{PicturePick, Pictured, pictures},
    desk_ready::Ready,
    desk_say::{Title, Why},
    desk_signed::Signed,
    desk_typed::Typed,
};
use crate::{
    i18n::*,
    ui::{Banner, Icon, told},
};
use domain::{
    AppError,
    plan::{Book, Draft},
};
use leptos::{
    ev::{KeyboardEvent, SubmitEvent},
    prelude::*,
};

/// What the fields write into, and what is wrong with it.
#[derive(Clone, Copy)]
pub(super) struct Fields {
    pub(super) typed: RwSignal<Typed>,
    wrong: Signal<Option<AppError>>,
    pub(super) pictures: StoredValue<Vec<Pictured>>,
}

impl Fields {
    /// Of a field that was refused.
    pub(super) fn is_wrong(self, field: &'static str) -> Signal<Option<&'static str>> {
        let wrong = self.wrong;
        let about =
            move |it: &AppError| matches!(it, AppError::Invalid { field: at, .. } if at == field);
        Signal::derive(move || wrong.with(|it| it.as_ref().is_some_and(about).then_some("true")))
    }
}

#[component]
pub(super) fn GoalForm(
    typed: RwSignal<Typed>,
    book: Book,
    /// Whether a ready-made goal may be taken.
    ready: bool,
    #[prop(into)] save_words: Signal<String>,
    #[prop(into)] busy: Signal<bool>,
    /// Why the school refused.
    #[prop(into)]
    refused: Signal<Option<AppError>>,
    /// What else there is to say, across the form.
    #[prop(optional, into)]
    more: ViewFn,
    on_save: Callback<Draft>,
    /// Throws away what was typed.
    on_anew: Callback<()>,
    on_close: Callback<()>,
) -> impl IntoView {
    let i18n = use_i18n();
    let seen = RwSignal::new(None::<AppError>);
    let wrong = Signal::derive(move || seen.get().or_else(|| refused.get()));
    let fields = Fields {
        typed,
        wrong,
        pictures: StoredValue::new(pictures(&book)),
    };
    let save = move || {
        if busy.get_untracked() {
            return;
        }
        match typed.with_untracked(Typed::draft) {
            Ok(draft) => {
                seen.set(None);
                on_save.run(draft);
            }
            Err(error) => seen.set(Some(error)),
        }
    };
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        save();
    };
    let keys = move |event: KeyboardEvent| {
        if event.key() == "Enter" && (event.ctrl_key() || event.meta_key()) {
            event.prevent_default();
            save();
        }
    };
    view! {
        <form class="ui-form plan-form" novalidate on:submit=submit on:keydown=keys>
            <div class="plan-form-part">
                {ready.then(|| view! { <Ready book typed /> })}
                <Areas fields />
                <Title fields />
                <PicturePick
                    fields
                    name="picture".to_owned()
                    label=Signal::derive(move || t_string!(i18n, desk.goal_picture).to_owned())
                    now=Signal::derive(move || typed.with(|it| it.picture.clone()))
                    on_pick=move |it| typed.update(|typed| typed.picture = it)
                />
                <Why fields />
                <AimPick fields />
            </div>
            <div class="plan-form-part">
                <Dailies fields />
                <Steps fields />
                <Measuring fields />
                <Signed typed />
            </div>
            {more.run()}
            <div class="plan-form-foot">
                {move || wrong.get().map(|error| view! { <Wrong error /> })}
                <div class="ui-dialog-foot">
                    <FormKeys />
                    <button
                        type="button"
                        class="ui-button"
                        data-kind="quiet"
                        data-act="begin-anew"
                        on:click=move |_| on_anew.run(())
                    >
                        <Icon name="undo" />
                        {move || t_string!(i18n, desk.begin_anew)}
                    </button>
                    <button type="button" class="ui-button" on:click=move |_| on_close.run(())>
                        {move || t_string!(i18n, desk.not_now)}
                    </button>
                    <button class="ui-button" data-kind="main" data-act="save-goal" disabled=busy>
                        <Icon name="check" />
                        {save_words}
                    </button>
                </div>
            </div>
        </form>
    }
    .into_any()
}

/// Why it was not saved. Who is signed out signs in beside this page, and saves again: a page that
/// went to the sign-in itself would lose what is typed.
#[component]
fn Wrong(error: AppError) -> impl IntoView {
    let i18n = use_i18n();
    let again = (error == AppError::SignedOut).then(|| {
        view! {
            <a href="/desk" target="_blank" rel="external" data-act="sign-in-beside">
                {move || t_string!(i18n, plans.sign_in_beside)}
            </a>
        }
    });
    view! {
        <Banner kind="wrong" icon="alert">
            <span>{move || told(i18n, &error)}</span>
            {again}
        </Banner>
    }
    .into_any()
}

/// The form without a mouse.
#[component]
fn FormKeys() -> impl IntoView {
    let i18n = use_i18n();
    let one = |key: &'static str, words: Signal<&'static str>| {
        view! {
            <li>
                <kbd class="ui-key">{key}</kbd>
                " "
                {words}
            </li>
        }
    };
    view! {
        <details class="plan-form-keys">
            <summary>{move || t_string!(i18n, plans.keys)}</summary>
            <ul>
                {one("Enter", Signal::derive(move || t_string!(i18n, plans.key_enter)))}
                {one("Ctrl / ⌘ + Enter", Signal::derive(move || t_string!(i18n, plans.key_save)))}
                {one("Esc", Signal::derive(move || t_string!(i18n, plans.key_escape)))}
                {one("Shift + Tab", Signal::derive(move || t_string!(i18n, plans.key_back)))}
            </ul>
        </details>
    }
    .into_any()
}
