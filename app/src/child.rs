//! The child's three programs, composed of their features: the way in and home, the survey with
//! the poster, the goals. Each is small, and each page is loaded from the school, or where that can't
//! be reached from the tablet.

use crate::{
    evidence::{Strip, provide_showing},
    help::{Asked, Helping, Stuck},
    i18n::*,
    plan::{self, BeforePage, GoalsPage, MakePage, Mine, Today, TogetherPage},
    profile::{self, PosterPage},
    signin::{self, WallPage},
    survey::{self, SurveyPage},
    sync::{
        Shelf, ask_to_stay, bring_worker, in_browser, is_shell, let_newer_worker_begin,
        provide_pictures, provide_shelf, provide_sync, use_shelf, use_sync, within,
    },
    ui::{
        Buddy, Corner, Ear, Icon, Idle, KeptSign, LangSwitch, Mute, Path, Round, Saying, held,
        lang_of, locale_of, picture, provide_voice, remembered_tongue, school_answers, use_away,
        use_voice,
    },
};
use domain::{
    AppError,
    ids::SessionId,
    plan::{MyPlan, Text, TickState},
    profile::Statement,
    signin::{IDLE_SECONDS, Me, Wall},
    survey::Home,
};
use gloo_timers::callback::Interval;
use leptos::{html, prelude::*, task::spawn_local};
use leptos_meta::{Title, provide_meta_context};
use serde::{Deserialize, Serialize};

/// What a tablet keeps of the signed-in child, so that they can go on without the school.
const HELD: [&str; 5] = [
    survey::HELD[0],
    plan::HELD[0],
    survey::HELD[1],
    profile::HELD,
    plan::HELD[1],
];

/// What a tablet shows first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
enum Start {
    Wall(Wall),
    Home(Box<Home>, Option<Box<MyPlan>>),
    /// The school can't be reached, and no child is at work on this tablet.
    Asleep,
}

async fn start(shelf: Shelf) -> Result<Start, crate::ApiError> {
    if !finish_leaving(shelf).await {
        return Ok(Start::Asleep);
    }
    match shelf.ask(survey::HELD[0], survey::api::see_home()).await {
        Ok((Some(home), _)) => {
            let plan = plan::find_plan(shelf).await.ok().flatten();
            Ok(Start::Home(Box::new(home), plan.map(Box::new)))
        }
        Ok((None, _)) => signin::api::see_wall().await.map(Start::Wall),
        Err(crate::ApiError(AppError::Offline)) => Ok(Start::Asleep),
        Err(error) => Err(error),
    }
}

