//! What can be seen of each child of a group, then and now.

use crate::{
    i18n::*,
    ui::{Column, LevelTag, Table},
};
use domain::{
    competency::Level,
    group::{Group, Member, MemberProgress},
};
use leptos::prelude::*;
use leptos_i18n::I18nContext;

/// Then and now of each child, in the order in which they joined: of its own, never beside another.
#[component]
pub(super) fn Helping(group: Memo<Option<Group>>) -> impl IntoView {
    let i18n = use_i18n();
    let has = |of: fn(&Member) -> bool| {
        Memo::new(move |_| group.with(|it| it.as_ref().is_some_and(|it| it.members.iter().any(of))))
    };
    let (levels, ticks) = (has(|it| it.then.is_some()), has(|it| it.ticks.is_some()));
    let members = Memo::new(move |_| {
        group
            .with(|it| it.as_ref().map(|it| it.members.clone()))
            .unwrap_or_default()
    });
    let columns = move || {
        let level = |key,
                     heading: fn(I18nContext<Locale>) -> &'static str,
                     of: fn(MemberProgress) -> Option<Level>| {
            let cell = move |it: &Member| {
                let level = of(it.then.unwrap_or_default());
                view! { <LevelTag level=Signal::derive(move || level) /> }
            };
            Column::new(key, move || heading(i18n), cell)
        };
        let mut columns = vec![Column::new(
            "child",
            move || t_string!(i18n, group.child),
            |it: &Member| it.child.name.clone(),
        )];
        if levels.get() {
            columns.push(level(
                "before",
                |i18n| t_string!(i18n, group.before),
                |it| it.before,
            ));
            columns.push(level("now", |i18n| t_string!(i18n, group.now), |it| it.now));
        }
        if ticks.get() {
            columns.push(Column::new(
                "ticks",
                move || t_string!(i18n, group.ticks),
                |it: &Member| it.ticks.map_or_else(|| "–".to_owned(), |it| it.to_string()),
            ));
        }
        columns
    };
    let shown = move || {
        (levels.get() || ticks.get()).then(|| {
            view! {
                <details class="desk-history" data-list="helping">
                    <summary>{move || t_string!(i18n, group.is_it_helping)}</summary>
                    {move || {
                        view! {
                            <Table
                                csv="group.csv"
                                caption=move || t_string!(i18n, group.is_it_helping)
                                columns=columns()
                                rows=members.get()
                                data=|it: &Member| vec![("data-then", it.child.child.to_string())]
                            />
                        }
                    }}
                </details>
            }
        })
    };
    view! { {shown} }.into_any()
}
