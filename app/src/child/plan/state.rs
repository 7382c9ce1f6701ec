//! The child's plan on this tablet: what the school knew, and what was done here since.

use super::api;
use crate::{
    ApiError,
    i18n::{Locale, use_i18n},
    sync::{OfflineCache, Sync, use_sync},
    ui::{browser::clock, lang_of, use_voice, voice::Voice},
};
use domain::{
    event::Op,
    plan::{Goal, MyPlan, Text, Tick, TickState, TodayCard},
};
use leptos::{prelude::*, reactive::graph::untrack, task::spawn_local};
use leptos_i18n::I18nContext;

/// What of the plan a tablet keeps for when the school can't be reached.
pub const HELD: [&str; 2] = ["plan/mine", "plan/book"];

/// The child's plan as the school has it, or as it had it when it last answered, on today's date.
pub async fn find_plan(cache: OfflineCache) -> Result<Option<MyPlan>, ApiError> {
    let (plan, ago) = cache.ask(HELD[0], api::see_plan()).await?;
    Ok(plan.map(|mut plan: MyPlan| {
        plan.day = plan.day.turned(ago);
        plan.today = plan.day.date();
        plan
    }))
}

/// A handle on the child's plan.
#[derive(Clone, Copy)]
pub struct Mine {
    plan: RwSignal<MyPlan>,
    /// When the plan's day was told, by a clock that never goes back.
    told: StoredValue<u64>,
    sync: Sync,
}

impl Mine {
    pub fn new(plan: MyPlan) -> Self {
        let mine = Self {
            plan: RwSignal::new(plan),
            told: StoredValue::new(0),
            sync: use_sync(),
        };
        Effect::new(move |_| {
            mine.told.set_value(clock());
            spawn_local(mine.catch_up());
        });
        mine
    }

    pub fn with<T>(self, look: impl FnOnce(&MyPlan) -> T) -> T {
        self.plan.with(look)
    }

    /// As [`Self::with`], for code that only looks.
    pub fn with_now<T>(self, look: impl FnOnce(&MyPlan) -> T) -> T {
        self.plan.with_untracked(look)
    }

    /// The plan as the school has it now, unless something done here is still on its way; true if
    /// it is another.
    pub fn renew(self, plan: MyPlan) -> bool {
        let same = |it: &MyPlan| {
            let shown = (&it.me, it.today, &it.home, it.earlier);
            shown == (&plan.me, plan.today, &plan.home, plan.earlier)
        };
        let is_new = self.plan.try_with_untracked(|it| !same(it)) == Some(true);
        let renews = is_new && self.sync.waiting_now() == 0;
        if renews {
            self.told.set_value(clock());
            self.plan.set(plan);
        }
        renews
    }

    /// Looks whether another day has begun, where the school can't be asked.
    pub fn turn_day(self) {
        let told = self.told.try_get_value().unwrap_or_default();
        let since = i64::try_from(clock().saturating_sub(told)).unwrap_or(0);
        let today = self
            .plan
            .try_with_untracked(|it| (it.today, it.day.after(since)));
        if let Some((before, now)) = today
            && before != now
        {
            self.plan.update(|it| it.today = now);
        }
    }

    /// Today's cards; ticking moves none of them.
    pub fn cards(self) -> Vec<TodayCard> {
        self.with(|it| it.home.today(it.today))
            .into_iter()
            .filter(|it| it.planned || it.state == TickState::Done)
            .collect()
    }

    /// As [`Self::cards`], for code that only looks.
    pub fn cards_now(self) -> Vec<TodayCard> {
        untrack(|| self.cards())
    }

    /// The goal a card belongs to.
    pub fn goal_of(self, card: &TodayCard) -> Option<Goal> {
        self.with(|it| it.home.plan.goal(card.goal).cloned())
    }

    /// Says of a card what is so now.
    pub fn tick(self, card: &TodayCard, state: TickState, felt: Option<domain::plan::Felt>) {
        let on = self.plan.with_untracked(|it| it.today);
        self.act(Op::Tick {
            tick: Tick {
                daily: card.daily.id,
                on,
                rev: card.rev + 1,
                state,
                felt,
            },
        });
    }

    /// Keeps what the child did, here and then at school.
    pub fn act(self, op: Op) {
        self.plan.update(|it| apply(it, &op));
        self.plan.with_untracked(|it| self.sync.record(&it.me, op));
    }

    async fn catch_up(self) {
        let Some(child) = self.plan.try_with_untracked(|it| it.me.child) else {
            return;
        };
        for event in self.sync.on_disk_of(child).await {
            self.plan.try_update(|it| apply(it, &event.op));
        }
    }
}

/// What the screen shows at once; the school does the same when the event comes.
fn apply(plan: &mut MyPlan, op: &Op) {
    let tick = match op {
        Op::Tick { tick } => tick,
        Op::StepDone {
            goal,
            step,
            rev,
            done,
        } => {
            let goals = plan.home.plan.goals.iter_mut();
            let own = goals.filter(|it| it.id == *goal);
            let step = own.flat_map(|it| &mut it.steps).find(|it| it.id == *step);
            if let Some(step) = step.filter(|it| it.rev < *rev) {
                (step.rev, step.done) = (*rev, *done);
            }
            return;
        }
        _ => return,
    };
    let ticks = &mut plan.home.ticks;
    let same = |it: &Tick| it.daily == tick.daily && it.on == tick.on;
    match ticks.iter_mut().find(|it| same(it)) {
        Some(known) if known.rev < tick.rev => known.clone_from(tick),
        Some(_) => {}
        None => ticks.push(tick.clone()),
    }
}

/// Says a plan's texts in the child's language.
#[derive(Clone, Copy)]
pub struct Teller {
    voice: Voice,
    i18n: I18nContext<Locale>,
}

impl Teller {
    pub fn new() -> Self {
        Self {
            voice: use_voice(),
            i18n: use_i18n(),
        }
    }

    /// Those of the book as they were recorded; an adult's own words by the browser's voice, last.
    pub fn say<'a>(self, first: Vec<String>, texts: impl IntoIterator<Item = &'a Text>) {
        let lang = lang_of(self.i18n.get_locale_untracked());
        let (mut recorded, mut own) = (first, Vec::new());
        for text in texts {
            match text {
                Text::Book(words) => recorded.push(words.get(lang).to_owned()),
                Text::Own(text) => own.push(text.clone()),
            }
        }
        match own.is_empty() {
            true => self.voice.say_then(recorded, None),
            false => self.voice.say_with_name(recorded, own.join(". ")),
        }
    }
}
