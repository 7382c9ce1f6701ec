//! Groups of children for a while: why they are suggested, for how long they are made, whether they
//! helped. No track: each has an end, and who is grouped together again and again is noticed.

mod ends;
mod helped;
mod notice;
mod suggest;
mod wire;

pub use ends::{LONGEST_DAYS, Span, ends, last_day};
pub use helped::{Helped, Then, then};
pub use notice::{Notice, notices};
pub use suggest::{Card, Known, MOST, Reason, Suggestion, known, suggest};
pub use wire::{Closing, Group, GroupDraft, GroupGoal, Groups, Member, Move, NAME, NOTE, moved};
