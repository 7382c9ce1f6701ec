//! The desk's home.

use super::overview_page::OverviewPage;
use crate::{
    desk::ui::TitleRow,
    i18n::*,
    ui::{Chip, Icon},
};
use domain::school::{Adult, ClassCard, Role};
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::components::Redirect;

/// The classes of an adult; who has but one goes straight to it.
#[component]
pub fn ClassesPage(
    me: Adult,
    /// The first steps of a school, for who takes them.
    #[prop(into)]
    first_steps: ViewFn,
) -> impl IntoView {
    let i18n = use_i18n();
    if let (Role::Teacher, [only]) = (me.role, me.classes.as_slice()) {
        return view! { <Redirect path=format!("/desk/class/{}", only.id) /> }.into_any();
    }
    if me.role == Role::Leader && !me.classes.is_empty() {
        return view! { <OverviewPage school=me.school /> }.into_any();
    }
    let office = me.role == Role::Office;
    let list = match me.classes.is_empty() {
        true => view! { <NoClass office /> }.into_any(),
        false => view! { <ClassList classes=me.classes links=!office /> }.into_any(),
    };
    view! {
        <Title text=move || t_string!(i18n, desk.my_classes) />
        <TitleRow
            title=move || t_string!(i18n, desk.my_classes).to_owned()
            line=move || me.school.clone()
        />
        {first_steps.run()}
        {office.then(|| view! { <p>{move || t_string!(i18n, school.office_words)}</p> })}
        {list}
    }
    .into_any()
}

#[component]
fn ClassList(classes: Vec<ClassCard>, links: bool) -> impl IntoView {
    let one = move |class: ClassCard| {
        let address = format!("/desk/class/{}", class.id);
        let card = view! { <ClassWords class /> };
        match links {
            true => view! {
                <a class="desk-class" href=address>
                    {card}
                </a>
            }
            .into_any(),
            false => view! { <div class="desk-class">{card}</div> }.into_any(),
        }
    };
    view! {
        <ul class="desk-classes">
            {classes.into_iter().map(|class| view! { <li>{one(class)}</li> }).collect_view()}
        </ul>
    }
    .into_any()
}

#[component]
fn ClassWords(class: ClassCard) -> impl IntoView {
    let i18n = use_i18n();
    let children = class.children;
    let count = move || t_string!(i18n, school.child_count, count = children);
    let state = move || match class.open {
        true => view! {
            <Icon name="door" />
            {t_string!(i18n, school.class_is_open)}
        },
        false => view! {
            <Icon name="lock" />
            {t_string!(i18n, school.class_is_closed)}
        },
    };
    view! {
        <span class="desk-class-name">{class.title}</span>
        <span class="desk-quiet">{count}</span>
        <span>
            <Chip kind=class.open.then_some("good")>{state}</Chip>
        </span>
    }
    .into_any()
}

/// Nothing here yet, and how that changes.
#[component]
fn NoClass(office: bool) -> impl IntoView {
    let i18n = use_i18n();
    view! {
        <section class="ui-panel">
            <h2 class="ui-panel-title">{move || t_string!(i18n, school.no_class_title)}</h2>
            <p>
                {move || match office {
                    true => t_string!(i18n, school.no_class_office),
                    false => t_string!(i18n, school.no_class_words),
                }}
            </p>
            {office
                .then(|| {
                    view! {
                        <pre>
                            <code>"fledge import oneroster PATH --dry-run"</code>
                        </pre>
                    }
                })}
        </section>
    }
    .into_any()
}
