//! What adults fill in: a question with its label, hint and error.

mod field;
mod select;
mod text_area;

pub use field::Field;
pub use select::Select;
pub use text_area::TextArea;
