use super::{use_voice, voice::Voice};
use crate::{
    i18n::*,
    sync::{in_browser, is_helped, within},
};
use gloo_net::http::Request;
use leptos::{ev::MouseEvent, prelude::*, task::spawn_local};
use leptos_i18n::I18nContext;
use web_sys::window;

/// The way from page to page. Each is loaded from the school; where the school can't be reached,
/// from this tablet, and while that can't be, the child stays where they are and is told so.
#[derive(Clone, Copy)]
pub struct Away {
    voice: Voice,
    i18n: I18nContext<Locale>,
}

pub fn use_away() -> Away {
    Away {
        voice: use_voice(),
        i18n: use_i18n(),
    }
}

impl Away {
    pub fn to(self, path: &'static str) {
        spawn_local(async move {
            if is_helped() || school_answers().await {
                if let Some(window) = window() {
                    let _ = window.location().assign(path);
                }
            } else {
                self.voice.say(tu_string!(self.i18n, say.no_wifi));
            }
        });
    }

    /// What a link to `path` does when it is tapped.
    pub fn by_tap(self, path: &'static str) -> impl Fn(MouseEvent) + Copy {
        move |event| {
            event.prevent_default();
            self.to(path);
        }
    }
}

/// Longest it is waited for, in milliseconds.
const SOON_MS: u32 = 3_000;

/// Whether the school can be reached now.
pub async fn school_answers() -> bool {
    let answer = in_browser(within(SOON_MS, Request::get("/healthz").send())).await;
    answer.is_some_and(|it| it.is_ok_and(|it| it.ok()))
}

/// Leads home at once, where a page has nothing to show.
#[component]
pub fn LeadHome() -> impl IntoView {
    view! { <Lead path="/" /> }
}

/// Leads from the home of nobody to the wall, which only the school has: the worker waits for it.
#[component]
pub fn LeadToWall() -> impl IntoView {
    view! { <Lead path="/?wall" /> }
}

#[component]
fn Lead(path: &'static str) -> impl IntoView {
    Effect::new(move |_| {
        if let Some(window) = window() {
            let _ = window.location().replace(path);
        }
    });
    view! { <main class="ui-meadow"></main> }
}
