//! The board: its seats, and what it is told of changes.

mod live;
mod seat;
