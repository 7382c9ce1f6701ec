use crate::i18n::*;
use chrono::{DateTime, Datelike, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta, Utc};
use leptos::prelude::*;
use leptos_i18n::I18nContext;
use wasm_bindgen::JsValue;

/// A day, or a moment of it, in words. The server writes it in UTC; the browser, which knows where
/// it is, rewrites it in local time.
#[component]
pub fn When(
    at: DateTime<Utc>,
    /// With the time of day.
    #[prop(optional)]
    exact: bool,
) -> impl IntoView {
    let i18n = use_i18n();
    let here = RwSignal::new(false);
    Effect::new(move |_| here.set(true));
    let words = move || {
        let local = here.get();
        let wall = at.naive_utc()
            + if local {
                ahead_of_utc(at)
            } else {
                TimeDelta::zero()
            };
        match exact {
            false => day(i18n, wall),
            true => moment(i18n, wall, local),
        }
    };
    view! { <time datetime=at.to_rfc3339()>{words}</time> }.into_any()
}

/// The time of day where the browser is; only it knows.
pub fn time_here(at: DateTime<Utc>) -> String {
    let wall = at.naive_utc() + ahead_of_utc(at);
    wall.format("%H:%M").to_string()
}

/// A school day in words; it is the same wherever it is read.
pub fn on_day(i18n: I18nContext<Locale>, date: NaiveDate) -> String {
    day(i18n, date.and_time(NaiveTime::MIN))
}

fn day(i18n: I18nContext<Locale>, wall: NaiveDateTime) -> String {
    day_words(i18n.get_locale(), wall.date())
}

/// A day in a language's words.
pub fn day_words(it: Locale, date: NaiveDate) -> String {
    let (day, year) = (date.day(), date.year());
    td_string!(it, desk.on_day, month = month(it, date.month()), day, year)
}

fn moment(i18n: I18nContext<Locale>, wall: NaiveDateTime, local: bool) -> String {
    let (day, time) = (day(i18n, wall), wall.format("%H:%M").to_string());
    match local {
        true => t_string!(i18n, desk.at_time, day, time),
        false => t_string!(i18n, desk.at_time_utc, day, time),
    }
}

fn month(it: Locale, month: u32) -> &'static str {
    match month {
        1 => td_string!(it, desk.month_1),
        2 => td_string!(it, desk.month_2),
        3 => td_string!(it, desk.month_3),
        4 => td_string!(it, desk.month_4),
        5 => td_string!(it, desk.month_5),
        6 => td_string!(it, desk.month_6),
        7 => td_string!(it, desk.month_7),
        8 => td_string!(it, desk.month_8),
        9 => td_string!(it, desk.month_9),
        10 => td_string!(it, desk.month_10),
        11 => td_string!(it, desk.month_11),
        _ => td_string!(it, desk.month_12),
    }
}

/// How far the browser's clock on the wall was ahead of UTC then.
fn ahead_of_utc(at: DateTime<Utc>) -> TimeDelta {
    #[expect(
        clippy::cast_precision_loss,
        reason = "milliseconds since 1970 fit 53 bits"
    )]
    let then = js_sys::Date::new(&JsValue::from_f64(at.timestamp_millis() as f64));
    #[expect(
        clippy::cast_possible_truncation,
        reason = "minutes of less than a day"
    )]
    let behind = then.get_timezone_offset() as i64;
    TimeDelta::minutes(-behind)
}
