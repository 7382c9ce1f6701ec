use crate::i18n::*;
use domain::plan::Area;
use leptos_i18n::I18nContext;

/// What a goal, or a score, is about.
pub fn area_words(i18n: I18nContext<Locale>, area: Area) -> &'static str {
    area_in(i18n.get_locale(), area)
}

/// The same in a language.
pub fn area_in(it: Locale, area: Area) -> &'static str {
    match area {
        Area::Reading => td_string!(it, desk.area_reading),
        Area::Writing => td_string!(it, desk.area_writing),
        Area::Maths => td_string!(it, desk.area_maths),
        Area::Heart => td_string!(it, desk.area_heart),
        Area::Own => td_string!(it, desk.area_own),
    }
}
