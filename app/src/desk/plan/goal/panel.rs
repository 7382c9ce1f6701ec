//! A goal of a child's plan at the desk.

use super::{
    aim_line::AimLine, buttons::GoalButtons, carry::CarryButton, pace_line::PaceLine, steps::Steps,
};
use crate::{
    desk::plan::{
        api::CarryOver,
        editor::actions::GoalActions,
        words::{StandingTag, measure_words, often_words, place_words, state_words},
    },
    i18n::*,
    ui::{Button, Chip, Icon, area_words, lang_of, picture},
};
use domain::{
    competency::{Aim, aim_of},
    ids::{GoalId, PersonId},
    plan::{Cadence, Daily, Goal, GoalState, Pace, template::Kind},
};
use leptos::prelude::*;

type Now = Memo<(Goal, Pace)>;

/// What a panel shows of a goal: not what another section of the plan shows of all goals.
#[derive(Clone, Copy)]
pub(crate) struct Parts {
    elsewhere: StoredValue<Vec<Kind>>,
}

impl Parts {
    pub(crate) fn but(elsewhere: Vec<Kind>) -> Self {
        Self {
            elsewhere: StoredValue::new(elsewhere),
        }
    }

    fn has(self, kind: Kind) -> bool {
        self.elsewhere.with_value(|it| !it.contains(&kind))
    }
}

#[component]
pub(crate) fn GoalPanel(
    now: Now,
    aims: Memo<Vec<Aim>>,
    actions: Option<GoalActions>,
    history: RwSignal<Option<GoalId>>,
    /// In an earlier plan: the way into this term's.
    carry: Option<ServerAction<CarryOver>>,
    child: PersonId,
    parts: Parts,
) -> impl IntoView {
    let i18n = use_i18n();
    let lang = move || lang_of(i18n.get_locale());
    let id = now.with_untracked(|(goal, _)| goal.id);
    let goal = Memo::new(move |_| now.with(|(goal, _)| goal.clone()));
    let pace = Memo::new(move |_| now.with(|(_, pace)| pace.clone()));
    let aim = Memo::new(move |_| {
        let competency = goal.with(|it| it.competency);
        aims.with(|all| aim_of(all, competency).cloned())
    });
    let state = Memo::new(move |_| goal.with(|it| it.state));
    let title = move || goal.with(|it| it.title.get(lang()).to_owned());
    let standing = move || match state.get() {
        GoalState::Living => {
            view! { <StandingTag standing=pace.with(|it| it.standing) /> }.into_any()
        }
        GoalState::Reached => view! {
            <Chip kind="good">
                <Icon name="check" />
                {state_words(i18n, GoalState::Reached)}
            </Chip>
        }
        .into_any(),
        other => view! { <Chip kind="child">{state_words(i18n, other)}</Chip> }.into_any(),
    };
    let why = move || {
        let why = goal.with(|it| it.why.clone());
        (!why.is_empty()).then(|| view! { <p class="plan-why">"“" {why} "”"</p> })
    };
    let measure = move || {
        goal.with(|it| it.measure.as_ref().map(|it| measure_words(i18n, it)))
            .map(|words| view! { <p>{words}</p> })
    };
    let daily = move || {
        let all = goal.with(|it| it.daily.clone());
        let living = all.into_iter().filter(|it| {
            let here = match it.cadence {
                Cadence::EachDay => parts.has(Kind::Daily),
                // The table of daily goals has these too where they have none of their own.
                Cadence::Weekly => parts.has(Kind::Weekly) && parts.has(Kind::Daily),
            };
            here && it.until.is_none()
        });
        living
            .map(|daily| view! { <DailyLine daily /> })
            .collect_view()
    };
    let signed = move || {
        let (child, teacher) = goal.with(|it| (it.signed_child, it.signed_teacher));
        let by = [
            child.then(|| t_string!(i18n, plan.agreed_child)),
            teacher.then(|| t_string!(i18n, plan.agreed_teacher)),
        ];
        let by: Vec<_> = by.into_iter().flatten().collect();
        (!by.is_empty()).then(|| {
            view! {
                <p class="desk-quiet">
                    {format!("{}: {}", t_string!(i18n, plan.agreed_by), by.join(", "))}
                </p>
            }
        })
    };
    view! {
        <section class="ui-panel plan-goal" data-goal=id.to_string() tabindex="-1">
            <div class="plan-goal-head">
                <img
                    class="plan-goal-picture"
                    src=move || goal.with(|it| picture(&it.picture))
                    alt=""
                />
                <div class="plan-goal-name">
                    <h2 class="ui-panel-title">{title}</h2>
                    <p class="desk-quiet">{move || area_words(i18n, goal.with(|it| it.area))}</p>
                </div>
                {standing}
            </div>
            {why}
            {parts.has(Kind::Competencies).then(|| view! { <AimLine aim /> })}
            {measure}
            <ul class="plan-dailies">{daily}</ul>
            {parts.has(Kind::Steps).then(|| view! { <Steps goal actions /> })}
            {parts.has(Kind::Pace).then(|| view! { <PaceLine pace /> })}
            {signed}
            <div class="plan-goal-acts desk-noprint">
                {actions.map(|actions| view! { <GoalButtons goal state actions /> })}
                {carry.map(|carry| view! { <CarryButton child goal state carry /> })}
                <Button act="history" on_click=move |()| history.set(Some(id))>
                    <Icon name="clock" />
                    {move || t_string!(i18n, plan.history)}
                    <span class="visually-hidden">": " {title}</span>
                </Button>
            </div>
        </section>
    }
    .into_any()
}

#[component]
fn DailyLine(daily: Daily) -> impl IntoView {
    let i18n = use_i18n();
    let (title, place, image) = (daily.title.clone(), daily.place, picture(&daily.picture));
    view! {
        <li class="plan-goal-line">
            <img class="desk-face" src=image alt="" />
            <span>
                {move || title.get(lang_of(i18n.get_locale())).to_owned()}
                <span class="desk-quiet">
                    " · " {move || often_words(i18n, daily.days, daily.cadence)} " · "
                    {move || place_words(i18n, place)}
                </span>
            </span>
        </li>
    }
    .into_any()
}
