//! A goal made together on one tablet: the child has chosen by pictures; the teacher sits down with
//! a code from their own screen, adds words and pace, and both sign.

use super::{
    api::{agree, leave_beside, sit_beside},
    signatures::Sign,
    teacher_part::PartForm,
};
use crate::{
    ApiError,
    child::{
        plan::{
            api,
            hue::hue,
            state::{Mine, Teller},
        },
        ui::{CodePad, Corner, Lead, ssr_resource, use_away},
    },
    i18n::*,
    ui::{Icon, IconButton, MuteButton, Saying, error_message, lang_of, picture, use_voice},
};
use domain::{
    AppError,
    competency::Competency,
    ids::GoalId,
    plan::{BesideSession, Goal, GoalError, GoalState, GoalUpdate, MyPlan, TeacherPart},
};
use leptos::{prelude::*, task::spawn_local};

/// The signed-in child's proposals; without one it leads home.
#[component]
pub fn TogetherPage() -> impl IntoView {
    let plan = ssr_resource(api::see_plan);
    let proposed = |it: &Goal| it.state == GoalState::Proposed;
    view! {
        <Suspense>
            {move || Suspend::new(async move {
                match plan.await {
                    Ok(Some(plan)) if plan.home.plan.goals.iter().any(proposed) => {
                        view! { <Together plan /> }.into_any()
                    }
                    _ => view! { <Lead path="/" /> }.into_any(),
                }
            })}
        </Suspense>
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Step {
    /// Which proposal, if there are several.
    Choose,
    /// Whoever sits down proves who they are.
    Code,
    Part,
    Sign,
    Done,
}

/// What the two of them are at.
#[derive(Clone, Copy)]
struct Table {
    step: RwSignal<Step>,
    goal: RwSignal<Option<Goal>>,
    /// In this page's memory and nowhere else.
    beside: RwSignal<Option<BesideSession>>,
    part: RwSignal<TeacherPart>,
    trouble: RwSignal<Option<AppError>>,
}

impl Table {
    fn sit(self, code: String) {
        let Some(goal) = self.goal.with_untracked(|it| it.as_ref().map(|it| it.id)) else {
            return;
        };
        spawn_local(async move {
            match sit_beside(goal, code).await {
                Ok(beside) => {
                    self.beside.set(Some(beside));
                    self.step.set(Step::Part);
                }
                Err(ApiError(why)) => self.trouble.set(Some(why)),
            }
        });
    }

    /// Both have signed.
    fn agree(self) {
        let token = self.token();
        let expected = self.goal.with_untracked(|it| it.as_ref().map(|it| it.rev));
        let (Some(token), Some(expected)) = (token, expected) else {
            return;
        };
        let part = self.part.get_untracked();
        spawn_local(async move {
            match agree(token, expected, part).await {
                Ok(GoalUpdate::Kept(goal)) => {
                    self.goal.set(Some(goal));
                    self.beside.set(None);
                    self.step.set(Step::Done);
                }
                Ok(GoalUpdate::Conflict(_)) => {
                    self.trouble.set(Some(GoalError::IsAnsweredAlready.into()));
                    self.step.set(Step::Part);
                }
                Err(ApiError(why)) => {
                    self.trouble.set(Some(why));
                    self.step.set(Step::Part);
                }
            }
        });
    }

    fn offered(self) -> Vec<Competency> {
        let offered = |it: &Option<BesideSession>| it.as_ref().map(|it| it.offered.clone());
        self.beside.with_untracked(offered).unwrap_or_default()
    }

    /// The teacher gets up.
    fn leave(self) {
        if let Some(token) = self.token() {
            self.beside.set(None);
            spawn_local(async move { drop(leave_beside(token).await) });
        }
    }

    fn token(self) -> Option<String> {
        self.beside
            .with_untracked(|it| it.as_ref().map(|it| it.token.clone()))
    }
}

#[component]
fn Together(plan: MyPlan) -> impl IntoView {
    let i18n = use_i18n();
    let (voice, away) = (use_voice(), use_away());
    let mine = Mine::new(plan);
    let me = mine.with(|it| it.me.clone());
    let proposals = mine.with(|it| {
        let goals = it.home.plan.goals.iter();
        let proposed = goals.filter(|it| it.state == GoalState::Proposed);
        proposed.cloned().collect::<Vec<_>>()
    });
    let only = (proposals.len() == 1).then(|| proposals[0].clone());
    let table = Table {
        step: RwSignal::new(if only.is_some() {
            Step::Code
        } else {
            Step::Choose
        }),
        goal: RwSignal::new(only),
        beside: RwSignal::new(None),
        part: RwSignal::new(TeacherPart::default()),
        trouble: RwSignal::new(None),
    };
    let words = Signal::derive(move || {
        let words = match table.step.get() {
            Step::Choose => t_string!(i18n, child.together_which),
            Step::Code => t_string!(i18n, child.together_code),
            Step::Part => t_string!(i18n, child.together_part),
            Step::Sign => t_string!(i18n, child.together_sign),
            Step::Done => t_string!(i18n, child.together_done),
        };
        vec![words.to_owned()]
    });
    Effect::new(move |_| voice.say_then(words.get(), None));
    let back = Callback::new(move |()| {
        table.trouble.set(None);
        match table.step.get_untracked() {
            Step::Sign => table.step.set(Step::Part),
            _ => {
                table.leave();
                away.to("/goals");
            }
        }
    });
    let proposals = StoredValue::new(proposals);
    let name = StoredValue::new(me.name.clone());
    let token = StoredValue::new(me.picture.clone());
    let way =
        move || {
            match table.step.get() {
        Step::Choose => {
            let choose = Callback::new(move |id: GoalId| {
                let goal = proposals.with_value(|all| all.iter().find(|it| it.id == id).cloned());
                table.goal.set(goal);
                table.step.set(Step::Code);
            });
            let all = proposals.get_value().into_iter();
            let all = all.map(|goal| view! { <GoalToSign goal choose /> });
            view! { <div class="make-cards">{all.collect_view()}</div> }.into_any()
        }
        Step::Code => view! {
            <div class="together-code">
                <p class="ui-sheet together-adult">
                    <Icon name="key" />
                    <span>{move || t_string!(i18n, plan.code_hint)}</span>
                </p>
                <CodePad trouble=table.trouble on_code=Callback::new(move |code| table.sit(code)) />
            </div>
        }
        .into_any(),
        Step::Part => table.goal.get().map(|goal| view! {
            <PartForm
                goal
                mine
                offered=table.offered()
                part=table.part
                trouble=table.trouble
                on_ready=Callback::new(move |()| {
                    table.trouble.set(None);
                    table.step.set(Step::Sign);
                })
            />
        }).into_any(),
        Step::Sign => {
            let adult = table.beside.with_untracked(|it| it.as_ref().map(|it| it.name.clone()));
            view! {
                <Sign
                    child=name.get_value()
                    token=token.get_value()
                    adult=adult.unwrap_or_default()
                    on_both=Callback::new(move |()| table.agree())
                />
            }
            .into_any()
        }
        Step::Done => view! {
            <div class="ui-petals" aria-hidden="true">
                {(0..18).map(|_| view! { <span class="ui-petal"></span> }).collect_view()}
            </div>
            <img class="ui-buddy make-cheer" src="/buddy/fox-cheer.svg" alt="" />
        }
        .into_any(),
    }
        };
    view! {
        <main
            class="ui-meadow make together"
            data-step=move || format!("{:?}", table.step.get()).to_lowercase()
        >
            <header class="home-top">
                <Corner me />
                <MuteButton />
            </header>
            <h1 class="visually-hidden">{move || t_string!(i18n, child.make_together)}</h1>
            <Saying buddy=Signal::derive(|| "fox".to_owned()) pose="point" words />
            <div class="together-way">
                {move || {
                    table
                        .trouble
                        .get()
                        .filter(|_| table.step.get() != Step::Code)
                        .map(|why| {
                            view! {
                                <p class="ui-sheet together-trouble" role="alert">
                                    {error_message(i18n, &why)}
                                </p>
                            }
                        })
                }} {way}
            </div>
            <div class="make-bar">
                {move || match table.step.get() {
                    Step::Done => {
                        view! {
                            <button
                                type="button"
                                class="ui-next"
                                data-act="next"
                                aria-label=move || t_string!(i18n, child.next)
                                on:click=move |_| away.to("/")
                            >
                                <Icon name="check" />
                            </button>
                        }
                            .into_any()
                    }
                    _ => {
                        view! {
                            <IconButton
                                icon="back"
                                act="back"
                                label=Signal::derive(move || t_string!(i18n, child.back).to_owned())
                                on_tap=back
                            />
                        }
                            .into_any()
                    }
                }}
            </div>
        </main>
    }
}

/// One of several proposals, to be tapped.
#[component]
fn GoalToSign(goal: Goal, choose: Callback<GoalId>) -> impl IntoView {
    let i18n = use_i18n();
    let teller = Teller::new();
    let (id, title) = (goal.id, goal.title.clone());
    let tap = move |_| {
        teller.say(Vec::new(), [&title]);
        choose.run(id);
    };
    view! {
        <button
            type="button"
            class="ui-card make-card"
            data-card=id.to_string()
            data-hue=hue(goal.area)
            on:click=tap
        >
            <img class="ui-card-picture" src=picture(&goal.picture) alt="" />
            <span class="ui-card-word">
                {move || goal.title.get(lang_of(i18n.get_locale())).to_owned()}
            </span>
        </button>
    }
}
