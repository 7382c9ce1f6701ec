//! The child's three programs, composed of their features: the way in and home, the survey with
//! the poster, the goals. Each is small, and each page is loaded from the school.

use crate::{
    evidence::{Strip, provide_showing},
    help::{Asked, Helping, Stuck},
    i18n::*,
    plan::{self, BeforePage, GoalsPage, MakePage, Mine, Today, TogetherPage},
    profile::{self, PosterPage},
    signin::{self, WallPage},
    survey::{self, SurveyPage},
    sync::{provide_pictures, provide_sync},
    ui::{
        Buddy, Corner, Icon, Idle, KeptSign, LangSwitch, Mute, Path, Round, Saying, lang_of,
        picture, provide_voice, remembered_tongue, use_away, use_voice,
    },
};
use domain::{
    plan::{MyPlan, Text, TickState},
    profile::Statement,
    signin::{IDLE_SECONDS, Me, Wall},
    survey::Home,
};
use gloo_timers::callback::Interval;
use leptos::{html, prelude::*, task::spawn_local};
use leptos_meta::{Title, provide_meta_context};
use serde::{Deserialize, Serialize};

/// What a tablet shows first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
enum Start {
    Wall(Wall),
    Home(Box<Home>, Option<Box<MyPlan>>),
}

async fn start() -> Result<Start, crate::ApiError> {
    match survey::api::see_home().await? {
        Some(home) => {
            let plan = plan::api::see_plan().await.ok().flatten();
            Ok(Start::Home(Box::new(home), plan.map(Box::new)))
        }
        None => signin::api::see_wall().await.map(Start::Wall),
    }
}

/// The way in, and the signed-in child's home.
#[component]
pub fn ChildApp() -> impl IntoView {
    view! { <Tablet><StartPage /></Tablet> }
}

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

