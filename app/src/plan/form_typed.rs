//! The fields of a written section.

use super::form_read::part_words;
use crate::{
    i18n::*,
    ui::{Icon, TextArea, lang_of, picture},
};
use domain::plan::template::{Choice, Involved, Kind, MOST_CHOSEN, Part, Section, Written};
use leptos::prelude::*;

/// Longest text, as the school takes it.
const TEXT: usize = 2_000;

/// What is typed, whatever the section's kind.
#[derive(Clone, Copy)]
pub(super) struct Typed {
    text: RwSignal<String>,
    chosen: RwSignal<Vec<String>>,
    /// Each under a number that stays while others come and go.
    people: RwSignal<Vec<(usize, Involved)>>,
    by: RwSignal<String>,
    next: RwSignal<usize>,
}

impl Typed {
    pub(super) fn new() -> Self {
        Self {
            text: RwSignal::new(String::new()),
            chosen: RwSignal::new(Vec::new()),
            people: RwSignal::new(Vec::new()),
            by: RwSignal::new(String::new()),
            next: RwSignal::new(0),
        }
    }

    pub(super) fn set(self, written: Option<&Written>) {
        let (mut text, mut chosen, mut by) = (String::new(), Vec::new(), String::new());
        self.people.set(Vec::new());
        match written {
            None => {}
            Some(Written::Text { text: it }) => text.clone_from(it),
            Some(Written::Voice {
                chosen: them,
                text: it,
            }) => {
                text.clone_from(it);
                chosen.clone_from(them);
            }
            Some(Written::NextStep { text: it, by: day }) => {
                text.clone_from(it);
                by = day.map_or_else(String::new, |it| it.to_string());
            }
            Some(Written::People { people }) => {
                for it in people {
                    self.add(it.clone());
                }
            }
        }
        self.text.set(text);
        self.chosen.set(chosen);
        self.by.set(by);
    }

    fn add(self, who: Involved) {
        let key = self.next.get_untracked();
        self.next.set(key + 1);
        self.people.update(|it| it.push((key, who)));
    }

    /// What stands in the fields; lines without a name are left out.
    pub(super) fn written(self, kind: Kind) -> Option<Written> {
        let text = self.text.get_untracked();
        Some(match kind {
            Kind::Text => Written::Text { text },
            Kind::Voice => Written::Voice {
                chosen: self.chosen.get_untracked(),
                text,
            },
            Kind::NextStep => Written::NextStep {
                text,
                by: self.by.get_untracked().parse().ok(),
            },
            Kind::People => {
                let people = self.people.get_untracked().into_iter().map(|(_, it)| it);
                Written::People {
                    people: people.filter(|it| !it.name.trim().is_empty()).collect(),
                }
            }
            _ => return None,
        })
    }
}

