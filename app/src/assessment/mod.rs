//! Assessment scores at the desk: bringing a file in, and a child's scores over time. Rules are
//! `domain::assessment`'s. No page of a child's knows this feature.

mod api;
mod cells;
mod chart;
mod child;
mod columns;
mod file;
mod form;
mod imports;
mod page;
mod preview;
mod score;

pub use child::ChildScoresPanel;
pub use page::ScoresPage;
