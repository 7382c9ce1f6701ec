//! What stands above the tiles: the chips, the acts, and the survey while one is open.

mod acts;
mod beside_code;
mod chips;
mod more;
mod survey;

pub(super) use acts::{BoardActs, ClassActs};
pub(super) use chips::BoardChips;
pub(super) use survey::SurveyBar;
