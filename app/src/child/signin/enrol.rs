//! A tablet nobody knows yet: the teacher types the code from their own screen.

use super::api;
use crate::{
    child::ui::CodePad,
    i18n::*,
    ui::{LangSwitch, use_voice},
};
use domain::limits;
use leptos::prelude::*;

/// Ten keys and six places; no child's name far and wide.
#[component]
pub fn EnrolPad(on_enrolled: Callback<()>) -> impl IntoView {
    let i18n = use_i18n();
    let voice = use_voice();
    let trouble = RwSignal::new(None::<domain::AppError>);
    let send = Action::new(move |code: &String| {
        let code = code.clone();
        async move {
            match api::enrol(code).await {
                Ok(()) => on_enrolled.run(()),
                Err(crate::ApiError(why)) => trouble.set(Some(why)),
            }
        }
    });
    let on_code = Callback::new(move |code: String| drop(send.dispatch(code)));
    Effect::new(move |_| voice.say(t_string!(i18n, child.tablet_new)));
    Effect::new(move |_| {
        if let Some(code) = scanned() {
            send.dispatch(code);
        }
    });
    view! {
        <main class="ui-meadow device" data-wall="new">
            <header class="device-top">
                <span class="device-class">
                    <img src="/logo.svg" width="40" height="40" alt="" />
                    "Fledge"
                </span>
                <LangSwitch />
            </header>
            <section class="device-main">
                <div class="device-code">
                    <h1 class="ui-title">{move || t_string!(i18n, child.tablet_new)}</h1>
                    <CodePad trouble on_code />
                </div>
            </section>
        </main>
    }
}

/// The code that a camera read from the teacher's screen: it stands in the address, once.
fn scanned() -> Option<String> {
    let location = window().location();
    let hash = location.hash().ok()?;
    let code = hash.strip_prefix('#')?;
    let whole =
        code.len() == limits::device::CODE_DIGITS && code.bytes().all(|it| it.is_ascii_digit());
    let _ = location.set_hash("");
    whole.then(|| code.to_owned())
}
