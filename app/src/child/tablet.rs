use super::HELD;
use crate::{
    i18n::*,
    sync::{provide_offline_cache, provide_pictures, provide_sync},
    ui::{provide_voice, remembered_language},
};
use leptos::prelude::*;
use leptos_meta::{Title, provide_meta_context};

/// What every page of a child stands in: language, voice, outbox.
#[component]
pub fn Tablet(children: Children) -> impl IntoView {
    provide_meta_context();
    view! {
        <I18nContextProvider
            ssr_lang_header_getter=remembered_language()
            set_lang_attr_on_html=true
        >
            <TabletPages>{children()}</TabletPages>
        </I18nContextProvider>
    }
}

#[component]
fn TabletPages(children: Children) -> impl IntoView {
    provide_voice();
    let sync = provide_sync();
    provide_pictures();
    let cache = provide_offline_cache(&HELD);
    Effect::new(move |_| {
        if sync.waiting() == 0 {
            cache.renew_soon();
        }
    });
    view! {
        <Title text="Fledge" />
        {children()}
    }
}
