//! The imports so far, each with its undo.

use super::api::UndoImport;
use crate::{
    i18n::*,
    ui::{Chip, Column, Confirm, Table, When},
};
use domain::assessment::ImportRow;
use leptos::prelude::*;

#[component]
pub(super) fn Imports(imports: Vec<ImportRow>, undo: ServerAction<UndoImport>) -> impl IntoView {
    let i18n = use_i18n();
    if imports.is_empty() {
        return view! { <p class="desk-quiet">{move || t_string!(i18n, assessment.no_imports)}</p> }
        .into_any();
    }
    let who = move |it: &ImportRow| {
        let who = it.who.clone();
        move || match who.clone() {
            Some(who) => who,
            None => t_string!(i18n, assessment.at_the_server).to_owned(),
        }
    };
    let brought = move |it: &ImportRow| {
        let (fresh, changed, children) = (it.new, it.changed, it.children);
        move || t_string!(i18n, assessment.brought_words, fresh, changed, children).to_string()
    };
    let columns = vec![
        Column::new(
            "file",
            move || t_string!(i18n, assessment.file),
            |it: &ImportRow| it.file.clone(),
        )
        .sort_by(|it| it.file.clone()),
        Column::new(
            "when",
            move || t_string!(i18n, assessment.when),
            |it: &ImportRow| {
                view! { <When at=it.at exact=true /> }
            },
        )
        .sort_by(|it| it.at),
        Column::new("by", move || t_string!(i18n, assessment.by), who),
        Column::new(
            "brought",
            move || t_string!(i18n, assessment.brought),
            brought,
        ),
        Column::actions(move |it: &ImportRow| view! { <UndoImport line=it.clone() undo /> })
            .class("desk-row-acts"),
    ];
    view! {
        <Table
            csv="imports.csv"
            caption=move || t_string!(i18n, assessment.imports)
            columns
            rows=imports
            in_address=true
            data=|it: &ImportRow| {
                let undone = it.undone_at.map(|_| ("data-undone", "yes".to_owned()));
                [("data-import", it.id.to_string())].into_iter().chain(undone).collect()
            }
        />
    }
    .into_any()
}

/// Takes an import back, or says when it was taken back.
#[component]
fn UndoImport(line: ImportRow, undo: ServerAction<UndoImport>) -> impl IntoView {
    let i18n = use_i18n();
    let import = line.id;
    let button = line.may_undo.then(|| {
        view! {
            <Confirm
                act="undo"
                icon="undo"
                label=Signal::derive(move || t_string!(i18n, assessment.undo).to_owned())
                question=Signal::derive(move || {
                    t_string!(i18n, assessment.undo_question).to_owned()
                })
                of=line.file
                danger=true
                busy=undo.pending()
                on_yes=Callback::new(move |()| drop(undo.dispatch(UndoImport { import })))
            />
        }
    });
    let undone = line.undone_at.map(|at| {
        view! { <Chip>{move || t_string!(i18n, assessment.undone)} " " <When at /></Chip> }
    });
    view! {
        {button}
        " "
        {undone}
    }
    .into_any()
}
