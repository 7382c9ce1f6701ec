//! Groups of children for a limited time: suggestions, length, and whether a group helped. Every
//! group has an end, and [`notices`] finds children who are grouped together again and again, so
//! that no group becomes a track.

mod ends;
mod error;
mod helped;
mod notice;
mod request;
mod suggest;
mod table;
mod wire;

pub use ends::{GroupSpan, ends, last_day};
pub use error::GroupError;
pub use helped::{Helpfulness, MemberProgress, then};
pub use notice::{TogetherNotice, notices};
pub use request::GroupRequest;
pub use suggest::{Card, GroupCandidate, Suggestion, SuggestionReason, known, suggest};
pub use table::{ChipState, GroupAct, GroupTable, GroupUndo, Hand, LiftedChild, Spot};
pub use wire::{Group, GroupClosing, GroupDraft, GroupGoal, Groups, Member, Move, moved};
