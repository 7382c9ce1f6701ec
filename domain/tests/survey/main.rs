//! The survey: its file, one item under a child's hands, a child's way through it, and the poster.

mod check;
mod poster;
mod real;
mod run;
mod school_cards;
mod table;
