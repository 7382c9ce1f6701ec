//! What adults see children do, written down from the board in a tap, a sentence and a tap. Rules
//! are `domain::observation`'s.

pub mod api;
mod capture;
mod dialog;
pub mod error_words;
mod panel;
mod saved_line;
mod subject;

pub use capture::Capture;
pub use dialog::CaptureBar;
pub use panel::ObservationPanel;
