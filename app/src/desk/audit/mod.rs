//! Who did what at the school and who looked at whom, for its office and its leader.

pub mod api;
mod page;
mod words;

pub use page::AuditPage;
