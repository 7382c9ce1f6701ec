//! The path of a goal: a stone a school week across the river, the child where they stand, and
//! this week's stone. Drawn with attributes alone, since pages may not carry styles of their own.

use super::{hue::hue, state::Mine};
use crate::{
    i18n::*,
    ui::{lang_of, picture},
};
use domain::{
    ids::GoalId,
    plan::{Pace, pace},
};
use leptos::prelude::*;

const WIDTH: f64 = 1000.0;
const HEIGHT: f64 = 150.0;
/// From the border to the first and the last stone.
const MARGIN: f64 = 70.0;

/// Where the path is after so many thousandths of a stone; the path begins one stone before the
/// first.
fn place(at: u32, stones: usize) -> (f64, f64) {
    let of = f64::from(u32::try_from(stones.max(1)).unwrap_or(u32::MAX));
    let way = (f64::from(at) / 1000.0 / of).min(1.0);
    let x = MARGIN + way * (WIDTH - 2.0 * MARGIN);
    let y = HEIGHT * 0.62 + (way * 9.0).sin() * HEIGHT * 0.14;
    (x, y)
}

/// The path of a goal, and its picture at the end.
#[component]
pub fn GoalPath(goal: GoalId, mine: Mine) -> impl IntoView {
    let i18n = use_i18n();
    let known = Memo::new(move |_| mine.with(|it| it.home.plan.goal(goal).cloned()));
    let pace = Memo::new(move |_| {
        let goal = known.get()?;
        mine.with(|it| {
            let home = &it.home;
            Some(pace(&goal, &home.ticks, &home.calendar, it.today))
        })
    });
    let Some(goal) = known.get_untracked() else {
        return ().into_any();
    };
    let face = mine.with(|it| picture(&it.me.picture));
    let count = move || pace.with(|it| it.as_ref().map_or(0, |it| it.stones.len()));
    let stones = move || {
        let of = count();
        let now = pace.with(|it| it.as_ref().map_or(0, |it| it.now));
        let at = pace.with(|it| it.as_ref().map_or(0, |it| it.at));
        (0..of)
            .map(|n| {
                let end = u32::try_from(n + 1)
                    .unwrap_or(u32::MAX)
                    .saturating_mul(1000);
                let (x, y) = place(end, of);
                let state = if at >= end { "done" } else { "ahead" };
                let week = (n == now).then_some("now");
                view! {
                    <ellipse
                        class="goal-path-stone"
                        data-state=state
                        data-week=week
                        cx=x
                        cy=y
                        rx="26"
                        ry="15"
                    />
                }
            })
            .collect_view()
    };
    let me = Memo::new(move |_| {
        let at = pace.with(|it| it.as_ref().map_or(0, |it| it.at));
        place(at, count())
    });
    let line = move || {
        let of = count();
        let steps = (0..=60_u32).map(|n| {
            let (x, y) = place(n * u32::try_from(of).unwrap_or(1) * 1000 / 60, of);
            format!("{x:.0},{y:.0}")
        });
        steps.collect::<Vec<_>>().join(" ")
    };
    let words = move || {
        let Some(Pace { done, path, .. }) = pace.get() else {
            return String::new();
        };
        format!("{}: {done} / {path}", t_string!(i18n, child.my_path))
    };
    let title = goal.title.clone();
    view! {
        <figure class="goal-path" data-hue=hue(goal.area) data-path=goal.id.to_string()>
            <svg
                class="goal-path-river"
                viewBox="0 0 1000 150"
                role="img"
                aria-label=words
                data-at=move || pace.with(|it| it.as_ref().map_or(0, |it| it.at))
            >
                <polyline class="goal-path-line" points=line />
                {stones}
                <image
                    class="goal-path-me"
                    href=face
                    width="64"
                    height="64"
                    x=move || me.get().0 - 32.0
                    y=move || me.get().1 - 66.0
                />
            </svg>
            <figcaption class="goal-path-end">
                <img class="goal-path-picture" src=picture(&goal.picture) alt="" />
                <span>{move || title.get(lang_of(i18n.get_locale())).to_owned()}</span>
            </figcaption>
        </figure>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_path_begins_left_and_ends_right_within_the_river() {
        assert!((place(0, 6).0 - MARGIN).abs() < 1e-9);
        assert!((place(6000, 6).0 - (WIDTH - MARGIN)).abs() < 1e-9);
        assert!((place(9000, 6).0 - (WIDTH - MARGIN)).abs() < 1e-9);
    }

    #[test]
    fn each_stone_is_further_to_the_right_and_in_the_water() {
        let stones: Vec<_> = (0..=6).map(|n| place(n * 1000, 6)).collect();
        assert!(stones.windows(2).all(|it| it[0].0 < it[1].0));
        assert!(stones.iter().all(|(_, y)| (0.0..HEIGHT).contains(y)));
    }

    #[test]
    fn a_goal_without_a_week_is_drawn_all_the_same() {
        assert!(place(0, 0).0.is_finite());
    }
}
