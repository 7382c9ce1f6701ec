//! A tablet nobody knows yet: the teacher types the code from their own screen.

use super::api;
use crate::{
    i18n::*,
    ui::{Icon, LangSwitch, told, use_voice},
};
use domain::device::CODE_DIGITS;
use leptos::prelude::*;

/// Ten keys and six places; no child's name far and wide.
#[component]
pub fn EnrolPad(on_enrolled: Callback<()>) -> impl IntoView {
    let i18n = use_i18n();
    let voice = use_voice();
    let typed = RwSignal::new(String::new());
    let trouble = RwSignal::new(None::<domain::AppError>);
    let send = Action::new(move |code: &String| {
        let code = code.clone();
        async move {
            match api::enrol(code).await {
                Ok(()) => on_enrolled.run(()),
                Err(crate::ApiError(why)) => {
                    trouble.set(Some(why));
                    typed.set(String::new());
                }
            }
        }
    });
    let press = move |digit: char| {
        trouble.set(None);
        typed.update(|code| {
            if code.len() < CODE_DIGITS {
                code.push(digit);
            }
        });
        if typed.with_untracked(String::len) == CODE_DIGITS {
            send.dispatch(typed.get_untracked());
        }
    };
    let rub_out = move || {
        typed.update(|code| {
            code.pop();
        });
    };
    let on_key = move |event: web_sys::KeyboardEvent| match event.key().as_str() {
        "Backspace" => rub_out(),
        key => {
            if let Some(digit) = key
                .chars()
                .next()
                .filter(|it| key.len() == 1 && it.is_ascii_digit())
            {
                press(digit);
            }
        }
    };
    Effect::new(move |_| voice.say(t_string!(i18n, say.tablet_new)));
    let key = move |digit: char| {
        view! {
            <button
                type="button"
                class="device-key"
                data-key=digit.to_string()
                on:click=move |_| press(digit)
            >
                {digit}
            </button>
        }
    };
    let state = move |n: usize| match typed.with(String::len) {
        typed if n < typed => "full",
        typed if n == typed => "now",
        _ => "open",
    };
    let digits = (0..CODE_DIGITS)
        .map(|n| {
            view! {
                <span class="device-code-digit" data-state=move || state(n)>
                    {move || typed.with(|it| it.chars().nth(n))}
                </span>
            }
        })
        .collect_view();
    view! {
        <main class="ui-meadow device" data-wall="new" on:keydown=on_key>
            <header class="device-top">
                <span class="device-class">
                    <img src="/logo.svg" width="40" height="40" alt="" />
                    "Fledge"
                </span>
                <LangSwitch />
            </header>
            <section class="device-main">
                <div class="device-code">
                    <h1 class="ui-title">{move || t_string!(i18n, say.tablet_new)}</h1>
                    <div class="device-code-digits" role="img" aria-label=move || format!("{}/{CODE_DIGITS}", typed.get().len())>
                        {digits}
                    </div>
                    <p class="device-trouble" role="alert">
                        {move || trouble.get().map(|why| told(i18n, &why))}
                    </p>
                    <div class="device-pad">
                        {['1', '2', '3', '4', '5', '6', '7', '8', '9'].map(key).collect_view()}
                        <button
                            type="button"
                            class="device-key"
                            data-key="back"
                            aria-label=move || t_string!(i18n, say.undo)
                            on:click=move |_| rub_out()
                        >
                            <Icon name="undo" />
                        </button> {key('0')}
                    </div>
                </div>
            </section>
        </main>
    }
}
