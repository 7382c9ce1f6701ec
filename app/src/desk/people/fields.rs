//! What is written of a child, to be typed.

use super::{
    text_input::TextInput,
    words::{grade_words, lang_words, wrong_in},
};
use crate::{ApiError, i18n::*, ui::Select};
use domain::{
    Lang, limits,
    people::{PersonField, SchoolChild, TypedChild},
};
use leptos::{prelude::*, text_prop::TextProp};

/// The fields, as they are typed.
#[derive(Clone, Copy)]
pub(super) struct ChildForm {
    given: RwSignal<String>,
    family: RwSignal<String>,
    grade: RwSignal<u8>,
    lang: RwSignal<Lang>,
    identifier: RwSignal<String>,
}

impl ChildForm {
    pub(super) fn empty() -> Self {
        Self {
            given: RwSignal::new(String::new()),
            family: RwSignal::new(String::new()),
            grade: RwSignal::new(1),
            lang: RwSignal::new(Lang::En),
            identifier: RwSignal::new(String::new()),
        }
    }

    pub(super) fn of(child: &SchoolChild) -> Self {
        Self {
            given: RwSignal::new(child.given.clone()),
            family: RwSignal::new(child.family.clone()),
            grade: RwSignal::new(child.grade),
            lang: RwSignal::new(child.lang),
            identifier: RwSignal::new(child.identifier.clone().unwrap_or_default()),
        }
    }

    pub(super) fn to_typed(self) -> TypedChild {
        TypedChild {
            given: self.given.get_untracked(),
            family: self.family.get_untracked(),
            grade: self.grade.get_untracked(),
            lang: self.lang.get_untracked(),
            identifier: self.identifier.get_untracked(),
        }
    }
}

#[component]
pub(super) fn ChildFields(
    form: ChildForm,
    #[prop(into)] refused: Signal<Option<ApiError>>,
) -> impl IntoView {
    let i18n = use_i18n();
    let grades = (0..=limits::people::LAST_GRADE).map(|grade| {
        let words = TextProp::from(move || grade_words(i18n, grade));
        (grade.to_string(), words)
    });
    let langs = Lang::ALL.map(|lang| {
        let words = TextProp::from(move || lang_words(i18n, lang));
        (lang.code().to_owned(), words)
    });
    view! {
        <div class="people-fields">
            <TextInput
                label=Signal::derive(move || t_string!(i18n, people.given).to_owned())
                name="given"
                value=form.given
                wrong=wrong_in(i18n, refused, PersonField::Given)
            />
            <TextInput
                label=Signal::derive(move || t_string!(i18n, people.family).to_owned())
                name="family"
                value=form.family
                hint=Signal::derive(move || Some(t_string!(i18n, people.family_hint).to_owned()))
                wrong=wrong_in(i18n, refused, PersonField::Family)
            />
            <Select
                label=move || t_string!(i18n, people.grade)
                data=("data-select", "grade")
                options=grades.collect()
                chosen=Signal::derive(move || form.grade.get().to_string())
                on_choose=move |it: String| form.grade.set(it.parse().unwrap_or_default())
                hint=wrong_in(i18n, refused, PersonField::Grade)
            />
            <Select
                label=move || t_string!(i18n, people.home_language)
                data=("data-select", "lang")
                options=langs.into()
                chosen=Signal::derive(move || form.lang.get().code().to_owned())
                on_choose=move |it: String| form.lang.set(Lang::parse(&it).unwrap_or_default())
            />
            <TextInput
                label=Signal::derive(move || t_string!(i18n, people.student_id).to_owned())
                name="identifier"
                value=form.identifier
                hint=Signal::derive(move || Some(t_string!(i18n, people.optional).to_owned()))
                wrong=wrong_in(i18n, refused, PersonField::Id)
            />
        </div>
    }
    .into_any()
}
