//! The child's five programs, composed of their features: the way in, the home, the survey with the
//! poster, the goals, the making of one. Each is small, and each page is loaded from the school, or
//! where that can't be reached from the tablet.

mod home;
mod start;

pub use start::{HomeApp, WallApp};

use crate::{
    evidence::{self, Strip, provide_showing},
    i18n::*,
    plan::{self, BeforePage, GoalsPage, MakePage, TogetherPage},
    profile::{self, PosterPage},
    signin,
    survey::{self, SurveyPage},
    sync::{
        Shelf, bring_worker, in_browser, provide_pictures, provide_shelf, provide_sync, use_shelf,
        within,
    },
    ui::{Buddy, Icon, Idle, lang_of, provide_voice, remembered_tongue, use_away},
};
use domain::{ids::SessionId, signin::IDLE_SECONDS};
use leptos::{html, prelude::*};
use leptos_meta::{Title, provide_meta_context};

/// What a tablet keeps of the signed-in child, so that they can go on without the school.
const HELD: [&str; 6] = [
    survey::HELD[0],
    plan::HELD[0],
    survey::HELD[1],
    profile::HELD,
    plan::HELD[1],
    evidence::HELD,
];

/// The survey, at `/survey`, and the poster it ends with, at `/me`.
#[component]
pub fn SurveyApp() -> impl IntoView {
    view! {
        <Tablet>
            <Watched />
            {match path().as_str() {
                "/me" => view! { <PosterPage /> }.into_any(),
                _ => view! { <SurveyPage /> }.into_any(),
            }}
        </Tablet>
    }
}

/// The child's goals, at `/goals`, and those of earlier terms, at `/goals/before`.
#[component]
pub fn GoalsApp() -> impl IntoView {
    view! {
        <Tablet>
            <Watched />
            {match path().as_str() {
                "/goals/before" => view! { <BeforePage /> }.into_any(),
                _ => view! { <GoalsWithEvidence /> }.into_any(),
            }}
        </Tablet>
    }
}

/// Making a goal, at `/goals/new`, and signing one with the teacher, at `/goals/together`.
#[component]
pub fn MakeApp() -> impl IntoView {
    view! {
        <Tablet>
            <Watched />
            {match path().as_str() {
                "/goals/together" => view! { <TogetherPage /> }.into_any(),
                _ => view! { <MakePage /> }.into_any(),
            }}
        </Tablet>
    }
}

#[component]
fn GoalsWithEvidence() -> impl IntoView {
    let showing = provide_showing();
    let begin = Callback::new(move |(me, today)| showing.begin(me, today));
    view! { <GoalsPage begin under=|goal| view! { <Strip goal /> }.into_any() /> }
}

/// The path of the page, on either side.
fn path() -> String {
    #[cfg(feature = "ssr")]
    return crate::server::path();
    #[cfg(not(feature = "ssr"))]
    location().pathname().unwrap_or_default()
}

/// What every page of a child stands in: language, voice, outbox.
#[component]
fn Tablet(children: Children) -> impl IntoView {
    provide_meta_context();
    view! {
        <I18nContextProvider ssr_lang_header_getter=remembered_tongue() set_lang_attr_on_html=true>
            <Inside>{children()}</Inside>
        </I18nContextProvider>
    }
}

#[component]
fn Inside(children: Children) -> impl IntoView {
    provide_voice();
    let sync = provide_sync();
    provide_pictures();
    let shelf = provide_shelf(&HELD);
    Effect::new(move |_| {
        if sync.waiting() == 0 {
            shelf.renew_soon();
        }
    });
    view! {
        <Title text="Fledge" />
        {children()}
    }
}

/// A signed-in child's page; left alone, it goes back to the pictures. Where the school can't be
/// reached, it is covered until it can: whoever comes next finds no child's work.
#[component]
fn Watched() -> impl IntoView {
    let i18n = use_i18n();
    let (away, shelf) = (use_away(), use_shelf());
    let left = RwSignal::new(false);
    Effect::new(move |_| bring_worker(lang_of(i18n.get_locale_untracked())));
    let leave = Action::new(move |(): &()| async move {
        leave(shelf, shelf.whose().await).await;
        away.to("/");
    });
    let on_left = Callback::new(move |()| {
        if !left.get_untracked() {
            left.set(true);
            leave.dispatch(());
        }
    });
    let on_back = Callback::new(move |()| drop(leave.dispatch(())));
    view! {
        <Idle after=IDLE_SECONDS on_left />
        {move || left.get().then(|| view! { <Cover on_back /> })}
    }
}

/// How often a page looks whether something has changed at school, in milliseconds.
const LOOK_EVERY: u32 = 4_000;

/// Longest the school is waited for when a child leaves, in milliseconds.
const TELL_MS: u32 = 3_000;

/// Ends a child's stay on this tablet at once, and at school as soon as that can be reached.
async fn leave(shelf: Shelf, session: Option<SessionId>) {
    if let Some(session) = session {
        shelf.leave(session).await;
    }
    let told = in_browser(within(TELL_MS, signin::api::leave(None))).await;
    if told.is_some_and(|it| it.is_ok()) {
        shelf.forget().await;
    }
}

/// Nothing but two sleeping buddies, and the way to the pictures.
#[component]
fn Cover(on_back: Callback<()>) -> impl IntoView {
    let i18n = use_i18n();
    let dialog = NodeRef::<html::Dialog>::new();
    Effect::new(move |_| {
        if let Some(dialog) = dialog.get() {
            let _ = dialog.show_modal();
        }
    });
    view! {
        <dialog
            class="ui-cover"
            node_ref=dialog
            aria-label=move || t_string!(i18n, say.good_bye)
            on:cancel=|event: web_sys::Event| event.prevent_default()
        >
            <div class="ui-meadow survey-stop" data-scene="night">
                <div class="survey-stop-buddies">
                    <Buddy name="otter" pose="rest" />
                    <Buddy name="fox" pose="rest" />
                </div>
                <p class="ui-sheet">{move || t_string!(i18n, say.good_bye)}</p>
                <button
                    type="button"
                    class="ui-next"
                    data-act="to-the-wall"
                    aria-label=move || t_string!(i18n, say.go_on)
                    on:click=move |_| on_back.run(())
                >
                    <Icon name="next" />
                </button>
            </div>
        </dialog>
    }
}
