//! The fields of a written section.

use super::content::part_words;
use crate::{
    i18n::*,
    ui::{Button, ButtonKind, Icon, TextArea, lang_of, picture},
};
use domain::{
    limits,
    plan::template::{
        Choice, Kind, Part, PeopleFields, PlanPerson, Section, SectionFields, Written, may_choose,
        toggle_choice,
    },
};
use leptos::prelude::*;

/// What is typed, whatever the section's kind: [`SectionFields`], each field in a signal of its own.
#[derive(Clone, Copy)]
pub(crate) struct Typed {
    text: RwSignal<String>,
    chosen: RwSignal<Vec<String>>,
    people: RwSignal<PeopleFields>,
    by: RwSignal<String>,
}

impl Typed {
    pub(crate) fn new() -> Self {
        Self {
            text: RwSignal::new(String::new()),
            chosen: RwSignal::new(Vec::new()),
            people: RwSignal::new(PeopleFields::default()),
            by: RwSignal::new(String::new()),
        }
    }

    pub(crate) fn set(self, written: Option<&Written>) {
        let fields = SectionFields::of(written);
        self.text.set(fields.text);
        self.chosen.set(fields.chosen);
        self.people.set(fields.people);
        self.by.set(fields.by);
    }

    /// What stands in the fields; lines without a name are left out.
    pub(crate) fn written(self, kind: Kind) -> Option<Written> {
        let fields = SectionFields {
            text: self.text.get_untracked(),
            by: self.by.get_untracked(),
            chosen: self.chosen.get_untracked(),
            people: self.people.get_untracked(),
        };
        fields.written(kind)
    }
}

#[component]
pub(crate) fn Fields(
    typed: Typed,
    section: Section,
    hint: Signal<Option<String>>,
    /// Whom the plan may name without typing.
    people: Vec<PlanPerson>,
) -> impl IntoView {
    let i18n = use_i18n();
    let name = format!("section-{}", section.id);
    let title = section.title.clone();
    let title = Signal::derive(move || title.get(lang_of(i18n.get_locale())).to_owned());
    match section.kind {
        Kind::Voice => view! {
            <ChoiceFields typed choices=section.choices />
            <TextArea
                label=Signal::derive(move || t_string!(i18n, plan.what_is_said).to_owned())
                name
                value=typed.text
                longest=limits::template::TEXT_CHARS
                hint
            />
        }
        .into_any(),
        Kind::People => view! { <People typed known=people /> }.into_any(),
        Kind::NextStep => view! {
            <TextArea
                label=title
                name=name.clone()
                value=typed.text
                longest=limits::template::TEXT_CHARS
                hint
                first=true
            />
            <By typed name />
        }
        .into_any(),
        _ => view! {
            <TextArea
                label=title
                name
                value=typed.text
                longest=limits::template::TEXT_CHARS
                hint
                first=true
            />
        }
        .into_any(),
    }
}

#[component]
fn By(typed: Typed, name: String) -> impl IntoView {
    let i18n = use_i18n();
    let id = format!("by-{name}");
    view! {
        <div class="ui-field">
            <label class="ui-field-label" for=id.clone()>
                {move || t_string!(i18n, plan.next_by)}
            </label>
            <input
                class="ui-field-input plan-place"
                id=id
                type="date"
                prop:value=typed.by
                on:input=move |event| typed.by.set(event_target_value(&event))
            />
        </div>
    }
    .into_any()
}

#[component]
fn ChoiceFields(typed: Typed, choices: Vec<Choice>) -> impl IntoView {
    let i18n = use_i18n();
    let one = move |choice: Choice| {
        let (id, word) = (StoredValue::new(choice.id.clone()), choice.word);
        let on = move || typed.chosen.with(|it| id.with_value(|id| it.contains(id)));
        let may = move || {
            typed
                .chosen
                .with(|it| id.with_value(|id| may_choose(it, id)))
        };
        let turn = move |_| {
            typed
                .chosen
                .update(|it| id.with_value(|id| toggle_choice(it, id)));
        };
        view! {
            <li>
                <button
                    type="button"
                    class="plan-choice"
                    data-choice=choice.id
                    aria-pressed=move || on().to_string()
                    disabled=move || !may()
                    on:click=turn
                >
                    <img class="plan-choice-picture" src=picture(&choice.picture) alt="" />
                    <span>{move || word.get(lang_of(i18n.get_locale())).to_owned()}</span>
                </button>
            </li>
        }
    };
    view! {
        <fieldset class="plan-lines">
            <legend class="ui-field-label">
                {move || {
                    t_string!(i18n, plan.choose_pictures, most = limits::template::MOST_CHOSEN)
                        .to_string()
                }}
            </legend>
            <ul class="plan-choices">{choices.into_iter().map(one).collect_view()}</ul>
        </fieldset>
    }
    .into_any()
}

