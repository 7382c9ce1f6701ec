//! A table as CSV: what is seen of it, in the order in which it is seen.

use domain::csv_table::to_csv;
use leptos_router::location::Url;
use wasm_bindgen::JsCast as _;
use web_sys::{Element, HtmlElement};

/// Hands the table in this element to the browser as a file.
pub(super) fn download(name: &str, around: &Element) {
    let document = web_sys::window().and_then(|it| it.document());
    let link = document.and_then(|it| it.create_element("a").ok());
    let Some(link) = link.and_then(|it| it.dyn_into::<HtmlElement>().ok()) else {
        return;
    };
    let rows: Vec<Vec<String>> = elements(around, "tr").map(|row| cells(&row)).collect();
    let text = to_csv(rows.iter().map(Vec::as_slice));
    let address = format!("data:text/csv;charset=utf-8,{}", Url::escape(&text));
    if link.set_attribute("href", &address).is_ok() && link.set_attribute("download", name).is_ok()
    {
        link.click();
    }
}

/// The texts of a row's cells; what may be done with a row is none of it.
fn cells(row: &Element) -> Vec<String> {
    elements(row, "th, td")
        .filter(|cell| !cell.has_attribute("data-acts"))
        .map(|cell| text(&cell))
        .collect()
}

/// What is read in a cell, on one line.
fn text(cell: &Element) -> String {
    let seen = cell.dyn_ref::<HtmlElement>().map(HtmlElement::inner_text);
    let seen = seen.unwrap_or_default();
    seen.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn elements(within: &Element, which: &str) -> impl Iterator<Item = Element> + use<> {
    let found = within.query_selector_all(which).ok();
    let n = found.as_ref().map_or(0, web_sys::NodeList::length);
    (0..n).filter_map(move |at| found.as_ref()?.get(at)?.dyn_into().ok())
}
