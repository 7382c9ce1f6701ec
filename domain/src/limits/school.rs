//! The school's own pages.

/// A class of fewer children tells no counts: they would say who.
pub const FEWEST_COUNTED: u32 = 5;
