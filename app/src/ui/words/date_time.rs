use crate::i18n::*;
use chrono::{DateTime, Datelike, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta, Timelike, Utc};
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
pub fn time_here(i18n: I18nContext<Locale>, at: DateTime<Utc>) -> String {
    let wall = at.naive_utc() + ahead_of_utc(at);
    time_words(i18n.get_locale(), wall.time())
}

/// A time of day as it is said in the US: "3:05 PM", "3:05 p. m.".
fn time_words(it: Locale, time: NaiveTime) -> String {
    let (is_pm, hour) = time.hour12();
    let half = match (it, is_pm) {
        (Locale::en, false) => "AM",
        (Locale::en, true) => "PM",
        (Locale::es, false) => "a. m.",
        (Locale::es, true) => "p. m.",
    };
    // The parts of a time stay on one line.
    format!(
        "{hour}:{:02}\u{a0}{}",
        time.minute(),
        half.replace(' ', "\u{a0}")
    )
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
    let (day, time) = (day(i18n, wall), time_words(i18n.get_locale(), wall.time()));
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_have_twelve_hours_and_their_half_of_the_day() {
        let said = |it, hour, minute| {
            let time = NaiveTime::from_hms_opt(hour, minute, 0).expect("a time of day");
            time_words(it, time).replace('\u{a0}', " ")
        };
        assert_eq!(said(Locale::en, 0, 5), "12:05 AM");
        assert_eq!(said(Locale::en, 12, 0), "12:00 PM");
        assert_eq!(said(Locale::en, 15, 7), "3:07 PM");
        assert_eq!(said(Locale::es, 9, 30), "9:30 a. m.");
        assert_eq!(said(Locale::es, 23, 59), "11:59 p. m.");
    }
}
