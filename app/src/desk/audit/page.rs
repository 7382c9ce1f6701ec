//! The newest rows of the school's audit log.

use super::{api, words::act_words};
use crate::{
    desk::ui::TitleRow,
    i18n::*,
    ui::{Banner, Column, Loaded, Table, When},
};
use domain::audit::{AuditAct, AuditPage as Log, AuditRow};
use leptos::prelude::*;
use leptos_meta::Title;

#[component]
pub fn AuditPage() -> impl IntoView {
    let i18n = use_i18n();
    let title = move || t_string!(i18n, audit.audit);
    let log = Resource::new(|| (), |()| api::read_audit());
    view! {
        <Title text=title />
        <TitleRow title=move || title().to_owned() />
        <Loaded read=log let:log>
            <AuditTable log />
        </Loaded>
    }
    .into_any()
}

#[component]
fn AuditTable(log: Log) -> impl IntoView {
    let i18n = use_i18n();
    let Log {
        rows,
        all,
        broken_at,
    } = log;
    let n = rows.len();
    let proof = match broken_at {
        Some(n) => {
            let words = move || t_string!(i18n, audit.broken, n).to_string();
            view! {
                <Banner kind="wrong" icon="alert">
                    {words}
                </Banner>
            }
        }
        None => {
            let words = move || t_string!(i18n, audit.whole);
            view! {
                <Banner kind="good" icon="check">
                    {words}
                </Banner>
            }
        }
    };
    let who = move |it: &AuditRow| {
        let who = it.who.clone();
        move || {
            who.clone()
                .unwrap_or_else(|| t_string!(i18n, audit.nobody).to_owned())
        }
    };
    let what = move |it: &AuditRow| {
        // A row of another version says itself.
        let (act, stored) = (AuditAct::parse(&it.what), it.what.clone());
        move || match act {
            Some(act) => act_words(i18n, act).to_owned(),
            None => stored.clone(),
        }
    };
    let words = move |it: &AuditRow| match AuditAct::parse(&it.what) {
        Some(act) => act_words(i18n, act).to_owned(),
        None => it.what.clone(),
    };
    let columns = vec![
        Column::new(
            "when",
            move || t_string!(i18n, audit.when),
            |it: &AuditRow| view! { <When at=it.at exact=true /> },
        )
        .sort_by(|it: &AuditRow| it.seq)
        .text(|it: &AuditRow| it.at.to_rfc3339()),
        Column::new("who", move || t_string!(i18n, audit.who), who)
            .sort_by(|it: &AuditRow| it.who.clone())
            .text(|it: &AuditRow| it.who.clone().unwrap_or_default()),
        Column::new("what", move || t_string!(i18n, audit.what), what)
            .sort_by(|it: &AuditRow| it.what.clone())
            .text(words),
        Column::new(
            "about",
            move || t_string!(i18n, audit.about),
            |it: &AuditRow| it.about.clone(),
        )
        .sort_by(|it: &AuditRow| it.about.clone())
        .text(|it: &AuditRow| it.about.clone().unwrap_or_default()),
        Column::new(
            "detail",
            move || t_string!(i18n, audit.detail),
            |it: &AuditRow| it.detail.clone(),
        )
        .text(|it: &AuditRow| it.detail.clone()),
    ];
    view! {
        <p class="desk-quiet">{move || t_string!(i18n, audit.intro, n, all).to_string()}</p>
        {proof}
        <Table
            caption=move || t_string!(i18n, audit.audit)
            columns
            rows
            named_by=2
            find=true
            csv="audit.csv"
            in_address=true
            data=|it: &AuditRow| vec![("data-what", it.what.clone())]
        />
    }
    .into_any()
}
