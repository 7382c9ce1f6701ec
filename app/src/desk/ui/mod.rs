//! Parts of adults' pages that know no feature.

mod activity;
mod child_turns;
mod keys;
mod keys_sheet;
mod live_board;
mod outcome;
mod outcome_pick;
mod polling;
mod popover;
mod state_chip;
mod title_row;

pub use activity::{doing_icon, doing_words};
pub use child_turns::{ChildTurns, PlaceOfChild};
pub use keys::{Key, KeyList, Keys, once_shown, step_focus};
pub use keys_sheet::KeysSheet;
pub use live_board::Live;
pub use outcome::HelpedTag;
pub use outcome_pick::HelpedPick;
pub use polling::poll;
pub use popover::Popover;
pub use state_chip::StateChip;
pub use title_row::TitleRow;
