//! Parts of adults' pages that know no feature.

mod activity;
mod live_board;
mod outcome;
mod outcome_pick;
mod polling;

pub use activity::{doing_icon, doing_words};
pub use live_board::Live;
pub use outcome::HelpedTag;
pub use outcome_pick::HelpedPick;
pub use polling::poll;
