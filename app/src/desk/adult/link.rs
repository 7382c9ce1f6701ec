//! A link by which an adult chooses a password: to be copied, or printed for them.

use crate::{
    i18n::*,
    ui::{Button, Icon, PrintButton},
};
use domain::ids::PersonId;
use leptos::{html, prelude::*};
use wasm_bindgen::JsCast as _;

/// For whom a link was made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Invited {
    pub(super) person: PersonId,
    pub(super) name: String,
    /// Where the link leads at this school.
    pub(super) path: String,
}

#[component]
pub(super) fn InviteLink(invited: RwSignal<Option<Invited>>) -> impl IntoView {
    move || invited.get().map(|it| view! { <Link it /> })
}

#[component]
fn Link(it: Invited) -> impl IntoView {
    let i18n = use_i18n();
    let field = NodeRef::<html::Input>::new();
    let copied = RwSignal::new(false);
    let origin = window().location().origin().unwrap_or_default();
    let link = format!("{origin}{}", it.path);
    let name = it.name;
    let copy = move |()| {
        let Some(input) = field.get_untracked() else {
            return;
        };
        input.select();
        // The clipboard's own interface is not there without HTTPS, as in a school's own network.
        let page = document().dyn_into::<web_sys::HtmlDocument>();
        copied.set(page.is_ok_and(|it| it.exec_command("copy").unwrap_or(false)));
    };
    // Whoever made the link reads it next.
    Effect::new(move |_| {
        if let Some(input) = field.get() {
            let _ = input.focus();
            input.select();
        }
    });
    view! {
        <section class="ui-panel" data-panel="invite-link">
            <h2 class="ui-panel-title">
                {move || t_string!(i18n, adult.link_for, name = name.clone()).to_string()}
            </h2>
            <label class="ui-field">
                <span class="ui-field-label">{move || t_string!(i18n, adult.link)}</span>
                <span class="ui-field-hint">{move || t_string!(i18n, adult.link_words)}</span>
                <input class="ui-field-input" name="link" readonly node_ref=field value=link />
            </label>
            <div class="form-row desk-noprint">
                <Button act="copy-link" on_click=copy>
                    <Icon name="download" />
                    {move || match copied.get() {
                        true => t_string!(i18n, adult.copied),
                        false => t_string!(i18n, adult.copy),
                    }}
                </Button>
                <PrintButton />
            </div>
        </section>
    }
    .into_any()
}
