//! The voice: plays the recording of a text, else has the browser speak it, else shows that there
//! is no sound. Browsers let a page sound only after a first touch.

use super::{browser::within, lang_of};
use crate::i18n::use_i18n;
use domain::{Lang, voice::path};
use gloo_events::EventListener;
use leptos::prelude::*;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{HtmlAudioElement, SpeechSynthesisUtterance, SpeechSynthesisVoice, window};

const MUTED: &str = "fledge-muted";
/// Longest it is waited for a recording to begin, in milliseconds: a line may hang.
const BEGIN_MS: u32 = 6_000;
/// Longest a recording takes to its end; the longest is some ten seconds.
const END_MS: u32 = 30_000;

/// What waits for the first touch: texts, own words after them, whom to tell.
type Unsaid = (Vec<String>, Option<(Lang, String)>, Option<Callback<()>>);

/// A handle on the page's one voice.
#[derive(Clone, Copy)]
pub struct Voice {
    lang: Signal<Lang>,
    muted: RwSignal<bool>,
    unlocked: RwSignal<bool>,
    speaking: RwSignal<bool>,
    /// The text that is being said.
    now: RwSignal<Option<String>>,
    broken: RwSignal<bool>,
    /// Each new saying ends the one before.
    turn: RwSignal<u32>,
    /// None on the server, whose threads must not hold a browser's things.
    player: StoredValue<Option<StoredValue<HtmlAudioElement, LocalStorage>>>,
    waiting: StoredValue<Option<Unsaid>>,
}

/// Gives everything below one voice, in the language of the page.
pub fn provide_voice() -> Voice {
    let i18n = use_i18n();
    let voice = Voice {
        lang: Signal::derive(move || lang_of(i18n.get_locale())),
        muted: RwSignal::new(false),
        unlocked: RwSignal::new(false),
        speaking: RwSignal::new(false),
        now: RwSignal::new(None),
        broken: RwSignal::new(false),
        turn: RwSignal::new(0),
        player: StoredValue::new(None),
        waiting: StoredValue::new(None),
    };
    provide_context(voice);
    Effect::new(move |_| voice.listen_for_the_first_touch());
    voice
}

pub fn use_voice() -> Voice {
    expect_context()
}

impl Voice {
    pub fn muted(self) -> bool {
        self.muted.get()
    }

    /// Whether anything is being said, for code that only looks.
    pub fn speaking_now(self) -> bool {
        self.speaking.get_untracked()
    }

    /// Whether this text is being said: what it stands on glows.
    pub fn says(self, text: &str) -> bool {
        self.now.with(|it| it.as_deref() == Some(text))
    }

    /// What is being said, for code that only looks.
    pub fn said_now(self) -> Option<String> {
        self.now.get_untracked()
    }

    /// Muted, or nothing on this tablet can speak.
    pub fn silent(self) -> bool {
        self.muted.get() || self.broken.get()
    }

    pub fn toggle_mute(self) {
        self.muted.update(|muted| *muted = !*muted);
        let muted = self.muted.get_untracked();
        if let Some(storage) = storage() {
            let _ = storage.set_item(MUTED, if muted { "yes" } else { "no" });
        }
        if muted {
            self.hush();
        }
    }

    /// Ends what is being said.
    pub fn hush(self) {
        self.turn.update(|turn| *turn += 1);
        self.speaking.set(false);
        self.now.set(None);
        if let Some(player) = self.player() {
            let _ = player.pause();
        }
        if let Some(speech) = window().and_then(|window| window.speech_synthesis().ok()) {
            speech.cancel();
        }
    }

    pub fn say(self, text: impl Into<String>) {
        self.say_then(vec![text.into()], None);
    }

    /// Says the texts one after the other, and then tells; what was being said before ends. With
    /// sound off, or before the first touch, it tells at once what it could not say aloud.
    pub fn say_then(self, texts: Vec<String>, then: Option<Callback<()>>) {
        self.begin(texts, None, then);
    }

    /// Says the texts, and then a name, which has no recording: only the browser's voice may try.
    pub fn say_with_name(self, texts: Vec<String>, name: String) {
        self.say_in(texts, name, self.lang.get_untracked());
    }

    /// The same with somebody's own words in a language that may not be the page's.
    pub fn say_in(self, texts: Vec<String>, own: String, lang: Lang) {
        self.begin(texts, Some((lang, own)), None);
    }

