//! The imports so far, each with its undo.

use super::api::UndoImport;
use crate::{
    i18n::*,
    ui::{Confirm, When},
};
use domain::assessment::ImportLine;
use leptos::prelude::*;

#[component]
pub(super) fn Imports(imports: Vec<ImportLine>, undo: ServerAction<UndoImport>) -> impl IntoView {
    let i18n = use_i18n();
    let row = move |line: ImportLine| view! { <Row line undo /> };
    match imports.is_empty() {
        true => view! {
            <p class="desk-quiet">{move || t_string!(i18n, assessment.no_imports)}</p>
        }
        .into_any(),
        false => view! {
            <div
                class="ui-table-wrap"
                tabindex="0"
                role="group"
                aria-label=move || t_string!(i18n, assessment.imports)
            >
                <table class="ui-table">
                    <thead>
                        <tr>
                            <th class="ui-table-head" scope="col">{move || t_string!(i18n, assessment.file)}</th>
                            <th class="ui-table-head" scope="col">{move || t_string!(i18n, assessment.when)}</th>
                            <th class="ui-table-head" scope="col">{move || t_string!(i18n, assessment.by)}</th>
                            <th class="ui-table-head" scope="col">{move || t_string!(i18n, assessment.brought)}</th>
                            <td class="ui-table-head"></td>
                        </tr>
                    </thead>
                    <tbody>{imports.into_iter().map(row).collect_view()}</tbody>
                </table>
            </div>
        }
        .into_any(),
    }
}

#[component]
fn Row(line: ImportLine, undo: ServerAction<UndoImport>) -> impl IntoView {
    let i18n = use_i18n();
    let ImportLine {
        id: import,
        file,
        at,
        who,
        children,
        new: fresh,
        changed,
        undone_at,
        may_undo,
    } = line;
    let of = file.clone();
    let button = may_undo.then(|| {
        view! {
            <Confirm
                act="undo"
                icon="undo"
                label=Signal::derive(move || t_string!(i18n, assessment.undo).to_owned())
                question=Signal::derive(move || t_string!(i18n, assessment.undo_question).to_owned())
                of
                danger=true
                busy=undo.pending()
                on_yes=Callback::new(move |()| drop(undo.dispatch(UndoImport { import })))
            />
        }
    });
    let undone = undone_at.map(|at| {
        view! {
            <span class="ui-tag">
                {move || t_string!(i18n, assessment.undone)} " " <When at />
            </span>
        }
    });
    view! {
        <tr class="ui-table-row" data-import=import.to_string() data-undone=undone_at.map(|_| "yes")>
            <th class="ui-table-cell" scope="row">
                {file}
            </th>
            <td class="ui-table-cell">
                <When at exact=true />
            </td>
            <td class="ui-table-cell">
                {move || match who.clone() {
                    Some(who) => who,
                    None => t_string!(i18n, assessment.at_the_server).to_owned(),
                }}
            </td>
            <td class="ui-table-cell">
                {move || {
                    t_string!(i18n, assessment.brought_words, fresh, changed, children).to_string()
                }}
            </td>
            <td class="ui-table-cell desk-row-acts">{button} {undone}</td>
        </tr>
    }
    .into_any()
}
