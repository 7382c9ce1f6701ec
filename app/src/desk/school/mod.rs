//! The school as its adults come to it: who I am, my classes; and, for its office, how plans look and
//! the school's year.

pub mod api;
mod classes_page;
mod day_field;
mod days_off;
pub mod error_words;
mod overview_page;
mod own_terms;
pub mod template;
pub mod year_api;
mod year_page;
mod year_state;

pub use classes_page::ClassesPage;
pub use template::FormPage;
pub use year_page::YearPage;
