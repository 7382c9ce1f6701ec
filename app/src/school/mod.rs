//! The school as its adults come to it: who I am, my classes; and, for its office, how plans look and
//! the school's year.

pub mod api;
mod days_off;
mod form_adapt;
pub mod form_api;
mod form_page;
mod form_preview;
mod overview_page;
mod own_terms;
mod view;
pub mod year_api;
mod year_page;

pub use form_page::FormPage;
pub use view::ClassesPage;
pub use year_page::YearPage;
