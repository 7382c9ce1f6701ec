//! One competency of one child: what was ever said, and saying more.

use super::{
    api,
    seen_pick::SeenPick,
    words::{grade_words, seen_words},
};
use crate::{
    ApiError,
    i18n::*,
    ui::{
        Banner, Button, ButtonKind, Dialog, Icon, LevelTag, Loaded, error_message, lang_of,
        level_icon, level_words, on_day,
    },
};
use chrono::NaiveDate;
use domain::{
    competency::{
        Competency, EntryState, Level, LevelDraft, LevelEntry, LevelMark, LevelSource, entry_states,
    },
    ids::{LevelId, PersonId},
};
use leptos::prelude::*;

/// Of whom, and what.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct LevelQuestion {
    pub(super) child: PersonId,
    pub(super) name: String,
    pub(super) competency: Competency,
    /// What stands, which the form opens with.
    pub(super) stands: Option<Level>,
    /// At school.
    pub(super) today: NaiveDate,
}

/// What the page is told when something else stands.
pub(super) type Changed = Callback<(PersonId, domain::ids::CompetencyId, Option<LevelMark>)>;

#[component]
pub(super) fn LevelDialog(
    asked: RwSignal<Option<LevelQuestion>>,
    /// Whether they may say something, or only look.
    can_edit: bool,
    on_change: Changed,
) -> impl IntoView {
    let open = RwSignal::new(false);
    Effect::new(move |_| {
        if asked.with(Option::is_some) {
            open.set(true);
        }
    });
    Effect::new(move |_| {
        if !open.get() {
            asked.set(None);
        }
    });
    let title = Signal::derive(move || {
        asked
            .with(|it| {
                let it = it.as_ref()?;
                Some(format!("{}: {}", it.name, it.competency.code))
            })
            .unwrap_or_default()
    });
    view! {
        <Dialog open title wide=true>
            {move || asked.get().map(|it| view! { <LevelForm it can_edit on_change /> })}
        </Dialog>
    }
    .into_any()
}

#[component]
fn LevelForm(it: LevelQuestion, can_edit: bool, on_change: Changed) -> impl IntoView {
    let i18n = use_i18n();
    let today = it.today;
    let (child, id) = (it.child, it.competency.id);
    let level = RwSignal::new(it.stands);
    let again = RwSignal::new(0_usize);
    let history = Resource::new(move || again.get(), move |_| api::list_levels(child, id));
    let changed = move |mark: Option<LevelMark>| {
        again.update(|it| *it += 1);
        on_change.run((child, id, mark));
    };
    let undo = Action::new(move |entry: &LevelId| api::undo_level(child, *entry));
    Effect::new(move |_| {
        if let Some(Ok(mark)) = undo.value().get() {
            level.set(mark.map(|it| it.level));
            changed(mark);
        }
    });
    let active = it.competency.active;
    let words = it.competency.clone();
    view! {
        <div class="competency-dialog">
            <About competency=words />
            {(can_edit && active)
                .then(|| {
                    view! {
                        <Say
                            child
                            competency=it.competency.id
                            level
                            today
                            on_said=Callback::new(changed)
                        />
                    }
                })}
            {move || {
                undo.value()
                    .get()
                    .and_then(Result::err)
                    .map(|ApiError(error)| {
                        view! {
                            <Banner kind="wrong" icon="alert">
                                {move || error_message(i18n, &error)}
                            </Banner>
                        }
                    })
            }}
            <h3 class="ui-panel-title">{move || t_string!(i18n, competency.history)}</h3>
            <Loaded read=history let:all>
                <LevelHistory all undo can_edit />
            </Loaded>
        </div>
    }
    .into_any()
}

/// The competency in adults' and in children's words.
#[component]
fn About(competency: Competency) -> impl IntoView {
    let i18n = use_i18n();
    let grades = competency.grades;
    let (statement, heading) = (
        competency.statement.clone(),
        competency.heading.title.clone(),
    );
    let none = competency.child == domain::competency::ChildWords::default();
    let child = move || match none {
        true => t_string!(i18n, competency.no_child_words).to_owned(),
        false => {
            let told = competency.wording(lang_of(i18n.get_locale())).text;
            format!("{}: “{told}”", t_string!(i18n, competency.child_words))
        }
    };
    view! {
        <div>
            <p class="competency-statement">{statement}</p>
            <p class="desk-quiet">
                {move || heading.get(lang_of(i18n.get_locale())).to_owned()} " · "
                {move || grade_words(i18n, grades)}
            </p>
            <p>{child}</p>
        </div>
    }
    .into_any()
}