    fn begin(self, texts: Vec<String>, own: Option<(Lang, String)>, then: Option<Callback<()>>) {
        self.hush();
        if self.muted.get_untracked() {
            if let Some(then) = then {
                then.try_run(());
            }
            return;
        }
        if !self.unlocked.get_untracked() {
            if let Some(first) = texts.first() {
                spawn_local(self.try_to_sound(path(self.lang.get_untracked(), first)));
            }
            self.waiting.set_value(Some((texts, own, then)));
            return;
        }
        let turn = self.turn.get_untracked();
        self.speaking.set(true);
        spawn_local(async move {
            for text in texts {
                if self.turn.get_untracked() != turn {
                    return;
                }
                self.now.set(Some(text.clone()));
                self.speak(&text).await;
            }
            if let (Some((lang, own)), true) = (own, self.turn.get_untracked() == turn) {
                self.now.set(Some(own.clone()));
                browser_speaks(lang, &own).await;
            }
            if self.turn.get_untracked() == turn {
                self.speaking.set(false);
                self.now.set(None);
                if let Some(then) = then {
                    // Whoever asked may be gone by now.
                    then.try_run(());
                }
            }
        });
    }

    fn player(self) -> Option<HtmlAudioElement> {
        self.player.get_value()?.try_get_value()
    }

    async fn speak(self, text: &str) {
        let lang = self.lang.get_untracked();
        let played = match self.player() {
            Some(player) => play(&player, &path(lang, text)).await,
            None => false,
        };
        let spoken = played || browser_speaks(lang, text).await;
        self.broken.set(!spoken);
    }

    fn listen_for_the_first_touch(self) {
        let player = HtmlAudioElement::new().ok().map(StoredValue::new_local);
        self.player.set_value(player);
        let off = storage().and_then(|storage| storage.get_item(MUTED).ok().flatten());
        self.muted.set(off.as_deref() == Some("yes"));
        let Some(document) = window().and_then(|window| window.document()) else {
            return;
        };
        for event in ["pointerup", "keydown"] {
            EventListener::once(&document, event, move |_| self.unlock()).forget();
        }
    }

    /// Who has touched the page before may be spoken to on this one; the browser knows.
    async fn try_to_sound(self, file: String) {
        let Ok(probe) = HtmlAudioElement::new_with_src(&file) else {
            return;
        };
        let Ok(started) = probe.play() else { return };
        if JsFuture::from(started).await.is_ok() {
            let _ = probe.pause();
            self.unlock();
        }
    }

    fn unlock(self) {
        if self.unlocked.get_untracked() {
            return;
        }
        self.unlocked.set(true);
        if let Some((texts, own, then)) = self.waiting.try_update_value(Option::take).flatten() {
            self.begin(texts, own, then);
        }
    }
}

fn storage() -> Option<web_sys::Storage> {
    window()?.local_storage().ok().flatten()
}

/// Plays a file to its end; false if it can't. One that hangs is given up, or the tablet would be
/// taken for one that speaks, and never go back to the pictures.
async fn play(player: &HtmlAudioElement, file: &str) -> bool {
    player.set_src(file);
    let Ok(started) = player.play() else {
        return false;
    };
    match within(BEGIN_MS, JsFuture::from(started)).await {
        Some(Ok(_)) => {}
        Some(Err(_)) => return false,
        None => {
            let _ = player.pause();
            return false;
        }
    }
    let end = first_of(player, &["ended", "pause", "error"]);
    if within(END_MS, end).await.is_none() {
        let _ = player.pause();
    }
    true
}

/// Waits until the first of these events happens.
async fn first_of(target: &web_sys::EventTarget, events: &[&'static str]) {
    let mut listeners = Vec::new();
    let promise = js_sys::Promise::new(&mut |resolve, _| {
        for event in events {
            let resolve = resolve.clone();
            listeners.push(EventListener::once(target, *event, move |_| {
                let _ = resolve.call0(&JsValue::NULL);
            }));
        }
    });
    let _ = JsFuture::from(promise).await;
}

/// Has the browser's own voice speak, if it has a local one of the language.
async fn browser_speaks(lang: Lang, text: &str) -> bool {
    let Some(speech) = window().and_then(|window| window.speech_synthesis().ok()) else {
        return false;
    };
    let voice = speech
        .get_voices()
        .iter()
        .filter_map(|voice| voice.dyn_into::<SpeechSynthesisVoice>().ok())
        .find(|voice| voice.local_service() && voice.lang().starts_with(lang.code()));
    let (Some(voice), Ok(words)) = (voice, SpeechSynthesisUtterance::new_with_text(text)) else {
        return false;
    };
    words.set_voice(Some(&voice));
    words.set_lang(&voice.lang());
    words.set_rate(0.9);
    speech.speak(&words);
    first_of(&words, &["end", "error"]).await;
    true
}
