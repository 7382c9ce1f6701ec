//! A goal made with the teacher beside, on the child's tablet: words, pace, both sign.

pub mod api;
mod page;
mod signatures;
mod teacher_part;

pub use page::TogetherPage;