/// The child's goals, at `/goals`, making one, at `/goals/new`, and signing one with the teacher, at
/// `/goals/together`.
#[component]
pub fn GoalsApp() -> impl IntoView {
    view! {
        <Tablet>
            <Watched />
            {match path().as_str() {
                "/goals/before" => view! { <BeforePage /> }.into_any(),
                "/goals/new" => view! { <MakePage /> }.into_any(),
                "/goals/together" => view! { <TogetherPage /> }.into_any(),
                _ => view! { <GoalsWithEvidence /> }.into_any(),
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
    provide_sync();
    provide_pictures();
    view! {
        <Title text="Fledge" />
        {children()}
    }
}

/// A signed-in child's page; left alone, it goes back to the pictures. Where the school can't be
/// reached, it is covered until it can: whoever comes next finds no child's work.
#[component]
fn Watched() -> impl IntoView {
    let away = use_away();
    let left = RwSignal::new(false);
    let leave = Action::new(move |(): &()| async move {
        let _ = signin::api::leave().await;
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
                    Ok(Start::Home(home, plan)) => {
                        let plan = plan.map(|it| *it);
                        view! { <HomePage home=*home plan on_change=change /> }.into_any()
                    }
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
fn HomePage(home: Home, plan: Option<MyPlan>, on_change: Callback<()>) -> impl IntoView {
    let i18n = use_i18n();
    let voice = use_voice();
    let home = RwSignal::new(home);
    let mine = plan.map(Mine::new);
    let cards = Memo::new(move |_| mine.map(Mine::cards).unwrap_or_default());
    let has_today = Memo::new(move |_| !cards.with(Vec::is_empty));
    let all_done = Memo::new(move |_| cards.with(|it| plan::is_all_done(it)));
    let me = StoredValue::new(home.with_untracked(|it| it.me.clone()));
    // Only other words are said anew: home is looked at every few seconds.
    let words = Memo::new(move |_| {
        let words = home.with(|it| match &it.run {
            _ if all_done.get() => t_string!(i18n, say.today_all_done),
            _ if has_today.get() => t_string!(i18n, say.today_intro),
            None if it.has_poster => t_string!(i18n, say.today_none),
            None => t_string!(i18n, say.survey_waiting),
            Some(run) if run.finished => t_string!(i18n, say.done_all),
            Some(run) if run.progress.is_some_and(|it| it.done > 0) => {
                t_string!(i18n, say.hello_again)
            }
            Some(_) => t_string!(i18n, say.hello_buddies),
        });
        vec![words.to_owned()]
    });
    let words: Signal<Vec<String>> = words.into();
    // Today is read aloud, card by card; an adult's own words have no recording, and an ear each.
    let titles = Signal::derive(move || {
        let lang = lang_of(i18n.get_locale());
        cards.with(|all| {
            let open = all.iter().filter(|it| it.state == TickState::Open);
            let titles = open.filter_map(|it| match &it.daily.title {
                Text::Book(words) => Some(words.get(lang).to_owned()),
                Text::Own(_) => None,
            });
            titles.collect::<Vec<_>>()
        })
    });
    Effect::new(move |_| {
        let mut aloud: Vec<String> = words.get();
        if !all_done.get_untracked() {
            aloud.extend(titles.get_untracked());
        }
        voice.say_then(aloud, None);
    });
    let away = use_away();
    let open = Action::new(move |(): &()| {
        let run = home.with_untracked(|it| it.run.as_ref().map(|it| it.run));
        async move {
            if let Some(run) = run
                && survey::api::open(run).await.is_ok()
            {
                away.to("/survey");
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
    let helping = home.with_untracked(|it| Helping::new(it.me.clone(), it.help.clone()));
    let asks = Memo::new(move |_| helping.stands().is_some());
    let size = move || (has_today.get() || asks.get()).then_some("small");
    let stuck = RwSignal::new(None::<Vec<Statement>>);
    Effect::new(move |_| look_again_and_again(home, helping, mine, on_change));
    let get_stuck = Action::new(move |(): &()| async move {
        let profile = profile::api::mine().await.ok().flatten();
        stuck.set(Some(
            profile.map(|it| profile::tries(&it)).unwrap_or_default(),
        ));
    });
    let goal_cards = move || {
        mine.map(|_| {
            view! {
                <a class="home-card" data-hue="leaf" data-size=size href="/goals" data-act="goals" on:click=away.by_tap("/goals")>
                    <img class="home-card-picture" src=picture("climb") alt="" />
                    {move || t_string!(i18n, say.my_goals)}
                </a>
            }
        })
    };
    let stuck_card = move || {
        (!asks.get()).then(|| {
            view! {
                <button
                    type="button"
                    class="home-card"
                    data-hue="fox"
                    data-size="small"
                    data-act="stuck"
                    on:click=move |_| drop(get_stuck.dispatch(()))
                >
                    <img class="home-card-picture" src=picture("raise-hand") alt="" />
                    {move || t_string!(i18n, say.im_stuck)}
                </button>
            }
        })
    };
    let run_card = move || {
        let run = home.with(|it| it.run.clone()).filter(|run| !run.finished)?;
        let progress = run.progress.filter(|it| it.done > 0);
        let title = run.title;
        Some(view! {
            <button
                type="button"
                class="home-card"
                data-hue="otter"
                data-size=size
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
                <a class="home-card" data-hue="sun" data-size=size href="/me" data-act="poster" on:click=away.by_tap("/me")>
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
                <KeptSign />
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
            <Saying buddy=Signal::derive(|| "otter".to_owned()) pose="hello" words also=titles />
            <Asked helping />
            {mine.map(|mine| view! { <Today mine /> })}
            <section class="home-cards" data-size=size>{run_card} {goal_cards} {poster_card} {stuck_card}</section>
            {move || {
                stuck.get().map(|tries| {
                    view! { <Stuck tries helping close=Callback::new(move |()| stuck.set(None)) /> }
                })
            }}
        </main>
    }
}

fn look_again_and_again(
    home: RwSignal<Home>,
    helping: Helping,
    mine: Option<Mine>,
    on_change: Callback<()>,
) {
    let every = Interval::new(LOOK_EVERY, move || {
        spawn_local(async move {
            match survey::api::see_home().await {
                Ok(Some(now)) => {
                    helping.renew(now.help.clone());
                    if home.try_get_untracked().is_some_and(|before| before != now) {
                        home.set(now);
                    }
                }
                Ok(None) => return on_change.run(()),
                Err(_) => return,
            }
            if let (Some(mine), Ok(Some(plan))) = (mine, plan::api::see_plan().await) {
                mine.renew(plan);
            }
        });
    });
    let every = StoredValue::new_local(Some(every));
    on_cleanup(move || drop(every.try_update_value(Option::take)));
}