/// Tells the school of a child who left where it could not be reached; false while it still can't.
async fn finish_leaving(shelf: Shelf) -> bool {
    if cfg!(feature = "ssr") {
        return true;
    }
    let Some(left) = shelf.left().await else {
        return true;
    };
    if !school_answers().await {
        return false;
    }
    // Whose stay is over already is signed out.
    let left = left.parse::<SessionId>().ok();
    let told = in_browser(within(TELL_MS, signin::api::leave(left))).await;
    let told = matches!(
        told,
        Some(Ok(()) | Err(crate::ApiError(AppError::SignedOut)))
    );
    if told {
        shelf.forget().await;
    }
    told
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

/// No child's page can be shown: the buddies sleep until the school is there again.
#[component]
fn Asleep(on_change: Callback<()>) -> impl IntoView {
    let i18n = use_i18n();
    let words = Signal::derive(move || vec![t_string!(i18n, say.wait_for_wifi).to_owned()]);
    Effect::new(move |_| {
        let every = Interval::new(LOOK_EVERY, move || {
            spawn_local(async move {
                if school_answers().await {
                    on_change.run(());
                }
            });
        });
        let every = StoredValue::new_local(Some(every));
        on_cleanup(move || drop(every.try_update_value(Option::take)));
    });
    view! {
        <main class="ui-meadow survey-stop" data-scene="night" data-wall="asleep">
            <div class="survey-stop-buddies">
                <Buddy name="otter" pose="rest" />
                <Buddy name="fox" pose="rest" />
            </div>
            <div class="ui-sheet survey-stop-words">
                <h1>{move || words.get().concat()}</h1>
                <Ear words />
            </div>
            <button
                type="button"
                class="ui-next"
                data-act="to-the-wall"
                aria-label=move || t_string!(i18n, say.go_on)
                on:click=move |_| on_change.run(())
            >
                <Icon name="next" />
            </button>
        </main>
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
    let shelf = use_shelf();
    let first = held(move || start(shelf));
    let change = Callback::new(move |()| first.refetch());
    // The school may have written the wall before it heard that the child left.
    Effect::new(move |_| {
        spawn_local(async move {
            if !is_shell() && shelf.left().await.is_some() {
                change.run(());
            }
        });
    });
    view! {
        <Transition>
            {move || Suspend::new(async move {
                match first.await {
                    Ok(Start::Wall(wall)) => view! { <AtTheWall wall on_change=change /> }.into_any(),
                    Ok(Start::Home(home, plan)) => {
                        let plan = plan.map(|it| *it);
                        view! { <HomePage home=*home plan on_change=change /> }.into_any()
                    }
                    Ok(Start::Asleep) => view! { <Asleep on_change=change /> }.into_any(),
                    Err(_) => view! { <Broken /> }.into_any(),
                }
            })}
        </Transition>
    }
}

/// How often the wall lets a newer worker begin, in milliseconds.
const ASK_WORKER_EVERY: u32 = 15_000;

/// The wall of a tablet; one of a class gets ready for lost Wi-Fi while no child is at work.
#[component]
fn AtTheWall(wall: Wall, on_change: Callback<()>) -> impl IntoView {
    let i18n = use_i18n();
    let is_ours = wall != Wall::NewTablet;
    Effect::new(move |_| {
        if is_ours {
            bring_worker(lang_of(i18n.get_locale_untracked()));
            let every = Interval::new(ASK_WORKER_EVERY, let_newer_worker_begin);
            let every = StoredValue::new_local(Some(every));
            on_cleanup(move || drop(every.try_update_value(Option::take)));
        }
    });
    view! { <WallPage wall on_change /> }
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
    let (away, shelf) = (use_away(), use_shelf());
    Effect::new(move |_| {
        let lang = me.with_value(|me| me.lang);
        if is_shell() {
            i18n.set_locale(locale_of(lang));
        }
        ask_to_stay();
        bring_worker(lang);
        shelf.renew_soon();
    });
    let open = Action::new(move |(): &()| {
        let run = home.with_untracked(|it| it.run.as_ref().map(|it| (it.run, it.progress)));
        async move {
            let Some((run, progress)) = run else { return };
            match survey::api::open(run).await {
                Ok(_) => away.to("/survey"),
                // Who has been in it goes on with what the tablet has.
                Err(_) if progress.is_some() => away.to("/survey"),
                Err(_) => voice.say(tu_string!(i18n, say.no_wifi)),
            }
        }
    });
    let (sync, warned) = (use_sync(), StoredValue::new(false));
    let leave = Action::new(move |(): &()| async move {
        // The disk did not take something: leaving may lose it, so that is said first.
        if sync.unkept_now() && !warned.get_value() {
            warned.set_value(true);
            return voice.say(tu_string!(i18n, say.stale_tablet));
        }
        voice.say(tu_string!(i18n, say.good_bye));
        leave(shelf, Some(me.with_value(|me| me.session))).await;
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
    // Whoever has just come in must be able to go on without the school, too.
    Effect::new(move |_| shelf.renew_soon());
    Effect::new(move |_| look_again_and_again(home, helping, mine, shelf, on_change));
    let get_stuck = Action::new(move |(): &()| async move {
        let profile = profile::find_profile(shelf).await.ok().flatten();
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
    shelf: Shelf,
    on_change: Callback<()>,
) {
    let every = Interval::new(LOOK_EVERY, move || {
        spawn_local(async move {
            let mut changed = false;
            match survey::api::see_home().await {
                Ok(Some(now)) => {
                    helping.renew(now.help.clone());
                    if home.try_get_untracked().is_some_and(|before| before != now) {
                        home.set(now);
                        changed = true;
                    }
                }
                Ok(None) => {
                    shelf.nobody().await;
                    return on_change.run(());
                }
                Err(_) => {
                    if let Some(mine) = mine {
                        mine.turn_day();
                    }
                    return;
                }
            }
            if let (Some(mine), Ok(Some(plan))) = (mine, plan::api::see_plan().await) {
                changed |= mine.renew(plan);
            }
            if changed {
                shelf.renew_soon();
            }
        });
    });
    let every = StoredValue::new_local(Some(every));
    on_cleanup(move || drop(every.try_update_value(Option::take)));
}
