//! What a new tablet opens, and the code that enrols it.

use super::api::{NewCode, ShownCode};
use crate::{
    i18n::*,
    ui::{Banner, Button, ButtonKind, Icon, error_message},
};
use domain::{
    device::{EnrolCode, QrSquare},
    ids::ClassId,
};
use gloo_timers::callback::Interval;
use leptos::prelude::*;

/// How often the list is read again while a code is shown, in seconds.
const LOOK_EVERY: i64 = 4;

/// The code, large, renewed by itself for as long as it is shown.
#[component]
pub(super) fn ShowCode(class: ClassId, look: Callback<()>) -> impl IntoView {
    let i18n = use_i18n();
    let new_code = ServerAction::<NewCode>::new();
    let address = move || window().location().origin().unwrap_or_default();
    let ask = move || {
        let address = address();
        drop(new_code.dispatch(NewCode { class, address }));
    };
    let left = RwSignal::new(None::<i64>);
    let shown = move || match new_code.value().get() {
        Some(Ok(code)) => Some(code),
        _ => None,
    };
    let tick = move || {
        let Some(code) = shown() else { return };
        let seconds = seconds_until(&code.code);
        left.set(Some(seconds.max(0)));
        if seconds <= 0 && !new_code.pending().get_untracked() {
            ask();
        }
        if seconds % LOOK_EVERY == 0 {
            look.run(());
        }
    };
    Effect::new(move |_| {
        let every = StoredValue::new_local(Some(Interval::new(1_000, move || untrack(tick))));
        on_cleanup(move || drop(every.try_update_value(Option::take)));
    });
    let refused = move || match new_code.value().get() {
        Some(Err(crate::ApiError(error))) => Some(error_message(i18n, &error)),
        _ => None,
    };
    let countdown = move || {
        left.get().map(|left| {
            let time = format!("{}:{:02}", left / 60, left % 60);
            t_string!(i18n, device.code_lasts, time)
        })
    };
    view! {
        <section class="ui-panel">
            <h2 class="ui-panel-title">{move || t_string!(i18n, device.enrol_title)}</h2>
            {move || {
                shown()
                    .map(|ShownCode { code, qr }| {
                        view! {
                            <div class="tablet-code">
                                <div>
                                    <p>{t_string!(i18n, device.address)}</p>
                                    <p class="tablet-address">{address()}</p>
                                    <p>{t_string!(i18n, device.code_by_camera)}</p>
                                    <p
                                        class="board-code"
                                        data-code=code.code.clone()
                                        aria-live="polite"
                                    >
                                        {in_two(&code.code)}
                                    </p>
                                    <p class="desk-quiet" role="timer">
                                        {countdown}
                                    </p>
                                </div>
                                {qr.map(|qr| view! { <Square qr /> })}
                            </div>
                        }
                    })
            }}
            {move || {
                refused()
                    .map(|words| {
                        view! {
                            <Banner kind="wrong" icon="alert">
                                {words}
                            </Banner>
                        }
                    })
            }}
            <div>
                <Button
                    kind=move || ButtonKind::main_if(shown().is_none())
                    act="new-code"
                    disabled=move || new_code.pending().get()
                    on_click=move |()| ask()
                >
                    <Icon name="key" />
                    {move || match shown() {
                        Some(_) => t_string!(i18n, device.another_code),
                        None => t_string!(i18n, device.show_code),
                    }}
                </Button>
            </div>
        </section>
    }
    .into_any()
}

fn seconds_until(code: &EnrolCode) -> i64 {
    #[expect(
        clippy::cast_possible_truncation,
        reason = "milliseconds since 1970 fit 53 bits"
    )]
    let now = js_sys::Date::now() as i64;
    (code.expires.timestamp_millis() - now) / 1_000
}

/// "482913" as "482 913".
fn in_two(code: &str) -> String {
    match code.split_at_checked(code.len() / 2) {
        Some((start, end)) => format!("{start}\u{202f}{end}"),
        None => code.to_owned(),
    }
}

#[component]
fn Square(qr: QrSquare) -> impl IntoView {
    let i18n = use_i18n();
    view! {
        <svg
            class="tablet-qr"
            role="img"
            aria-label=move || t_string!(i18n, device.qr)
            viewBox=format!("0 0 {0} {0}", qr.size)
            shape-rendering="crispEdges"
        >
            <path d=qr.path />
        </svg>
    }
}
