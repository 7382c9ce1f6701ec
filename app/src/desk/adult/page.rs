//! The list of a school's adults, and what the office does with an account.

use super::{
    add::AddAdult,
    api,
    link::{InviteLink, Invited},
    words::{role_words, state_words},
};
use crate::{
    ApiError,
    desk::ui::TitleRow,
    i18n::*,
    ui::{Banner, Button, Chip, Column, Confirm, Icon, Loaded, Table, error_message},
};
use domain::{
    ids::PersonId,
    signin::{AccountState, SchoolAdult},
};
use leptos::prelude::*;
use leptos_meta::Title;

#[component]
pub fn AdultsPage() -> impl IntoView {
    let i18n = use_i18n();
    let title = move || t_string!(i18n, adult.adults);
    let again = RwSignal::new(0_usize);
    let all = Resource::new(move || again.get(), |_| api::list_adults());
    let acts = AccountActions::new(again);
    view! {
        <Title text=title />
        <TitleRow title=move || title().to_owned() line=move || t_string!(i18n, adult.intro) />
        <InviteLink invited=acts.invited />
        {move || {
            acts.refused
                .get()
                .map(|it| {
                    view! {
                        <Banner kind="wrong" icon="alert">
                            {error_message(i18n, &it.0)}
                        </Banner>
                    }
                })
        }}
        <Loaded read=all let:all>
            <AdultsTable all acts />
        </Loaded>
        <AddAdult on_added=Callback::new(move |it| acts.invite(it)) />
    }
    .into_any()
}

/// What the office does with an account.
#[derive(Clone, Copy)]
struct AccountActions {
    /// The link that was made last, and for whom.
    invited: RwSignal<Option<Invited>>,
    refused: RwSignal<Option<ApiError>>,
    invite: Action<Invited, ()>,
    disable: Action<(PersonId, bool), ()>,
}

impl AccountActions {
    fn new(again: RwSignal<usize>) -> Self {
        let (invited, refused) = (RwSignal::new(None), RwSignal::new(None));
        let done = move |answer: Result<Option<Invited>, ApiError>| {
            match answer {
                Ok(it) => {
                    invited.set(it);
                    refused.set(None);
                }
                Err(it) => refused.set(Some(it)),
            }
            again.update(|it| *it += 1);
        };
        Self {
            invited,
            refused,
            invite: Action::new(move |of: &Invited| {
                let of = of.clone();
                async move {
                    let path = api::invite(of.person).await;
                    done(path.map(|path| Some(Invited { path, ..of })));
                }
            }),
            disable: Action::new(move |(person, disabled): &(PersonId, bool)| {
                let (person, disabled) = (*person, *disabled);
                async move {
                    done(api::set_disabled(person, disabled).await.map(|()| None));
                }
            }),
        }
    }

    fn invite(self, of: Invited) {
        self.invite.dispatch(of);
    }
}

#[component]
fn AdultsTable(all: Vec<SchoolAdult>, acts: AccountActions) -> impl IntoView {
    let i18n = use_i18n();
    let name = move |it: &SchoolAdult| {
        let (name, is_me) = (it.name.clone(), it.is_me);
        view! {
            {name}
            " "
            {is_me.then(|| view! { <Chip>{move || t_string!(i18n, adult.you)}</Chip> })}
        }
    };
    let sign_in_name = move |it: &SchoolAdult| {
        let name = it.sign_in_name.clone();
        move || {
            name.clone()
                .unwrap_or_else(|| t_string!(i18n, adult.no_sign_in_name).to_owned())
        }
    };
    let role = move |it: &SchoolAdult| {
        let role = it.role;
        move || role_words(i18n, role)
    };
    let state = move |it: &SchoolAdult| {
        let state = it.state;
        move || state_words(i18n, state)
    };
    let columns = vec![
        Column::new("name", move || t_string!(i18n, adult.name), name)
            .sort_by(|it: &SchoolAdult| it.name.clone())
            .text(|it: &SchoolAdult| it.name.clone()),
        Column::new(
            "sign-in-name",
            move || t_string!(i18n, adult.sign_in_name),
            sign_in_name,
        )
        .text(|it: &SchoolAdult| it.sign_in_name.clone().unwrap_or_default()),
        Column::new("role", move || t_string!(i18n, adult.role), role),
        Column::new("state", move || t_string!(i18n, adult.account), state),
        Column::actions(move |it: &SchoolAdult| view! { <AdultActs adult=it.clone() acts /> }),
    ];
    view! {
        <Table
            csv="adults.csv"
            caption=move || t_string!(i18n, adult.adults)
            columns
            rows=all
            find=true
            data=|it: &SchoolAdult| {
                vec![
                    ("data-adult", it.person.to_string()),
                    ("data-state", it.state.name().to_owned()),
                ]
            }
        />
    }
    .into_any()
}

#[component]
fn AdultActs(adult: SchoolAdult, acts: AccountActions) -> impl IntoView {
    let i18n = use_i18n();
    let (person, state) = (adult.person, adult.state);
    let of = adult.name.clone();
    if state == AccountState::Disabled {
        let enable = move |()| drop(acts.disable.dispatch((person, false)));
        return view! {
            <Button act="enable" disabled=acts.disable.pending() on_click=enable>
                {move || t_string!(i18n, adult.enable)}
                <span class="visually-hidden">": " {of.clone()}</span>
            </Button>
        }
        .into_any();
    }
    let invited = Invited {
        person,
        name: adult.name.clone(),
        path: String::new(),
    };
    let link = move |()| acts.invite(invited.clone());
    let has_name = adult.sign_in_name.is_some();
    let spoken = adult.name.clone();
    view! {
        <div class="form-row">
            {has_name
                .then(|| {
                    view! {
                        <Button act="invite" disabled=acts.invite.pending() on_click=link>
                            <Icon name="key" />
                            {move || match state {
                                AccountState::Active => t_string!(i18n, adult.reset),
                                _ => t_string!(i18n, adult.invite),
                            }}
                            <span class="visually-hidden">": " {spoken}</span>
                        </Button>
                    }
                })}
            {(!adult.is_me)
                .then(|| {
                    view! {
                        <Confirm
                            act="disable"
                            icon="lock"
                            label=Signal::derive(move || t_string!(i18n, adult.disable).to_owned())
                            question=Signal::derive(move || {
                                t_string!(i18n, adult.disable_question).to_owned()
                            })
                            of
                            danger=true
                            busy=acts.disable.pending()
                            on_yes=move |()| drop(acts.disable.dispatch((person, true)))
                        />
                    }
                })}
        </div>
    }
    .into_any()
}
