use crate::{i18n::*, ui::Select};
use leptos::prelude::*;

/// The columns that may be chosen.
pub(super) type Header = StoredValue<Vec<String>>;

#[component]
pub(super) fn ColumnSelect(
    #[prop(into)] label: Signal<String>,
    name: &'static str,
    header: Header,
    #[prop(into)] chosen: Signal<String>,
    on_choose: Callback<String>,
) -> impl IntoView {
    let i18n = use_i18n();
    let option = |column: String| (column.clone(), column.into());
    view! {
        <Select
            label=move || label.get()
            data=("data-column", name)
            none=move || t_string!(i18n, assessment.choose)
            options=header.get_value().into_iter().map(option).collect()
            chosen
            on_choose
        />
    }
    .into_any()
}
