//! Groups of children.

/// Longest name, in characters.
pub const NAME_CHARS: usize = 80;
/// Longest lesson note or closing sentence, in characters.
pub const NOTE_CHARS: usize = 300;
/// So long a group lasts at most, in days, unless somebody says that it shall last longer.
pub const LONGEST_DAYS: i64 = 21;
/// Most children of a group that is suggested.
pub const MOST_SUGGESTED_CHILDREN: usize = 5;
/// How many of a term's last groups are looked at for children who are always together.
pub const NOTICE_LAST_GROUPS: usize = 12;
/// Most groups of a class that are shown.
pub const MOST_SHOWN: i64 = 200;
