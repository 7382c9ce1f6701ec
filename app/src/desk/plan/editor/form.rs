//! The form of a goal: what an adult writes beside the child. Enter in a line adds the next one;
//! Ctrl or ⌘ with Enter saves from anywhere.

use super::{
    aim::AimPick, area::Areas, dailies::Dailies, fields::GoalFields, measure::Measuring,
    picture::PicturePick, picture_book::book_pictures, ready::Ready, signed::Signed,
    step_fields::StepFields, title::Title, why::Why,
};
use crate::{
    i18n::*,
    ui::{Banner, Button, ButtonKind, Icon, error_message},
};
use domain::{
    AppError,
    plan::{Draft, TypedGoal},
};
use leptos::{
    ev::{KeyboardEvent, SubmitEvent},
    prelude::*,
};

#[component]
pub(crate) fn GoalForm(
    typed: RwSignal<TypedGoal>,
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
    let fields = GoalFields {
        typed,
        wrong,
        pictures: book_pictures(),
    };
    let save = move || {
        if busy.get_untracked() {
            return;
        }
        match typed.with_untracked(TypedGoal::draft) {
            Ok(draft) => {
                seen.set(None);
                on_save.run(draft);
            }
            Err(error) => seen.set(Some(error.into())),
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
                {ready.then(|| view! { <Ready typed /> })} <Areas fields /> <Title fields />
                <PicturePick
                    fields
                    name="picture".to_owned()
                    label=Signal::derive(move || t_string!(i18n, plan.goal_picture).to_owned())
                    now=Signal::derive(move || typed.with(|it| it.picture.clone()))
                    on_pick=move |it| typed.update(|typed| typed.picture = it)
                /> <Why fields /> <AimPick fields />
            </div>
            <div class="plan-form-part">
                <Dailies fields />
                <StepFields fields />
                <Measuring fields />
                <Signed typed />
            </div>
            {more.run()}
            <div class="plan-form-foot">
                {move || wrong.get().map(|error| view! { <Wrong error /> })}
                <div class="ui-dialog-foot">
                    <FormKeys />
                    <Button
                        kind=ButtonKind::Quiet
                        act="begin-anew"
                        on_click=move |()| on_anew.run(())
                    >
                        <Icon name="undo" />
                        {move || t_string!(i18n, plan.begin_anew)}
                    </Button>
                    <Button on_click=move |()| {
                        on_close.run(());
                    }>{move || t_string!(i18n, desk.not_now)}</Button>
                    <Button kind=ButtonKind::Main act="save-goal" disabled=busy submit=true>
                        <Icon name="check" />
                        {save_words}
                    </Button>
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
                {move || t_string!(i18n, plan.sign_in_beside)}
            </a>
        }
    });
    view! {
        <Banner kind="wrong" icon="alert">
            <span>{move || error_message(i18n, &error)}</span>
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
            <summary>{move || t_string!(i18n, plan.keys)}</summary>
            <ul>
                {one("Enter", Signal::derive(move || t_string!(i18n, plan.key_enter)))}
                {one("Ctrl / ⌘ + Enter", Signal::derive(move || t_string!(i18n, plan.key_save)))}
                {one("Esc", Signal::derive(move || t_string!(i18n, plan.key_escape)))}
                {one("Shift + Tab", Signal::derive(move || t_string!(i18n, plan.key_back)))}
            </ul>
        </details>
    }
    .into_any()
}
