//! A form is made the school's own: titles in both languages, order, what is left out, terms.

use super::draft::FormDraft;
use crate::{
    desk::ui::once_shown,
    i18n::*,
    ui::{Icon, lang_of},
};
use domain::plan::template::AdaptedSection;
use leptos::{html, prelude::*};

#[component]
pub(super) fn Adapting(draft: FormDraft) -> impl IntoView {
    let i18n = use_i18n();
    let ids = move || {
        let base = draft.base.with(|it| it.id.clone());
        draft.adapted.with(|it| {
            let ids = it.sections.iter().map(|it| (base.clone(), it.id.clone()));
            ids.collect::<Vec<_>>()
        })
    };
    view! {
        <section class="ui-panel form-adapt">
            <h2 class="ui-panel-title">{move || t_string!(i18n, school.adapt_title)}</h2>
            <p class="desk-quiet">{move || t_string!(i18n, school.adapt_hint)}</p>
            <label class="ui-field form-terms">
                <span class="ui-field-label">{move || t_string!(i18n, school.plans_a_year)}</span>
                <input
                    class="ui-field-input"
                    type="number"
                    min="1"
                    max="12"
                    name="terms"
                    prop:value=move || draft.adapted.with(|it| it.terms.to_string())
                    on:input=move |event| {
                        let terms = event_target_value(&event).parse().unwrap_or(0);
                        draft.adapted.update(|it| it.terms = terms);
                    }
                />
            </label>
            <ol class="form-lines">
                <For each=ids key=|id| id.clone() let:id>
                    <SectionRow draft id=id.1 />
                </For>
            </ol>
            <p class="visually-hidden" role="status">
                {move || draft.said.get()}
            </p>
        </section>
    }
    .into_any()
}

#[component]
fn SectionRow(draft: FormDraft, id: String) -> impl IntoView {
    let i18n = use_i18n();
    let id = StoredValue::new(id);
    let find =
        move |all: &[AdaptedSection]| id.with_value(|id| all.iter().position(|it| it.id == *id));
    let now = Memo::new(move |before: Option<&Option<AdaptedSection>>| {
        let found = draft
            .adapted
            .with(|it| find(&it.sections).map(|at| it.sections[at].clone()));
        found.or_else(|| before.cloned().flatten())
    });
    let place = Memo::new(move |_| {
        draft
            .adapted
            .with(|it| (find(&it.sections).unwrap_or(0), it.sections.len()))
    });
    let is_written = draft.base.with_untracked(|it| {
        id.with_value(|id| it.section(id).is_some_and(|it| it.kind.is_written()))
    });
    let write = move |with: &dyn Fn(&mut AdaptedSection)| {
        draft.adapted.update(|it| {
            if let Some(at) = find(&it.sections) {
                with(&mut it.sections[at]);
            }
        });
    };
    let title = Signal::derive(move || {
        let lang = lang_of(i18n.get_locale());
        now.with(|it| {
            it.as_ref()
                .map_or_else(String::new, |it| it.title.get(lang).to_owned())
        })
    });
    let (up, down) = (
        NodeRef::<html::Button>::new(),
        NodeRef::<html::Button>::new(),
    );
    let shift = move |is_down: bool| {
        draft
            .adapted
            .update(|it| id.with_value(|id| it.shift(id, is_down)));
        let (at, of) = place.get_untracked();
        let title = title.get_untracked();
        let said = tu_string!(i18n, school.moved, title, n = at + 1, of).to_string();
        draft.said.set(said);
        // A line that moves loses the focus; who goes on by keys stays on the button.
        let button = if is_down { down } else { up };
        once_shown(move || {
            if let Some(button) = button.get_untracked() {
                let _ = button.focus();
            }
        });
    };
    let kind = move || match is_written {
        true => t_string!(i18n, school.is_written),
        false => t_string!(i18n, school.shows_known),
    };
    let is_on = move || now.with(|it| it.as_ref().is_some_and(|it| it.on));
    view! {
        <li class="form-line" data-section=id.get_value() data-on=move || is_on().to_string()>
            <label class="form-line-on">
                <input
                    class="ui-choice-box"
                    type="checkbox"
                    prop:checked=is_on
                    aria-label=move || {
                        t_string!(i18n, school.show_section, title = title.get()).to_string()
                    }
                    on:change=move |event| {
                        let on = event_target_checked(&event);
                        write(&|it| it.on = on);
                    }
                />
            </label>
            <div class="form-line-titles">
                <input
                    class="ui-field-input"
                    lang="en"
                    autocomplete="off"
                    maxlength="60"
                    data-title="en"
                    aria-label=move || {
                        t_string!(i18n, school.title_of_en, title = title.get()).to_string()
                    }
                    prop:value=move || now.with(|it| it.as_ref().map(|it| it.title.en.clone()))
                    on:input=move |event| {
                        let words = event_target_value(&event);
                        write(&|it| it.title.en.clone_from(&words));
                    }
                />
                <input
                    class="ui-field-input"
                    lang="es"
                    autocomplete="off"
                    maxlength="60"
                    data-title="es"
                    aria-label=move || {
                        t_string!(i18n, school.title_of_es, title = title.get()).to_string()
                    }
                    prop:value=move || now.with(|it| it.as_ref().map(|it| it.title.es.clone()))
                    on:input=move |event| {
                        let words = event_target_value(&event);
                        write(&|it| it.title.es.clone_from(&words));
                    }
                />
                <span class="desk-quiet">{kind}</span>
            </div>
            <div class="form-line-moves">
                <button
                    type="button"
                    class="ui-button"
                    data-kind="quiet"
                    data-act="move-up"
                    node_ref=up
                    aria-label=move || {
                        t_string!(i18n, school.move_up, title = title.get()).to_string()
                    }
                    aria-disabled=move || (place.get().0 == 0).to_string()
                    on:click=move |_| shift(false)
                >
                    <span class="form-up">
                        <Icon name="next" />
                    </span>
                </button>
                <button
                    type="button"
                    class="ui-button"
                    data-kind="quiet"
                    data-act="move-down"
                    node_ref=down
                    aria-label=move || {
                        t_string!(i18n, school.move_down, title = title.get()).to_string()
                    }
                    aria-disabled=move || {
                        let (at, of) = place.get();
                        (at + 1 >= of).to_string()
                    }
                    on:click=move |_| shift(true)
                >
                    <span class="form-down">
                        <Icon name="next" />
                    </span>
                </button>
            </div>
        </li>
    }
    .into_any()
}
