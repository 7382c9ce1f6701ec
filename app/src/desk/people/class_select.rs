//! A class to be chosen.

use crate::{i18n::*, ui::Select};
use domain::{ids::ClassId, people::ClassName};
use leptos::{prelude::*, text_prop::TextProp};

#[component]
pub(super) fn ClassSelect(
    #[prop(into)] label: TextProp,
    /// To find it by.
    name: &'static str,
    /// The words of no class, where none may be chosen.
    #[prop(optional, into)]
    none: Option<TextProp>,
    classes: Vec<ClassName>,
    chosen: RwSignal<Option<ClassId>>,
    #[prop(optional, into)] hint: Signal<Option<String>>,
) -> impl IntoView {
    let i18n = use_i18n();
    let none = none.unwrap_or_else(|| TextProp::from(move || t_string!(i18n, people.choose_class)));
    let options = classes
        .into_iter()
        .map(|it| (it.class.to_string(), TextProp::from(it.title)));
    view! {
        <Select
            label
            data=("data-select", name)
            none
            options=options.collect()
            chosen=Signal::derive(move || {
                chosen.get().map(|it| it.to_string()).unwrap_or_default()
            })
            on_choose=move |it: String| chosen.set(it.parse().ok())
            hint
        />
    }
    .into_any()
}
