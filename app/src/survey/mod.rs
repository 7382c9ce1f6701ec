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
