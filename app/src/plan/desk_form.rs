//! The form of a goal: what an adult writes beside the child. Enter in a line adds the next one;
//! Ctrl or ⌘ with Enter saves from anywhere.

use super::{
    desk_line_rows::{Dailies, Steps},
    desk_typed::{Counted, Typed},
    desk_words::area_words,
};
use crate::{
    i18n::*,
    ui::{Banner, Icon, lang_of, picture, told},
};
use domain::{
    AppError, Words,
    plan::{Area, Book, Draft},
};
use leptos::{
    ev::{KeyboardEvent, SubmitEvent},
    html,
    prelude::*,
};

/// What the fields write into, and what is wrong with it.
#[derive(Clone, Copy)]
pub(super) struct Fields {
    pub(super) typed: RwSignal<Typed>,
    wrong: Signal<Option<AppError>>,
    pictures: StoredValue<Vec<Pictured>>,
}

/// A picture of the book, for which areas, and what it shows.
#[derive(Clone)]
struct Pictured {
    name: String,
    areas: Vec<Area>,
    word: Words,
}

impl Fields {
    /// Of a field that was refused.
    pub(super) fn is_wrong(self, field: &'static str) -> Signal<Option<&'static str>> {
        let wrong = self.wrong;
        let about =
            move |it: &AppError| matches!(it, AppError::Invalid { field: at, .. } if at == field);
        Signal::derive(move || wrong.with(|it| it.as_ref().is_some_and(about).then_some("true")))
    }
}

/// Each picture of the book once.
fn pictures(book: &Book) -> Vec<Pictured> {
    let mut all: Vec<Pictured> = Vec::new();
    let mut add =
        |name: &str, area: Area, word: &Words| match all.iter_mut().find(|it| it.name == name) {
            Some(known) if known.areas.contains(&area) => {}
            Some(known) => known.areas.push(area),
            None => all.push(Pictured {
                name: name.to_owned(),
                areas: vec![area],
                word: word.clone(),
            }),
        };
    for card in &book.areas {
        add(&card.picture, card.area, &card.word);
    }
    for entry in &book.goals {
        add(&entry.picture, entry.area, &entry.say);
        for it in &entry.daily {
            add(&it.picture, entry.area, &it.word);
        }
    }
    all
}

#[component]
pub(super) fn GoalForm(
    typed: RwSignal<Typed>,
    book: Book,
    /// Whether a ready-made goal may be taken.
    ready: bool,
    #[prop(into)] save_words: Signal<String>,
    #[prop(into)] busy: Signal<bool>,
    /// Why the school refused.
    #[prop(into)]
    refused: Signal<Option<AppError>>,
    on_save: Callback<Draft>,
    /// Throws away what was typed.
    on_anew: Callback<()>,
    on_close: Callback<()>,
) -> impl IntoView {
    let i18n = use_i18n();
    let seen = RwSignal::new(None::<AppError>);
    let wrong = Signal::derive(move || seen.get().or_else(|| refused.get()));
    let fields = Fields {
        typed,
        wrong,
        pictures: StoredValue::new(pictures(&book)),
    };
    let save = move || {
        if busy.get_untracked() {
            return;
        }
        match typed.with_untracked(Typed::draft) {
            Ok(draft) => {
                seen.set(None);
                on_save.run(draft);
            }
            Err(error) => seen.set(Some(error)),
        }
    };
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        save();
    };
    let keys = move |event: KeyboardEvent| {
        if event.key() == "Enter" && (event.ctrl_key() || event.meta_key()) {
            event.prevent_default();
            save();
        }
    };
    view! {
        <form class="ui-form plan-form" novalidate on:submit=submit on:keydown=keys>
            <div class="plan-form-part">
                {ready.then(|| view! { <Ready book typed /> })}
                <Areas fields />
                <Title fields first=!ready />
                <PicturePick
                    fields
                    name="picture".to_owned()
                    label=Signal::derive(move || t_string!(i18n, desk.goal_picture).to_owned())
                    now=Signal::derive(move || typed.with(|it| it.picture.clone()))
                    on_pick=move |it| typed.update(|typed| typed.picture = it)
                />
                <Why fields />
            </div>
            <div class="plan-form-part">
                <Dailies fields />
                <Steps fields />
                <Measuring fields />
                <Signed typed />
            </div>
            <div class="plan-form-foot">
                {move || wrong.get().map(|error| {
                    view! { <Banner kind="wrong" icon="alert">{move || told(i18n, &error)}</Banner> }
                })}
                <div class="ui-dialog-foot">
                    <span class="desk-quiet plan-form-keys">
                        {move || t_string!(i18n, desk.save_keys)}
                    </span>
                    <button
                        type="button"
                        class="ui-button"
                        data-kind="quiet"
                        data-act="begin-anew"
                        on:click=move |_| on_anew.run(())
                    >
                        <Icon name="undo" />
                        {move || t_string!(i18n, desk.begin_anew)}
                    </button>
                    <button type="button" class="ui-button" on:click=move |_| on_close.run(())>
                        {move || t_string!(i18n, desk.not_now)}
                    </button>
                    <button class="ui-button" data-kind="main" data-act="save-goal" disabled=busy>
                        <Icon name="check" />
                        {save_words}
                    </button>
                </div>
            </div>
        </form>
    }
    .into_any()
}

