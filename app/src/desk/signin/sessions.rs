//! Where an adult is signed in, and the ways out of there.

use super::api::{self, SignOutEverywhere};
use crate::{
    i18n::*,
    ui::{
        Banner, Button, ButtonKind, Chip, Column, Confirm, Icon, Loaded, Table, When, error_message,
    },
};
use domain::{ids::SessionId, signin::AdultSession};
use leptos::{prelude::*, server_fn::ServerFn as _};

#[component]
pub(super) fn Sessions(changed: Memo<usize>) -> impl IntoView {
    let i18n = use_i18n();
    let end = Action::new(|session: &SessionId| api::end_session(*session));
    let all = Resource::new(
        move || (changed.get(), end.version().get()),
        |_| api::list_sessions(),
    );
    let refused = move || end.value().get().and_then(Result::err);
    view! {
        <section class="ui-panel">
            <h2 class="ui-panel-title">{move || t_string!(i18n, signin.sessions)}</h2>
            <p class="desk-quiet">{move || t_string!(i18n, signin.sessions_words)}</p>
            {move || {
                refused()
                    .map(|it| {
                        view! {
                            <Banner kind="wrong" icon="alert">
                                {error_message(i18n, &it.0)}
                            </Banner>
                        }
                    })
            }}
            <Loaded read=all let:all>
                <SessionTable all end />
            </Loaded>
            // The browser sends this form by itself, as the one that signs out here.
            <form method="post" action=SignOutEverywhere::PATH>
                <Button kind=ButtonKind::Plain act="sign-out-everywhere" submit=true>
                    <Icon name="door" />
                    {move || t_string!(i18n, signin.sign_out_everywhere)}
                </Button>
            </form>
        </section>
    }
    .into_any()
}

#[component]
fn SessionTable(
    all: Vec<AdultSession>,
    end: Action<SessionId, Result<(), crate::ApiError>>,
) -> impl IntoView {
    let i18n = use_i18n();
    let name = move |it: &AdultSession| {
        let (browser, is_this) = (it.browser.clone(), it.is_this);
        view! {
            {move || {
                browser
                    .clone()
                    .unwrap_or_else(|| t_string!(i18n, signin.unknown_browser).to_owned())
            }}
            " "
            {is_this.then(|| view! { <Chip>{move || t_string!(i18n, signin.this_browser)}</Chip> })}
        }
    };
    let act = move |it: &AdultSession| {
        let (id, of) = (it.id, it.browser.clone().unwrap_or_default());
        (!it.is_this).then(|| {
            view! {
                <Confirm
                    act="end-session"
                    icon="door"
                    label=Signal::derive(move || t_string!(i18n, signin.end_session).to_owned())
                    question=Signal::derive(move || {
                        t_string!(i18n, signin.end_session_question).to_owned()
                    })
                    of
                    busy=end.pending()
                    on_yes=move |()| drop(end.dispatch(id))
                />
            }
        })
    };
    let columns = vec![
        Column::new("browser", move || t_string!(i18n, signin.browser), name),
        Column::new(
            "since",
            move || t_string!(i18n, signin.session_since),
            |it: &AdultSession| view! { <When at=it.started_at exact=true /> },
        ),
        Column::new(
            "seen",
            move || t_string!(i18n, signin.session_seen),
            |it: &AdultSession| view! { <When at=it.seen_at exact=true /> },
        ),
        Column::actions(act),
    ];
    view! {
        <Table
            caption=move || t_string!(i18n, signin.sessions)
            columns
            rows=all
            data=|it: &AdultSession| vec![("data-session", it.id.to_string())]
        />
    }
    .into_any()
}
