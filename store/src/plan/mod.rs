//! Plans: a child's own, as its teacher sees them, a class's, and the days that do not count.

mod assign;
mod beside;
mod book;
mod calendar;
mod child;
mod class;
mod goal;
mod history;
mod load;
mod section;
mod teacher;
mod template;
mod together;
mod unfinished;
mod year;

pub use assign::{insert_goal, insert_goals, take_back};
pub(crate) use beside::living_goals;
pub use book::save_book;
pub use calendar::{list_away, list_days_off, set_away};
pub use child::{find_home_plan, find_my_plan, list_earlier, list_my_plans};
pub(crate) use class::finished;
pub use class::{list_class_plans, list_class_week};
pub use goal::{answer_proposal, carry_over, end_goal, set_dream, set_step, update_goal};
pub(crate) use history::note_aside;
pub use history::{list_asides, list_changes, list_clashes, list_plan_changes};
pub use section::{SectionWrite, list_section, write_section};
pub use teacher::{find_child, find_plan, find_plan_of, find_sheet};
pub use template::{find_school_form, insert_school_form, save_template};
pub use together::{BesideSession, agree, find_beside, leave_beside, new_beside_code, sit_beside};
pub use unfinished::{carry_goals, list_unfinished};
pub use year::{delete_days_off, find_calendar, import_days_off, insert_days_off, set_terms};

pub(crate) use assign::assign_goals;
pub(crate) use book::book;
pub(crate) use goal::{GoalWrite, write_goal};
pub(crate) use load::{make_if_shown, refresh_tile_of, renew_ticked, term};
