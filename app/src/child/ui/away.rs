use crate::{
    i18n::*,
    sync::is_helped,
    ui::{
        browser::{in_browser, within},
        use_voice,
        voice::Voice,
    },
};
use gloo_net::http::Request;
use leptos::{ev::MouseEvent, task::spawn_local};
use leptos_i18n::I18nContext;
use web_sys::window;

/// The way from page to page. Each is loaded from the school; where the school can't be reached,
/// from this tablet, and while that can't be, the child stays where they are and is told so.
#[derive(Clone, Copy)]
pub struct Away {
    voice: Voice,
    i18n: I18nContext<Locale>,
}

impl Away {
    pub fn to(self, path: &'static str) {
        spawn_local(async move {
            if is_helped() || school_answers().await {
                if let Some(window) = window() {
                    let _ = window.location().assign(path);
                }
            } else {
                self.voice.say(tu_string!(self.i18n, child.no_wifi));
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

pub fn use_away() -> Away {
    Away {
        voice: use_voice(),
        i18n: use_i18n(),
    }
}

/// Longest it is waited for, in milliseconds.
const SOON_MS: u32 = 3_000;

/// Whether the school can be reached now.
pub async fn school_answers() -> bool {
    let answer = in_browser(within(SOON_MS, Request::get("/healthz").send())).await;
    answer.is_some_and(|it| it.is_ok_and(|it| it.ok()))
}
