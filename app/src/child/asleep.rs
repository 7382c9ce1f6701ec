use super::ui::school_answers;
use crate::{
    i18n::*,
    ui::{Buddy, Icon, SpeakButton},
};
use gloo_timers::callback::Interval;
use leptos::{prelude::*, task::spawn_local};

/// How often a page looks whether something has changed at school, in milliseconds.
pub const LOOK_EVERY: u32 = 4_000;

/// No child's page can be shown: the buddies sleep until the school is there again.
#[component]
pub fn Asleep(on_change: Callback<()>) -> impl IntoView {
    let i18n = use_i18n();
    let words = Signal::derive(move || vec![t_string!(i18n, child.wait_for_wifi).to_owned()]);
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
                <SpeakButton words />
            </div>
            <button
                type="button"
                class="ui-next"
                data-act="to-the-wall"
                aria-label=move || t_string!(i18n, child.go_on)
                on:click=move |_| on_change.run(())
            >
                <Icon name="next" />
            </button>
        </main>
    }
}
