//! A child makes a goal alone, by pictures and voice: area → goal → what to do → when. It lives
//! once the teacher has said yes.

use super::{
    api,
    goals::{day_name, initial},
    hue::hue,
    state::{HELD, Mine, Teller, find_plan},
};
use crate::{
    child::ui::{Corner, Lead, ssr_resource, use_away},
    i18n::*,
    sync::{use_offline_cache, use_sync},
    ui::{Icon, IconButton, MuteButton, Saying, browser::new_uuid, lang_of, picture},
};
use domain::{
    Words,
    event::Op,
    ids::{DailyId, GoalId},
    limits,
    plan::{Area, Chosen, Entry, GoalBook, GrowCard, MyPlan, Suggestion, Weekdays},
};
use leptos::prelude::*;

/// The signed-in child and the book of goals; without a plan it leads home.
#[component]
pub fn MakePage() -> impl IntoView {
    let cache = use_offline_cache();
    let found = ssr_resource(move || async move {
        let grows = api::see_grows().await.unwrap_or_default();
        let book = cache.ask(HELD[1], api::see_book()).await;
        (find_plan(cache).await, book.map(|(it, _)| it), grows)
    });
    view! {
        <Suspense>
            {move || Suspend::new(async move {
                match found.await {
                    (Ok(Some(plan)), Ok(book), grows) => {
                        view! { <Make plan book grows /> }.into_any()
                    }
                    _ => view! { <Lead path="/" /> }.into_any(),
                }
            })}
        </Suspense>
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Step {
    Area,
    Goal,
    Daily,
    Days,
    Why,
    Yours,
    Sent,
}

/// What was chosen so far.
#[derive(Clone, Copy)]
struct Choice {
    book: StoredValue<GoalBook>,
    step: RwSignal<Step>,
    /// What the profile says the child wants to grow, and which of it was tapped.
    grows: StoredValue<Vec<GrowCard>>,
    grow: RwSignal<Option<String>>,
    area: RwSignal<Option<Area>>,
    why: RwSignal<Option<String>>,
    entry: RwSignal<Option<Entry>>,
    daily: RwSignal<Vec<String>>,
    days: RwSignal<Weekdays>,
}

impl Choice {
    /// Whether the next step can be taken.
    fn is_ready(self) -> bool {
        match self.step.get() {
            Step::Area => self.area.with(Option::is_some),
            Step::Goal => self.entry.with(Option::is_some),
            Step::Daily => !self.daily.with(Vec::is_empty),
            Step::Days => !self.days.get().is_empty(),
            Step::Why => self.why.with(Option::is_some),
            Step::Yours | Step::Sent => true,
        }
    }

    fn back(self) -> bool {
        let before = match self.step.get_untracked() {
            Step::Area | Step::Sent => return false,
            Step::Goal => Step::Area,
            Step::Daily => Step::Goal,
            Step::Days => Step::Daily,
            // A book of an earlier version has no reasons.
            Step::Yours if self.has_whys() => Step::Why,
            Step::Why | Step::Yours => Step::Days,
        };
        self.step.set(before);
        true
    }

    fn has_whys(self) -> bool {
        self.book.with_value(|it| !it.whys.is_empty())
    }

    /// Something of the child's own poster: it leads to its area.
    fn choose_grow(self, card: &str) {
        let area = self.grows.with_value(|all| {
            let chosen = all.iter().find(|it| it.card == card);
            chosen.and_then(|it| self.area_of(it))
        });
        if let Some(area) = area {
            self.choose_area(area);
            self.grow.set(Some(card.to_owned()));
        }
    }

    /// Where something of the child's own poster leads.
    fn area_of(self, grow: &GrowCard) -> Option<Area> {
        let by_book = || self.book.with_value(|it| it.grows_in(&grow.card));
        grow.area.or_else(by_book)
    }

    fn choose_area(self, area: Area) {
        self.grow.set(None);
        if self.area.get_untracked() != Some(area) {
            self.area.set(Some(area));
            self.choose_entry(None);
        }
    }

    fn choose_entry(self, entry: Option<Entry>) {
        if self.entry.with_untracked(|it| *it != entry) {
            self.entry.set(entry);
            self.daily.set(Vec::new());
        }
    }

    /// Takes a suggestion, or leaves it again; its days are proposed.
    fn turn(self, suggestion: &Suggestion) {
        self.daily
            .update(|all| match all.iter().position(|it| *it == suggestion.id) {
                Some(at) => drop(all.remove(at)),
                None => all.push(suggestion.id.clone()),
            });
        self.days.set(self.proposed_days());
    }

    fn suggestions(self) -> Vec<Suggestion> {
        let chosen = self.daily.get_untracked();
        let all = self
            .entry
            .with_untracked(|it| it.as_ref().map(|it| it.daily.clone()));
        let mut all = all.unwrap_or_default();
        all.retain(|it| chosen.contains(&it.id));
        all
    }

    fn proposed_days(self) -> Weekdays {
        Weekdays::of(self.suggestions().iter().flat_map(|it| it.days.iter()))
    }

    fn op(self, plan: &MyPlan) -> Option<Op> {
        let days = self.days.get_untracked();
        let daily = self.suggestions().into_iter().map(|it| Chosen {
            id: DailyId(new_uuid()),
            suggestion: it.id,
            days,
        });
        Some(Op::ProposeGoal {
            plan: plan.home.plan.id,
            goal: GoalId(new_uuid()),
            book: self.book.with_value(|it| it.version),
            entry: self
                .entry
                .with_untracked(|it| it.as_ref().map(|it| it.id.clone()))?,
            daily: daily.collect(),
            why: self.why.get_untracked(),
            on: plan.today,
        })
    }
}

#[component]
fn Make(plan: MyPlan, book: GoalBook, grows: Vec<GrowCard>) -> impl IntoView {
    let i18n = use_i18n();
    let mine = Mine::new(plan);
    let me = mine.with(|it| it.me.clone());
    let choice = Choice {
        book: StoredValue::new(book),
        step: RwSignal::new(Step::Area),
        grows: StoredValue::new(grows),
        grow: RwSignal::new(None),
        area: RwSignal::new(None),
        why: RwSignal::new(None),
        entry: RwSignal::new(None),
        daily: RwSignal::new(Vec::new()),
        days: RwSignal::new(Weekdays::SCHOOL),
    };
    let enough = mine.with(|it| it.home.plan.living().count() >= limits::plan::MOST_GOALS);
    let words = Signal::derive(move || {
        let words = match choice.step.get() {
            _ if enough => t_string!(i18n, child.goals_enough),
            Step::Area => t_string!(i18n, child.choose_area),
            Step::Goal => t_string!(i18n, child.choose_goal),
            Step::Daily => t_string!(i18n, child.choose_daily),
            Step::Days => t_string!(i18n, child.choose_days),
            Step::Why => t_string!(i18n, child.choose_why),
            Step::Yours => t_string!(i18n, child.is_my_goal),
            Step::Sent => t_string!(i18n, child.goal_sent),
        };
        vec![words.to_owned()]
    });
    let voice = crate::ui::use_voice();
    Effect::new(move |_| voice.say_then(words.get(), None));
    let away = use_away();
    let sync = use_sync();
    let home = Callback::new(move |()| away.to("/"));
    let next = move |_| {
        let after = match choice.step.get_untracked() {
            _ if enough => return home.run(()),
            Step::Area => Step::Goal,
            Step::Goal => Step::Daily,
            Step::Daily => Step::Days,
            Step::Days if choice.has_whys() => Step::Why,
            Step::Days | Step::Why => Step::Yours,
            Step::Yours => {
                if let Some(op) = leptos::reactive::graph::untrack(|| mine.with(|it| choice.op(it)))
                {
                    mine.act(op);
                }
                Step::Sent
            }
            Step::Sent => return home.run(()),
        };
        choice.step.set(after);
    };
    let back = Callback::new(move |()| {
        if !choice.back() {
            home.run(());
        }
    });
    let way = move || match choice.step.get() {
        _ if enough => ().into_any(),
        Step::Area => areas(choice).into_any(),
        Step::Goal => goals(choice).into_any(),
        Step::Daily => dailies(choice).into_any(),
        Step::Days => days(choice).into_any(),
        Step::Why => whys(choice).into_any(),
        Step::Yours => yours(choice).into_any(),
        Step::Sent => view! {
            <div class="ui-petals" aria-hidden="true">
                {(0..18).map(|_| view! { <span class="ui-petal"></span> }).collect_view()}
            </div>
            <img class="ui-buddy make-cheer" src="/buddy/fox-cheer.svg" alt="" />
            // Once the school has it, whoever is at hand may sign at once.
            {move || {
                (sync.waiting() == 0)
                    .then(|| {
                        view! {
                            <a
                                class="home-card"
                                data-hue="sun"
                                href="/goals/together"
                                data-act="together"
                                on:click=away.by_tap("/goals/together")
                            >
                                <img class="home-card-picture" src=picture("teacher") alt="" />
                                {move || t_string!(i18n, child.teacher_here)}
                            </a>
                        }
                    })
            }}
        }
        .into_any(),
    };
    view! {
        <main
            class="ui-meadow make"
            data-step=move || format!("{:?}", choice.step.get()).to_lowercase()
        >
            <header class="home-top">
                <Corner me />
                <MuteButton />
            </header>
            <h1 class="visually-hidden">{move || t_string!(i18n, child.make_goal)}</h1>
            <Saying buddy=Signal::derive(|| "fox".to_owned()) pose="point" words />
            <div class="make-cards">{way}</div>
            <div class="make-bar">
                {move || {
                    (choice.step.get() != Step::Sent)
                        .then(|| {
                            view! {
                                <IconButton
                                    icon="back"
                                    act="back"
                                    label=Signal::derive(move || {
                                        t_string!(i18n, child.back).to_owned()
                                    })
                                    on_tap=back
                                />
                            }
                        })
                }}
                <button
                    type="button"
                    class="ui-next"
                    data-act="next"
                    disabled=move || !enough && !choice.is_ready()
                    aria-label=move || t_string!(i18n, child.next)
                    on:click=next
                >
                    {move || match choice.step.get() {
                        Step::Yours | Step::Sent => view! { <Icon name="check" /> },
                        _ => view! { <Icon name="next" /> },
                    }}
                </button>
            </div>
        </main>
    }
}

/// A card that is chosen by a tap and says its name.
#[component]
fn Pick(
    id: String,
    file: String,
    words: Words,
    #[prop(into)] chosen: Signal<bool>,
    on_tap: Callback<()>,
    #[prop(optional)] area: Option<Area>,
) -> impl IntoView {
    let i18n = use_i18n();
    let teller = Teller::new();
    let text = domain::plan::Text::Book(words.clone());
    view! {
        <button
            type="button"
            class="ui-card make-card"
            data-card=id
            data-hue=area.map(hue)
            data-state=move || if chosen.get() { "chosen" } else { "resting" }
            aria-pressed=move || chosen.get().to_string()
            on:click=move |_| {
                on_tap.run(());
                teller.say(Vec::new(), [&text]);
            }
        >
            <img class="ui-card-picture" src=picture(&file) alt="" />
            <span class="ui-card-word">
                {move || words.get(lang_of(i18n.get_locale())).to_owned()}
            </span>
        </button>
    }
}

fn areas(choice: Choice) -> impl IntoView {
    let all = choice.book.with_value(|it| it.areas.clone());
    let leads = |it: &GrowCard| choice.area_of(it).is_some();
    let grows = choice.grows.get_value().into_iter().filter(leads);
    let grows = grows.map(|it| {
        let (card, own) = (it.card.clone(), it.card.clone());
        view! {
            <Pick
                id=format!("grow-{}", it.card)
                file=it.picture
                words=it.word
                chosen=Signal::derive(move || choice.grow.with(|it| it.as_ref() == Some(&own)))
                on_tap=Callback::new(move |()| choice.choose_grow(&card))
            />
        }
    });
    let grows: Vec<_> = grows.collect();
    let grows = (!grows.is_empty()).then(|| view! { <GrowRow>{grows}</GrowRow> });
    let areas = all
        .into_iter()
        .map(|it| {
            let area = it.area;
            view! {
                <Pick
                    id=hue(area).to_owned()
                    file=it.picture
                    words=it.word
                    area
                    chosen=Signal::derive(move || {
                        choice.area.get() == Some(area) && choice.grow.with(Option::is_none)
                    })
                    on_tap=Callback::new(move |()| choice.choose_area(area))
                />
            }
        })
        .collect_view();
    view! {
        {grows}
        {areas}
    }
}

/// What my poster says I want to grow, before the areas.
#[component]
fn GrowRow(children: Children) -> impl IntoView {
    let i18n = use_i18n();
    view! {
        <section class="make-grow" aria-label=move || t_string!(i18n, child.poster_grow)>
            <p class="make-grow-words">{move || t_string!(i18n, child.poster_grow)}</p>
            <div class="make-grow-cards">{children()}</div>
        </section>
    }
}

fn whys(choice: Choice) -> impl IntoView {
    let all = choice.book.with_value(|it| it.whys.clone());
    all.into_iter()
        .map(|it| {
            let (id, own) = (it.id.clone(), it.id.clone());
            view! {
                <Pick
                    id=it.id
                    file=it.picture
                    words=it.word
                    chosen=Signal::derive(move || choice.why.with(|it| it.as_ref() == Some(&own)))
                    on_tap=Callback::new(move |()| choice.why.set(Some(id.clone())))
                />
            }
        })
        .collect_view()
}

fn goals(choice: Choice) -> impl IntoView {
    let area = choice.area.get_untracked();
    let grow = choice.grow.get_untracked();
    let all = choice.book.with_value(|it| {
        let fitting = area.map(|area| it.growing(area, grow.as_deref()));
        let fitting = fitting.unwrap_or_default().into_iter();
        fitting.cloned().collect::<Vec<Entry>>()
    });
    all.into_iter()
        .map(|entry| {
            let (id, file, words) = (entry.id.clone(), entry.picture.clone(), entry.say.clone());
            let own = id.clone();
            view! {
                <Pick
                    id
                    file
                    words
                    chosen=Signal::derive(move || {
                        choice.entry.with(|it| it.as_ref().is_some_and(|it| it.id == own))
                    })
                    on_tap=Callback::new(move |()| choice.choose_entry(Some(entry.clone())))
                />
            }
        })
        .collect_view()
}

fn dailies(choice: Choice) -> impl IntoView {
    let all = choice
        .entry
        .with_untracked(|it| it.as_ref().map(|it| it.daily.clone()));
    all.unwrap_or_default()
        .into_iter()
        .map(|it| {
            let (id, file, words) = (it.id.clone(), it.picture.clone(), it.word.clone());
            let own = id.clone();
            view! {
                <Pick
                    id
                    file
                    words
                    chosen=Signal::derive(move || choice.daily.with(|all| all.contains(&own)))
                    on_tap=Callback::new(move |()| choice.turn(&it))
                />
            }
        })
        .collect_view()
}

fn days(choice: Choice) -> impl IntoView {
    let i18n = use_i18n();
    let teller = Teller::new();
    let beside = choice.proposed_days();
    let all = Weekdays::of(Weekdays::SCHOOL.iter().chain(beside.iter()));
    all.iter()
        .map(|day| {
            let on = move || choice.days.get().contains(day);
            let turn = move |_| {
                let now = choice.days.get_untracked().contains(day);
                choice.days.update(|days| days.set(day, !now));
                let name = leptos::reactive::graph::untrack(|| day_name(i18n, day).to_owned());
                teller.say(vec![name], []);
            };
            view! {
                <button
                    type="button"
                    class="ui-card make-day"
                    data-card=day.to_string().to_lowercase()
                    data-state=move || if on() { "chosen" } else { "resting" }
                    aria-pressed=move || on().to_string()
                    on:click=turn
                >
                    <span class="visually-hidden">{move || day_name(i18n, day)}</span>
                    <span aria-hidden="true">{move || initial(day_name(i18n, day))}</span>
                </button>
            }
        })
        .collect_view()
}

fn yours(choice: Choice) -> impl IntoView {
    let i18n = use_i18n();
    let entry = choice.entry.get_untracked();
    let rows = choice.suggestions();
    let why = choice.why.get_untracked();
    let why = choice
        .book
        .with_value(|it| it.why(why.as_deref()?).cloned());
    let days = choice.days.get_untracked();
    let said = move || {
        let names = days.iter().map(|it| initial(day_name(i18n, it)));
        names.collect::<Vec<_>>().join(" ")
    };
    entry.map(|entry| {
        let words = entry.say.clone();
        view! {
            <div class="ui-sheet make-yours" data-hue=hue(entry.area)>
                <p class="make-yours-goal">
                    <img class="goals-picture" src=picture(&entry.picture) alt="" />
                    {move || words.get(lang_of(i18n.get_locale())).to_owned()}
                </p>
                {rows
                    .into_iter()
                    .map(|it| {
                        let words = it.word.clone();
                        view! {
                            <p class="make-yours-daily">
                                <img class="goals-picture" src=picture(&it.picture) alt="" />
                                {move || words.get(lang_of(i18n.get_locale())).to_owned()}
                            </p>
                        }
                    })
                    .collect_view()}
                <p class="make-yours-days">{said}</p>
                {why
                    .map(|why| {
                        let words = why.word;
                        view! {
                            <p class="make-yours-daily">
                                <img class="goals-picture" src=picture(&why.picture) alt="" />
                                {move || words.get(lang_of(i18n.get_locale())).to_owned()}
                            </p>
                        }
                    })}
            </div>
        }
    })
}
