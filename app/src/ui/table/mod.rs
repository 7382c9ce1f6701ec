//! A table: rows as data, and columns that say what of a row they show.

mod column;
mod csv;
mod frame;
mod rows;
mod state;

pub use column::Column;
pub use frame::TableFrame;

use crate::i18n::*;
use column::{Head, Look};
use leptos::{
    attr::{any_attribute::IntoAnyAttribute as _, custom::custom_attribute},
    prelude::*,
    text_prop::TextProp,
};
use rows::{Rows, RowsOf};
use state::{Sort, State};
use std::sync::Arc;

/// Rows across columns. The rows are those of one answer: another answer makes another table.
#[component]
pub fn Table<T: Send + Sync + 'static>(
    /// What the table is about; read out.
    #[prop(into)]
    caption: TextProp,
    columns: Vec<Column<T>>,
    rows: Vec<T>,
    /// A class of the table beside its own.
    #[prop(optional)]
    class: &'static str,
    /// A class of what scrolls around it.
    #[prop(optional)]
    frame: &'static str,
    /// The column whose cells name their rows; the first.
    #[prop(optional)]
    named_by: usize,
    /// The attributes of a row.
    #[prop(optional)]
    data: Option<fn(&T) -> Vec<(&'static str, String)>>,
    /// Whether rows may be looked for by the text of their columns.
    #[prop(optional)]
    find: bool,
    /// The name of the CSV file in which what is seen may be taken along.
    #[prop(optional)]
    csv: Option<&'static str>,
    /// Whether the order and what is looked for stand in the address.
    #[prop(optional)]
    in_address: bool,
) -> impl IntoView {
    let state = match in_address {
        true => State::of_address(),
        false => State::of_table(),
    };
    let heads = columns.iter().map(|it| it.head.clone()).collect();
    let rows: Arc<dyn Rows> = Arc::new(RowsOf {
        rows,
        columns,
        data,
    });
    let rows = StoredValue::new(rows);
    view! { <TableOfRows caption heads named_by rows state class frame find csv /> }
}

#[component]
fn TableOfRows(
    caption: TextProp,
    heads: Vec<Head>,
    named_by: usize,
    rows: StoredValue<Arc<dyn Rows>>,
    state: State,
    class: &'static str,
    frame: &'static str,
    find: bool,
    csv: Option<&'static str>,
) -> impl IntoView {
    let i18n = use_i18n();
    let keys: Vec<_> = heads.iter().map(|it| (it.key, it.sorts)).collect();
    let order = Memo::new(move |_| {
        let sort = state.sort.get();
        let by = keys.iter().position(|it| *it == (&*sort.column, true));
        rows.with_value(|it| it.order(by, sort.descending, &state.find.read()))
    });
    let tools = find.then(|| {
        view! {
            <div class="ui-table-tools desk-noprint">
                <Find state />
            </div>
        }
    });
    let cells = StoredValue::new(heads.clone());
    let row = move |row: usize| {
        let (data, cells) = rows.with_value(|rows| {
            let cell = |(n, head): (usize, &Head)| cell(n == named_by, head, rows.cell(row, n));
            let cells = cells.with_value(|it| it.iter().enumerate().map(cell).collect_view());
            (rows.data(row), cells)
        });
        let data = data.into_iter();
        let data: Vec<_> = data
            .map(|(name, value)| custom_attribute(name, value).into_any_attr())
            .collect();
        view! {
            <tr class="ui-table-row" {..data}>
                {cells}
            </tr>
        }
    };
    let heads = heads
        .into_iter()
        .map(move |head| view! { <HeadCell head state /> });
    let none =
        move || (find && order.with(Vec::is_empty)).then(|| t_string!(i18n, desk.table_none));
    view! {
        {tools}
        <TableFrame caption class=frame csv=csv.unwrap_or_default()>
            <table class=joined("ui-table", class)>
                <thead>
                    <tr>{heads.collect_view()}</tr>
                </thead>
                <tbody>
                    <For each=move || order.get() key=|it| *it children=row />
                </tbody>
            </table>
        </TableFrame>
        {find
            .then(|| {
                view! {
                    <p class="desk-quiet" role="status">
                        {none}
                    </p>
                }
            })}
    }
    .into_any()
}

#[component]
fn HeadCell(head: Head, state: State) -> impl IntoView {
    let Head { key, heading, .. } = head;
    let class = joined("ui-table-head", head.class);
    let align = head.number.then_some("end");
    if head.look == Look::None {
        return view! { <td class=class data-acts="yes"></td> }.into_any();
    }
    if head.look == Look::Hidden {
        return view! {
            <th class=class scope="col">
                <span class="visually-hidden">{heading}</span>
            </th>
        }
        .into_any();
    }
    if !head.sorts {
        return view! {
            <th class=class scope="col" data-align=align>
                {heading}
            </th>
        }
        .into_any();
    }
    let order = move || {
        let Sort { column, descending } = state.sort.get();
        (column == key).then_some(match descending {
            true => "descending",
            false => "ascending",
        })
    };
    view! {
        <th class=class scope="col" data-align=align aria-sort=order>
            <button
                type="button"
                class="ui-table-sort"
                data-sort=key
                on:click=move |_| state.set_sort.run(state.sort.get_untracked().tapped(key))
            >
                {heading}
                <span class="ui-table-sort-sign" aria-hidden="true">
                    {move || if order() == Some("descending") { "↑" } else { "↓" }}
                </span>
            </button>
        </th>
    }
    .into_any()
}

#[component]
fn Find(state: State) -> impl IntoView {
    let i18n = use_i18n();
    view! {
        <label class="ui-table-find">
            {move || t_string!(i18n, desk.table_find)}
            <input
                class="ui-field-input"
                type="search"
                prop:value=state.find
                on:input=move |event| state.find.set(event_target_value(&event))
                on:change=move |_| state.keep_find.run(())
            />
        </label>
    }
    .into_any()
}

fn cell(names_row: bool, head: &Head, inside: AnyView) -> AnyView {
    let class = joined("ui-table-cell", head.class);
    let align = head.number.then_some("end");
    match names_row {
        true => view! {
            <th class=class scope="row" data-align=align>
                {inside}
            </th>
        }
        .into_any(),
        false => {
            let acts = (head.look == Look::None).then_some("yes");
            view! {
                <td class=class data-align=align data-acts=acts>
                    {inside}
                </td>
            }
            .into_any()
        }
    }
}

fn joined(own: &str, more: &str) -> String {
    format!("{own} {more}").trim_end().to_owned()
}
