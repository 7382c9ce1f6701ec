//! The child's program: sign-in, home, survey, poster, composed of their features.

use crate::{
    i18n::*,
    profile::PosterPage,
    signin::{self, WallPage},
    survey::{self, SurveyPage},
    sync::provide_sync,
    ui::{
        Buddy, Corner, Icon, Idle, LangSwitch, Mute, Path, Round, Saying, lang_of, provide_voice,
        remembered_tongue, use_voice,
    },
};
use domain::{
    signin::{IDLE_SECONDS, Me, Wall},
    survey::Home,
};
use gloo_timers::callback::Interval;
use leptos::{prelude::*, task::spawn_local};
use leptos_meta::{Title, provide_meta_context};
use leptos_router::{
    SsrMode,
    components::{Route, Router, Routes},
    path,
};
use serde::{Deserialize, Serialize};

/// What a tablet shows first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
enum Start {
    Wall(Wall),
    Home(Box<Home>),
}

async fn start() -> Result<Start, crate::ApiError> {
    match survey::api::see_home().await? {
        Some(home) => Ok(Start::Home(Box::new(home))),
        None => signin::api::see_wall().await.map(Start::Wall),
    }
}

#[component]
pub fn ChildApp() -> impl IntoView {
    provide_meta_context();
    view! {
        <I18nContextProvider ssr_lang_header_getter=remembered_tongue() set_lang_attr_on_html=true>
            <Inside />
        </I18nContextProvider>
    }
}

#[component]
fn Inside() -> impl IntoView {
    provide_voice();
    provide_sync();
    view! {
        <Title text="Fledge" />
        <Router>
            <Routes fallback=|| view! { <StartPage /> }>
                <Route path=path!("/") view=StartPage ssr=SsrMode::Async />
                <Route
                    path=path!("/survey")
                    view=|| view! { <Watched><SurveyPage /></Watched> }
                    ssr=SsrMode::Async
                />
                <Route
                    path=path!("/me")
                    view=|| view! { <Watched><PosterPage /></Watched> }
                    ssr=SsrMode::Async
                />
            </Routes>
        </Router>
    }
}

/// A signed-in child's page; left alone, it goes back to the pictures.
#[component]
fn Watched(children: Children) -> impl IntoView {
    let navigate = leptos_router::hooks::use_navigate();
    let leave = Action::new(move |(): &()| {
        let navigate = navigate.clone();
        async move {
            let _ = signin::api::leave().await;
            navigate("/", leptos_router::NavigateOptions::default());
        }
    });
    let on_left = Callback::new(move |()| {
        if !leave.pending().get_untracked() {
            leave.dispatch(());
        }
    });
    view! {
        <Idle after=IDLE_SECONDS on_left />
        {children()}
    }
}

/// The wall, or the signed-in child's home.
#[component]
fn StartPage() -> impl IntoView {
    let first = Resource::new_blocking(|| (), |()| start());
    let change = Callback::new(move |()| first.refetch());
    view! {
        <Transition>
            {move || Suspend::new(async move {
                match first.await {
                    Ok(Start::Wall(wall)) => view! { <WallPage wall on_change=change /> }.into_any(),
                    Ok(Start::Home(home)) => view! { <HomePage home=*home on_change=change /> }.into_any(),
                    Err(_) => view! { <Broken /> }.into_any(),
                }
            })}
        </Transition>
    }
}

/// Something broke: said kindly, with a way on.
#[component]
fn Broken() -> impl IntoView {
    let i18n = use_i18n();
    view! {
        <main class="ui-meadow survey-stop">
            <Buddy name="otter" pose="think" />
            <h1 class="ui-sheet">{move || t_string!(i18n, say.something_broke)}</h1>
            <a class="ui-next" href="/" rel="external" aria-label=move || t_string!(i18n, say.go_on)>
                <Icon name="next" />
            </a>
        </main>
    }
}

/// How often home looks whether the teacher has started something, in milliseconds.
const LOOK_EVERY: u32 = 4_000;

