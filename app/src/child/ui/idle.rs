//! What every page of a signed-in child has: the school hears of the tablet each minute, and a tablet
//! left alone goes back to the pictures; what the child did stays.

use crate::{
    i18n::*,
    sync::use_sync,
    ui::{Icon, use_voice},
};
use domain::limits;
use gloo_events::EventListener;
use gloo_timers::callback::Interval;
use leptos::prelude::*;

const LOOK_MS: u32 = 1_000;

/// Watches for `after` seconds without a touch, a key or a spoken word.
#[component]
pub fn Idle(after: u32, on_left: Callback<()>) -> impl IntoView {
    let i18n = use_i18n();
    let (voice, sync) = (use_voice(), use_sync());
    let last = StoredValue::new(0_u64);
    let asking = RwSignal::new(false);
    let here = move || {
        last.set_value(crate::ui::browser::clock());
        asking.set(false);
    };
    Effect::new(move |_| {
        here();
        sync.has_child();
        let Some(window) = web_sys::window() else {
            return;
        };
        let listeners = ["pointerdown", "pointermove", "keydown"]
            .map(|event| EventListener::new(&window, event, move |_| here()));
        let look = Interval::new(LOOK_MS, move || {
            if voice.speaking_now() && !asking.get_untracked() {
                last.set_value(crate::ui::browser::clock());
            }
            let idle = crate::ui::browser::clock().saturating_sub(last.get_value());
            let limit = u64::from(after) * 1_000;
            if idle >= limit {
                on_left.run(());
            } else if idle + limits::signin::IDLE_QUESTION_MS >= limit && !asking.get_untracked() {
                asking.set(true);
                voice.say(tu_string!(i18n, child.locked_idle));
            }
        });
        let listening = StoredValue::new_local(Some((listeners, look)));
        on_cleanup(move || drop(listening.try_update_value(Option::take)));
    });
    move || {
        asking.get().then(|| {
            view! {
                <div
                    class="ui-idle"
                    role="alertdialog"
                    aria-label=t_string!(i18n, child.locked_idle)
                >
                    <div class="ui-sheet survey-stop-words">
                        <p>{t_string!(i18n, child.locked_idle)}</p>
                        <button
                            type="button"
                            class="ui-next"
                            data-act="still-here"
                            aria-label=t_string!(i18n, child.yes)
                            on:click=move |_| here()
                        >
                            <Icon name="check" />
                        </button>
                    </div>
                </div>
            }
        })
    }
}
