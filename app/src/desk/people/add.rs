//! A child whom the roster does not name, or not yet.

use super::{
    api,
    class_select::ClassSelect,
    fields::{ChildFields, ChildForm},
    words::{class_words, grade_words, state_words, wrong_elsewhere, wrong_in},
};
use crate::{
    ApiError,
    i18n::*,
    ui::{Banner, Button, ButtonKind, Dialog, Icon, picture},
};
use domain::{
    ids::ClassId,
    people::{AddedChild, ClassName, PersonError, PersonField, SchoolChild},
};
use leptos::prelude::*;

#[component]
pub(super) fn AddChildDialog(
    open: RwSignal<bool>,
    classes: Vec<ClassName>,
    /// Told the child's name.
    on_added: Callback<String>,
) -> impl IntoView {
    let i18n = use_i18n();
    let title = Signal::derive(move || t_string!(i18n, people.add).to_owned());
    view! {
        <Dialog open title>
            <AddChildForm classes=classes.clone() on_added />
        </Dialog>
    }
    .into_any()
}

#[component]
fn AddChildForm(classes: Vec<ClassName>, on_added: Callback<String>) -> impl IntoView {
    let i18n = use_i18n();
    let form = ChildForm::empty();
    let class = RwSignal::new(None::<ClassId>);
    let refused = RwSignal::new(None::<ApiError>);
    let alike = RwSignal::new(Vec::<SchoolChild>::new());
    let add = Action::new(move |sure: &bool| {
        let (typed, class, sure) = (form.to_typed(), class.get_untracked(), *sure);
        async move {
            refused.set(None);
            let Some(class) = class else {
                refused.set(Some(ApiError(PersonError::ClassIsMissing.into())));
                return;
            };
            let name = format!("{} {}", typed.given.trim(), typed.family.trim());
            match api::add_child(typed, class, sure).await {
                Ok(AddedChild::Added(_)) => on_added.run(name.trim().to_owned()),
                Ok(AddedChild::Alike(found)) => alike.set(found),
                Err(error) => {
                    alike.set(Vec::new());
                    refused.set(Some(error));
                }
            }
        }
    });
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        add.dispatch(false);
    };
    let elsewhere = wrong_elsewhere(i18n, refused.into());
    view! {
        <form class="ui-form" novalidate on:submit=submit data-panel="add-child">
            <p class="desk-quiet">{move || t_string!(i18n, people.add_words)}</p>
            {move || {
                elsewhere
                    .get()
                    .map(|it| {
                        view! {
                            <Banner kind="wrong" icon="alert">
                                {it}
                            </Banner>
                        }
                    })
            }}
            <ChildFields form refused />
            <ClassSelect
                label=move || t_string!(i18n, people.class)
                name="class"
                classes
                chosen=class
                hint=wrong_in(i18n, refused.into(), PersonField::Class)
            />
            {move || {
                let found = alike.get();
                (!found.is_empty())
                    .then(|| {
                        view! {
                            <Alike
                                found
                                busy=add.pending()
                                on_sure=move |()| drop(add.dispatch(true))
                            />
                        }
                    })
            }}
            <div class="ui-dialog-foot">
                <Button kind=ButtonKind::Main act="save-child" disabled=add.pending() submit=true>
                    <Icon name="plus" />
                    {move || t_string!(i18n, people.add)}
                </Button>
            </div>
        </form>
    }
    .into_any()
}

/// "The same child?": who is there already, and the second yes.
#[component]
fn Alike(
    found: Vec<SchoolChild>,
    #[prop(into)] busy: Signal<bool>,
    #[prop(into)] on_sure: Callback<()>,
) -> impl IntoView {
    let i18n = use_i18n();
    let one = move |it: SchoolChild| {
        let (href, state) = (format!("/desk/school/people/{}", it.child), it.state());
        view! {
            <li>
                <a class="people-name" href=href>
                    <img class="desk-face" src=picture(&it.picture) alt="" width="28" height="28" />
                    {it.name()}
                </a>
                <span class="desk-quiet">
                    {move || {
                        format!(
                            "{} · {} · {}",
                            grade_words(i18n, it.grade),
                            class_words(i18n, &it),
                            state_words(i18n, state),
                        )
                    }}
                </span>
            </li>
        }
    };
    view! {
        <div class="people-alike" role="alert" data-panel="alike">
            <p class="people-alike-question">{move || t_string!(i18n, people.alike_question)}</p>
            <p>{move || t_string!(i18n, people.alike_words)}</p>
            <ul class="people-alike-list">{found.into_iter().map(one).collect_view()}</ul>
            <div>
                <Button act="add-anyway" disabled=busy on_click=on_sure>
                    {move || t_string!(i18n, people.add_anyway)}
                </Button>
            </div>
        </div>
    }
    .into_any()
}
