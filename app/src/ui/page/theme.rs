use crate::{
    i18n::*,
    request::THEME_COOKIE,
    ui::{Icon, SegmentButton, Segmented},
};
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{HtmlDocument, window};

const A_YEAR: u32 = 365 * 24 * 60 * 60;

/// Light, dark, or as the system has it.
#[component]
pub fn ThemeSwitch() -> impl IntoView {
    let i18n = use_i18n();
    let theme = RwSignal::new(remembered());
    let one = move |name: &'static str, icon: &'static str, label: Signal<String>| {
        view! {
            <SegmentButton
                act=format!("theme-{name}")
                attr:aria-label=label
                is_chosen=move || theme.with(|it| it == name)
                on_choose=move |()| {
                    let next = if theme.with_untracked(|it| it == name) { "" } else { name };
                    theme.set(next.to_owned());
                    remember(next);
                }
            >
                <Icon name=icon />
            </SegmentButton>
        }
    };
    view! {
        <leptos_meta::Html attr:data-theme=move || Some(theme.get()).filter(|it| !it.is_empty()) />
        <Segmented label=Signal::derive(move || {
            t_string!(i18n, desk.theme).to_owned()
        })>
            {one("light", "sun", Signal::derive(move || t_string!(i18n, desk.light).to_owned()))}
            {one("dark", "moon", Signal::derive(move || t_string!(i18n, desk.dark).to_owned()))}
        </Segmented>
    }
    .into_any()
}

/// What was chosen before; the browser finds it on the page the server wrote.
#[cfg(feature = "ssr")]
fn remembered() -> String {
    crate::request::cookie(THEME_COOKIE)
        .filter(|it| it == "light" || it == "dark")
        .unwrap_or_default()
}

#[cfg(not(feature = "ssr"))]
fn remembered() -> String {
    let page = window().and_then(|it| it.document()?.document_element());
    page.and_then(|it| it.get_attribute("data-theme"))
        .unwrap_or_default()
}

fn remember(theme: &str) {
    let document = window().and_then(|it| it.document()?.dyn_into::<HtmlDocument>().ok());
    if let Some(document) = document {
        let age = if theme.is_empty() { 0 } else { A_YEAR };
        let _ = document.set_cookie(&format!(
            "{THEME_COOKIE}={theme}; Path=/; Max-Age={age}; SameSite=Lax"
        ));
    }
}