#[component]
fn HomePage(home: Home, on_change: Callback<()>) -> impl IntoView {
    let i18n = use_i18n();
    let voice = use_voice();
    let home = RwSignal::new(home);
    let me = StoredValue::new(home.with_untracked(|it| it.me.clone()));
    let words = Signal::derive(move || {
        let words = home.with(|it| match &it.run {
            None => t_string!(i18n, say.survey_waiting),
            Some(run) if run.finished => t_string!(i18n, say.done_all),
            Some(run) if run.progress.is_some_and(|it| it.done > 0) => {
                t_string!(i18n, say.hello_again)
            }
            Some(_) => t_string!(i18n, say.hello_buddies),
        });
        vec![words.to_owned()]
    });
    Effect::new(move |_| voice.say_then(words.get(), None));
    Effect::new(move |_| look_again_and_again(home, on_change));
    let navigate = leptos_router::hooks::use_navigate();
    let open = Action::new(move |(): &()| {
        let run = home.with_untracked(|it| it.run.as_ref().map(|it| it.run));
        let navigate = navigate.clone();
        async move {
            if let Some(run) = run
                && survey::api::open(run).await.is_ok()
            {
                navigate("/survey", leptos_router::NavigateOptions::default());
            }
        }
    });
    let leave = Action::new(move |(): &()| async move {
        voice.say(tu_string!(i18n, say.good_bye));
        let _ = signin::api::leave().await;
        on_change.run(());
    });
    let in_own_tongue = Callback::new(move |lang| {
        spawn_local(async move {
            let _ = signin::api::set_lang(lang).await;
        });
    });
    let run_card = move || {
        let run = home.with(|it| it.run.clone()).filter(|run| !run.finished)?;
        let progress = run.progress.filter(|it| it.done > 0);
        let title = run.title;
        Some(view! {
            <button
                type="button"
                class="home-card"
                data-hue="otter"
                data-act="survey"
                on:click=move |_| drop(open.dispatch(()))
            >
                <img class="home-card-picture" src="/buddy/otter-think.svg" alt="" />
                {move || title.get(lang_of(i18n.get_locale())).to_owned()}
                {progress.map(|progress| view! { <Path progress size="small" /> })}
            </button>
        })
    };
    let poster_card = move || {
        home.with(|it| it.has_poster).then(|| {
            view! {
                <a class="home-card" data-hue="sun" href="/me" data-act="poster">
                    <img class="home-card-picture" src="/scene/my-poster.svg" alt="" />
                    {move || t_string!(i18n, say.my_poster)}
                </a>
            }
        })
    };
    view! {
        <Idle after=IDLE_SECONDS on_left=Callback::new(move |()| drop(leave.dispatch(()))) />
        <main class="ui-meadow home">
            <header class="home-top">
                {me.with_value(|me: &Me| view! { <Corner me=me.clone() /> })}
                <LangSwitch on_change=in_own_tongue />
                <Mute />
                <Round
                    icon="door"
                    act="leave"
                    label=Signal::derive(move || t_string!(i18n, say.im_done).to_owned())
                    on_tap=Callback::new(move |()| drop(leave.dispatch(())))
                />
            </header>
            <h1 class="visually-hidden">{me.with_value(|me| me.name.clone())}</h1>
            <Saying buddy=Signal::derive(|| "otter".to_owned()) pose="hello" words />
            <section class="home-cards">{run_card} {poster_card}</section>
        </main>
    }
}

fn look_again_and_again(home: RwSignal<Home>, on_change: Callback<()>) {
    let every = Interval::new(LOOK_EVERY, move || {
        spawn_local(async move {
            match survey::api::see_home().await {
                Ok(Some(now)) => {
                    if home.try_get_untracked().is_some_and(|before| before != now) {
                        home.set(now);
                    }
                }
                Ok(None) => on_change.run(()),
                Err(_) => {}
            }
        });
    });
    let every = StoredValue::new_local(Some(every));
    on_cleanup(move || drop(every.try_update_value(Option::take)));
}
