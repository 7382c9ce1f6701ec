//! What the class did together, as stones and leaves. A stone is nobody's: those that are done come
//! first, whoever they were.

use crate::i18n::*;
use domain::board::Share;
use leptos::prelude::*;

/// Leaves in a row, and rows; beyond that the number says it.
const ACROSS: u32 = 30;
const ROWS: u32 = 4;
const STEP: u32 = 32;

/// How far the class is with the survey.
#[component]
pub(super) fn Stones(share: Share) -> impl IntoView {
    let i18n = use_i18n();
    let Share { done, working, of } = share;
    let words = move || t_string!(i18n, view.survey_share, done, working, of).to_string();
    let stone = |n: usize| {
        let state = match n {
            n if n < done => "done",
            n if n < done + working => "working",
            _ => "ahead",
        };
        let x = n * 40 + 20;
        view! {
            <ellipse class="projector-stone" data-state=state cx=x cy="20" rx="16" ry="12"></ellipse>
            {(state == "done").then(|| view! {
                <path class="projector-check" d=format!("M{} 20l5 5l8 -10", x - 6)></path>
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

/// A leaf for each tick of today.
#[component]
pub(super) fn Leaves(ticks: u32) -> impl IntoView {
    let i18n = use_i18n();
    let words = move || match ticks {
        0 => t_string!(i18n, view.no_leaf).to_owned(),
        1 => t_string!(i18n, view.one_leaf).to_owned(),
        n => t_string!(i18n, view.leaves, n).to_string(),
    };
    let shown = ticks.min(ACROSS * ROWS);
    let rows = shown.div_ceil(ACROSS).max(1);
    let leaf = |n: u32| {
        let (x, y) = (n % ACROSS * STEP + STEP / 2, n / ACROSS * STEP + STEP / 2);
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
                {(0..shown).map(leaf).collect_view()}
            </svg>
            <figcaption class="projector-words">{words}</figcaption>
        </figure>
    }
    .into_any()
}
