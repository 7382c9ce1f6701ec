//! Starting the survey of a class.

use super::api::{Choose, Offer, StartSurvey, read_aimed, read_offer};
use crate::{
    i18n::*,
    ui::{Banner, Button, ButtonKind, Dialog, Icon, Loaded, error_message, lang_of, picture},
};
use domain::{
    ids::ClassId,
    survey::{Card, RunSettings},
};
use leptos::{prelude::*, task::spawn_local};

/// What there is to choose before the survey starts.
#[component]
pub(super) fn StartDialog(
    class: ClassId,
    start: ServerAction<StartSurvey>,
    open: RwSignal<bool>,
) -> impl IntoView {
    let i18n = use_i18n();
    let offered = Resource::new(
        move || open.get(),
        move |open| async move {
            match open {
                true => read_offer(class).await,
                false => Ok(None),
            }
        },
    );
    let label = Signal::derive(move || t_string!(i18n, board.start_survey).to_owned());
    Effect::new(move |_| {
        if matches!(start.value().get(), Some(Ok(()))) {
            open.set(false);
        }
    });
    view! {
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
        <Loaded
            read=offered
            waiting=move || view! { <p>{move || t_string!(i18n, board.wait)}</p> }
            is_empty=Option::is_none
            empty=move || view! { <p>{move || t_string!(i18n, board.no_survey)}</p> }
            let:offer
        >
            {offer.map(|offer| view! { <SurveyChoices class offer start open /> })}
        </Loaded>
    }
    .into_any()
}

#[component]
fn SurveyChoices(
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
        Some(Err(crate::ApiError(error))) => Some(error_message(i18n, &error)),
        _ => None,
    };
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let start_with = RunSettings {
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
    let short_words = Signal::derive(move || t_string!(i18n, board.short_words, least, most));
    let whole_words = Signal::derive(move || t_string!(i18n, board.whole_words, of));
    let title = offer.title;
    view! {
        <form class="ui-form" on:submit=submit>
            <p class="board-survey">{move || title.get(lang_of(i18n.get_locale())).to_owned()}</p>
            {move || {
                refused()
                    .map(|words| {
                        view! {
                            <Banner kind="wrong" icon="alert">
                                {words}
                            </Banner>
                        }
                    })
            }}
            <fieldset class="board-choices">
                <legend class="ui-field-label">{move || t_string!(i18n, board.how_long)}</legend>
                <Length value=false whole label=short_words />
                <Length value=true whole label=whole_words />
            </fieldset>
            {offer.choose.map(|choose| view! { <Cards choose chosen /> })}
            {move || {
                by_goals
                    .get()
                    .then(|| {
                        view! {
                            <p class="ui-field-hint" data-by="goals">
                                {t_string!(i18n, competency.chosen_by_goals)}
                            </p>
                        }
                    })
            }}
            <div class="ui-dialog-foot">
                <Button on_click=move |()| {
                    open.set(false);
                }>{move || t_string!(i18n, desk.not_now)}</Button>
                <Button
                    kind=ButtonKind::Main
                    act="yes"
                    disabled=move || start.pending().get()
                    submit=true
                >
                    <Icon name="play" />
                    {move || t_string!(i18n, board.start_now)}
                </Button>
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
            let aimed = first_known(aimed, &known, most);
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
            chosen.update(|all| toggle(all, &id));
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
                {move || {
                    t_string!(i18n, board.which_cards, question = question.get(lang()).to_owned())
                }}
            </legend>
            <p class="ui-field-hint">{move || t_string!(i18n, board.which_cards_hint, most)}</p>
            {choose.cards.into_iter().map(one).collect_view()}
        </fieldset>
    }
    .into_any()
}

/// Of what goals aim at, the cards there are, up to so many.
fn first_known(aimed: Vec<String>, known: &[String], most: usize) -> Vec<String> {
    let aimed = aimed.into_iter().filter(|it| known.contains(it));
    aimed.take(most).collect()
}

/// Chooses a card, or no longer.
fn toggle(chosen: &mut Vec<String>, card: &str) {
    match chosen.iter().position(|it| it == card) {
        Some(at) => drop(chosen.remove(at)),
        None => chosen.push(card.to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cards(ids: &[&str]) -> Vec<String> {
        ids.iter().map(|it| (*it).to_owned()).collect()
    }

    #[test]
    fn cards_the_survey_does_not_have_are_not_proposed() {
        let known = cards(&["add", "read"]);
        let aimed = first_known(cards(&["sing", "read"]), &known, 3);
        assert_eq!(aimed, ["read"]);
    }

    #[test]
    fn no_more_cards_are_proposed_than_can_be_chosen() {
        let known = cards(&["add", "read", "write"]);
        let aimed = first_known(cards(&["sing", "read", "add", "write"]), &known, 2);
        assert_eq!(aimed, ["read", "add"]);
    }

    #[test]
    fn a_second_tap_takes_a_card_out_again() {
        let mut chosen = cards(&["add"]);
        toggle(&mut chosen, "read");
        assert_eq!(chosen, ["add", "read"]);
        toggle(&mut chosen, "add");
        assert_eq!(chosen, ["read"]);
    }
}
