use crate::{i18n::*, ui::on_day};
use chrono::NaiveDate;
use leptos_i18n::I18nContext;

pub fn range_words(i18n: I18nContext<Locale>, first: NaiveDate, last: NaiveDate) -> String {
    match first == last {
        true => on_day(i18n, first),
        false => format!("{} – {}", on_day(i18n, first), on_day(i18n, last)),
    }
}
