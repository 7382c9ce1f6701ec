//! Starting and stopping the survey of a class.

use super::api::{Choose, Offer, StartSurvey, StopSurvey, read_aimed, read_offer};
use crate::{
    i18n::*,
    ui::{Banner, Confirm, Dialog, Icon, Trouble, lang_of, picture, told},
};
use domain::{
    ids::ClassId,
    survey::{Card, Start},
};
use leptos::{prelude::*, task::spawn_local};

/// "Start the survey …", and what there is to choose.
#[component]
pub(super) fn StartButton(
    class: ClassId,
    start: ServerAction<StartSurvey>,
    /// Whether starting is what comes next.
    #[prop(into)]
    next: Signal<bool>,
) -> impl IntoView {
    let i18n = use_i18n();
    let offered = Resource::new(|| (), move |()| read_offer(class));
    let open = RwSignal::new(false);
    let label = Signal::derive(move || t_string!(i18n, desk.start_survey).to_owned());
    Effect::new(move |_| {
        if matches!(start.value().get(), Some(Ok(()))) {
            open.set(false);
        }
    });
    view! {
        <button
            type="button"
            class="ui-button"
            data-kind=move || next.get().then_some("main")
            data-act="start-survey"
            on:click=move |_| open.set(true)
        >
            <Icon name="play" />
            {label}
        </button>
        <Dialog open title=label wide=true>
            <StartForm class offered start open />
        </Dialog>
    }
    .into_any()
}

#[component]
fn StartForm(
    class: ClassId,
    offered: Resource<Result<Option<Offer>, crate::ApiError>>,
    start: ServerAction<StartSurvey>,
    open: RwSignal<bool>,
) -> impl IntoView {
    let i18n = use_i18n();
    view! {
        <Suspense fallback=move || view! { <p>{move || t_string!(i18n, desk.wait)}</p> }>
            {move || offered.get().map(|it| match it {
                Ok(Some(offer)) => view! { <Choices class offer start open /> }.into_any(),
                Ok(None) => view! { <p>{move || t_string!(i18n, desk.no_survey)}</p> }.into_any(),
                Err(crate::ApiError(error)) => view! { <Trouble error /> }.into_any(),
            })}
        </Suspense>
    }
    .into_any()
}

#[component]
fn Choices(
    class: ClassId,
    offer: Offer,
    start: ServerAction<StartSurvey>,
    open: RwSignal<bool>,
) -> impl IntoView {
    let i18n = use_i18n();
    let whole = RwSignal::new(false);
    let chosen = RwSignal::new(Vec::<String>::new());
    let by_goals = RwSignal::new(false);
    if let Some(choose) = &offer.choose {
        propose(class, choose, chosen, by_goals);
    }
    let refused = move || match start.value().get() {
        Some(Err(crate::ApiError(error))) => Some(told(i18n, &error)),
        _ => None,
    };
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let start_with = Start {
            whole: whole.get_untracked(),
            chosen: chosen.get_untracked(),
        };
        start.dispatch(StartSurvey {
            class,
            start: start_with,
        });
    };
    let (least, most) = offer.short;
    let of = offer.whole;
    let short_words = Signal::derive(move || t_string!(i18n, desk.short_words, least, most));
    let whole_words = Signal::derive(move || t_string!(i18n, desk.whole_words, of));
    let title = offer.title;
    view! {
        <form class="ui-form" on:submit=submit>
            <p class="board-survey">{move || title.get(lang_of(i18n.get_locale())).to_owned()}</p>
            {move || refused().map(|words| view! { <Banner kind="wrong" icon="alert">{words}</Banner> })}
            <fieldset class="board-choices">
                <legend class="ui-field-label">{move || t_string!(i18n, desk.how_long)}</legend>
                <Length value=false whole label=short_words />
                <Length value=true whole label=whole_words />
            </fieldset>
            {offer.choose.map(|choose| view! { <Cards choose chosen /> })}
            {move || by_goals.get().then(|| view! {
                <p class="ui-field-hint" data-by="goals">{t_string!(i18n, competency.chosen_by_goals)}</p>
            })}
            <div class="ui-dialog-foot">
                <button type="button" class="ui-button" on:click=move |_| open.set(false)>
                    {move || t_string!(i18n, desk.not_now)}
                </button>
                <button
                    class="ui-button"
                    data-kind="main"
                    data-act="yes"
                    disabled=move || start.pending().get()
                >
                    <Icon name="play" />
                    {move || t_string!(i18n, desk.start_now)}
                </button>
            </div>
        </form>
    }
    .into_any()
}

