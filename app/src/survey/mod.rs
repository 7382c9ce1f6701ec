//! The survey on a tablet: one question a screen, by taps, by drag, by keys.

pub mod api;
mod card;
mod drag;
mod hands;
mod item;
mod page;
mod places;
mod play;
mod stop;

pub use page::SurveyPage;

use crate::sync::Shelf;

/// What of surveys a tablet keeps for when the school can't be reached: the home, and the survey the
/// child is in.
pub const HELD: [&str; 2] = ["survey/home", "survey/resume"];

/// Whether the child can be in the survey, with the school or without.
pub async fn is_held(shelf: Shelf) -> bool {
    let opened = shelf.ask(HELD[1], api::resume()).await;
    matches!(opened, Ok((Some(_), _)))
}
