//! Goals and what is done for them each day: the child's side, and the teacher's. Rules are
//! `domain::plan`'s.

pub mod api;
pub mod desk_api;
mod desk_area;
mod desk_away;
mod desk_child;
mod desk_class;
mod desk_dream;
mod desk_earlier;
mod desk_editor;
mod desk_filters;
mod desk_form;
mod desk_give;
mod desk_goal;
mod desk_goal_acts;
mod desk_here;
mod desk_history;
mod desk_line;
mod desk_line_rows;
mod desk_measure;
mod desk_order;
mod desk_picture;
mod desk_plan;
mod desk_ready;
mod desk_refused;
mod desk_row;
mod desk_say;
mod desk_signed;
mod desk_steps;
mod desk_table;
mod desk_typed;
mod desk_waiting;
mod desk_words;
mod goals;
mod make;
mod mine;
mod path;
mod stuck;
mod today;

pub use desk_child::ChildPlanPage;
pub use desk_class::ClassPlansPage;
pub use goals::GoalsPage;
pub use make::MakePage;
pub use mine::Mine;
pub use stuck::Stuck;
pub use today::{Today, is_all_done};