#[component]
fn Say(
    child: PersonId,
    competency: domain::ids::CompetencyId,
    /// What is chosen; nothing, before anything was ever said.
    level: RwSignal<Option<Level>>,
    today: NaiveDate,
    on_said: Callback<Option<LevelMark>>,
) -> impl IntoView {
    let i18n = use_i18n();
    let seen = RwSignal::new(LevelSource::default());
    let note = RwSignal::new(String::new());
    let on = RwSignal::new(today.to_string());
    let say = Action::new(move |draft: &LevelDraft| api::set_level(child, draft.clone()));
    let newer = RwSignal::new(None::<Level>);
    Effect::new(move |_| {
        if let Some(Ok(mark)) = say.value().get() {
            let other = mark.filter(|it| Some(it.level) != level.get_untracked());
            newer.set(other.map(|it| it.level));
            note.set(String::new());
            on_said.run(mark);
        }
    });
    let refused = move || say.value().get().and_then(Result::err);
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let (Some(level), Ok(on)) = (level.get_untracked(), on.get_untracked().parse()) else {
            return;
        };
        say.dispatch(LevelDraft {
            competency,
            level,
            seen: seen.get_untracked(),
            note: note.get_untracked(),
            on,
        });
    };
    let one = move |it: Level| {
        view! {
            <label class="ui-choice">
                <input
                    class="ui-choice-box"
                    type="radio"
                    name="level"
                    prop:checked=move || level.get() == Some(it)
                    on:change=move |_| level.set(Some(it))
                />
                <Icon name=level_icon(it) />
                {move || level_words(i18n, Some(it))}
            </label>
        }
    };
    view! {
        <form class="ui-form" on:submit=submit>
            <fieldset class="plan-choices">
                <legend class="ui-field-label">{move || t_string!(i18n, competency.level)}</legend>
                {Level::ALL.map(one).collect_view()}
            </fieldset>
            <div class="competency-evidence">
                <SeenPick seen id="field-level-seen" />
                <label class="ui-field">
                    <span class="ui-field-label">{move || t_string!(i18n, competency.on)}</span>
                    <input
                        class="ui-field-input"
                        type="date"
                        max=today.to_string()
                        prop:value=on
                        on:input=move |event| on.set(event_target_value(&event))
                    />
                </label>
            </div>
            <label class="ui-field">
                <span class="ui-field-label">{move || t_string!(i18n, competency.note)}</span>
                <span class="ui-field-hint">{move || t_string!(i18n, competency.note_hint)}</span>
                <input
                    class="ui-field-input"
                    name="note"
                    autocomplete="off"
                    maxlength="300"
                    prop:value=note
                    on:input=move |event| note.set(event_target_value(&event))
                />
            </label>
            {move || {
                refused()
                    .map(|ApiError(error)| {
                        view! {
                            <Banner kind="wrong" icon="alert">
                                {move || error_message(i18n, &error)}
                            </Banner>
                        }
                    })
            }}
            {move || {
                newer
                    .get()
                    .map(|it| {
                        view! {
                            <Banner kind="stale" icon="info">
                                {move || {
                                    let level = level_words(i18n, Some(it));
                                    t_string!(i18n, competency.newer, level).to_string()
                                }}
                            </Banner>
                        }
                    })
            }}
            <div>
                <Button
                    kind=ButtonKind::Main
                    act="keep-level"
                    disabled=Signal::derive(move || say.pending().get() || level.get().is_none())
                    submit=true
                >
                    <Icon name="check" />
                    {move || t_string!(i18n, competency.keep)}
                </Button>
            </div>
        </form>
    }
    .into_any()
}

type Undo = Action<LevelId, Result<Option<LevelMark>, ApiError>>;

#[component]
fn LevelHistory(all: Vec<LevelEntry>, undo: Undo, can_edit: bool) -> impl IntoView {
    let i18n = use_i18n();
    if all.is_empty() {
        let words = move || t_string!(i18n, competency.nothing_said);
        return view! { <p class="desk-quiet">{words}</p> }.into_any();
    }
    let states = entry_states(&all);
    let rows = all.into_iter().zip(states);
    let rows = rows.map(|(it, state)| view! { <EarlierLevels it state undo can_edit /> });
    view! { <ul class="competency-history">{rows.collect_view()}</ul> }.into_any()
}

#[component]
fn EarlierLevels(it: LevelEntry, state: EntryState, undo: Undo, can_edit: bool) -> impl IntoView {
    let i18n = use_i18n();
    let undoable = can_edit && it.can_be_undone(state);
    let LevelEntry {
        id,
        level,
        seen,
        note,
        on,
        who,
        undoes,
        ..
    } = it;
    let words = move || {
        let (who, day) = (who.clone(), on_day(i18n, on));
        match undoes {
            Some(_) => t_string!(i18n, competency.took_back, who, day).to_string(),
            None => t_string!(i18n, competency.said_by, who, day).to_string(),
        }
    };
    view! {
        <li class="competency-said" data-state=state.name()>
            {level.map(|it| view! { <LevelTag level=Signal::derive(move || Some(it)) /> })}
            <div>
                {(!note.is_empty()).then(|| view! { <p>{note}</p> })}
                <p class="desk-quiet">
                    {words}
                    {level
                        .map(|_| {
                            view! {
                                " · "
                                {move || seen_words(i18n, seen)}
                            }
                        })}
                </p>
                {(state == EntryState::Undone)
                    .then(|| {
                        view! {
                            <p class="desk-quiet">
                                {move || t_string!(i18n, competency.taken_back)}
                            </p>
                        }
                    })}
            </div>
            {undoable
                .then(|| {
                    view! {
                        <Button
                            act="take-back"
                            disabled=undo.pending()
                            on_click=move |()| drop(undo.dispatch(id))
                        >
                            <Icon name="undo" />
                            {move || t_string!(i18n, competency.take_back)}
                        </Button>
                    }
                })}
        </li>
    }
    .into_any()
}
