//! The school sends of the two programs of `/` the one that is due: the wall while no child is signed in
//! on the tablet, the home of a signed-in child else. Without the school a tablet shows its own copy
//! of the home.

use super::{
    asleep::Asleep,
    broken::Broken,
    error_words::error_words,
    leaving::finish_leaving,
    signin::{self, WallPage},
    tablet::Tablet,
    ui::{ssr_resource, use_away},
};
use crate::{
    ApiError,
    i18n::*,
    sync::{OfflineCache, bring_worker, let_newer_worker_begin, use_offline_cache},
    ui::{lang_of, provide_error_words},
};
use domain::{AppError, signin::Wall};
use gloo_timers::callback::Interval;
use leptos::{prelude::*, task::spawn_local};

/// The way in.
#[component]
pub fn WallApp() -> impl IntoView {
    provide_error_words(error_words);
    view! {
        <Tablet>
            <WallStart />
        </Tablet>
    }
}

#[component]
fn WallStart() -> impl IntoView {
    let cache = use_offline_cache();
    let wall = ssr_resource(move || find_wall(cache));
    let change = Callback::new(move |()| wall.refetch());
    // The wall stays as it is meanwhile: a child may have tapped it already.
    Effect::new(move |_| {
        spawn_local(async move {
            let _ = finish_leaving(cache).await;
        });
    });
    view! {
        <Transition>
            {move || Suspend::new(async move {
                match wall.await {
                    Ok(wall) => view! { <AtTheWall wall on_change=change /> }.into_any(),
                    Err(ApiError(AppError::Offline)) => {
                        view! { <Asleep on_change=change /> }.into_any()
                    }
                    Err(_) => view! { <Broken /> }.into_any(),
                }
            })}
        </Transition>
    }
}

async fn find_wall(cache: OfflineCache) -> Result<Wall, ApiError> {
    finish_leaving(cache).await?;
    Ok(cache.ask("signin/wall", signin::api::see_wall()).await?.0)
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
