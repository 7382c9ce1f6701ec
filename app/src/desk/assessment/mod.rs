//! Assessment scores at the desk: bringing a file in, and a child's scores over time. Rules are
//! `domain::assessment`'s. No page of a child's knows this feature.

pub mod api;
mod chart;
pub mod child;
mod column_select;
mod columns;
mod counts;
pub mod error_words;
mod fields;
mod file;
mod imports;
mod page;
mod pick_select;
mod preview;
mod sample_rows;
mod score_fields;

pub use child::ChildScoresPanel;
pub use page::ScoresPage;
