//! Plans: a child's own, as its teacher sees them, a class's, and the days that do not count.

mod beside;
mod book;
mod calendar;
mod child;
mod class;
mod goal;
mod history;
mod load;
mod teacher;

pub(crate) use beside::goals_now;
pub use book::keep_book;
pub use calendar::{delete_day_off, insert_day_off, list_away, list_days_off, set_away};
pub use child::{find_home_plan, find_my_plan, list_my_plans};
pub use class::list_class_plans;
pub use goal::{
    Answered, answer_proposal, carry_over, end_goal, insert_goal, set_dream, set_step, update_goal,
};
pub use history::{list_changes, list_clashes};
pub use teacher::{find_child, find_plan, find_plan_of};

pub(crate) use book::book;
pub(crate) use goal::{Write, write_goal};
pub(crate) use load::refresh_tile;
