use crate::{i18n::*, ui::Icon};
use domain::competency::Level;
use leptos::prelude::*;
use leptos_i18n::I18nContext;

/// How far a child is with a competency, in words; none: nobody has looked.
pub fn level_words(i18n: I18nContext<Locale>, level: Option<Level>) -> &'static str {
    match level {
        None => t_string!(i18n, competency.level_none),
        Some(Level::NotYet) => t_string!(i18n, competency.level_not_yet),
        Some(Level::Learning) => t_string!(i18n, competency.level_learning),
        Some(Level::GotIt) => t_string!(i18n, competency.level_got_it),
    }
}

/// Its sign, told apart by shape.
pub const fn level_icon(level: Level) -> &'static str {
    match level {
        Level::NotYet => "ring",
        Level::Learning => "leaf",
        Level::GotIt => "check",
    }
}

/// Its name in the style sheet.
pub const fn level_name(level: Option<Level>) -> &'static str {
    match level {
        None => "none",
        Some(Level::NotYet) => "not-yet",
        Some(Level::Learning) => "learning",
        Some(Level::GotIt) => "got-it",
    }
}

/// A level by sign and word, whatever the colour.
#[component]
pub fn LevelTag(#[prop(into)] level: Signal<Option<Level>>) -> impl IntoView {
    let i18n = use_i18n();
    view! {
        <span class="competency-level" data-level=move || level_name(level.get())>
            {move || level.get().map(|it| view! { <Icon name=level_icon(it) /> })}
            {move || level_words(i18n, level.get())}
        </span>
    }
    .into_any()
}
