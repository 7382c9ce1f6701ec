//! The class, whose children go into the groups.

use super::{chip::MovableChild, put_here::PutHere, table::Table};
use crate::i18n::*;
use domain::group::Spot;
use leptos::prelude::*;

/// All children of the class: who is taken from here joins a group besides those they are in.
#[component]
pub(super) fn ClassTray(table: Table) -> impl IntoView {
    let i18n = use_i18n();
    let children = Memo::new(move |_| table.with(|it| it.children.clone()));
    let over = move || {
        table
            .hand
            .with(|it| it.over() == Some(Spot::Class))
            .then_some("yes")
    };
    let from_group = Memo::new(move |_| {
        table
            .hand
            .with(|it| it.lifted().is_some_and(|it| it.from.is_some()))
    });
    view! {
        <section class="group-tray" data-spot="class" data-over=over aria-labelledby="group-class">
            <h3 class="group-name" id="group-class">
                {move || t_string!(i18n, group.the_class)}
            </h3>
            <p class="desk-quiet desk-noprint">{move || t_string!(i18n, group.how)}</p>
            <ul class="group-chips">
                <For each=move || children.get() key=|it| it.child let:child>
                    <li>
                        <MovableChild table child from=None loose=true />
                    </li>
                </For>
            </ul>
            {move || { from_group.get().then(|| view! { <PutHere table spot=None /> }) }}
        </section>
    }
    .into_any()
}
