use crate::i18n::*;
use domain::plan::Area;
use leptos_i18n::I18nContext;

/// What a goal, or a score, is about.
pub fn area_words(i18n: I18nContext<Locale>, area: Area) -> &'static str {
    match area {
        Area::Reading => t_string!(i18n, desk.area_reading),
        Area::Writing => t_string!(i18n, desk.area_writing),
        Area::Maths => t_string!(i18n, desk.area_maths),
        Area::Heart => t_string!(i18n, desk.area_heart),
        Area::Own => t_string!(i18n, desk.area_own),
    }
}
