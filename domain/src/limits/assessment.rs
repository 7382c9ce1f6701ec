//! Assessment scores out of a file.

/// Most bytes of a file that the page takes; larger ones go through the command line.
pub const MOST_PAGE_FILE_BYTES: usize = 2 * 1024 * 1024;
/// Most rows of a file that the page takes.
pub const MOST_PAGE_ROWS: usize = 20_000;
/// Most rows of a file at the command line.
pub const MOST_ROWS: usize = 100_000;
/// Longest name of a test, a subject or a part, in characters.
pub const NAME_CHARS: usize = 120;
/// Longest name of a file that is kept, in characters.
pub const FILE_NAME_CHARS: usize = 200;
/// Longest id of a child, in characters.
pub const CHILD_ID_CHARS: usize = 255;
/// A date of an earlier year is a slip: there were no such files.
pub const FIRST_YEAR: i32 = 2000;
/// Most rows of a kind that a preview shows; the counts say how many there are.
pub const MOST_PREVIEW_ROWS: usize = 300;
/// Rows of the file itself that a preview shows.
pub const SAMPLE_ROWS: usize = 3;
/// Most imports on the list.
pub const MOST_IMPORTS_SHOWN: i64 = 100;