/// Chooses beforehand what this term's goals of the class aim at, unless somebody was faster.
fn propose(
    class: ClassId,
    choose: &Choose,
    chosen: RwSignal<Vec<String>>,
    by_goals: RwSignal<bool>,
) {
    let known: Vec<String> = choose.cards.iter().map(|it| it.id.clone()).collect();
    let most = choose.most;
    Effect::new(move |_| {
        let known = known.clone();
        spawn_local(async move {
            let Ok(aimed) = read_aimed(class).await else {
                return;
            };
            let mut aimed: Vec<String> =
                aimed.into_iter().filter(|it| known.contains(it)).collect();
            aimed.truncate(most);
            let untouched = chosen.try_with_untracked(Vec::is_empty) == Some(true);
            if untouched && !aimed.is_empty() {
                chosen.set(aimed);
                by_goals.set(true);
            }
        });
    });
}

#[component]
fn Length(value: bool, whole: RwSignal<bool>, label: Signal<String>) -> impl IntoView {
    view! {
        <label class="ui-choice">
            <input
                class="ui-choice-box"
                type="radio"
                name="whole"
                value=value.to_string()
                checked=!value
                on:change=move |_| whole.set(value)
            />
            {label}
        </label>
    }
    .into_any()
}

/// The cards of the item that lets the teacher choose; none chosen: each grade's own.
#[component]
fn Cards(choose: Choose, chosen: RwSignal<Vec<String>>) -> impl IntoView {
    let i18n = use_i18n();
    let most = choose.most;
    let lang = move || lang_of(i18n.get_locale());
    let question = choose.question;
    let one = move |card: Card| {
        let (id, word) = (card.id.clone(), card.word);
        let is_chosen = {
            let id = id.clone();
            move || chosen.with(|all| all.contains(&id))
        };
        let full = {
            let is_chosen = is_chosen.clone();
            move || chosen.with(|all| all.len() >= most) && !is_chosen()
        };
        let flip = move |_| {
            chosen.update(|all| match all.iter().position(|it| *it == id) {
                Some(at) => drop(all.remove(at)),
                None => all.push(id.clone()),
            });
        };
        view! {
            <label class="ui-choice">
                <input
                    class="ui-choice-box"
                    type="checkbox"
                    name="chosen"
                    value=card.id
                    prop:checked=is_chosen
                    disabled=full
                    on:change=flip
                />
                <img class="desk-face" src=picture(&card.picture) alt="" />
                <span>{move || word.get(lang()).to_owned()}</span>
            </label>
        }
    };
    view! {
        <fieldset class="board-choices" data-size="many">
            <legend class="ui-field-label">
                {move || t_string!(i18n, desk.which_cards, question = question.get(lang()).to_owned())}
            </legend>
            <p class="ui-field-hint">{move || t_string!(i18n, desk.which_cards_hint, most)}</p>
            {choose.cards.into_iter().map(one).collect_view()}
        </fieldset>
    }
    .into_any()
}

/// Ends the survey, after a question.
#[component]
pub(super) fn StopButton(class: ClassId, stop: ServerAction<StopSurvey>) -> impl IntoView {
    let i18n = use_i18n();
    view! {
        <Confirm
            act="stop-survey"
            icon="pause"
            label=Signal::derive(move || t_string!(i18n, desk.stop_survey).to_owned())
            question=Signal::derive(move || t_string!(i18n, desk.stop_question).to_owned())
            busy=stop.pending()
            on_yes=move |()| drop(stop.dispatch(StopSurvey { class }))
        />
    }
    .into_any()
}
