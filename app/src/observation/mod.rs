//! What adults see children do, written down from the board in a tap, a sentence and a tap. Rules
//! are `domain::observation`'s.

pub mod api;
mod capture;
mod kept;
mod panel;
mod sheet;
mod under;

pub use capture::Capture;
pub use panel::ObservationPanel;
pub use sheet::{CaptureBar, CaptureButton};
