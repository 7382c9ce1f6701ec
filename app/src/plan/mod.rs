//! Goals and what is done for them each day: the child's side, and the teacher's. Rules are
//! `domain::plan`'s.

pub mod api;
mod desk_api;
mod goals;
mod make;
mod mine;
mod path;
mod stuck;
mod today;

pub use goals::GoalsPage;
pub use make::MakePage;
pub use mine::Mine;
pub use stuck::Stuck;
pub use today::{Today, is_all_done};
