use crate::{
    i18n::*,
    ui::{Icon, error_message},
};
use domain::{AppError, limits};
use leptos::prelude::*;

/// Ten keys and six places for a code from the teacher's screen; a whole code is told at once.
#[component]
pub fn CodePad(trouble: RwSignal<Option<AppError>>, on_code: Callback<String>) -> impl IntoView {
    let i18n = use_i18n();
    let typed = RwSignal::new(String::new());
    Effect::new(move |_| {
        if trouble.with(Option::is_some) {
            typed.set(String::new());
        }
    });
    let press = move |digit: char| {
        trouble.set(None);
        typed.update(|code| {
            if code.len() < limits::device::CODE_DIGITS {
                code.push(digit);
            }
        });
        if typed.with_untracked(String::len) == limits::device::CODE_DIGITS {
            on_code.run(typed.get_untracked());
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
            let digit = key.chars().next().filter(char::is_ascii_digit);
            if let (Some(digit), 1) = (digit, key.len()) {
                press(digit);
            }
        }
    };
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
    let digits = (0..limits::device::CODE_DIGITS)
        .map(|n| {
            view! {
                <span class="device-code-digit" data-state=move || state(n)>
                    {move || typed.with(|it| it.chars().nth(n))}
                </span>
            }
        })
        .collect_view();
    view! {
        <div class="device-code-typed" on:keydown=on_key>
            <div
                class="device-code-digits"
                role="img"
                aria-label=move || format!("{}/{}", typed.get().len(), limits::device::CODE_DIGITS)
            >
                {digits}
            </div>
            <p class="device-trouble" role="alert">
                {move || trouble.get().map(|why| error_message(i18n, &why))}
            </p>
            <div class="device-pad">
                {['1', '2', '3', '4', '5', '6', '7', '8', '9'].map(key).collect_view()}
                <button
                    type="button"
                    class="device-key"
                    data-key="back"
                    aria-label=move || t_string!(i18n, child.undo)
                    on:click=move |_| rub_out()
                >
                    <Icon name="undo" />
                </button> {key('0')}
            </div>
        </div>
    }
}
