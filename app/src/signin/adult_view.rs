//! How adults come in and go out.

use super::adult_api::{AcceptInvite, AdultSignIn, AdultSignOut};
use crate::{
    ApiError,
    i18n::*,
    ui::{Banner, Field, Icon, LangSwitch, ThemeSwitch, told},
};
use domain::AppError;
use leptos::{
    prelude::*,
    server_fn::{ServerFn, error::ServerFnUrlError},
};
use leptos_meta::Title;
use leptos_router::hooks::{use_location, use_params_map, use_query_map};

/// Characters a password needs at least, as the store has it.
const LEAST: usize = 10;

/// Name and password; after them the page that was asked for.
#[component]
pub fn SignInPage(action: ServerAction<AdultSignIn>) -> impl IntoView {
    let i18n = use_i18n();
    let path = use_location().pathname;
    let refused = refusal(action);
    let wrong = Signal::derive(move || match refused.get() {
        Some(error @ AppError::Invalid { .. }) => Some(told(i18n, &error)),
        _ => None,
    });
    view! {
        <Sheet title=Signal::derive(move || t_string!(i18n, desk.sign_in).to_owned())>
            <ActionForm action attr:class="ui-form">
                <input type="hidden" name="to" value=path />
                <Refused refused />
                <Field
                    label=Signal::derive(move || t_string!(i18n, desk.name_or_mail).to_owned())
                    name="name"
                    autocomplete="username"
                    first=true
                />
                <Field
                    label=Signal::derive(move || t_string!(i18n, desk.password).to_owned())
                    name="password"
                    kind="password"
                    autocomplete="current-password"
                    wrong
                />
                <Go busy=action.pending() label=Signal::derive(move || t_string!(i18n, desk.sign_in)) />
            </ActionForm>
            <p class="desk-quiet">{move || t_string!(i18n, desk.no_password_yet)}</p>
        </Sheet>
    }
    .into_any()
}

/// The first password, by a link that works once.
#[component]
pub fn WelcomePage(action: ServerAction<AcceptInvite>) -> impl IntoView {
    let i18n = use_i18n();
    let params = use_params_map();
    let token = move || params.read().get("token").unwrap_or_default();
    let refused = refusal(action);
    // A link that is used up answers like one that never was.
    let refused = Signal::derive(move || match refused.get() {
        Some(AppError::NotFound) => Some(AppError::invalid("invitation", "over")),
        other => other,
    });
    let wrong_in = move |name: &'static str| {
        Signal::derive(move || match refused.get() {
            Some(error) if field_of(&error) == name => Some(match name {
                "again" => t_string!(i18n, desk.password_differs).to_owned(),
                _ => told(i18n, &error),
            }),
            _ => None,
        })
    };
    let hint = Signal::derive(move || Some(t_string!(i18n, desk.password_hint).to_owned()));
    view! {
        <Sheet title=Signal::derive(move || t_string!(i18n, desk.welcome_title).to_owned())>
            <ActionForm action attr:class="ui-form">
                <input type="hidden" name="token" value=token />
                <Refused refused />
                <Field
                    label=Signal::derive(move || t_string!(i18n, desk.new_password).to_owned())
                    name="password"
                    kind="password"
                    autocomplete="new-password"
                    hint
                    wrong=wrong_in("password")
                    least=LEAST
                    first=true
                />
                <Field
                    label=Signal::derive(move || t_string!(i18n, desk.password_again).to_owned())
                    name="again"
                    kind="password"
                    autocomplete="new-password"
                    wrong=wrong_in("again")
                />
                <Go busy=action.pending() label=Signal::derive(move || t_string!(i18n, desk.keep_password)) />
            </ActionForm>
        </Sheet>
    }
    .into_any()
}

/// Ends the adult's stay. The browser sends this form by itself, so that the page that follows is
/// a new one and nothing of the old is left in memory.
#[component]
pub fn SignOut() -> impl IntoView {
    let i18n = use_i18n();
    view! {
        <form method="post" action=AdultSignOut::PATH>
            <button class="ui-button" data-kind="quiet" data-act="sign-out">
                <Icon name="door" />
                {move || t_string!(i18n, desk.sign_out)}
            </button>
        </form>
    }
    .into_any()
}

#[component]
fn Sheet(title: Signal<String>, children: Children) -> impl IntoView {
    view! {
        // The head may ask once more after the page has gone.
        <Title text=move || title.try_get().unwrap_or_default() />
        <main class="ui-meadow signin">
            <div class="signin-sheet">
                <p class="signin-brand">
                    <img class="signin-logo" src="/logo.svg" alt="" />
                    "Fledge"
                </p>
                <h1 class="ui-title">{title}</h1>
                {children()}
                <div class="signin-foot">
                    <LangSwitch />
                    <ThemeSwitch />
                </div>
            </div>
        </main>
    }
    .into_any()
}

#[component]
fn Go(busy: Memo<bool>, label: Signal<&'static str>) -> impl IntoView {
    view! {
        <button class="ui-button" data-kind="main" data-act="go" disabled=busy>
            {label}
        </button>
    }
    .into_any()
}

/// What is no single field's fault.
#[component]
fn Refused(refused: Signal<Option<AppError>>) -> impl IntoView {
    let i18n = use_i18n();
    let whole = move || {
        refused
            .get()
            .filter(|it| !matches!(field_of(it), "name" | "password" | "again"))
    };
    move || {
        whole().map(|error| {
            view! { <Banner kind="wrong" icon="alert">{told(i18n, &error)}</Banner> }
        })
    }
}

fn field_of(error: &AppError) -> &str {
    match error {
        AppError::Invalid { field, .. } => field,
        _ => "",
    }
}

/// Why a form was refused: by its action, or, where the browser sent the form itself, by the
/// address it was sent back to.
fn refusal<S>(action: ServerAction<S>) -> Signal<Option<AppError>>
where
    S: ServerFn<Output = (), Error = ApiError> + Clone + Send + Sync + 'static,
{
    let query = use_query_map();
    let sent_back = move || {
        let query = query.read();
        let ours = query.get("__path").is_some_and(|path| path == S::PATH);
        let error = query.get("__err").filter(|_| ours)?;
        Some(ServerFnUrlError::<ApiError>::decode_err(&error).0)
    };
    Signal::derive(move || match action.value().get() {
        Some(Ok(())) => None,
        Some(Err(ApiError(error))) => Some(error),
        None => sent_back(),
    })
}
