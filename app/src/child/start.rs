//! The two programs of `/`, of which the school sends the one that is due: the wall while no child is
//! signed in on the tablet, the signed-in child's home. Without the school a tablet shows its own
//! copy of the home.

use super::{HELD, TELL_MS, Tablet, home::HomePage};
use crate::{
    ApiError,
    i18n::*,
    plan,
    signin::{self, WallPage},
    survey,
    sync::{Shelf, bring_worker, in_browser, is_shell, let_newer_worker_begin, use_shelf, within},
    ui::{Buddy, Ear, Icon, LeadToWall, held, lang_of, school_answers, use_away},
};
use domain::{AppError, ids::SessionId, plan::MyPlan, signin::Wall, survey::Home};
use gloo_timers::callback::Interval;
use leptos::{prelude::*, task::spawn_local};
use serde::{Deserialize, Serialize};

/// The way in.
#[component]
pub fn WallApp() -> impl IntoView {
    view! { <Tablet><WallStart /></Tablet> }
}

/// The signed-in child's home.
#[component]
pub fn HomeApp() -> impl IntoView {
    view! { <Tablet><HomeStart /></Tablet> }
}

#[component]
fn WallStart() -> impl IntoView {
    let shelf = use_shelf();
    let wall = held(move || find_wall(shelf));
    let change = Callback::new(move |()| wall.refetch());
    // The wall stays as it is meanwhile: a child may have tapped it already.
    Effect::new(move |_| {
        spawn_local(async move {
            let _ = finish_leaving(shelf).await;
        });
    });
    view! {
        <Transition>
            {move || Suspend::new(async move {
                match wall.await {
                    Ok(wall) => view! { <AtTheWall wall on_change=change /> }.into_any(),
                    Err(ApiError(AppError::Offline)) => view! { <Asleep on_change=change /> }.into_any(),
                    Err(_) => view! { <Broken /> }.into_any(),
                }
            })}
        </Transition>
    }
}

async fn find_wall(shelf: Shelf) -> Result<Wall, ApiError> {
    finish_leaving(shelf).await?;
    Ok(shelf.ask("signin/wall", signin::api::see_wall()).await?.0)
}

/// What the home begins with.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct AtHome {
    home: Home,
    plan: Option<MyPlan>,
}

#[component]
fn HomeStart() -> impl IntoView {
    let shelf = use_shelf();
    let first = held(move || find_home(shelf));
    let change = Callback::new(move |()| first.refetch());
    finish_soon(shelf, change);
    view! {
        <Transition>
            {move || Suspend::new(async move {
                match first.await {
                    Ok(Some(AtHome { home, plan })) => {
                        view! { <HomePage home plan on_change=change /> }.into_any()
                    }
                    Ok(None) => view! { <LeadToWall /> }.into_any(),
                    Err(ApiError(AppError::Offline)) => view! { <Asleep on_change=change /> }.into_any(),
                    Err(_) => view! { <Broken /> }.into_any(),
                }
            })}
        </Transition>
    }
}

/// None if nobody is signed in.
async fn find_home(shelf: Shelf) -> Result<Option<AtHome>, ApiError> {
    finish_leaving(shelf).await?;
    let (home, _) = shelf.ask(HELD[0], survey::api::see_home()).await?;
    let Some(home) = home else { return Ok(None) };
    let plan = plan::find_plan(shelf).await.ok().flatten();
    Ok(Some(AtHome { home, plan }))
}

/// The school may have written the page before it heard that the child left.
fn finish_soon(shelf: Shelf, change: Callback<()>) {
    Effect::new(move |_| {
        spawn_local(async move {
            if !is_shell() && shelf.left().await.is_some() {
                change.run(());
            }
        });
    });
}

/// Tells the school of a child who left where it could not be reached.
async fn finish_leaving(shelf: Shelf) -> Result<(), ApiError> {
    if cfg!(feature = "ssr") {
        return Ok(());
    }
    let Some(left) = shelf.left().await else {
        return Ok(());
    };
    if !school_answers().await {
        return Err(ApiError(AppError::Offline));
    }
    // Whose stay is over already is signed out.
    let left = left.parse::<SessionId>().ok();
    match in_browser(within(TELL_MS, signin::api::leave(left))).await {
        Some(Ok(()) | Err(ApiError(AppError::SignedOut))) => {
            shelf.forget().await;
            Ok(())
        }
        _ => Err(ApiError(AppError::Offline)),
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
    let away = use_away();
    view! { <WallPage wall on_change on_in=Callback::new(move |()| away.to("/")) /> }
}

/// No child's page can be shown: the buddies sleep until the school is there again.
#[component]
fn Asleep(on_change: Callback<()>) -> impl IntoView {
    let i18n = use_i18n();
    let words = Signal::derive(move || vec![t_string!(i18n, say.wait_for_wifi).to_owned()]);
    Effect::new(move |_| {
        let every = Interval::new(super::LOOK_EVERY, move || {
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
