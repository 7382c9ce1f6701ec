//! Competencies, levels, and frameworks out of a file.

/// Largest file of a framework, in bytes.
pub const MOST_FILE_BYTES: usize = 16_000_000;
/// Most bytes of a file that the office's page takes; larger files go through the command line.
pub const MOST_PAGE_FILE_BYTES: f64 = 200_000.0;
/// Most parts of a framework.
pub const MOST_PARTS: usize = 20_000;
/// Longest code, in characters.
pub const CODE_CHARS: usize = 120;
/// Longest statement, in characters.
pub const STATEMENT_CHARS: usize = 2_000;
/// Longest title of a heading, in characters; what is longer is cut.
pub const HEADING_CHARS: usize = 120;
/// Longest name of a framework, in characters.
pub const FRAMEWORK_NAME_CHARS: usize = 120;
/// Longest sentence in a child's words, in characters: it becomes a goal's title and is spoken.
pub const CHILD_WORDS_CHARS: usize = 120;
/// Longest sentence that says what was seen, in characters.
pub const NOTE_CHARS: usize = 300;
/// Most problems of a file that are kept word for word.
pub const MOST_PROBLEMS_KEPT: usize = 200;
/// Most changes of an import that the office's page writes out.
pub const MOST_CHANGES_SHOWN: usize = 100;
