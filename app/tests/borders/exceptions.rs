//! What breaks a rule today. This list only shrinks: an entry that is no longer needed fails the test.

/// A rule, and its exceptions.
pub const EXCEPTIONS: &[(&str, &[&str])] = &[];
