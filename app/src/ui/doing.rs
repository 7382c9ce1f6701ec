use crate::i18n::*;
use domain::board::Doing;
use leptos_i18n::I18nContext;

/// What a child is doing, in words.
pub fn doing_words(i18n: I18nContext<Locale>, doing: Doing) -> String {
    match doing {
        Doing::NotStarted => t_string!(i18n, desk.doing_not_started).to_owned(),
        Doing::Working(it) => {
            let n = (it.done + 1).min(it.of);
            t_string!(i18n, desk.doing_working, n, of = it.of)
        }
        Doing::Done => t_string!(i18n, desk.doing_done).to_owned(),
        Doing::Away(it) => t_string!(i18n, desk.doing_away, done = it.done, of = it.of),
    }
}

/// Its sign, told apart by shape.
pub const fn doing_icon(doing: Doing) -> &'static str {
    match doing {
        Doing::NotStarted => "ring",
        Doing::Working(_) => "dots",
        Doing::Done => "check",
        Doing::Away(_) => "away",
    }
}