#[component]
fn People(typed: Typed, known: Vec<PlanPerson>) -> impl IntoView {
    let i18n = use_i18n();
    let offered = move || {
        let left = typed
            .people
            .with(|it| it.not_yet(&known).into_iter().cloned().collect::<Vec<_>>());
        left.into_iter()
            .map(|it| {
                let who = it.clone();
                view! {
                    <Button
                        act="add-known"
                        on_click=move |()| typed.people.update(|it| it.add(who.clone()))
                    >
                        <Icon name="plus" />
                        {move || {
                            t_string!(i18n, plan.add_known, name = it.name.clone()).to_string()
                        }}
                    </Button>
                }
            })
            .collect_view()
    };
    view! {
        <ul class="plan-lines">
            <For each=move || typed.people.with(|it| it.all.clone()) key=|(key, _)| *key let:it>
                <PersonRow typed key=it.0 first=it.1 />
            </For>
        </ul>
        <div class="plan-section-foot">
            {offered}
            <Button
                act="add-person"
                on_click=move |()| typed.people.update(PeopleFields::add_empty)
            >
                <Icon name="plus" />
                {move || t_string!(i18n, plan.add_person)}
            </Button>
        </div>
    }
    .into_any()
}

#[component]
fn PersonRow(typed: Typed, key: usize, first: PlanPerson) -> impl IntoView {
    let i18n = use_i18n();
    let now = Memo::new(move |_| {
        let found = typed.people.with(|it| it.person(key).cloned());
        found.unwrap_or_else(|| first.clone())
    });
    let write = move |with: &dyn Fn(&mut PlanPerson)| {
        typed
            .people
            .update(|it| it.person_mut(key).map(with).unwrap_or_default());
    };
    let part = move |part: Part| {
        view! {
            <option value=format!("{part:?}") prop:selected=move || now.with(|it| it.part == part)>
                {move || part_words(i18n, part)}
            </option>
        }
    };
    view! {
        <li class="plan-line-head" data-line="person">
            <input
                class="ui-field-input"
                autocomplete="off"
                maxlength="80"
                aria-label=move || t_string!(i18n, plan.person_name)
                prop:value=move || now.with(|it| it.name.clone())
                on:input=move |event| {
                    let name = event_target_value(&event);
                    write(&|it| it.name.clone_from(&name));
                }
            />
            <select
                class="ui-field-input plan-place"
                aria-label=move || t_string!(i18n, plan.person_part)
                on:change=move |event| {
                    let value = event_target_value(&event);
                    let found = Part::ALL.into_iter().find(|it| format!("{it:?}") == value);
                    write(&|it| it.part = found.unwrap_or(it.part));
                }
            >
                {Part::ALL.into_iter().map(part).collect_view()}
            </select>
            <Button
                kind=ButtonKind::Quiet
                act="remove-person"
                label=move || {
                    t_string!(i18n, plan.remove_person, name = now.with(|it| it.name.clone()))
                        .to_string()
                }
                on_click=move |()| typed.people.update(|it| it.remove(key))
            >
                <Icon name="close" />
            </Button>
        </li>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(written: &Written, kind: Kind) -> Option<Written> {
        Owner::new().with(|| {
            let typed = Typed::new();
            typed.set(Some(written));
            typed.written(kind)
        })
    }

    #[test]
    fn what_stands_in_a_section_is_what_its_fields_send() {
        let text = Written::Text {
            text: "Read".to_owned(),
        };
        assert_eq!(written(&text, Kind::Text), Some(text));
        let people = vec![PlanPerson {
            name: "Ana".to_owned(),
            part: Part::Family,
        }];
        let people = Written::People { people };
        assert_eq!(written(&people, Kind::People), Some(people));
    }

    #[test]
    fn fields_that_are_set_anew_forget_what_was_typed() {
        Owner::new().with(|| {
            let typed = Typed::new();
            typed.text.set("half a sen".to_owned());
            typed.chosen.set(vec!["calm".to_owned()]);
            typed.set(None);
            assert_eq!(typed.written(Kind::Voice), Written::empty(Kind::Voice));
        });
    }
}
