//! The second row of a tile, as high as any other: help, today's goals, or how far the survey is.

use super::{super::state::Room, answer::Answer, coming::ComingRow, wanted::WantedRow};
use crate::{
    ApiError,
    i18n::*,
    ui::{Button, lang_of, picture},
};
use domain::{
    board::{BoardMode, SurveyActivity, Tile, TileState},
    ids::PersonId,
    plan::{DayGoal, TickState},
};
use leptos::prelude::*;

pub(in crate::desk::board) type Unlock = Action<PersonId, Result<(), ApiError>>;

/// What a row is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum RowKind {
    Locked,
    Wanted,
    Coming,
    Survey,
    Goals,
    /// The child is absent.
    Empty,
}

impl RowKind {
    const fn of(state: TileState, mode: BoardMode) -> Self {
        match (state, mode) {
            (TileState::Locked, _) => Self::Locked,
            (TileState::WantsHelp, _) => Self::Wanted,
            (TileState::HelpComing, _) => Self::Coming,
            (TileState::Absent, _) => Self::Empty,
            (_, BoardMode::Survey) => Self::Survey,
            (_, BoardMode::Goals) => Self::Goals,
        }
    }
}

#[component]
pub(super) fn TileRow(
    room: Room,
    now: Memo<Tile>,
    state: Memo<TileState>,
    name: StoredValue<String>,
    unlock: Option<Unlock>,
    answer: Option<Answer>,
) -> impl IntoView {
    let kind = Memo::new(move |_| RowKind::of(state.get(), room.mode()));
    let row = move || match kind.get() {
        RowKind::Locked => unlock
            .map(|unlock| view! { <UnlockButton now name unlock /> })
            .into_any(),
        RowKind::Wanted => view! { <WantedRow room now name answer /> }.into_any(),
        RowKind::Coming => view! { <ComingRow now name answer /> }.into_any(),
        RowKind::Survey => view! { <SurveyPath now /> }.into_any(),
        RowKind::Goals => view! { <TileGoals room now /> }.into_any(),
        RowKind::Empty => ().into_any(),
    };
    view! { <div class="board-row">{row}</div> }.into_any()
}

/// Today's goals as pictures, those that are done with a mark; and how many of them.
#[component]
fn TileGoals(room: Room, now: Memo<Tile>) -> impl IntoView {
    let i18n = use_i18n();
    let today = Memo::new(move |_| now.with(|it| it.progress_on(room.today()).cloned()));
    let goal = move |it: DayGoal| {
        let title = StoredValue::new(it.title);
        let state = it.state;
        let words = move || {
            let title = title.with_value(|it| it.get(lang_of(i18n.get_locale())).to_owned());
            match state {
                TickState::Done => t_string!(i18n, board.goal_done, title).to_string(),
                TickState::Now => t_string!(i18n, board.goal_now, title).to_string(),
                TickState::Open | TickState::NotToday => title,
            }
        };
        let state = match state {
            TickState::Done => "done",
            TickState::Now => "now",
            TickState::Open | TickState::NotToday => "open",
        };
        view! {
            <span class="board-goal" data-goal=state>
                <img src=picture(&it.picture) alt=words title=words />
            </span>
        }
    };
    move || {
        let today = today.get().filter(|it| !it.goals.is_empty())?;
        let (done, of) = (today.done, today.of);
        Some(view! {
            <span class="board-goals">{today.goals.into_iter().map(goal).collect_view()}</span>
            <span class="board-n" data-done=done.to_string()>
                {t_string!(i18n, board.of, done, of).to_string()}
            </span>
        })
    }
}

/// Steps of the path of who is done: of so many questions nothing more is to be told.
const ALL_STEPS: u16 = 8;

/// The survey as a path of its questions.
#[component]
fn SurveyPath(now: Memo<Tile>) -> impl IntoView {
    let i18n = use_i18n();
    let doing = Memo::new(move |_| now.with(|it| it.doing));
    move || {
        let (done, of) = match doing.get() {
            SurveyActivity::Working(it) | SurveyActivity::Paused(it) => (it.done, it.of),
            SurveyActivity::Done => (ALL_STEPS, ALL_STEPS),
            SurveyActivity::NotStarted => return None,
        };
        let steps = (0..of).map(|n| view! { <i data-step=(n < done).then_some("done")></i> });
        let is_done = doing.get() == SurveyActivity::Done;
        let count = (!is_done).then(|| {
            view! {
                <span class="board-n" data-done=done.to_string()>
                    {t_string!(i18n, board.of, done, of).to_string()}
                </span>
            }
        });
        Some(view! {
            <span class="board-path" data-all=is_done.then_some("yes") aria-hidden="true">
                {steps.collect_view()}
            </span>
            {count}
        })
    }
}

#[component]
fn UnlockButton(now: Memo<Tile>, name: StoredValue<String>, unlock: Unlock) -> impl IntoView {
    let i18n = use_i18n();
    let tap = move |()| drop(unlock.dispatch(now.with_untracked(|it| it.child)));
    view! {
        <Button act="unlock" on_click=tap class="board-help-act">
            {move || t_string!(i18n, desk.unlock)}
            <span class="visually-hidden">{name.with_value(|name| format!(": {name}"))}</span>
        </Button>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn help_and_a_lock_take_the_row_in_both_modes_and_an_absent_child_leaves_it_empty() {
        for mode in [BoardMode::Goals, BoardMode::Survey] {
            let of = |state| RowKind::of(state, mode);
            assert_eq!(of(TileState::WantsHelp), RowKind::Wanted);
            assert_eq!(of(TileState::HelpComing), RowKind::Coming);
            assert_eq!(of(TileState::Locked), RowKind::Locked);
            assert_eq!(of(TileState::Absent), RowKind::Empty);
        }
        let done = |mode| RowKind::of(TileState::Done, mode);
        assert_eq!(done(BoardMode::Goals), RowKind::Goals);
        assert_eq!(done(BoardMode::Survey), RowKind::Survey);
    }
}
