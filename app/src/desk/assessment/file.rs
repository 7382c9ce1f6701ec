//! The file as it is chosen: read here in the browser, and refused here already if it is no text or
//! too large.

use crate::{i18n::*, ui::Icon};
use domain::{
    assessment::{CsvFile, RowProblem, RowProblemKind},
    csv_table, limits,
};
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::HtmlInputElement;

const MEGABYTES: usize = limits::assessment::MOST_PAGE_FILE_BYTES / 1024 / 1024;

/// A file, or why it can't be taken.
pub(super) type Chosen = Result<CsvFile, RowProblem>;

#[component]
pub(super) fn FileButton(
    /// The name of the file that is chosen now.
    #[prop(into)]
    name: Signal<Option<String>>,
    on_file: Callback<Chosen>,
) -> impl IntoView {
    let i18n = use_i18n();
    let input = |event: &web_sys::Event| {
        let target = event.target();
        target.and_then(|it| it.dyn_into::<HtmlInputElement>().ok())
    };
    let choose = move |event: web_sys::Event| {
        let file = input(&event).and_then(|it| it.files()?.get(0));
        if let Some(file) = file {
            spawn_local(async move { on_file.run(read(file).await) });
        }
    };
    // The same file may be chosen again, once it is mended.
    let forget = move |event: web_sys::MouseEvent| {
        if let Some(input) = input(&event) {
            input.set_value("");
        }
    };
    view! {
        <div class="scores-file">
            <label class="ui-button scores-file-button" data-kind="main">
                <Icon name="upload" />
                {move || match name.get() {
                    None => t_string!(i18n, assessment.choose_file),
                    Some(_) => t_string!(i18n, assessment.choose_other),
                }}
                <input
                    class="scores-file-box"
                    type="file"
                    name="scores"
                    accept=".csv,.tsv,.txt,text/csv,text/tab-separated-values,text/plain"
                    aria-describedby="scores-limits"
                    on:click=forget
                    on:change=choose
                />
            </label>
            <strong class="scores-file-name">{move || name.get()}</strong>
            <p class="desk-quiet" id="scores-limits">
                {move || t_string!(i18n, assessment.limits, megabytes = MEGABYTES).to_string()}
            </p>
        </div>
    }
    .into_any()
}

async fn read(file: web_sys::File) -> Chosen {
    #[expect(clippy::cast_precision_loss, reason = "far below 2 to the 53")]
    if file.size() > limits::assessment::MOST_PAGE_FILE_BYTES as f64 {
        let megabytes = MEGABYTES;
        return Err(RowProblem::of_file(RowProblemKind::TooBig { megabytes }));
    }
    let buffer = JsFuture::from(file.array_buffer()).await;
    let bytes = buffer.map(|it| js_sys::Uint8Array::new(&it).to_vec());
    let text = csv_table::decode(&bytes.unwrap_or_default());
    let text = text.map_err(|flaw| RowProblem::of_file(RowProblemKind::Flaw(flaw)))?;
    Ok(CsvFile {
        name: file.name(),
        text,
    })
}
