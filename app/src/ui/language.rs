use super::{SegmentButton, Segmented};
use crate::{
    i18n::{Locale, use_i18n},
    request::LANG_COOKIE,
};
use domain::Lang;
use leptos::prelude::*;
use leptos_i18n::context::UseLocalesOptions;
use wasm_bindgen::JsCast;
use web_sys::{HtmlDocument, window};

/// The language of the words on the screen, followed when it changes.
pub fn lang_of(locale: Locale) -> Lang {
    match locale {
        Locale::en => Lang::En,
        Locale::es => Lang::Es,
    }
}

/// The words' language for a child or an adult.
pub fn locale_of(lang: Lang) -> Locale {
    match lang {
        Lang::En => Locale::en,
        Lang::Es => Locale::es,
    }
}

const A_YEAR: u32 = 365 * 24 * 60 * 60;

/// The language the server writes a page in: the one chosen before, else the browser's own.
pub fn remembered_language() -> UseLocalesOptions {
    #[cfg(feature = "ssr")]
    return UseLocalesOptions::default()
        .ssr_lang_header_getter(crate::request::language(LANG_COOKIE));
    #[cfg(not(feature = "ssr"))]
    UseLocalesOptions::default()
}

fn remember(lang: Lang) {
    let document = window().and_then(|it| it.document()?.dyn_into::<HtmlDocument>().ok());
    if let Some(document) = document {
        let _ = document.set_cookie(&format!(
            "{LANG_COOKIE}={}; Path=/; Max-Age={A_YEAR}; SameSite=Lax",
            lang.code()
        ));
    }
}

/// English or Spanish, each written in its own words.
#[component]
pub fn LangSwitch(#[prop(optional, into)] on_change: Option<Callback<Lang>>) -> impl IntoView {
    let i18n = use_i18n();
    let choose = move |locale: Locale| {
        i18n.set_locale(locale);
        remember(lang_of(locale));
        if let Some(told) = on_change {
            told.run(lang_of(locale));
        }
    };
    let one = move |locale: Locale, name: &'static str| {
        view! {
            <SegmentButton
                act=format!("lang-{}", lang_of(locale).code())
                attr:lang=lang_of(locale).code()
                is_chosen=move || i18n.get_locale() == locale
                on_choose=move |()| choose(locale)
            >
                {name}
            </SegmentButton>
        }
    };
    view! {
        <Segmented label="English / Español">
            {one(Locale::en, "English")} {one(Locale::es, "Español")}
        </Segmented>
    }
}
