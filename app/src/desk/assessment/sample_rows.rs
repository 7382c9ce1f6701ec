use crate::{
    i18n::*,
    ui::{Column, Table},
};
use leptos::prelude::*;

/// The file's own first rows, to choose columns by.
#[component]
pub(super) fn SampleRows(header: Vec<String>, rows: Vec<Vec<String>>) -> impl IntoView {
    let i18n = use_i18n();
    let column = |(n, name): (usize, String)| {
        let cell = move |row: &Vec<String>| row.get(n).cloned().unwrap_or_default();
        Column::new("", move || name.clone(), cell).class("scores-nowrap")
    };
    let columns = header.into_iter().enumerate().map(column).collect();
    view! {
        <details class="desk-history">
            <summary>{move || t_string!(i18n, assessment.first_rows)}</summary>
            <Table caption=move || t_string!(i18n, assessment.first_rows) columns rows />
        </details>
    }
    .into_any()
}
