//! One's account: a circle with initials, and below it all that is about oneself.

use super::keys_button::KeysButton;
use crate::{
    desk::ui::Popover,
    i18n::*,
    ui::{ButtonLink, Icon, LangSwitch, ThemeSwitch},
};
use domain::{
    name::initials,
    school::{Adult, Role},
};
use leptos::prelude::*;
use leptos_i18n::I18nContext;

fn role_words(i18n: I18nContext<Locale>, role: Role) -> &'static str {
    match role {
        Role::Teacher => t_string!(i18n, adult.teacher),
        Role::Leader => t_string!(i18n, adult.leader),
        Role::Office => t_string!(i18n, adult.office),
        Role::Guardian => t_string!(i18n, adult.guardian),
        Role::Child => t_string!(i18n, desk.child),
    }
}

#[component]
pub(super) fn Account(me: Adult, #[prop(into)] sign_out: ViewFn) -> impl IntoView {
    let i18n = use_i18n();
    let (letters, role) = (initials(&me.name), me.role);
    let label = {
        let letters = letters.clone();
        move || format!("{letters}, {}", t_string!(i18n, frame.account))
    };
    let audit = matches!(role, Role::Office | Role::Leader);
    view! {
        <Popover
            label
            act="account"
            class="ui-me"
            sign=move || view! { <span>{letters.clone()}</span> }
        >
            <p class="ui-me-who">
                <strong>{me.name}</strong>
                <span>{move || role_words(i18n, role)}</span>
            </p>
            <ButtonLink href="/desk/account" act="my-account">
                <Icon name="key" />
                {move || t_string!(i18n, signin.my_account)}
            </ButtonLink>
            {(role == Role::Office)
                .then(|| {
                    view! {
                        <ButtonLink href="/desk/school/adults">
                            <Icon name="people" />
                            {move || t_string!(i18n, adult.adults)}
                        </ButtonLink>
                    }
                })}
            {audit
                .then(|| {
                    view! {
                        <ButtonLink href="/desk/school/audit">
                            <Icon name="eye" />
                            {move || t_string!(i18n, audit.audit)}
                        </ButtonLink>
                    }
                })}
            <KeysButton />
            <div class="ui-me-switches">
                <LangSwitch />
                <ThemeSwitch />
            </div>
            {sign_out.run()}
        </Popover>
    }
    .into_any()
}