/// A goal of the book to begin with.
#[component]
fn Ready(book: Book, typed: RwSignal<Typed>) -> impl IntoView {
    let i18n = use_i18n();
    let lang = move || lang_of(i18n.get_locale());
    let groups = Area::ALL.into_iter().map(|area| {
        let entries = book.of(area).map(|entry| {
            let say = entry.say.clone();
            view! { <option value=entry.id.clone()>{move || say.get(lang()).to_owned()}</option> }
        });
        view! {
            <optgroup label=move || area_words(i18n, area)>{entries.collect_view()}</optgroup>
        }
    });
    let groups = groups.collect_view();
    let select = NodeRef::<html::Select>::new();
    Effect::new(move |_| {
        if let Some(select) = select.get() {
            let _ = select.focus();
        }
    });
    let take = move |event| {
        if let Some(entry) = book.entry(&event_target_value(&event)) {
            typed.set(Typed::of_entry(&book, entry, lang()));
        }
    };
    view! {
        <div class="ui-field">
            <label class="ui-field-label" for="field-ready">
                {move || t_string!(i18n, desk.ready_goal)}
            </label>
            <select class="ui-field-input" id="field-ready" node_ref=select on:change=take>
                <option value="">{move || t_string!(i18n, desk.ready_none)}</option>
                {groups}
            </select>
        </div>
    }
    .into_any()
}

#[component]
fn Areas(fields: Fields) -> impl IntoView {
    let i18n = use_i18n();
    let typed = fields.typed;
    let choose = move |area: Area| {
        typed.update(|it| {
            it.area = area;
            // Nothing was written yet: the area's own picture fits better than another's.
            if it.title.typed.trim().is_empty() {
                let own = fields.pictures.with_value(|all| {
                    let own = all.iter().find(|it| it.areas.first() == Some(&area));
                    own.map(|it| it.name.clone())
                });
                it.picture = own.unwrap_or_else(|| it.picture.clone());
            }
        });
    };
    let one = move |area: Area| {
        view! {
            <label class="ui-choice plan-choice">
                <input
                    class="ui-choice-box"
                    type="radio"
                    name="area"
                    prop:checked=move || typed.with(|it| it.area == area)
                    on:change=move |_| choose(area)
                />
                {move || area_words(i18n, area)}
            </label>
        }
    };
    view! {
        <fieldset class="plan-choices">
            <legend class="ui-field-label">{move || t_string!(i18n, desk.goal_area)}</legend>
            {Area::ALL.into_iter().map(one).collect_view()}
        </fieldset>
    }
    .into_any()
}

#[component]
fn Title(
    fields: Fields,
    /// Whether writing begins here.
    first: bool,
) -> impl IntoView {
    let i18n = use_i18n();
    let typed = fields.typed;
    let input = NodeRef::<html::Input>::new();
    Effect::new(move |_| {
        if let (true, Some(input)) = (first, input.get()) {
            let _ = input.focus();
        }
    });
    view! {
        <div class="ui-field">
            <label class="ui-field-label" for="field-goal-title">
                {move || t_string!(i18n, desk.goal_title)}
            </label>
            <span class="ui-field-hint" id="hint-goal-title">
                {move || t_string!(i18n, desk.goal_title_hint)}
            </span>
            <input
                class="ui-field-input"
                id="field-goal-title"
                node_ref=input
                autocomplete="off"
                maxlength="120"
                aria-describedby="hint-goal-title"
                aria-invalid=fields.is_wrong("title")
                prop:value=move || typed.with(|it| it.title.typed.clone())
                on:input=move |event| typed.update(|it| it.title.typed = event_target_value(&event))
            />
        </div>
    }
    .into_any()
}

#[component]
fn Why(fields: Fields) -> impl IntoView {
    let i18n = use_i18n();
    let typed = fields.typed;
    view! {
        <div class="ui-field">
            <label class="ui-field-label" for="field-goal-why">
                {move || t_string!(i18n, desk.goal_why)}
            </label>
            <input
                class="ui-field-input"
                id="field-goal-why"
                autocomplete="off"
                maxlength="300"
                aria-invalid=fields.is_wrong("why")
                prop:value=move || typed.with(|it| it.why.clone())
                on:input=move |event| typed.update(|it| it.why = event_target_value(&event))
            />
        </div>
    }
    .into_any()
}

