//! The home of a signed-in child, or the way to the wall. See `wall_app` for when it is sent.

use super::{
    HELD,
    asleep::Asleep,
    broken::Broken,
    home::HomePage,
    leaving::finish_leaving,
    plan, survey,
    tablet::Tablet,
    ui::{Lead, ssr_resource},
};
use crate::{
    ApiError,
    sync::{OfflineCache, is_shell, use_offline_cache},
};
use domain::{AppError, plan::MyPlan, survey::Home};
use leptos::{prelude::*, task::spawn_local};
use serde::{Deserialize, Serialize};

/// The signed-in child's home.
#[component]
pub fn HomeApp() -> impl IntoView {
    view! {
        <Tablet>
            <HomeStart />
        </Tablet>
    }
}

/// What the home begins with.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct AtHome {
    home: Home,
    /// By the school, just now; else it is the tablet's copy.
    told: bool,
    plan: Option<MyPlan>,
}

#[component]
fn HomeStart() -> impl IntoView {
    let cache = use_offline_cache();
    let first = ssr_resource(move || find_home(cache));
    let change = Callback::new(move |()| first.refetch());
    finish_soon(cache, change);
    view! {
        <Transition>
            {move || Suspend::new(async move {
                match first.await {
                    Ok(Some(AtHome { home, told, plan })) => {
                        view! { <HomePage home told plan on_change=change /> }.into_any()
                    }
                    Ok(None) => view! { <Lead path="/?wall" /> }.into_any(),
                    Err(ApiError(AppError::Offline)) => {
                        view! { <Asleep on_change=change /> }.into_any()
                    }
                    Err(_) => view! { <Broken /> }.into_any(),
                }
            })}
        </Transition>
    }
}

/// None if nobody is signed in.
async fn find_home(cache: OfflineCache) -> Result<Option<AtHome>, ApiError> {
    finish_leaving(cache).await?;
    let (home, age) = cache.ask(HELD[0], survey::api::see_home()).await?;
    let Some(home) = home else { return Ok(None) };
    let plan = plan::find_plan(cache).await.ok().flatten();
    Ok(Some(AtHome {
        home,
        told: age == 0,
        plan,
    }))
}

/// The school may have written the page before it heard that the child left.
fn finish_soon(cache: OfflineCache, change: Callback<()>) {
    Effect::new(move |_| {
        spawn_local(async move {
            if !is_shell() && cache.left().await.is_some() {
                change.run(());
            }
        });
    });
}
