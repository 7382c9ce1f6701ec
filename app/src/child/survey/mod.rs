//! The survey on a tablet: one question a screen, by taps, by drag, by keys.

mod all_done;
pub mod api;
mod card;
mod drag;
mod hands;
mod item;
mod keys;
mod memory_game;
mod page;
mod places;
mod rest_stop;
mod target;

pub use page::SurveyPage;

use crate::sync::OfflineCache;

/// What of surveys a tablet keeps for when the school can't be reached: the home, and the survey the
/// child is in.
pub const HELD: [&str; 2] = ["survey/home", "survey/resume"];

/// Whether the child can be in the survey, with the school or without.
pub async fn is_held(cache: OfflineCache) -> bool {
    let opened = cache.ask(HELD[1], api::resume()).await;
    matches!(opened, Ok((Some(_), _)))
}
