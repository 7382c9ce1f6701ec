//! What the class ticked today, as leaves.

use crate::i18n::*;
use leptos::prelude::*;

/// Leaves in a row, and rows; beyond that the number says it.
const ACROSS: u32 = 30;

const ROWS: u32 = 4;

const STEP: u32 = 32;

/// A leaf for each tick of today.
#[component]
pub(super) fn Leaves(ticks: u32) -> impl IntoView {
    let i18n = use_i18n();
    let words = move || match ticks {
        0 => t_string!(i18n, board.no_leaf).to_owned(),
        1 => t_string!(i18n, board.one_leaf).to_owned(),
        n => t_string!(i18n, board.leaves, n).to_string(),
    };
    let (drawn, rows) = leaf_count(ticks);
    let leaf = |n: u32| {
        let (x, y) = leaf_place(n);
        let turn = if n.is_multiple_of(2) { -28 } else { 28 };
        view! {
            <path
                class="projector-leaf"
                d="M0 12C-11 5 -9 -8 0 -13C9 -8 11 5 0 12z"
                transform=format!("translate({x} {y}) rotate({turn})")
            ></path>
        }
    };
    let branch = |row: u32| {
        let (y, end) = (row * STEP + STEP / 2 + 12, ACROSS * STEP - 4);
        view! { <path class="projector-branch" d=format!("M4 {y}H{end}")></path> }
    };
    view! {
        <figure class="projector-part" data-chart="leaves" data-ticks=ticks.to_string()>
            <svg
                class="projector-leaves"
                viewBox=format!("0 0 {} {}", ACROSS * STEP, rows * STEP)
                aria-hidden="true"
            >
                {(0..rows).map(branch).collect_view()}
                {(0..drawn).map(leaf).collect_view()}
            </svg>
            <figcaption class="projector-words">{words}</figcaption>
        </figure>
    }
    .into_any()
}

/// How many leaves are drawn, and in how many rows; beyond that the number says it.
fn leaf_count(ticks: u32) -> (u32, u32) {
    let drawn = ticks.min(ACROSS * ROWS);
    (drawn, drawn.div_ceil(ACROSS).max(1))
}

/// The middle of a leaf, counted from 0.
const fn leaf_place(n: u32) -> (u32, u32) {
    (n % ACROSS * STEP + STEP / 2, n / ACROSS * STEP + STEP / 2)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn a_branch_without_leaves_is_drawn_all_the_same() {
        assert_eq!(leaf_count(0), (0, 1));
    }

    #[test]
    fn a_full_row_begins_no_other() {
        assert_eq!(leaf_count(ACROSS), (ACROSS, 1));
        assert_eq!(leaf_count(ACROSS + 1), (ACROSS + 1, 2));
    }

    #[test]
    fn more_ticks_than_fit_draw_no_more_leaves() {
        assert_eq!(leaf_count(100_000), (ACROSS * ROWS, ROWS));
    }

    #[test]
    fn no_leaf_lies_on_another() {
        let places: BTreeSet<_> = (0..ACROSS * ROWS).map(leaf_place).collect();
        assert_eq!(u32::try_from(places.len()), Ok(ACROSS * ROWS));
    }

    #[test]
    fn a_leaf_lies_within_the_drawing() {
        let (x, y) = leaf_place(ACROSS * ROWS - 1);
        assert!(x < ACROSS * STEP && y < ROWS * STEP);
    }
}
