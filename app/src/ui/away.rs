use super::{use_voice, voice::Voice};
use crate::i18n::*;
use gloo_net::http::Request;
use leptos::{ev::MouseEvent, prelude::*, task::spawn_local};
use leptos_i18n::I18nContext;
use web_sys::window;

/// The way from page to page. Each is loaded from the school; where the school can't be reached,
/// the child stays where they are and is told so.
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
            let answer = Request::get("/healthz").send().await;
            match (answer, window()) {
                (Ok(answer), Some(window)) if answer.ok() => {
                    let _ = window.location().assign(path);
                }
                _ => self.voice.say(tu_string!(self.i18n, say.no_wifi)),
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

/// Leads home at once, where a page has nothing to show.
#[component]
pub fn LeadHome() -> impl IntoView {
    Effect::new(|_| {
        if let Some(window) = window() {
            let _ = window.location().replace("/");
        }
    });
    view! { <main class="ui-meadow"></main> }
}
