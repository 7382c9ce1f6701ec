//! An adult whom the roster does not name.

use super::{
    api::{self, AddAdult as Add},
    link::Invited,
    words::role_words,
};
use crate::{
    i18n::*,
    ui::{Banner, Button, Icon, error_message},
};
use domain::{school::Role, signin::TypedAdult};
use leptos::prelude::*;

const ROLES: [Role; 3] = [Role::Teacher, Role::Leader, Role::Office];

#[component]
pub(super) fn AddAdult(on_added: Callback<Invited>) -> impl IntoView {
    let i18n = use_i18n();
    let (given, family) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let username = RwSignal::new(String::new());
    let role = RwSignal::new(Role::Teacher);
    let add = ServerAction::<Add>::new();
    Effect::new(move |_| {
        if let Some(Ok(person)) = add.value().get() {
            let name = format!("{} {}", given.get_untracked(), family.get_untracked());
            on_added.run(Invited {
                person,
                name,
                path: String::new(),
            });
            for field in [given, family, username] {
                field.set(String::new());
            }
        }
    });
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        add.dispatch(api::AddAdult {
            adult: TypedAdult {
                given: given.get_untracked(),
                family: family.get_untracked(),
                username: username.get_untracked(),
                role: role.get_untracked(),
            },
        });
    };
    let text = move |name: &'static str, label: Signal<&'static str>, value: RwSignal<String>| {
        view! {
            <label class="ui-field">
                <span class="ui-field-label">{label}</span>
                <input
                    class="ui-field-input"
                    name=name
                    autocomplete="off"
                    maxlength="80"
                    required
                    prop:value=value
                    on:input=move |event| value.set(event_target_value(&event))
                />
            </label>
        }
    };
    let one = move |it: Role| {
        view! {
            <label class="ui-choice">
                <input
                    class="ui-choice-box"
                    type="radio"
                    name="role"
                    value=it.name()
                    prop:checked=move || role.get() == it
                    on:change=move |_| role.set(it)
                />
                {move || role_words(i18n, it)}
            </label>
        }
    };
    view! {
        <form class="ui-panel" on:submit=submit data-panel="add-adult">
            <h2 class="ui-panel-title">{move || t_string!(i18n, adult.add)}</h2>
            <p class="desk-quiet">{move || t_string!(i18n, adult.add_words)}</p>
            <div class="form-row">
                {text("given", Signal::derive(move || t_string!(i18n, adult.given)), given)}
                {text("family", Signal::derive(move || t_string!(i18n, adult.family)), family)}
                {text(
                    "username",
                    Signal::derive(move || t_string!(i18n, adult.username)),
                    username,
                )}
            </div>
            <fieldset class="plan-choices">
                <legend class="ui-field-label">{move || t_string!(i18n, adult.role)}</legend>
                {ROLES.map(one).collect_view()}
            </fieldset>
            {move || {
                add.value()
                    .get()
                    .and_then(Result::err)
                    .map(|it| {
                        view! {
                            <Banner kind="wrong" icon="alert">
                                {error_message(i18n, &it.0)}
                            </Banner>
                        }
                    })
            }}
            <div>
                <Button act="add-adult" disabled=add.pending() submit=true>
                    <Icon name="plus" />
                    {move || t_string!(i18n, adult.add)}
                </Button>
            </div>
        </form>
    }
    .into_any()
}