#[component]
pub(super) fn Fields(
    typed: Typed,
    section: Section,
    hint: Signal<Option<String>>,
    /// Whom the plan may name without typing.
    people: Vec<Involved>,
) -> impl IntoView {
    let i18n = use_i18n();
    let name = format!("section-{}", section.id);
    let title = section.title.clone();
    let title = Signal::derive(move || title.get(lang_of(i18n.get_locale())).to_owned());
    match section.kind {
        Kind::Voice => view! {
            <Choices typed choices=section.choices />
            <TextArea
                label=Signal::derive(move || t_string!(i18n, template.what_is_said).to_owned())
                name
                value=typed.text
                longest=TEXT
                hint
            />
        }
        .into_any(),
        Kind::People => view! { <People typed known=people /> }.into_any(),
        Kind::NextStep => view! {
            <TextArea label=title name=name.clone() value=typed.text longest=TEXT hint first=true />
            <By typed name />
        }
        .into_any(),
        _ => view! { <TextArea label=title name value=typed.text longest=TEXT hint first=true /> }
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
                {move || t_string!(i18n, template.next_by)}
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
fn Choices(typed: Typed, choices: Vec<Choice>) -> impl IntoView {
    let i18n = use_i18n();
    let one = move |choice: Choice| {
        let (id, word) = (StoredValue::new(choice.id.clone()), choice.word);
        let on = move || typed.chosen.with(|it| id.with_value(|id| it.contains(id)));
        let full = move || typed.chosen.with(|it| it.len() >= MOST_CHOSEN);
        let turn = move |_| {
            typed.chosen.update(|it| {
                id.with_value(|id| match it.iter().position(|one| one == id) {
                    Some(at) => drop(it.remove(at)),
                    None => it.push(id.clone()),
                });
            });
        };
        view! {
            <li>
                <button
                    type="button"
                    class="plan-choice"
                    data-choice=choice.id
                    aria-pressed=move || on().to_string()
                    disabled=move || full() && !on()
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
                {move || t_string!(i18n, template.choose_pictures, most = MOST_CHOSEN).to_string()}
            </legend>
            <ul class="plan-choices">{choices.into_iter().map(one).collect_view()}</ul>
        </fieldset>
    }
    .into_any()
}

#[component]
fn People(typed: Typed, known: Vec<Involved>) -> impl IntoView {
    let i18n = use_i18n();
    let nobody = || Involved {
        name: String::new(),
        part: Part::Family,
    };
    let offered = move || {
        let there = |it: &Involved| {
            typed
                .people
                .with(|all| all.iter().any(|(_, one)| one.name == it.name))
        };
        let left = known.iter().filter(|it| !there(it)).cloned();
        left.map(|it| {
            let who = it.clone();
            view! {
                <button
                    type="button"
                    class="ui-button"
                    data-act="add-known"
                    on:click=move |_| typed.add(who.clone())
                >
                    <Icon name="plus" />
                    {move || t_string!(i18n, template.add_known, name = it.name.clone()).to_string()}
                </button>
            }
        })
        .collect_view()
    };
    view! {
        <ul class="plan-lines">
            <For each=move || typed.people.get() key=|(key, _)| *key let:it>
                <PersonRow typed key=it.0 first=it.1 />
            </For>
        </ul>
        <div class="plan-section-foot">
            {offered}
            <button
                type="button"
                class="ui-button"
                data-act="add-person"
                on:click=move |_| typed.add(nobody())
            >
                <Icon name="plus" />
                {move || t_string!(i18n, template.add_person)}
            </button>
        </div>
    }
    .into_any()
}

#[component]
fn PersonRow(typed: Typed, key: usize, first: Involved) -> impl IntoView {
    let i18n = use_i18n();
    let now = Memo::new(move |_| {
        let found = typed
            .people
            .with(|all| all.iter().find(|(it, _)| *it == key).cloned());
        found.map_or_else(|| first.clone(), |(_, it)| it)
    });
    let write = move |with: &dyn Fn(&mut Involved)| {
        typed.people.update(|all| {
            if let Some((_, it)) = all.iter_mut().find(|(it, _)| *it == key) {
                with(it);
            }
        });
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
                aria-label=move || t_string!(i18n, template.person_name)
                prop:value=move || now.with(|it| it.name.clone())
                on:input=move |event| {
                    let name = event_target_value(&event);
                    write(&|it| it.name.clone_from(&name));
                }
            />
            <select
                class="ui-field-input plan-place"
                aria-label=move || t_string!(i18n, template.person_part)
                on:change=move |event| {
                    let value = event_target_value(&event);
                    let found = Part::ALL.into_iter().find(|it| format!("{it:?}") == value);
                    write(&|it| it.part = found.unwrap_or(it.part));
                }
            >
                {Part::ALL.into_iter().map(part).collect_view()}
            </select>
            <button
                type="button"
                class="ui-button"
                data-kind="quiet"
                data-act="remove-person"
                aria-label=move || t_string!(i18n, template.remove_person, name = now.with(|it| it.name.clone())).to_string()
                on:click=move |_| typed.people.update(|it| it.retain(|(it, _)| *it != key))
            >
                <Icon name="close" />
            </button>
        </li>
    }
    .into_any()
}