/// One of the book's pictures: those of the area, and the one that is chosen.
#[component]
pub fn PicturePick(
    fields: Fields,
    /// Tells this choice from the others of the form.
    name: String,
    label: Signal<String>,
    now: Signal<String>,
    #[prop(into)] on_pick: Callback<String>,
) -> impl IntoView {
    let i18n = use_i18n();
    let area = Memo::new(move |_| fields.typed.with(|it| it.area));
    let open = RwSignal::new(false);
    let one = move |it: Pictured| {
        let (word, value, own) = (it.word, it.name.clone(), it.name.clone());
        let words = Signal::derive(move || word.get(lang_of(i18n.get_locale())).to_owned());
        view! {
            <label class="plan-picture" title=words>
                <input
                    class="plan-picture-box"
                    type="radio"
                    name=name.clone()
                    prop:checked=move || now.with(|now| *now == own)
                    on:change=move |_| on_pick.run(value.clone())
                />
                <img class="plan-picture-image" src=picture(&it.name) alt=words />
            </label>
        }
    };
    let shown = move || {
        let (area, first) = (area.get(), now.get_untracked());
        let all = fields.pictures.get_value().into_iter();
        let fitting = all.filter(|it| it.areas.contains(&area) || it.name == first);
        fitting.map(one.clone()).collect_view()
    };
    view! {
        <details class="plan-pictures" on:toggle=move |_| open.update(|it| *it = !*it)>
            <summary class="plan-pictures-now">
                <img class="plan-picture-image" src=move || picture(&now.get()) alt="" />
                {label}
            </summary>
            <div class="plan-pictures-all" role="group" aria-label=label>
                {move || open.get().then(shown.clone())}
            </div>
        </details>
    }
    .into_any()
}

/// Something countable, if there is.
#[component]
fn Measuring(fields: Fields) -> impl IntoView {
    let i18n = use_i18n();
    let typed = fields.typed;
    let on = Memo::new(move |_| typed.with(|it| it.counted.is_some()));
    let number = move |label: Signal<&'static str>,
                       kind: &'static str,
                       of: fn(&mut Counted) -> &mut String| {
        view! {
            <label class="ui-field plan-number">
                <span class="ui-field-hint">{label}</span>
                <input
                    class="ui-field-input"
                    type=kind
                    autocomplete="off"
                    maxlength="30"
                    aria-invalid=fields.is_wrong("measure")
                    prop:value=move || {
                        typed.with(|it| it.counted.clone().map(|mut it| of(&mut it).clone()))
                    }
                    on:input=move |event| {
                        let words = event_target_value(&event);
                        typed.update(|it| {
                            it.counted.as_mut().map(|it| *of(it) = words).unwrap_or_default();
                        });
                    }
                />
            </label>
        }
    };
    view! {
        <fieldset class="plan-lines">
            <legend class="ui-field-label">{move || t_string!(i18n, desk.measure)}</legend>
            <label class="ui-choice plan-choice">
                <input
                    class="ui-choice-box"
                    type="checkbox"
                    prop:checked=on
                    on:change=move |event| {
                        let on = event_target_checked(&event);
                        typed.update(|it| it.counted = on.then(Counted::default));
                    }
                />
                {move || t_string!(i18n, desk.measure_on)}
            </label>
            {move || on.get().then(|| view! {
                <div class="plan-numbers">
                    {number(Signal::derive(move || t_string!(i18n, desk.measure_unit)), "text", |it| &mut it.unit)}
                    {number(Signal::derive(move || t_string!(i18n, desk.measure_start)), "number", |it| &mut it.start)}
                    {number(Signal::derive(move || t_string!(i18n, desk.measure_target)), "number", |it| &mut it.target)}
                    {number(Signal::derive(move || t_string!(i18n, desk.measure_now)), "number", |it| &mut it.now)}
                </div>
            })}
        </fieldset>
    }
    .into_any()
}

/// Who stands behind the goal.
#[component]
fn Signed(typed: RwSignal<Typed>) -> impl IntoView {
    let i18n = use_i18n();
    let one = move |label: Signal<&'static str>, of: fn(&mut Typed) -> &mut bool| {
        view! {
            <label class="ui-choice plan-choice">
                <input
                    class="ui-choice-box"
                    type="checkbox"
                    prop:checked=move || *of(&mut typed.get())
                    on:change=move |event| {
                        let on = event_target_checked(&event);
                        typed.update(|it| *of(it) = on);
                    }
                />
                {label}
            </label>
        }
    };
    view! {
        <fieldset class="plan-choices">
            <legend class="ui-field-label">{move || t_string!(i18n, desk.agreed_by)}</legend>
            {one(Signal::derive(move || t_string!(i18n, desk.agreed_child)), |it| &mut it.signed_child)}
            {one(Signal::derive(move || t_string!(i18n, desk.agreed_teacher)), |it| &mut it.signed_teacher)}
        </fieldset>
    }
    .into_any()
}
