//! The signed-in child's home: today's goals, and the ways to everything else.

use crate::{
    child::{
        asleep::LOOK_EVERY,
        help::{HelpWaiting, Helping, Stuck},
        leaving::leave,
        plan::{self, Mine, Today},
        profile, signin, survey,
        ui::{Corner, Idle, Path, SavedSign, use_away},
    },
    i18n::*,
    sync::{OfflineCache, ask_to_stay, bring_worker, is_shell, use_offline_cache, use_sync},
    ui::{
        IconButton, LangSwitch, MuteButton, Saying, browser::in_browser, lang_of, locale_of,
        picture, use_voice,
    },
};
use domain::{
    limits,
    plan::{MyPlan, Text, TickState, TodayStands},
    profile::Statement,
    signin::Me,
    survey::Home,
};
use gloo_timers::callback::Interval;
use leptos::{prelude::*, task::spawn_local};

#[component]
pub fn HomePage(
    home: Home,
    /// By the school, just now; else it is the tablet's copy.
    told: bool,
    plan: Option<MyPlan>,
    on_change: Callback<()>,
) -> impl IntoView {
    let i18n = use_i18n();
    let voice = use_voice();
    let home = RwSignal::new(home);
    let mine = plan.map(Mine::new);
    let cards = Memo::new(move |_| mine.map(Mine::cards).unwrap_or_default());
    let has_today = Memo::new(move |_| !cards.with(Vec::is_empty));
    let stands = Memo::new(move |_| cards.with(|it| plan::today_stands(it)));
    let me = StoredValue::new(home.with_untracked(|it| it.me.clone()));
    let stopped = RwSignal::new(false);
    // Only other words are said anew: home is looked at every few seconds.
    let words = Memo::new(move |_| {
        let words = home.with(|it| match &it.run {
            _ if stopped.get() => t_string!(i18n, child.wait_for_wifi),
            _ if stands.get() == TodayStands::AllDone => t_string!(i18n, child.today_all_done),
            _ if stands.get() == TodayStands::Over => t_string!(i18n, child.today_over),
            _ if has_today.get() => t_string!(i18n, child.today_intro),
            None if it.has_poster => t_string!(i18n, child.today_none),
            None => t_string!(i18n, child.survey_waiting),
            Some(run) if run.finished => t_string!(i18n, child.done_all),
            Some(run) if run.progress.is_some_and(|it| it.done > 0) => {
                t_string!(i18n, child.hello_again)
            }
            Some(_) => t_string!(i18n, child.hello_buddies),
        });
        vec![words.to_owned()]
    });
    let words: Signal<Vec<String>> = words.into();
    // Today is read aloud, card by card; an adult's own words have no recording, and an ear each.
    let titles = Signal::derive(move || {
        let lang = lang_of(i18n.get_locale());
        cards.with(|all| {
            let open = all
                .iter()
                .filter(|it| matches!(it.state, TickState::Open | TickState::Now));
            let titles = open.filter_map(|it| match &it.daily.title {
                Text::Book(words) => Some(words.get(lang).to_owned()),
                Text::Own(_) => None,
            });
            titles.collect::<Vec<_>>()
        })
    });
    Effect::new(move |_| {
        let mut aloud: Vec<String> = words.get();
        if stands.get_untracked() == TodayStands::Open && !stopped.get_untracked() {
            aloud.extend(titles.get_untracked());
        }
        voice.say_then(aloud, None);
    });
    let (away, cache) = (use_away(), use_offline_cache());
    Effect::new(move |_| {
        let lang = me.with_value(|me| me.lang);
        if is_shell() {
            i18n.set_locale(locale_of(lang));
        }
        spawn_local(async move {
            let lasts = in_browser(ask_to_stay()).await.unwrap_or(false);
            let _ = signin::api::say_lasts(lasts).await;
        });
        bring_worker(lang);
        // Whoever has just come in must be able to go on without the school, too.
        cache.renew_soon();
    });
    let open = Action::new(move |(): &()| {
        let run = home.with_untracked(|it| it.run.as_ref().map(|it| it.run));
        async move {
            let Some(run) = run else { return };
            match survey::api::open(run).await {
                Ok(_) => away.to("/survey"),
                Err(_) if survey::is_held(cache).await => away.to("/survey"),
                Err(_) if stopped.get_untracked() => {
                    voice.say(tu_string!(i18n, child.wait_for_wifi));
                }
                Err(_) => stopped.set(true),
            }
        }
    });
    let (sync, warned) = (use_sync(), StoredValue::new(false));
    let leave = Action::new(move |(): &()| async move {
        // The disk did not take something: leaving may lose it, so that is said first.
        if sync.unkept_now() && !warned.get_value() {
            warned.set_value(true);
            return voice.say(tu_string!(i18n, child.stale_tablet));
        }
        voice.say(tu_string!(i18n, child.good_bye));
        leave(cache, Some(me.with_value(|me| me.session))).await;
        on_change.run(());
    });
    let in_own_tongue = Callback::new(move |lang| {
        spawn_local(async move {
            let _ = signin::api::set_lang(lang).await;
        });
    });
    let helping = home.with_untracked(|it| Helping::new(it.me.clone(), it.help.clone(), told));
    let asks = Memo::new(move |_| helping.open_wish().is_some());
    let size = move || (has_today.get() || asks.get()).then_some("small");
    let stuck = RwSignal::new(None::<Vec<Statement>>);
    Effect::new(move |_| look_again_and_again(home, stopped, helping, mine, cache, on_change));
    let get_stuck = Action::new(move |(): &()| async move {
        let profile = profile::find_profile(cache).await.ok().flatten();
        stuck.set(Some(
            profile.map(|it| profile::tries(&it)).unwrap_or_default(),
        ));
    });
    let goal_cards = move || {
        mine.map(|_| {
            view! {
                <a
                    class="home-card"
                    data-hue="leaf"
                    data-size=size
                    href="/goals"
                    data-act="goals"
                    on:click=away.by_tap("/goals")
                >
                    <img class="home-card-picture" src=picture("climb") alt="" />
                    {move || t_string!(i18n, child.my_goals)}
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
                    {move || t_string!(i18n, child.im_stuck)}
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
                <a
                    class="home-card"
                    data-hue="sun"
                    data-size=size
                    href="/me"
                    data-act="poster"
                    on:click=away.by_tap("/me")
                >
                    <img class="home-card-picture" src="/scene/my-poster.svg" alt="" />
                    {move || t_string!(i18n, child.my_poster)}
                </a>
            }
        })
    };
    view! {
        <Idle
            after=limits::signin::IDLE_SECONDS
            on_left=Callback::new(move |()| drop(leave.dispatch(())))
        />
        <main class="ui-meadow home">
            <header class="home-top">
                {me.with_value(|me: &Me| view! { <Corner me=me.clone() /> })} <SavedSign />
                <LangSwitch on_change=in_own_tongue /> <MuteButton />
                <IconButton
                    icon="door"
                    act="leave"
                    label=Signal::derive(move || t_string!(i18n, child.im_done).to_owned())
                    on_tap=Callback::new(move |()| drop(leave.dispatch(())))
                />
            </header>
            <h1 class="visually-hidden">{me.with_value(|me| me.name.clone())}</h1>
            <Saying buddy=Signal::derive(|| "otter".to_owned()) pose="hello" words also=titles />
            <HelpWaiting helping />
            {mine.map(|mine| view! { <Today mine /> })}
            <section class="home-cards" data-size=size>
                {run_card}
                {goal_cards}
                {poster_card}
                {stuck_card}
            </section>
            {move || {
                stuck
                    .get()
                    .map(|tries| {
                        view! {
                            <Stuck tries helping close=Callback::new(move |()| stuck.set(None)) />
                        }
                    })
            }}
        </main>
    }
}

fn look_again_and_again(
    home: RwSignal<Home>,
    stopped: RwSignal<bool>,
    helping: Helping,
    mine: Option<Mine>,
    cache: OfflineCache,
    on_change: Callback<()>,
) {
    let every = Interval::new(LOOK_EVERY, move || {
        spawn_local(async move {
            let mut changed = false;
            match survey::api::see_home().await {
                Ok(Some(now)) => {
                    stopped.try_set(false);
                    helping.renew(now.help.clone());
                    if home.try_get_untracked().is_some_and(|before| before != now) {
                        home.set(now);
                        changed = true;
                    }
                }
                Ok(None) => {
                    cache.nobody().await;
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
                cache.renew_soon();
            }
        });
    });
    let every = StoredValue::new_local(Some(every));
    on_cleanup(move || drop(every.try_update_value(Option::take)));
}
