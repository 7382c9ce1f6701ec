//! How far the class is with the survey, as stones. A stone is nobody's: those that are done come first,
//! whoever they were.

use crate::i18n::*;
use domain::board::Share;
use leptos::prelude::*;

/// How far the class is with the survey.
#[component]
pub(super) fn Stones(share: Share) -> impl IntoView {
    let i18n = use_i18n();
    let Share { done, working, of } = share;
    let words = move || t_string!(i18n, board.survey_share, done, working, of).to_string();
    let stone = |n: usize| {
        let state = stone_state(n, share);
        let x = n * 40 + 20;
        view! {
            <ellipse
                class="projector-stone"
                data-state=state
                cx=x
                cy="20"
                rx="16"
                ry="12"
            ></ellipse>
            {(state == "done")
                .then(|| {
                    view! {
                        <path class="projector-check" d=format!("M{} 20l5 5l8 -10", x - 6)></path>
                    }
                })}
        }
    };
    view! {
        <figure class="projector-part" data-chart="stones">
            <svg
                class="projector-stones"
                viewBox=format!("0 0 {} 40", of.max(1) * 40)
                aria-hidden="true"
            >
                {(0..of).map(stone).collect_view()}
            </svg>
            <figcaption class="projector-words">{words}</figcaption>
        </figure>
    }
    .into_any()
}

/// Of one stone, counted from 0.
const fn stone_state(n: usize, share: Share) -> &'static str {
    match n {
        n if n < share.done => "done",
        n if n < share.done + share.working => "working",
        _ => "ahead",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stones(done: usize, working: usize, of: usize) -> Vec<&'static str> {
        let share = Share { done, working, of };
        (0..of).map(|n| stone_state(n, share)).collect()
    }

    #[test]
    fn stones_that_are_done_come_first_whoever_they_were() {
        assert_eq!(stones(2, 1, 4), ["done", "done", "working", "ahead"]);
    }

    #[test]
    fn before_the_survey_all_stones_are_ahead() {
        assert_eq!(stones(0, 0, 2), ["ahead", "ahead"]);
    }

    #[test]
    fn after_the_survey_all_stones_are_done() {
        assert_eq!(stones(3, 0, 3), ["done"; 3]);
    }
}
